/** A foreign page's text to drafts of items and of the tracker. Pure: the same text is read the same way every time. */

import { repairMojibake } from "./decode.ts";
import { interpretBlocks } from "./interpret-blocks.ts";
import { isRefusal, type PageReading, type PageRefusal, type ReadOptions } from "./reading.ts";
import type { Block } from "./sources/blocks.ts";
import { readCsv } from "./sources/csv.ts";
import { detectSource } from "./sources/detect.ts";
import { readHtml } from "./sources/html.ts";
import { readMarkdown } from "./sources/markdown.ts";
import type { SourceName } from "./sources/source-names.ts";
import { readStorage } from "./sources/storage.ts";

export interface PageBlocks {
  /** The kind of source: markdown, html, storage or csv. */
  readonly source: SourceName;
  /** All of the page as Markdown. */
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** What a reader sees of the blocks, as Markdown: where people, dates and tickets are looked for. */
function markdownOf(blocks: readonly Block[]): string {
  const lines = blocks.flatMap((block): readonly string[] =>
    block.kind === "table" ? [block.header ?? [], ...block.rows.map(({ cells }) => cells)].flat() : [block.source],
  );
  return lines.join("\n");
}

/** Markdown with its tables of HTML read as tables: whole, since HTML guarantees more than pipes do. */
function readMixed(text: string): readonly Block[] | PageRefusal {
  const blocks: Block[] = [];
  for (const block of readMarkdown(text)) {
    const isTable = block.kind === "verbatim" && /^\s*<table\b/i.test(block.source);
    const read = isTable ? readHtml(block.source, block.line) : [block];
    if (isRefusal(read)) return read;
    blocks.push(...read);
  }
  return blocks;
}

function readAs(source: SourceName, text: string): readonly Block[] | PageRefusal {
  switch (source) {
    case "markdown":
      return readMixed(text);
    case "html":
      return readHtml(text);
    case "storage":
      return readStorage(text);
    case "csv":
      return readCsv(text);
  }
}

/** Reads the blocks of a page, whose source is detected unless `from` names it. */
function readSource(text: string, from: SourceName | undefined): PageBlocks | PageRefusal {
  const source = from ?? detectSource(text);
  const blocks = readAs(source, text);
  if (isRefusal(blocks)) return blocks;
  return { source, blocks, text: source === "markdown" && !/<table\b/i.test(text) ? text : markdownOf(blocks) };
}

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
