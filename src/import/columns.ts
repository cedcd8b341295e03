/** The columns of a table by name: each heading's meaning, or a key for a column of the page's own. */
import { isStandardColumn } from "../core/columns.ts";
import { type Columns, type ForeignColumn, type ForeignKind, isPageColumn, type PageColumn } from "./column.ts";
import { type Evidence, readMeanings, type Stage } from "./column-model.ts";
import { type GivenColumn, type HeadingMap, headingKey } from "./heading-map.ts";
import { columnsNamed, isUnnamed, listedValues } from "./heading-words.ts";
import { plainText } from "./inline.ts";
import { keyOf } from "./shapes.ts";
import { wordsIn } from "./word-lists.ts";

/** A key for a column of the page's own: `HX Input?` is `hx-input`. */
export function fieldKey(label: string, taken: ReadonlySet<string>): string {
  const slug = wordsIn(label.normalize("NFC")).join("-").slice(0, 40).replace(/-$/, "");
  const base = slug === "" || /^\d/.test(slug) ? `column-${slug || "x"}` : slug;
  const free = isStandardColumn(base) ? `${base}-field` : base;
  let [key, count] = [free, 1];
  while (taken.has(key)) {
    count += 1;
    key = `${free}-${count}`;
  }
  return key;
}

function kindOfField(label: string, filled: readonly (string | null)[]): ForeignKind {
  const asks = label.trim().endsWith("?") || /\((?:y\s*\/\s*n|yes\s*\/\s*no)\)/i.test(label);
  const flags = filled.filter((shape) => shape === "flag").length;
  return asks || (flags > 0 && flags >= 0.8 * filled.length) ? "boolean" : "field";
}

/** The columns that the user's own words name, by place: of those that every tracker has the first of each. */
function givenColumns(labels: readonly string[], map: HeadingMap): ReadonlyMap<number, GivenColumn> {
  const found = labels.map((label) => map.get(headingKey(label)));
  return new Map(
    found.flatMap((column, index) =>
      column !== undefined && (column === "field" || found.indexOf(column) === index) ? [[index, column] as const] : [],
    ),
  );
}

const plain: readonly PageColumn[] = ["description", "area", "timeline"];

/** Names columns by their headings and by what they are seen to hold; `mended` are those that have a name already, by place. */
export function nameColumns(
  header: readonly string[],
  evidence: Evidence,
  map: HeadingMap,
  stage: Stage,
  mended: Columns = [],
): Columns {
  const labels = header.map(plainText);
  const found = mended.flatMap(({ label, kind }, index) =>
    label === "" && isPageColumn(kind) ? [[index, kind] as const] : [],
  );
  const given = new Map([...givenColumns(labels, map), ...found]);
  const columns = readMeanings(labels, evidence, given, stage);
  const taken = new Set<string>(columns.flatMap(({ meaning }) => meaning ?? []));
  return columns.map(({ meaning, confidence, rival }, index): ForeignColumn => {
    const label = isUnnamed(labels[index] ?? "") ? "" : (labels[index] ?? "");
    // A place that was made for a lost heading is known by its cells; its neighbours are as sure as the place is.
    const isFound = label === "" && meaning !== null;
    const inferred = Math.min(confidence, isFound ? 0.95 : 1, mended[index]?.inferred ?? 1);
    const isSettled = stage === "headings" || (given.has(index) && mended[index]?.inferred === undefined);
    // A text of the page's own comes back under its heading as one of these does: nothing is lost by either reading.
    const either = [meaning, rival].filter((named) => named !== null);
    const isTaken = (named: PageColumn) =>
      columns.some((other, at) => at !== index && [other.meaning, other.rival].includes(named));
    const isHarmless = either.every((named) => plain.includes(named) && !isTaken(named));
    // Where nothing else may be the title, an item without one is no better reading.
    const isOnly = meaning === "title" && rival === null && label !== "" && !isTaken("title");
    const doubt =
      isSettled || ((isHarmless || isOnly) && mended[index]?.inferred === undefined) ? {} : { inferred, rival };
    if (meaning !== null) return { key: meaning, kind: meaning, label, ...doubt };
    const key = fieldKey(label === "" ? `column ${index + 1}` : label, taken);
    taken.add(key);
    const filled = evidence(index, "status").flatMap(({ cell }) => cell.shape ?? []);
    return { key, kind: label === "" ? "unnamed" : kindOfField(label, filled), label, ...doubt };
  });
}

/** Statuses that a heading lists, by key: `Status (Pending, Blocked)`, and `RAG` (red, amber, yellow, green, blue) by their first letters. */
export function statusHints(header: readonly string[]): ReadonlySet<string> {
  const labels = header.map(plainText).filter((label) => columnsNamed(label)[0] === "status");
  const letters = labels.some((label) => /^B?(?:RAG|RYG|GYR)G?\b/.test(label)) ? [..."RAYGB"] : [];
  return new Set([...labels.flatMap(listedValues), ...letters].map(keyOf));
}
