/** The page's template: the body of `tracker.md`, cut at its `<!-- gtm:KIND … -->` markers. */
import type { IsoDate } from "./calendar.ts";
import { type Line, linesFrom } from "./lines.ts";
import { nearest } from "./nearest.ts";
import type { TextProblem } from "./problem.ts";
import { parseQuery, type Query, type QueryContext } from "./query.ts";
import { found } from "./rules/reading-rules.ts";
import type { Tracker } from "./tracker.ts";

export const markerKinds = ["milestones", "priorities", "table", "list", "changes", "chart"] as const;
export type MarkerKind = (typeof markerKinds)[number];

export type TemplatePart =
  | { readonly kind: "text"; readonly markdown: string }
  | { readonly kind: "marker"; readonly name: MarkerKind; readonly query: Query };

export interface TemplateReading {
  readonly parts: readonly TemplatePart[];
  readonly problems: readonly TextProblem[];
}

/** A marker stands on a line of its own; anywhere else it is text. */
const marker = /^ {0,3}<!--\s*gtm:([\w-]*)((?:[^-]|-(?!->))*)-->[ \t]*$/;
/** An opening fence, with the list marks that may stand before it on its line. */
const fence = /^((?: {0,3}(?:[-*+]|\d{1,9}[.)]) {1,4})* {0,3})(`{3,}(?=[^`]*$)|~{3,})/;

interface Fence {
  readonly run: string;
  /** The indent of the list item that it stands in; 0 outside of any. */
  readonly indent: number;
}

/** The fence that is open after a line, given the one that was open before it. */
function fenceAfter(line: string, open: Fence | null): Fence | null {
  if (open !== null) {
    const indent = /^ */.exec(line)?.[0].length ?? 0;
    const ended = line.trim() !== "" && indent < open.indent;
    const run = /^ *(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1];
    const closed = run?.startsWith(open.run) && indent <= open.indent + 3;
    if (closed) return null;
    if (!ended) return open;
  }
  const opened = fence.exec(line);
  if (!opened) return null;
  const [, before = "", run = ""] = opened;
  return { run, indent: before.trim() === "" ? 0 : before.length };
}

/** The lines of a template; those in a fence hold no markers. */
function* templateLines(template: string): Iterable<{ readonly line: Line; readonly isFenced: boolean }> {
  let fenced: Fence | null = null;
  for (const line of linesFrom(template, 0)) {
    fenced = fenceAfter(line.text, fenced);
    yield { line, isFenced: fenced !== null };
  }
}

/** A marker's query, with its place. */
export interface MarkerQuery {
  /** Offset in the template. */
  readonly at: number;
  readonly text: string;
}

/** The queries of the markers that a template has, whether or not they can be read. */
export function markerQueries(template: string): readonly MarkerQuery[] {
  return [...templateLines(template)].flatMap(({ line, isFenced }) => {
    const [, name = "", text = ""] = (isFenced ? null : marker.exec(line.text)) ?? [];
    if (!markerKinds.some((kind) => kind === name)) return [];
    return { at: line.start + line.text.indexOf(`gtm:${name}`) + 4 + name.length, text };
  });
}

/** Cuts a template. A marker that cannot be read is reported, and stays in the page as it was written. */
export function readTemplate(template: string, firstLine: number, context: QueryContext): TemplateReading {
  const parts: TemplatePart[] = [];
  const problems: TextProblem[] = [];
  let markers = 0;
  let text: string[] = [];
  const flush = () => {
    // Without the first line's indent: behind a rendered list it would make the text a part of that list.
    const markdown = text.join("\n").trim();
    if (markdown) parts.push({ kind: "text", markdown });
    text = [];
  };
  for (const { line, isFenced } of templateLines(template)) {
    const read = isFenced ? null : readMarker(line, firstLine, context);
    if (read?.part && ++markers <= markerLimit) {
      flush();
      parts.push(read.part);
    } else {
      if (read?.part && markers === markerLimit + 1) problems.push(tooManyMarkers(firstLine + line.number - 1));
      text.push(line.text);
    }
    if (read?.problem) problems.push(read.problem);
  }
  flush();
  return { parts, problems };
}

/** The marker's queries of a tracker's template, as far as they can be read. */
export function templateQueries(tracker: Tracker, today: IsoDate): readonly Query[] {
  const { parts } = readTemplate(tracker.template, tracker.templateLine, { tracker, today, me: null });
  return parts.flatMap((part) => (part.kind === "marker" ? [part.query] : []));
}

/** Each may draw every item there is: a page that is a hundred times its tracker helps nobody. */
export const markerLimit = 50;

function tooManyMarkers(line: number): TextProblem {
  const message = `a page has at most ${markerLimit} markers: this one and those after it are left as they are`;
  return found("marker-limit", { line, column: 1 }, message);
}

function readMarker(
  line: Line,
  firstLine: number,
  context: QueryContext,
): { part?: TemplatePart; problem?: TextProblem } | null {
  const match = marker.exec(line.text);
  if (!match) return null;
  const place = (column: number) => ({ line: firstLine + line.number - 1, column });
  const name = markerKinds.find((kind) => kind === match[1]);
  if (!name) {
    const near = nearest(match[1] ?? "", markerKinds);
    const message = `gtm:${match[1]} is not a marker: ${markerKinds.join(", ")}${near ? `; did you mean gtm:${near}?` : ""}`;
    return { problem: found("marker-unknown", place(line.text.indexOf("gtm:") + 1), message) };
  }
  const query = parseQuery(match[2] ?? "", context);
  if (query.ok) return { part: { kind: "marker", name, query: query.query } };
  const start = line.text.indexOf(`gtm:${name}`) + 4 + name.length;
  return { problem: found("marker-query", place(start + query.problem.column), query.problem.message) };
}
