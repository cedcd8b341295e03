/** The page around its items: its own words, with gtm's markers where items, milestones and priorities stood. */
import { columnHeading, isStandardColumn } from "../core/columns.ts";
import type { Item } from "../core/item.ts";
import { sortItems } from "../core/rank.ts";
import { usualColumns } from "../core/standard-columns.ts";
import { markerLimit } from "../core/template.ts";
import type { Tracker } from "../core/tracker.ts";
import type { Columns } from "./column.ts";
import { isOddSpan, readMilestone } from "./milestones.ts";
import { type ItemBlock, isItemBlock, type PageBlock } from "./page-block.ts";
import type { PageFacts } from "./page-facts.ts";
import type { Draft } from "./reading.ts";
import type { Block, List } from "./sources/blocks.ts";

interface Pen {
  readonly page: PageFacts;
  readonly drafts: ReadonlyMap<Block, readonly Draft[]>;
  /** The page's own words, as its tracker will have them. */
  readonly tracker: Tracker;
  /** The sections for which a page has no marker left, and the one that draws them all. */
  readonly crowd: ReadonlySet<ItemBlock>;
  readonly crowdMarker: string;
}

/** Sections that have a marker each; the others, up to `markerLimit`, are for milestones and what people add. */
const mostSections = markerLimit - 10;

/** As a query reads it back; `-->` would end the marker. */
function quoted(words: string): string {
  return `"${words.replace(/\s+/g, " ").replace(/["\\]|(?<=--)>/g, "\\$&")}"`;
}

/** `title,refs="Risk ID"`: what the tracker calls otherwise has its heading with it. */
function tableColumns(block: Block, { page, tracker }: Pen): readonly string[] {
  // A column without a heading and without a cell is none of the tracker's.
  const isKnown = (key: string) => isStandardColumn(key) || Object.hasOwn(tracker.fields, key);
  const columns = (page.tables.get(block)?.columns ?? []).filter(({ key }) => isKnown(key));
  const own = columns.map(({ key, label }) =>
    label === "" || label === columnHeading(key, tracker) ? key : `${key}=${quoted(label)}`,
  );
  // What the page has no column for is a description or a comment: without a place, nobody would see it again.
  return columns.some(({ key }) => key === "comments") ? own : [...own, "comments"];
}

/** `sort:due` where the page's rows are in that order, and not in that of their numbers. */
function sortOf(drafts: readonly Draft[], columns: Columns, tracker: Tracker): string {
  const items = drafts.map((draft, index): Item => {
    const id = draft.number ?? Number.MAX_SAFE_INTEGER - drafts.length + index;
    return { ...draft, id, comments: [], closed: draft.closedDate, path: "" };
  });
  const isOrder = (order: readonly Item[]) => order.every((item, index) => item === items[index]);
  if (isOrder(sortItems(items, [], tracker))) return "";
  const found = columns
    .flatMap(({ key }) => [false, true].map((descending) => ({ column: key, descending })))
    .find((key) => isOrder(sortItems(items, [key], tracker)));
  return found === undefined ? "" : ` sort:${found.descending ? "-" : ""}${found.column}`;
}

function itemMarker(part: ItemBlock, pen: Pen): string {
  const { kind, block, closed } = part;
  const { drafts, tracker, crowd, crowdMarker, page } = pen;
  const { column, names, onlyOpen } = page.sections;
  if (crowd.has(part)) return crowdMarker;
  const [own, name] = [drafts.get(block) ?? [], names.get(block)];
  const columns = part.kind === "table" ? tableColumns(part.block, pen) : listColumns(part.block, own, page);
  const words = [
    closed ? " is:closed" : onlyOpen.has(block) ? " is:open" : "",
    name === undefined ? "" : ` ${column}:${quoted(name)}`,
    sortOf(own, page.tables.get(block)?.columns ?? [], tracker),
    columns.length === 0 ? "" : ` columns:${columns.join(",")}`,
  ];
  return `<!-- gtm:${kind}${words.join("")} -->`;
}

function textsOf(part: PageBlock, pen: Pen): readonly string[] {
  if (part.kind === "words") return [part.block.source];
  if (part.kind === "legend") return ["<!-- gtm:priorities -->"];
  if (part.kind !== "milestones") return [itemMarker(part, pen)];
  // Entries without a date stay as words, before the marker.
  const undated = part.entries.filter((entry) => readMilestone(entry, pen.page.facts.dates) === null);
  const words = undated.map((entry) => `- ${entry.replaceAll("\n", "\n  ")}`).join("\n");
  // A note that no page shows, so that no word of this one is lost.
  const odd = part.entries.filter(isOddSpan).map((entry) => `[as written]: # "${entry.replace(/["\n\\]+/g, " ")}"`);
  return [...(words === "" ? [] : [words]), "<!-- gtm:milestones -->", ...odd];
}

/** Writes the template; blocks are a blank line apart. A marker is written once: it names all that it draws. */
export function writeTemplate(page: PageFacts, drafts: Pen["drafts"], tracker: Tracker): string {
  const named = page.parts.filter(isItemBlock).filter(({ block }) => page.sections.names.has(block));
  const { column, names } = page.sections;
  const crowd = named.slice(mostSections);
  const words = new Set(crowd.flatMap(({ block }) => names.get(block) ?? []));
  const crowdMarker = `<!-- gtm:list ${column}:${[...words].map(quoted).join(",")} group:${column} -->`;
  const pen: Pen = { page, drafts, tracker, crowd: new Set(crowd), crowdMarker };
  const texts = page.parts.flatMap((part) => textsOf(part, pen));
  const written = new Set<string>();
  const isFirst = (text: string) => !text.startsWith("<!-- gtm:") || (!written.has(text) && written.add(text));
  return `${texts.filter(isFirst).join("\n\n").trim()}\n`;
}

/** Empty where the usual columns of a list show all that its entries have. */
function listColumns({ entries }: List, drafts: readonly Draft[], { labels }: PageFacts): readonly string[] {
  const boxes = entries.some(({ done }) => done !== null);
  const has = (column: "priority" | "start" | "due" | "timeline" | "status") =>
    drafts.some((draft) => draft[column] !== null) || (boxes && column === "due");
  const days = (["start", "due", "timeline", "status"] as const).filter(has);
  const own = [...labels.keys()].filter((key) => drafts.some(({ fields }) => Object.hasOwn(fields, key)));
  const told = [...days, ...own];
  if (!boxes) return told.length === 0 ? [] : [...usualColumns.list.slice(0, -1), ...told, "comments"];
  // Words below an entry are its description or comments: without a place, nobody would see them again.
  return ["closed", "title", "owners", ...(has("priority") ? ["priority"] : []), ...told, "refs", "comments"];
}
