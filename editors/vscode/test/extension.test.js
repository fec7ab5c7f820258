// What can be said of the extension without the editor: its manifest, its options, and what it does when it is started.

const assert = require("node:assert");
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");
const { test } = require("node:test");

const root = path.join(__dirname, "..");
const manifest = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8"));
const options = require("../out/options.js");

test("the manifest and the options name the same languages", () => {
  const activating = manifest.activationEvents.flatMap((event) => event.match(/^onLanguage:(.*)$/)?.[1] ?? []);
  assert.deepEqual([...activating].sort(), [...options.languages].sort());
  for (const language of ["markdown", "html", "plaintext", "yaml"]) assert.ok(activating.includes(language));
});

test("the bundle is where the manifest says, and needs only the editor and Node", () => {
  const bundle = fs.readFileSync(path.join(root, manifest.main), "utf8");
  const needed = new Set([...bundle.matchAll(/\brequire\("([^"]+)"\)/g)].map((match) => match[1]));
  const foreign = [...needed].filter((name) => name !== "vscode" && !Module.isBuiltin(name));
  assert.deepEqual(foreign, []);
});

test("no workspace can choose the program that is run", () => {
  const setting = manifest.contributes.configuration.properties["notice-lint.path"];
  assert.equal(setting.scope, "machine");
  assert.equal(setting.default, "notice-lint");
});

test("the program is called as a language server", () => {
  assert.deepEqual(options.server(undefined), { command: "notice-lint", args: ["lsp"] });
  assert.deepEqual(options.server("  "), { command: "notice-lint", args: ["lsp"] });
  assert.deepEqual(options.server("/opt/notice-lint"), { command: "/opt/notice-lint", args: ["lsp"] });
});

test("files and documents that were never saved are its concern", () => {
  const selector = options.client().documentSelector;
  for (const scheme of ["file", "untitled"]) {
    assert.ok(selector.some((one) => one.scheme === scheme && one.language === "markdown"));
  }
  assert.equal(selector.length, 2 * options.languages.length);
});

/** Loads the extension with an editor and a client that only take notes. */
function load({ setting, failing, chosen, remoteName }) {
  const notes = { started: [], stopped: 0, errors: [], library: [], commands: [], listeners: [] };
  class LanguageClient {
    constructor(...all) { this.all = all; }
    error(message, _data, show) { if (show) notes.library.push(message); }
    async start() {
      notes.started.push(this.all);
      notes.last = this;
      if (failing) {
        this.error("couldn't create connection to server.", undefined, "force");
        throw new Error("spawn ENOENT");
      }
    }
    async stop() { notes.stopped += 1; }
  }
  const fakes = {
    vscode: {
      env: { remoteName },
      workspace: {
        getConfiguration: (section) => ({ get: (key) => (section === "notice-lint" && key === "path" ? notes.setting : undefined) }),
        onDidChangeConfiguration: (listener) => { notes.listeners.push(listener); return { dispose() {} }; },
      },
      window: { showErrorMessage: async (text, ...buttons) => { notes.errors.push([text, ...buttons]); return chosen; } },
      commands: { executeCommand: async (...all) => { notes.commands.push(all); } },
    },
    "vscode-languageclient/node": { LanguageClient },
  };
  notes.setting = setting;
  const original = Module._load;
  Module._load = (name, ...rest) => fakes[name] ?? original(name, ...rest);
  try {
    delete require.cache[require.resolve("../out/extension.js")];
    return { extension: require("../out/extension.js"), notes };
  } finally {
    Module._load = original;
  }
}

test("it starts the server, starts it again when the path changes, and stops it", async () => {
  const { extension, notes } = load({ setting: "/opt/notice-lint" });
  const context = { subscriptions: [] };
  await extension.activate(context);
  assert.equal(context.subscriptions.length, 1);
  assert.deepEqual(notes.started[0][2], { command: "/opt/notice-lint", args: ["lsp"] });
  assert.deepEqual(notes.started[0][3], options.client());
  await notes.listeners[0]({ affectsConfiguration: (name) => name === "editor.fontSize" });
  assert.equal(notes.started.length, 1);
  notes.setting = "/usr/bin/notice-lint";
  await notes.listeners[0]({ affectsConfiguration: (name) => name === "notice-lint.path" });
  assert.equal(notes.stopped, 1);
  assert.equal(notes.started[1][2].command, "/usr/bin/notice-lint");
  await extension.deactivate();
  assert.equal(notes.stopped, 2);
  await extension.deactivate();
  assert.equal(notes.stopped, 2);
});

test("a program that is not there is said once, with the next step first", async () => {
  const { extension, notes } = load({ setting: "nowhere", failing: true });
  await extension.activate({ subscriptions: [] });
  assert.equal(notes.errors.length, 1);
  assert.match(notes.errors[0][0], /^notice-lint cannot be started\. Install it, or set notice-lint\.path .*spawn ENOENT$/);
  assert.deepEqual(notes.library, []);
  assert.deepEqual(notes.commands, []);
  notes.last.error("the server ended", undefined, "force");
  assert.deepEqual(notes.library, ["the server ended"]);
});

test("the message leads to the setting, on the machine where the program is looked for", async () => {
  for (const [remoteName, command] of [[undefined, "openSettings"], ["wsl", "openRemoteSettings"]]) {
    const { extension, notes } = load({ setting: "nowhere", failing: true, chosen: "Open settings", remoteName });
    await extension.activate({ subscriptions: [] });
    await new Promise(setImmediate);
    assert.deepEqual(notes.commands, [[`workbench.action.${command}`, { query: "notice-lint.path" }]]);
  }
});
