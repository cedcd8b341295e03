/** Elements to flows: one walk over the tree, in which inline elements change marks and blocks end paragraphs. */
import { columnsNamed } from "../heading-words.ts";
import { childElements, classesOf, findBelow, type SourceElement, type SourceNodes, textBelow } from "./element.ts";
import { breakRun, type Flow, type ItemFlow, isBlank, noMarks, type Run, type RunMarks } from "./flow-markdown.ts";
import { addressOf, dayOf, pictureText } from "./html-link.ts";
import { googleLevel, isHidden, marksWithin, readWordItem, type StyleSheet } from "./html-look.ts";

interface Walk {
  readonly sheet: StyleSheet;
  /** Inside a cell there are no headings, and tables are text. */
  readonly inCell: boolean;
  readonly out: Flow[];
  runs: Run[];
  line: number;
  /** How many characters to come are a bullet of Word's. */
  bullet: number;
  /** The entry whose first paragraph is to come. */
  item: { -readonly [Key in keyof ItemFlow]: ItemFlow[Key] } | null;
}

interface At {
  readonly marks: RunMarks;
  /** How many entries of lists hold this place. */
  readonly level: number;
  readonly ordered: boolean;
}

const blocks = new Set(
  "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup html main p section summary table tbody td tfoot th thead tr".split(
    " ",
  ),
);

function isOutermost(walk: Walk, at: At): boolean {
  return !walk.inCell && at.level === 0;
}

function addText(walk: Walk, text: string, marks: RunMarks, line: number): void {
  const rest = text.slice(walk.bullet);
  walk.bullet -= text.length - rest.length;
  const clean = rest.replace(/[\u200b\u2060\ufeff\u00ad]/g, "").replace(/[ \t\n\r\f\u00a0]+/g, " ");
  if (clean === "" || (clean === " " && walk.runs.length === 0)) return;
  if (walk.runs.length === 0) walk.line = line;
  walk.runs.push({ ...marks, text: clean });
}

function endParagraph(walk: Walk, level: number): void {
  const { runs, line } = walk;
  walk.runs = [];
  if (isBlank(runs)) return;
  if (walk.item !== null) {
    walk.item.runs = runs;
    walk.item = null;
  } else walk.out.push({ kind: "text", level, runs, line });
}

function visitAll(walk: Walk, nodes: SourceNodes, at: At): void {
  for (const node of nodes) {
    if (node.kind === "text") addText(walk, node.text, at.marks, node.line);
    else if (!isHidden(node, walk.sheet)) visit(walk, node, at);
  }
}

function visitItem(walk: Walk, element: SourceElement, { level, ordered, marks }: At, done: boolean | null): void {
  const { line, start, end } = element;
  walk.item = { kind: "item", level, ordered, done, runs: [], line, start, end };
  walk.out.push(walk.item);
  visitAll(walk, element.children, { ordered, marks, level: level + 1 });
  endParagraph(walk, level + 1);
  walk.item = null;
}

function visitList(walk: Walk, list: SourceElement, at: At): void {
  const ordered = list.name === "ol";
  const level = googleLevel(list) ?? at.level;
  for (const child of list.children) {
    // A list right inside a list, as old editors write it, is nested in the entry above.
    const nested = child.kind === "element" && child.name !== "li";
    visitAll(walk, [child], { ...at, level: nested ? level + 1 : level, ordered });
  }
  endParagraph(walk, level);
}

/** A heading is one line of text: a blank divides its paragraphs. */
function visitHeading(walk: Walk, element: SourceElement, at: At): void {
  const blank = { ...noMarks, text: " " };
  const flows = readFlow(element.children, walk.sheet, true, marksWithin(element, at.marks, walk.sheet));
  const runs = flows.flatMap((flow) =>
    "runs" in flow ? [blank, ...flow.runs.map((run) => (run === breakRun ? blank : run))] : [],
  );
  const depth = headingDepth(element) ?? 1;
  if (!isBlank(runs)) walk.out.push({ kind: "heading", depth, runs, line: element.line });
}

/** A table around another one only arranges the page, as in mails, unless it has headings or rows of cells of its own. */
function isLayout(table: SourceElement): boolean {
  if (findBelow(table.children, ({ name }) => name === "th" || name === "table")?.name !== "table") return false;
  const rows = [table, ...childElements(table, "thead", "tbody", "tfoot")].flatMap((part) => childElements(part, "tr"));
  const isWorded = ({ children }: SourceElement) => textBelow(children, 2000).trim() !== "";
  const wide = rows.filter((row) => childElements(row, "td").filter(isWorded).length > 1);
  return wide.length < 2 || wide.length < rows.length / 2;
}

/** Within a cell or an entry, and where it only arranges the page, a table is what its cells say. */
function visitTable(walk: Walk, table: SourceElement, at: At): void {
  if (isOutermost(walk, at) && !isLayout(table)) walk.out.push({ kind: "table", element: table, line: table.line });
  else visitAll(walk, table.children, at);
}

function visitCode(walk: Walk, element: SourceElement, at: At): void {
  const text = textBelow(element.children).replace(/^\n+/, "").trimEnd();
  if (text.trim() === "") return;
  walk.item = null;
  walk.out.push({ kind: "code", level: at.level, text, line: element.line });
}

