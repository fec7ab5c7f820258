// Run by .ci/pages: BROWSER FOLDER NAME...; opens FOLDER/NAME.html in every look and says what is wrong.
"use strict";
const fs = require("fs");
const path = require("path");
const { chromium } = require("playwright-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const [browserPath, folder, ...names] = process.argv.slice(2);
const LOOKS = [
  { scheme: "light", width: 1280 },
  { scheme: "dark", width: 1280 },
  { scheme: "light", width: 390 },
  { scheme: "dark", width: 390 },
];
let passed = 0;
let failed = 0;
function check(what, fine, detail) {
  if (fine) {
    passed += 1;
  } else {
    failed += 1;
    console.log(`FAILED ${what}${detail ? `: ${detail}` : ""}`);
  }
}

async function visit(browser, name, look) {
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.width > 600 ? 900 : 844 },
    colorScheme: look.scheme,
    reducedMotion: "reduce",
    bypassCSP: false,
  });
  const page = await context.newPage();
  const said = [];
  const requests = [];
  page.on("console", (message) => { if (message.type() !== "log") { said.push(message.text()); } });
  page.on("pageerror", (error) => said.push(String(error)));
  page.on("dialog", (dialog) => { said.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => requests.push(request.url()));
  const url = `file://${path.join(folder, `${name}.html`)}`;
  await page.goto(url);
  const where = `${name}, ${look.scheme}, ${look.width} px`;
  check(`${where}: its own style and script run, and nothing complains`, said.length === 0, said.join(" | "));
  check(`${where}: nothing is loaded from elsewhere`, requests.length === 1, requests.slice(1).join(" "));
  check(`${where}: no script of a notice ran`, await page.evaluate(() => typeof window.hacked === "undefined"));
  check(`${where}: one script, one style, no frames or pictures`, await page.evaluate(() =>
    document.scripts.length === 1 && document.querySelectorAll("style").length === 1
    && document.querySelectorAll("img, iframe, object, embed, svg, link, base, video, audio").length === 0));
  check(`${where}: links lead inside or to the law`, await page.evaluate(() =>
    [...document.links].every((a) => a.protocol === "https:" || a.getAttribute("href").startsWith("#"))));
  check(`${where}: links inside have a target`, await page.evaluate(() =>
    [...document.links].every((a) => !a.hash || a.protocol === "https:" || document.getElementById(a.hash.slice(1)) !== null)));
  check(`${where}: ids are unique`, await page.evaluate(() => {
    const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
    return new Set(ids).size === ids.length;
  }));
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  check(`${where}: the page does not scroll sideways`, wider <= 0, `${wider} px`);
  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
  for (const id of ["main", "first", "matrix", "n1", "n2"]) {
    await page.evaluate((target) => document.getElementById(target).scrollIntoView(), id);
    await page.screenshot({ path: path.join(folder, `${name}-${look.scheme}-${look.width}-${id}.png`) });
  }
  // The policy of the page forbids foreign scripts: axe runs in the browser's own world.
  await page.evaluate(axe + "; undefined");
  const result = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  for (const violation of result.violations) {
    const nodes = violation.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} (${node.failureSummary.slice(0, 200)})`);
    check(`${where}: axe ${violation.id}`, false, `${violation.help}; ${violation.nodes.length} places, such as ${nodes.join(" ;; ")}`);
  }
  check(`${where}: axe looked at the page`, result.violations.length > 0 || result.testEngine.name === "axe-core");
  await context.close();
}

async function use(browser, name) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto(`file://${path.join(folder, `${name}.html`)}`);
  const seen = (selector) => page.locator(selector).evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
  const all = await seen(".finding");
  await page.selectOption("#by-severity", "error");
  const errors = await seen(".finding");
  check("filter by severity", errors > 0 && errors < all && await seen(".finding.info") === 0, `${errors} of ${all}`);
  check("marks follow the filter", await seen(".text mark.info:not(.off)") === 0 || errors === all);
  await page.selectOption("#by-notice", "n2");
  check("filter by notice", await seen(".notice") === 1);
  check("the count is told", /^Showing \d+ findings? in 1 notice\.$/.test(await page.textContent("#shown")), await page.textContent("#shown"));
  await page.click("#filters button");
  await page.waitForFunction(() => document.querySelectorAll(".notice[hidden]").length === 0);
  check("everything is shown again", await seen(".finding") === all);
  await page.selectOption("#by-element", "retention");
  check("filter by element lights its words", await seen("mark.lit") > 0);
  await page.click("#filters button");
  await page.waitForFunction(() => document.querySelectorAll("mark.lit").length === 0);
  await page.goto(`file://${path.join(folder, `${name}.html`)}`);
  await page.keyboard.press("Tab");
  check("the first stop is the skip link", await page.evaluate(() => document.activeElement.className === "skip"));
  await page.keyboard.press("Enter");
  check("it leads to the main content", await page.evaluate(() => location.hash === "#main"));
  const link = page.locator(".steps a[href*='-f']").first();
  const target = await link.getAttribute("href");
  await link.focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction((id) => location.hash === id, target);
  check("a step leads to its finding", await page.locator(target).evaluate((one) => {
    const box = one.getBoundingClientRect();
    return box.top >= -1 && box.top < innerHeight;
  }));
  await page.emulateMedia({ media: "print" });
  check("no form on paper", await seen("#filters") === 0);
  fs.writeFileSync(path.join(folder, `${name}.pdf`), await page.pdf({ format: "A4" }));
  await context.close();
  // Without scripts everything is there and nothing pretends to filter.
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const still = await plain.newPage();
  await still.goto(`file://${path.join(folder, `${name}.html`)}`);
  check("without scripts there is no form", await still.locator("#filters").isHidden());
  check("without scripts the findings are there", await still.locator(".finding").first().isVisible());
  await plain.close();
}

(async () => {
  const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox"] });
  try {
    for (const name of names) {
      for (const look of LOOKS) {
        await visit(browser, name, look);
      }
    }
    await use(browser, names[0]);
  } finally {
    await browser.close();
  }
  console.log(`pages: ${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
