
"use strict";
(function () {
  var find = function (selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); };
  var open = function (element) {
    for (var at = element; at; at = at.parentElement) { if (at.tagName === "DETAILS") { at.open = true; } }
  };
  var form = document.getElementById("filters");
  if (form) {
    var notices = find(".notice"), cards = find(".finding"), marks = find(".text mark"), body = document.body;
    var value = function (id) { return document.getElementById(id).value; };
    var ranks = { error: 3, warning: 2, info: 1 };
    var show = function () {
      var notice = value("by-notice"), severity = value("by-severity"), element = value("by-element");
      var hidden = {}, count = 0, among = 0;
      notices.forEach(function (one) { one.hidden = notice !== "" && one.id !== notice; among += one.hidden ? 0 : 1; });
      cards.forEach(function (card) {
        card.hidden = (severity !== "" && ranks[card.dataset.severity] < ranks[severity]) || (element !== "" && card.dataset.element !== element);
        if (card.hidden) { hidden[card.id] = true; } else if (notice === "" || card.id.indexOf(notice + "-") === 0) { count += 1; }
      });
      marks.forEach(function (mark) {
        var findings = (mark.dataset.f || "").split(" "), elements = (mark.dataset.e || "").split(" ");
        var lit = element !== "" && elements.indexOf(element) >= 0;
        mark.classList.toggle("lit", lit);
        mark.classList.toggle("off", !lit && (findings[0] !== "" ? findings.every(function (id) { return hidden[id]; }) : element !== ""));
      });
      find(".ref").forEach(function (ref) { ref.hidden = hidden[ref.getAttribute("href").slice(1)] === true; });
      body.classList.toggle("plain", !document.getElementById("evidence").checked);
      document.getElementById("shown").textContent = "Showing " + count + (count === 1 ? " finding" : " findings") + " in " + among + (among === 1 ? " notice." : " notices.");
      if (notice !== "") { find(":scope > details", document.getElementById(notice)).forEach(function (one) { one.open = true; }); }
    };
    form.hidden = false;
    form.addEventListener("change", show);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function () { setTimeout(show, 0); });
    show();
  }
  var reveal = function () {
    var id = location.hash.slice(1), target = id && (document.getElementById(id) || document.getElementById(id.split("-")[0]));
    if (!target) { return; }
    if (form && target.closest("[hidden]")) { form.reset(); setTimeout(function () { open(target); target.scrollIntoView(); }, 10); return; }
    open(target);
    target.scrollIntoView();
    if (target.classList.contains("finding")) { target.focus({ preventScroll: true }); }
  };
  addEventListener("hashchange", reveal);
  reveal();
  var opened = [];
  addEventListener("beforeprint", function () { opened = find("details:not([open])"); opened.forEach(function (one) { one.open = true; }); });
  addEventListener("afterprint", function () { opened.forEach(function (one) { one.open = false; }); });
})();
