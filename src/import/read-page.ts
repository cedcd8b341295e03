/** A foreign page's text to drafts of items and of the tracker. Pure: the same text is read the same way every time. */

import { interpretBlocks } from "./interpret-blocks.ts";
import { repairMojibake } from "./mojibake.ts";
import { readSource } from "./page-source.ts";
import { isRefusal, type PageReading, type PageRefusal, type ReadOptions } from "./reading.ts";

/** The text as it was meant: Unix line ends, no byte order mark, mojibake repaired, no marker of gtm's own. */
function cleanText(text: string): string {
  return repairMojibake(text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n")).replace(/<!--(\s*)gtm:/gi, "<!--$1gtm -");
}

/**
 * Reads a page of any source: every table of items or list of items becomes drafts, everything else the tracker's
 * settings and template. Refuses what its source's reader refuses, pages without a table or list of items,
 * and a map of headings or columns that are not there.
 */
export function readPage(text: string, options: ReadOptions): PageReading | PageRefusal {
  const page = readSource(cleanText(text), options.from);
  return isRefusal(page) ? page : interpretBlocks(page, options);
}
