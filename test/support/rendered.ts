/** Pages as one text each: the renderers give them in pieces. */
import type { Page } from "../../src/core/page.ts";
import * as html from "../../src/render/html/html.ts";
import * as markdown from "../../src/render/markdown.ts";

export function renderHtml(page: Page): string {
  return [...html.renderHtml(page)].join("");
}

export function renderMarkdown(page: Page, options?: markdown.MarkdownOptions): string {
  return [...markdown.renderMarkdown(page, options)].join("");
}
