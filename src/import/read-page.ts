/** A foreign page's text to drafts of items and of the tracker. Pure: the same text is read the same way every time. */
import { repairMojibake } from "./mojibake.ts";
import { readBlocks } from "./read-blocks.ts";
import { type PageReading, type PageRefusal, type ReadOptions, refuse } from "./reading.ts";
import { readMarkdown } from "./sources/markdown.ts";

function isBinary(text: string): boolean {
  const head = text.slice(0, 20_000);
  const odd = head.match(/[\u0000-\u0008\u000e-\u001f\ufffd]/g)?.length ?? 0;
  return head.includes("\u0000") || odd > 0.02 * head.length + 5;
}

/** The text as it was meant: Unix line ends, no byte order mark, mojibake repaired, no marker of gtm's own. */
function cleanText(text: string): string {
  return repairMojibake(text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n")).replace(/<!--(\s*)gtm:/gi, "<!--$1gtm -");
}

/**
 * Reads a Markdown page: every table of items or list of items becomes drafts, everything else the tracker's settings
 * and template. Refuses binary text, and pages without a table or list of items.
 */
export function readPage(text: string, options: ReadOptions): PageReading | PageRefusal {
  if (isBinary(text)) return refuse("this is no text", "export the page as Markdown, in UTF-8");
  const clean = cleanText(text);
  return readBlocks({ source: "markdown", text: clean, blocks: readMarkdown(clean) }, options);
}
