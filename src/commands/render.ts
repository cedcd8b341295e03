/** `gtm render`: the meeting page. */
import { dirname, resolve } from "node:path";
import { makePage, type Page } from "../core/page.ts";
import { printableJson } from "../core/printable.ts";
import { inFile } from "../core/problem.ts";
import { UserError } from "../errors.ts";
import type { Context } from "../ports.ts";
import { reportUnreadable } from "./report-unreadable.ts";
import { type GlobalOptions, loadWorkspace, shownPath } from "./workspace.ts";

export interface RenderOptions extends GlobalOptions {
  readonly format?: string;
  readonly output?: string;
}

const renderers: Readonly<Record<string, () => Promise<(page: Page) => string>>> = {
  md: async () => (await import("../render/markdown.ts")).renderMarkdown,
  json: async () => {
    const { pageData } = await import("../render/json.ts");
    return (page) => `${printableJson(pageData(page))}\n`;
  },
};

export async function render(context: Context, options: RenderOptions): Promise<number> {
  const format = options.format ?? formatOfName(options.output) ?? "md";
  const load = Object.hasOwn(renderers, format) ? renderers[format] : undefined;
  if (!load)
    throw new UserError(`unknown format "${format}"`, { hint: `formats are ${Object.keys(renderers).join(", ")}` });
  const workspace = loadWorkspace(context, options);
  const { page, problems } = makePage(workspace.tracker, workspace.items, workspace.today);
  const text = (await load())(page);
  if (options.output === undefined || options.output === "-") context.stdout.write(text);
  else {
    // The user names the file: it may be anywhere.
    const path = resolve(context.cwd, options.output);
    if (!context.files.isFolder(dirname(path)))
      throw new UserError(`cannot write ${options.output}: there is no such folder`);
    context.files.write(path, text, "/");
    context.stderr.write(
      `${options.output}: ${page.open.length} open, ${page.closed.length} closed, as of ${page.asOf}\n`,
    );
  }
  const inTemplate = inFile(shownPath(workspace, `${workspace.folder}/tracker.md`), problems);
  return reportUnreadable(context, [...inTemplate, ...workspace.problems]);
}

function formatOfName(output: string | undefined): string | undefined {
  const ending = /\.(\w+)$/.exec(output ?? "")?.[1];
  return ending !== undefined && Object.hasOwn(renderers, ending) ? ending : undefined;
}
