/** The page's template: the body of `tracker.md`, cut at its `<!-- gtm:KIND … -->` markers. */
import { type Line, linesFrom } from "./lines.ts";
import { nearest } from "./nearest.ts";
import type { TextProblem } from "./problem.ts";
import { parseQuery, type Query, type QueryContext } from "./query.ts";

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
const fence = /^ {0,3}(`{3,}|~{3,})/;

/** Cuts a template. A marker that cannot be read is reported, and stays in the page as it was written. */
export function readTemplate(template: string, firstLine: number, context: QueryContext): TemplateReading {
  const parts: TemplatePart[] = [];
  const problems: TextProblem[] = [];
  let text: string[] = [];
  let fenced: string | null = null;
  const flush = () => {
    const markdown = text.join("\n").replace(/^\n+|\s+$/g, "");
    if (markdown) parts.push({ kind: "text", markdown });
    text = [];
  };
  for (const line of linesFrom(template, 0)) {
    const run = fence.exec(line.text)?.[1];
    if (run) fenced = fenced === null ? run.slice(0, 1) : fenced === run.slice(0, 1) ? null : fenced;
    const read = fenced === null ? readMarker(line, firstLine, context) : null;
    if (read?.part) {
      flush();
      parts.push(read.part);
    } else {
      text.push(line.text);
    }
    if (read?.problem) problems.push(read.problem);
  }
  flush();
  return { parts, problems };
}

function readMarker(
  line: Line,
  firstLine: number,
  context: QueryContext,
): { part?: TemplatePart; problem?: TextProblem } | null {
  const match = marker.exec(line.text);
  if (!match) return null;
  const place = (column: number) => ({ severity: "error" as const, line: firstLine + line.number - 1, column });
  const name = markerKinds.find((kind) => kind === match[1]);
  if (!name) {
    const near = nearest(match[1] ?? "", markerKinds);
    const message = `gtm:${match[1]} is no marker: ${markerKinds.join(", ")}${near ? `; did you mean gtm:${near}?` : ""}`;
    return { problem: { ...place(line.text.indexOf("gtm:") + 1), code: "marker-unknown", message } };
  }
  const query = parseQuery(match[2] ?? "", context);
  if (query.ok) return { part: { kind: "marker", name, query: query.query } };
  const start = line.text.indexOf(`gtm:${name}`) + 4 + name.length;
  return { problem: { ...place(start + query.problem.column), code: "marker-query", message: query.problem.message } };
}
