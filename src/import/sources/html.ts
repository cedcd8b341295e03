/** HTML to blocks: pages that Confluence, Word and Google Docs export or show, and tables written by hand. */
import type { PageRefusal } from "../reading.ts";
import type { Block } from "./blocks.ts";
import { readHtmlBlocks } from "./html-blocks.ts";
import { parseHtml } from "./html-tree.ts";
import { readOwnHtml } from "./own-page.ts";

/**
 * The blocks of an HTML page or of a part of one. `text` has Unix line ends; `firstLine` is the line of its file at which
 * it stands. Refuses what is nested beyond any page, and what breaks off in the middle of a table.
 */
export function readHtml(text: string, firstLine = 1): readonly Block[] | PageRefusal {
  const page = parseHtml(text, firstLine);
  if ("ok" in page) return page;
  const own = readOwnHtml(page.root);
  return readHtmlBlocks(own === null ? page : { ...page, root: own, own: true });
}
