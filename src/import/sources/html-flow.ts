/** Elements to flows: one walk over the tree, in which inline elements change marks and blocks end paragraphs. */
import { columnsNamed } from "../heading-words.ts";
import {
  attribute,
  childElements,
  classesOf,
  findBelow,
  isSourceElement,
  type SourceElement,
  type SourceNode,
  textBelow,
} from "./element.ts";
import type { Flow } from "./flow.ts";
import { addressOf, dayOf, pictureText } from "./html-link.ts";
import { isHidden, marksWithin, type StyleSheet } from "./html-look.ts";
import { type At, addText, endParagraph, isOutermost, startWalk, type Walk } from "./html-walk.ts";
import { googleLevel, readWordItem } from "./html-word-list.ts";
import { breakRun, isBlank, noMarks } from "./runs.ts";

const blocks = new Set(
  "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup html main p section summary table tbody td tfoot th thead tr".split(
    " ",
  ),
);

function visitAll(walk: Walk, nodes: readonly SourceNode[], at: At): void {
  for (const node of nodes) {
    if (node.kind === "text") addText(walk, node.text, at.marks, node.line);
    else if (!isHidden(node, walk.sheet)) visit(walk, node, at);
  }
}

function visitItem(walk: Walk, element: SourceElement, { level, ordered, marks }: At, done: boolean | null): void {
  const { line, start, end } = element;
  endParagraph(walk, level);
  if (walk.flat === 0) {
    walk.item = { kind: "item", level, ordered, done, runs: [], line, start, end };
    walk.out.push(walk.item);
  }
  visitAll(walk, element.children, { ordered, marks, level: level + 1 });
  endParagraph(walk, level + 1);
  if (walk.flat === 0) walk.item = null;
}

function visitList(walk: Walk, list: SourceElement, at: At): void {
  endParagraph(walk, at.level);
  const ordered = list.name === "ol";
  const level = googleLevel(list) ?? at.level;
  for (const child of list.children) {
    // A list right inside a list, as old editors write it, is nested in the entry above.
    const nested = isSourceElement(child) && child.name !== "li";
    visitAll(walk, [child], { ...at, level: nested ? level + 1 : level, ordered });
  }
  endParagraph(walk, level);
}

function visitHeading(walk: Walk, element: SourceElement, depth: number, at: At): void {
  endParagraph(walk, at.level);
  const marks = marksWithin(element, at.marks, walk.sheet);
  walk.flat += 1;
  visitAll(walk, element.children, { ...at, marks });
  walk.flat -= 1;
  if (!isBlank(walk.runs)) walk.out.push({ kind: "heading", depth, runs: walk.runs, line: element.line });
  walk.runs = [];
}

/** Elements that group rows, or stand for a row's cells, of a table that is written as text. */
function visitFlatRows(walk: Walk, nodes: readonly SourceNode[], at: At): void {
  for (const node of nodes) {
    if (!isSourceElement(node) || isHidden(node, walk.sheet)) continue;
    if (node.name === "caption") visitAll(walk, [node], at);
    else if (node.name !== "tr") visitFlatRows(walk, node.children, at);
    else {
      walk.flat += 1;
      for (const [index, cell] of childElements(node).entries()) {
        if (index > 0) addText(walk, " | ", noMarks, cell.line);
        visitAll(walk, cell.children, at);
      }
      walk.flat -= 1;
      endParagraph(walk, at.level);
    }
  }
}

/** The length of the text below that stands in no further table. */
function lengthOutside(nodes: readonly SourceNode[]): number {
  const lengths = nodes.map((node) => {
    if (node.kind === "text") return node.text.trim().length;
    return node.name === "table" ? 0 : lengthOutside(node.children);
  });
  return lengths.reduce((sum, length) => sum + length, 0);
}

/**
 * A table of one row or one column around another table only arranges the page, and so does one without headings that has
 * hardly a word of its own, as mails have.
 */
function isLayout(table: SourceElement): boolean {
  if (findBelow(table.children, ({ name }) => name === "table") === null) return false;
  const heads = findBelow(table.children, ({ name }) => name === "th" || name === "table")?.name === "th";
  const all = textBelow(table.children).replace(/\s+/g, " ").length;
  if (!heads && lengthOutside(table.children) < 0.2 * all) return true;
  const rows = childElements(table).flatMap((group) => (group.name === "tr" ? [group] : childElements(group)));
  return rows.length <= 1 || rows.every((row) => childElements(row).length <= 1);
}

function visitTable(walk: Walk, table: SourceElement, at: At): void {
  endParagraph(walk, at.level);
  if (!isOutermost(walk, at)) visitFlatRows(walk, table.children, at);
  else if (isLayout(table)) {
    visitAll(walk, table.children, at);
    endParagraph(walk, at.level);
  } else walk.out.push({ kind: "table", element: table, line: table.line });
}

function visitCode(walk: Walk, element: SourceElement, at: At): void {
  const text = textBelow(element.children).replace(/^\n+/, "").trimEnd();
  if (walk.flat > 0) addText(walk, text, { ...noMarks, code: true }, element.line);
  else if (text.trim() !== "") {
    endParagraph(walk, at.level);
    walk.item = null;
    walk.out.push({ kind: "code", level: at.level, text, line: element.line });
  }
}

