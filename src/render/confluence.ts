/** The page in Confluence's storage format: XHTML with Confluence's own elements for people, dates and macros. */
import type { Element } from "xast";
import type { Page, PagePart } from "../core/page.ts";
import { hasItems, pageFigures } from "../core/page-figures.ts";
import { withoutDeadHead } from "../core/page-head.ts";
import type { Group } from "../core/rank.ts";
import type { Milestone } from "../core/tracker.ts";
import { describeChanges, nothingChanged } from "./changes-words.ts";
import { type Drawing, makeDrawing } from "./confluence-cell.ts";
import { wellFormed } from "./confluence-gate.ts";
import { confluenceItemList, confluenceItemTable } from "./confluence-items.ts";
import { blockContent } from "./confluence-text.ts";
import { day, inBlocks, link, type RowTexts, text, toStorage, type XmlContent, xmlElement } from "./confluence-xml.ts";

/** Confluence refuses a body of more than 5 MB. */
const mostBytes = 5_000_000;
/** So many comments of an item are tried where the page would be larger. */
const fewer = [20, 10, 5, 2, 1, 0] as const;

export interface ConfluenceBody {
  readonly text: string;
  /** So many comments of each item are on the page, and no older ones; null where all of them are. */
  readonly mostComments: number | null;
  /** Too large even without comments. */
  readonly isTooLarge: boolean;
}

/** The body of the page, ending with a line end. What a strict parser of XML would refuse is thrown, never returned. */
export function renderConfluence(page: Page): string {
  return confluenceBody(page).text;
}

/** The body, with the older comments left out where Confluence would refuse it with them. */
export function confluenceBody(page: Page, most = mostBytes): ConfluenceBody {
  const longest = [...page.open, ...page.closed].reduce((most, { comments }) => Math.max(most, comments.length), 0);
  const tries = [null, ...fewer.filter((count) => count < longest)];
  for (const mostComments of tries) {
    const text = within(most, draw(page, mostComments));
    if (text !== null) return { text: wellFormed(text), mostComments, isTooLarge: false };
  }
  const text = [...draw(page, tries.at(-1) ?? null)].join("");
  return { text: wellFormed(text), mostComments: 0, isTooLarge: true };
}

/** The whole of the pieces; null as soon as they are more than so many bytes. */
function within(most: number, pieces: Iterable<string>): string | null {
  const kept: string[] = [];
  let bytes = quotes;
  for (const piece of pieces) {
    bytes += bytesSent(piece) - quotes;
    if (bytes > most) return null;
    kept.push(piece);
  }
  return kept.join("");
}

/** Of an empty string. */
const quotes = 2;

/** As a string of JSON in UTF-8, which is how a page is sent. */
function bytesSent(text: string): number {
  return new TextEncoder().encode(JSON.stringify(text)).length;
}

/** In pieces, so that of a page that is too large no more is drawn than tells it. */
function* draw(page: Page, mostComments: number | null): Iterable<string> {
  const drawing = makeDrawing(page, mostComments ?? undefined);
  let level = 1;
  const blocks = page.parts.flatMap((part, index) => {
    const drawn = partContent(index === 0 ? withoutHead(part) : part, Math.min(level + 1, 6), drawing);
    if (part.kind === "text") level = lastHeadingLevel(drawn) ?? level;
    return drawn;
  });
  const title = hasOwnTitle(blocks) ? blocks[0] : undefined;
  const figures = hasItems(page) ? [figuresParagraph(page, mostComments)] : [];
  const all = [...figures, ...blocks.filter((block) => block !== title)];
  const lines = all.map(write).filter((line) => line !== "");
  for (const [index, line] of lines.entries()) {
    if (index > 0) yield "\n";
    if (typeof line === "string") yield line;
    else yield* line;
  }
  yield "\n";
}

function write(block: XmlContent | RowTexts): string | Iterable<string> {
  return block.type === "rows" ? block.written() : toStorage(block).trim();
}

function withoutHead(part: PagePart): PagePart {
  return part.kind === "text" ? { ...part, markdown: withoutDeadHead(part.markdown, () => false) } : part;
}

/** The page's only heading of the first rank, at its very top: Confluence shows the title above the body. */
function hasOwnTitle(blocks: readonly (XmlContent | RowTexts)[]): boolean {
  const titles = blocks.filter((block) => block.type === "element" && block.name === "h1");
  return titles.length === 1 && titles[0] === blocks[0];
}

function figuresParagraph(page: Page, mostComments: number | null): XmlContent {
  const [before = "", behind = ""] = pageFigures(page).split(page.asOf);
  const fewer = mostComments === null ? "" : ". Older comments are left out: Confluence takes pages of up to 5 MB";
  return xmlElement("p", {}, [text(before), day(page.asOf), text(`${behind}${fewer}.`)]);
}

function lastHeadingLevel(blocks: readonly (XmlContent | RowTexts)[]): number | null {
  const headings = blocks.filter((block): block is Element => block.type === "element" && /^h[1-6]$/.test(block.name));
  return headings.length > 0 ? Number(headings.at(-1)?.name.slice(1)) : null;
}

/** `level`: the heading level of what a part puts below the page's own headings. */
function partContent(part: PagePart, level: number, drawing: Drawing): readonly (XmlContent | RowTexts)[] {
  switch (part.kind) {
    case "text":
      return blockContent(part.markdown, "page", drawing.reader);
    case "milestones":
      return bullets(part.milestones.map(milestone));
    case "priorities":
      return bullets(
        part.priorities.map(({ key, label }) => [xmlElement("strong", {}, [text(key)]), text(`: ${label}`)]),
      );
    case "table":
      return [confluenceItemTable(part, part.items, drawing)];
    case "list":
      return part.groups.flatMap((group: Group) => confluenceItemList(group, part.columns, level, drawing));
    case "changes":
      return changes(drawing.page, level);
    // A picture would be an attachment, which a page's body cannot carry.
    case "chart":
      return [];
  }
}

function bullets(entries: readonly (readonly XmlContent[])[]): readonly XmlContent[] {
  if (entries.length === 0) return [];
  return [
    xmlElement(
      "ul",
      {},
      entries.map((entry) => xmlElement("li", {}, inBlocks(entry))),
    ),
  ];
}

function milestone({ date, end, title, url }: Milestone): readonly XmlContent[] {
  // In words: Confluence's own date would not be bold.
  return [
    xmlElement("strong", {}, [text(end ? `${date} – ${end}` : date)]),
    text(" "),
    ...(url ? link(url, [text(title)]) : [text(title)]),
  ];
}

function changes({ changes: past, tracker }: Page, level: number): readonly XmlContent[] {
  if (past === null) return [];
  const { heading, lines } = describeChanges(past, tracker);
  const list = bullets(lines.map((line) => [text(line.text)]));
  return [
    xmlElement(`h${level}`, {}, [text(heading)]),
    ...(list.length > 0 ? list : [xmlElement("p", {}, [text(nothingChanged)])]),
  ];
}
