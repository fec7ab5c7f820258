// What the client is told: which program to start, and which documents are its concern.

import type { Executable, LanguageClientOptions } from "vscode-languageclient/node";

/** The languages in which notices, their templates and their settings are written. */
export const languages = [
  "markdown", "mdx", "html", "plaintext", "yaml",
  "astro", "aspnetcorerazor", "django-html", "erb", "haml", "handlebars", "jade", "jinja-html", "jsp", "liquid",
  "nunjucks", "php", "pug", "razor", "svelte", "twig", "vue",
];

/** The program, and how it is called. An empty setting means the program on the PATH. */
export function server(path: string | undefined): Executable {
  return { command: path?.trim() || "notice-lint", args: ["lsp"] };
}

/** Files and documents that were never saved, in each of the languages. */
export function client(): LanguageClientOptions {
  const documentSelector = languages.flatMap((language) =>
    ["file", "untitled"].map((scheme) => ({ scheme, language })),
  );
  return { documentSelector, diagnosticCollectionName: "notice-lint" };
}
