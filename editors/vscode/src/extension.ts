// Starts the language server, and nothing more.

import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/node";
import { client, server } from "./options";

let running: LanguageClient | undefined;

async function start(): Promise<void> {
  const path = vscode.workspace.getConfiguration("notice-lint").get<string>("path");
  running = new LanguageClient("notice-lint", "notice-lint", server(path), client());
  try {
    await running.start();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(
      `notice-lint cannot be started (${why}). Install it, or set notice-lint.path to where it is.`,
    );
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