function visitCheckBox(walk: Walk, element: SourceElement, at: At): void {
  if (element.attributes.get("type")?.toLowerCase() !== "checkbox") return;
  const checked = element.attributes.has("checked");
  if (walk.item !== null && isBlank(walk.runs)) walk.item.done = checked;
  else addText(walk, checked ? "☑" : "☐", at.marks, element.line);
}

/** Titles of folded parts say what is in them, unless they only say that something is. */
const emptyTitle =
  /^(?:click here to expand|show|see|read|view|more|older|earlier|previous|history|expand|details|\d+ )/i;

function visitFoldTitle(walk: Walk, element: SourceElement, at: At): void {
  if ((walk.inCell || at.level > 0) && emptyTitle.test(textBelow(element.children).trim())) return;
  visitAll(walk, element.children, { ...at, marks: { ...at.marks, bold: true } });
}

function visitParagraph(walk: Walk, element: SourceElement, at: At): void {
  const item = at.level === 0 ? readWordItem(element) : null;
  const marks = marksWithin(element, at.marks, walk.sheet);
  walk.bullet = item?.bullet ?? 0;
  if (item !== null) visitItem(walk, element, { ...item, marks }, null);
  else visitAll(walk, element.children, { ...at, marks });
}

/** What shows around an element: blanks around a badge; in an entry of a list, what a program calls its owners or its day. */
function wordsAround(element: SourceElement, { level }: At): readonly [string, string] {
  const classes = classesOf(element);
  if (classes.some((name) => name === "status-macro" || name === "aui-lozenge")) return [" ", " "];
  const mayName = level > 0 && /^(?:span|time)$/.test(element.name);
  const name = mayName ? classes.find((each) => /^(?:owners|due)$/.test(columnsNamed(each)[0] ?? "")) : undefined;
  return name === undefined || textBelow(element.children).trim() === "" ? ["", ""] : [` (${name}: `, ")"];
}

function visitInline(walk: Walk, element: SourceElement, at: At): void {
  const [ahead, behind] = wordsAround(element, at);
  const day = element.name === "time" ? dayOf(element) : undefined;
  const marks = marksWithin(element, at.marks, walk.sheet);
  addText(walk, ahead, at.marks, element.line);
  if (day !== undefined) addText(walk, day, at.marks, element.line);
  else visitAll(walk, element.children, { ...at, marks: { ...marks, link: addressOf(element) ?? marks.link } });
  addText(walk, behind, at.marks, element.line);
}

function visitEntry(walk: Walk, element: SourceElement, at: At): void {
  const done = element.attributes.has("data-inline-task-id") ? classesOf(element).includes("checked") : null;
  visitItem(walk, element, { ...at, marks: marksWithin(element, at.marks, walk.sheet) }, done);
}

/** A second break in a row ends the paragraph. */
function visitBreak(walk: Walk, _: SourceElement, { level }: At): void {
  if (walk.bullet > 0) walk.bullet -= 1;
  else if (walk.runs.at(-1) === breakRun) endParagraph(walk, level);
  else walk.runs.push(breakRun);
}

type Visit = (walk: Walk, element: SourceElement, at: At) => void;

const blockVisits: ReadonlyMap<string, Visit> = new Map([
  ...["ul", "ol", "menu", "dir"].map((name): [string, Visit] => [name, visitList]),
  ["li", visitEntry],
  ["table", visitTable],
  ["pre", visitCode],
  ["hr", (walk, { line }, at) => void (isOutermost(walk, at) && walk.out.push({ kind: "rule", line }))],
]);

const inlineVisits: ReadonlyMap<string, Visit> = new Map([
  ["input", visitCheckBox],
  ["img", (walk, element, at) => addText(walk, pictureText(element), at.marks, element.line)],
  ["br", visitBreak],
]);

/** The depth of a heading, also of a title that is a paragraph by name alone; null for anything else. */
function headingDepth(element: SourceElement): number | null {
  const depth = /^h([1-6])$/.exec(element.name)?.[1];
  if (depth !== undefined) return Number(depth);
  return element.name === "p" && classesOf(element).some((name) => name === "MsoTitle" || name === "title") ? 1 : null;
}

function visit(walk: Walk, element: SourceElement, at: At): void {
  const isHeading = isOutermost(walk, at) && headingDepth(element) !== null;
  const isFoldTitle = classesOf(element).includes("expand-control-text");
  const other = isFoldTitle ? visitFoldTitle : blocks.has(element.name) ? visitParagraph : undefined;
  const visitBlock = isHeading ? visitHeading : (blockVisits.get(element.name) ?? other);
  if (visitBlock !== undefined) endParagraph(walk, at.level);
  (visitBlock ?? inlineVisits.get(element.name) ?? visitInline)(walk, element, at);
  if (visitBlock !== undefined) endParagraph(walk, at.level);
}

/** The flows of an element's content; `inCell` for the cells of a table. */
export function readFlow(nodes: SourceNodes, sheet: StyleSheet, inCell: boolean, marks?: Partial<RunMarks>) {
  const walk: Walk = { sheet, inCell, out: [], runs: [], line: 0, bullet: 0, item: null };
  visitAll(walk, nodes, { marks: { ...noMarks, ...marks }, level: 0, ordered: false });
  endParagraph(walk, 0);
  return walk.out.filter((flow) => flow.kind !== "item" || flow.done !== null || !isBlank(flow.runs));
}
