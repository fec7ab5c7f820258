// Run by workbench.sh: drives the extension in the workbench of Visual Studio Code, which code-server shows in a browser.
// node workbench.js URL FOLDER DATA PROGRAM SHOTS; FOLDER is opened, DATA is code-server's own, SHOTS takes the pictures.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { chromium } = require("playwright-core");

const [url, folder, data, program, shots] = process.argv.slice(2);
const patience = Number(process.env.PATIENCE ?? 60000);
const NOTICE = `# Privacy notice

😀 Call the ICO on 03031231113 to complain.

## How long we keep it

We keep it for as long as necessary.
`;

let page;
let shot = 0;

async function picture(name) {
  shot += 1;
  await page.screenshot({ path: path.join(shots, `${String(shot).padStart(2, "0")}-${name}.png`) });
}

async function ok(text, wait) {
  try {
    await wait();
    console.log(`ok: ${text}`);
  } catch (error) {
    console.log(`not ok: ${text}: ${error.message}`);
    throw error;
  }
}

/** Waits until a question is answered with yes. */
async function until(question) {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await question();
    if (answer === true) return;
    if (Date.now() > end) throw new Error(`still ${JSON.stringify(answer)}`);
    await new Promise((done) => setTimeout(done, 200));
  }
}

const shown = (selector, text) => page.locator(selector, { hasText: text }).first().waitFor({ timeout: patience });
const gone = (selector) => until(async () => (await page.locator(selector).count()) === 0);
// The editor writes other spaces than the file has.
const text = async () =>
  (await page.locator(".editor-instance .view-line").allInnerTexts()).map((line) => line.replace(/\u00a0/g, " ")).join("\n");
const holds = (part) => until(async () => ((await text()).includes(part) ? true : text()));
const holdsNot = (part) => until(async () => ((await text()).includes(part) ? text() : true));
const saved = (name, part) => until(async () => fs.readFileSync(path.join(folder, name), "utf8").includes(part));
const json = (file, value) => {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, JSON.stringify(value));
};

async function command(name) {
  await page.keyboard.press("F1");
  await shown(".quick-input-widget input", "");
  await page.keyboard.type(name);
  await page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first().click({ timeout: patience });
  await page.locator(".quick-input-widget").waitFor({ state: "hidden", timeout: patience });
}

async function open(name) {
  await page.locator(".explorer-folders-view .monaco-list-row", { hasText: name }).first().dblclick({ timeout: patience });
  await shown(".tabs-container .tab.active", name);
  await page.locator(".editor-instance .view-lines").click();
}

/** Puts the pointer of the keyboard into a place of the file. */
async function goto(line, column) {
  await page.keyboard.press("Control+g");
  await shown(".quick-input-widget input", "");
  await page.keyboard.type(`${line}:${column}`);
  await page.keyboard.press("Enter");
  await page.locator(".quick-input-widget").waitFor({ state: "hidden", timeout: patience });
}

async function fix(line, column, title) {
  await goto(line, column);
  await page.keyboard.press("Control+.");
  await shown(".action-widget .monaco-list-row", title);
  await picture("fixes");
  await page.locator(".action-widget .monaco-list-row", { hasText: title }).first().click();
}

async function hover(line, column) {
  await goto(line, column);
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Control+i");
}

