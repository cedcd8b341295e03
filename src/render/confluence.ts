/** The page in Confluence's storage format: XHTML with Confluence's own elements for people, dates and macros. */
import type { Element } from "xast";
import type { Page, PagePart } from "../core/page.ts";
import type { Group } from "../core/rank.ts";
import type { Milestone } from "../core/tracker.ts";
import { describeChanges, nothingChanged } from "./changes-words.ts";
import { type Drawing, makeDrawing } from "./confluence-cell.ts";
import { wellFormed } from "./confluence-gate.ts";
import { confluenceItemList, confluenceItemTable } from "./confluence-items.ts";
import { blockContent } from "./confluence-text.ts";
import { day, link, text, toStorage, type XmlContent, xmlElement } from "./confluence-xml.ts";

/** The body of the page, ending with a line end. What a strict parser of XML would refuse is thrown, never returned. */
export function renderConfluence(page: Page): string {
  const drawing = makeDrawing(page);
  let level = 1;
  const blocks = page.parts.flatMap((part) => {
    const drawn = partContent(part, Math.min(level + 1, 6), drawing);
    if (part.kind === "text") level = lastHeadingLevel(drawn) ?? level;
    return drawn;
  });
  const lines = blocks.map((block) => toStorage(block).trim()).filter(Boolean);
  return wellFormed(`${lines.join("\n")}\n`);
}

function lastHeadingLevel(blocks: readonly XmlContent[]): number | null {
  const headings = blocks.filter((block): block is Element => block.type === "element" && /^h[1-6]$/.test(block.name));
  return headings.length > 0 ? Number(headings.at(-1)?.name.slice(1)) : null;
}

/** `level`: the heading level of what a part puts below the page's own headings. */
function partContent(part: PagePart, level: number, drawing: Drawing): readonly XmlContent[] {
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
      entries.map((entry) => xmlElement("li", {}, entry)),
    ),
  ];
}

function milestone({ date, end, title, url }: Milestone): readonly XmlContent[] {
  const days = end ? [day(date), text(" – "), day(end)] : [day(date)];
  return [xmlElement("strong", {}, days), text(" "), ...(url ? link(url, [text(title)]) : [text(title)])];
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