function visitCheckBox(walk: Walk, element: SourceElement, at: At): void {
  if (attribute(element, "type").toLowerCase() !== "checkbox") return;
  const checked = element.attributes.has("checked");
  if (walk.item !== null && isBlank(walk.runs)) walk.item.done = checked;
  else addText(walk, checked ? "☑" : "☐", at.marks, element.line);
}

/** Titles of folded parts say what is in them, unless they only say that something is. */
const emptyTitle =
  /^(?:click here to expand|show|see|read|view|more|older|earlier|previous|history|expand|details|\d+ )/i;

function visitFoldTitle(walk: Walk, element: SourceElement, at: At): void {
  endParagraph(walk, at.level);
  if ((walk.inCell || at.level > 0) && emptyTitle.test(textBelow(element.children).trim())) return;
  visitAll(walk, element.children, { ...at, marks: { ...at.marks, bold: true } });
  endParagraph(walk, at.level);
}

function visitParagraph(walk: Walk, element: SourceElement, at: At): void {
  const item = at.level === 0 && walk.flat === 0 ? readWordItem(element) : null;
  const marks = marksWithin(element, at.marks, walk.sheet);
  if (item === null) {
    endParagraph(walk, at.level);
    visitAll(walk, element.children, { ...at, marks });
    endParagraph(walk, at.level);
  } else {
    const { level, ordered, children } = item;
    visitItem(walk, { ...element, children }, { level, ordered, marks }, null);
  }
}

/** `<span class="assignees">` in an entry of a list: what a program calls its owners or its day. */
function valueName(element: SourceElement, { level }: At): string | undefined {
  if (level === 0 || (element.name !== "span" && element.name !== "time")) return undefined;
  return classesOf(element).find((name) => ["owners", "due"].includes(columnsNamed(name)[0] ?? ""));
}

function visitNamed(walk: Walk, element: SourceElement, at: At): void {
  const name = textBelow(element.children).trim() === "" ? undefined : valueName(element, at);
  const visitText = element.name === "time" ? visitTime : visitInline;
  if (name === undefined) {
    visitText(walk, element, at);
    return;
  }
  addText(walk, ` (${name}: `, at.marks, element.line);
  visitText(walk, element, at);
  addText(walk, ")", at.marks, element.line);
}

function visitInline(walk: Walk, element: SourceElement, at: At): void {
  const marks = marksWithin(element, at.marks, walk.sheet);
  const link = addressOf(element);
  const classes = classesOf(element);
  const badge = classes.includes("status-macro") || classes.includes("aui-lozenge");
  if (badge) addText(walk, " ", at.marks, element.line);
  visitAll(walk, element.children, { ...at, marks: link === null ? marks : { ...marks, link } });
  if (badge) addText(walk, " ", at.marks, element.line);
}

function visitRule(walk: Walk, element: SourceElement, at: At): void {
  endParagraph(walk, at.level);
  if (isOutermost(walk, at)) walk.out.push({ kind: "rule", line: element.line });
}

function visitTime(walk: Walk, element: SourceElement, at: At): void {
  const day = dayOf(element);
  if (day === undefined) visitInline(walk, element, at);
  else addText(walk, day, at.marks, element.line);
}

function visitEntry(walk: Walk, element: SourceElement, at: At): void {
  const done = element.attributes.has("data-inline-task-id") ? classesOf(element).includes("checked") : null;
  visitItem(walk, element, { ...at, marks: marksWithin(element, at.marks, walk.sheet) }, done);
}

type Visit = (walk: Walk, element: SourceElement, at: At) => void;

const visits: Readonly<Record<string, Visit>> = {
  ul: visitList,
  ol: visitList,
  menu: visitList,
  dir: visitList,
  li: visitEntry,
  table: visitTable,
  pre: visitCode,
  hr: visitRule,
  input: visitCheckBox,
  img: (walk, element, at) => addText(walk, pictureText(element), at.marks, element.line),
  br: (walk) => {
    walk.runs.push(walk.flat > 0 ? { ...noMarks, text: " " } : breakRun);
  },
};

/** The depth of a heading, also of a title that is a paragraph by name alone; null for anything else. */
function headingDepth(element: SourceElement): number | null {
  const depth = /^h([1-6])$/.exec(element.name)?.[1];
  if (depth !== undefined) return Number(depth);
  if (element.name !== "p" || element.attributes.size === 0) return null;
  return classesOf(element).some((name) => name === "MsoTitle" || name === "title") ? 1 : null;
}

function visit(walk: Walk, element: SourceElement, at: At): void {
  const depth = headingDepth(element);
  const special = Object.hasOwn(visits, element.name) ? visits[element.name] : undefined;
  if (depth !== null && isOutermost(walk, at)) visitHeading(walk, element, depth, at);
  else if (special !== undefined) special(walk, element, at);
  else if (classesOf(element).includes("expand-control-text")) visitFoldTitle(walk, element, at);
  else if (depth !== null || blocks.has(element.name)) visitParagraph(walk, element, at);
  else visitNamed(walk, element, at);
}

/** The flows of an element's content; `inCell` for the cells of a table. */
export function readFlow(nodes: readonly SourceNode[], sheet: StyleSheet, inCell: boolean): readonly Flow[] {
  const walk = startWalk(sheet, inCell);
  visitAll(walk, nodes, { marks: noMarks, level: 0, ordered: false });
  endParagraph(walk, 0);
  return walk.out.filter((flow) => flow.kind !== "item" || flow.done !== null || !isBlank(flow.runs));
}
