// Starts the language server, and nothing more.

import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/node";
import { client, server } from "./options";

let running: Client | undefined;

/** The library's client, which also shows a message of its own, without a next step, when the server cannot be started. */
class Client extends LanguageClient {
  private starting = true;

  override async start(): Promise<void> {
    try {
      await super.start();
    } finally {
      this.starting = false;
    }
  }

  override error(message: string, data?: unknown, show?: boolean | "force"): void {
    super.error(message, data, this.starting ? false : show);
  }
}

const settings = "Open settings";

async function start(): Promise<void> {
  const path = vscode.workspace.getConfiguration("notice-lint").get<string>("path");
  const starting = new Client("notice-lint", "notice-lint", server(path), client());
  running = starting;
  try {
    await starting.start();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    // The next step comes first: the editor cuts a long message short. Nobody waits for the answer.
    void vscode.window
      .showErrorMessage(`notice-lint cannot be started. Install it, or set notice-lint.path to where it is. ${why}`, settings)
      .then((chosen) => {
        // Where the extension runs on another machine (SSH, WSL, a container), the setting stands in that machine's settings.
        const open = vscode.env.remoteName ? "workbench.action.openRemoteSettings" : "workbench.action.openSettings";
        if (chosen === settings) void vscode.commands.executeCommand(open, { query: "notice-lint.path" });
      });
  }
}

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  context.subscriptions.push(
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration("notice-lint.path")) {
        await deactivate();
        await start();
      }
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  const ending = running;
  running = undefined;
  await ending?.stop().catch(() => undefined);
}