async function run() {
  json(path.join(data, "User/settings.json"), {
    "editor.codeActionsOnSave": { "source.fixAll.notice-lint": "explicit" },
    "files.autoSave": "off",
    "workbench.startupEditor": "none",
    "workbench.editor.useModal": "off",
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "chat.disableAIFeatures": true,
    "security.workspace.trust.banner": "never",
  });
  const machine = path.join(data, "Machine/settings.json");
  json(machine, { "notice-lint.path": "/nowhere/notice-lint" });
  fs.writeFileSync(path.join(folder, "privacy.md"), NOTICE);
  fs.writeFileSync(path.join(folder, "privacy-staff.txt"), "Privacy notice for staff\n\nCall the ICO on 03031231113 to complain.\n");
  fs.writeFileSync(path.join(folder, "notice-lint.yaml"), "rules:\n  missing-date: warning\n");
  // A stranger's folder that asks for a program of its own.
  const trap = path.join(folder, "trap");
  fs.writeFileSync(trap, `#!/bin/sh\ntouch "${trap}.sprung"\n`, { mode: 0o755 });
  json(path.join(folder, ".vscode/settings.json"), { "notice-lint.path": trap });

  await page.goto(`${url}/?folder=${encodeURIComponent(folder)}`);
  await shown(".statusbar-item", "Restricted Mode");
  await ok("in a folder that is not trusted, a program that is not there is said", () =>
    shown(".notifications-toasts", "Install it, or set notice-lint.path"));
  await open("privacy.md");
  await ok("once", () => until(async () => (await page.locator(".notifications-toasts .notification-list-item").count()) === 1));
  await picture("not-there");
  await page.locator(".notifications-toasts .monaco-button", { hasText: "Open settings" }).click();
  await ok("with the way to the setting", () => shown(".settings-editor .setting-item-contents", "The notice-lint program"));
  await picture("setting");
  json(machine, { "notice-lint.path": program });
  await open("privacy.md");
  await ok("when the setting is mended, the findings come", () => page.locator(".squiggly-info").first().waitFor({ timeout: patience }));
  await picture("not-trusted");

  await command("Workspaces: Manage Workspace Trust");
  await page.locator(".workspace-trust-editor .monaco-button", { hasText: "Trust" }).first().click({ timeout: patience });
  await until(async () => (await page.locator(".statusbar-item", { hasText: "Restricted Mode" }).count()) === 0);
  await open("privacy.md");
  await ok("trusted, findings are marked at their words", () => page.locator(".squiggly-info").first().waitFor({ timeout: patience }));
  await ok("no folder chose the program", () => until(async () => !fs.existsSync(`${trap}.sprung`)));
  await ok("headings have lenses", () => shown(".codelens-decoration", "2 of 16 required items given, 1 vague, 13 missing"));
  await command("Problems: Focus on Problems View");
  await ok("and listed with their rules", () => shown(".markers-panel .monaco-list-row", "controller-contact"));
  await picture("problems");
  await page.locator(".panel .codicon-collapse-all:visible").first().click({ timeout: patience });
  await ok("those of every notice in the folder", async () => {
    await shown(".markers-panel .monaco-list-row", "privacy-staff.txt");
    await shown(".markers-panel .monaco-list-row", "privacy.md");
  });
  await command("View: Hide Panel");

  await open("privacy.md");
  await hover(3, 25);
  await ok("a finding explains itself", () => shown(".monaco-hover", "Why the rule exists"));
  await picture("hover-finding");
  await page.keyboard.press("Escape");
  await hover(5, 6);
  await ok("a heading says what belongs under it", () => shown(".monaco-hover", "What the law asks for here"));
  await picture("hover-heading");
  await page.keyboard.press("Escape");

  await fix(3, 25, 'Write "0303 123 1113"');
  await ok("a quick fix changes the words, and nothing else", () => holds("😀 Call the ICO on 0303 123 1113 to complain."));
  await ok("and the mark goes", () => gone(".squiggly-info"));
  await picture("fixed");
  await page.keyboard.press("Control+z");
  await holds("03031231113");
  await goto(8, 1);
  await page.keyboard.type("Thank you for reading.");
  await page.keyboard.press("Control+s");
  await ok("safe fixes are applied on saving", () => saved("privacy.md", "0303 123 1113"));
  await fix(7, 6, "Accept retention-vague here");
  await ok("a finding can be accepted", () => holds("<!-- notice-lint-ignore retention-vague: [reason] -->"));
  await page.keyboard.press("Control+z");
  await holdsNot("[reason]");

  await command("Explorer: Focus on Outline View");
  await ok("sections have topics in the outline", () => shown(".outline-tree .monaco-list-row", "retention"));
  await picture("outline");

  await open("notice-lint.yaml");
  await goto(2, 17);
  for (let i = 0; i < "warning".length; i++) await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.type("of");
  await ok("a mistake in the settings is marked", () => page.locator(".squiggly-error").first().waitFor({ timeout: patience }));
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+Space");
  await ok("values are proposed", () => shown(".suggest-widget .monaco-list-row", "off"));
  await picture("settings");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+s");
  await ok("and written", () => saved("notice-lint.yaml", "missing-date: off"));
  await ok("the mark goes", () => gone(".squiggly-error"));

  await command("File: New Untitled Text File");
  await page.keyboard.type("Privacy notice\n\nCall the ICO on 03031231113 to complain.");
  await ok("a document that was never saved is checked", () => page.locator(".squiggly-info").first().waitFor({ timeout: patience }));
  await picture("untitled");
}

(async () => {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    page = await context.newPage();
    // Nothing is fetched from elsewhere.
    await context.route((address) => address.hostname !== "127.0.0.1", (route) => route.abort());
    await run();
  } catch (error) {
    await picture("failed").catch(() => undefined);
    throw error;
  } finally {
    await browser.close();
  }
})().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
