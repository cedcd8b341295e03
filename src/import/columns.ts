/** Headings to columns: the words decide, the content of the page settles what the words leave open. */
import { isStandardColumn } from "../core/columns.ts";
import type { ForeignColumn, ForeignKind, PageColumn } from "./column.ts";
import { type HeadingMap, headingKey } from "./heading-map.ts";
import { columnsNamed, isUnnamed, listedValues } from "./heading-words.ts";
import { plainText } from "./inline.ts";
import { areNumbered } from "./row-numbers.ts";
import { type Cell, keyOf, type Shape } from "./shapes.ts";

/** The share of rows that have a cell of one of these shapes, wherever it stands. */
export type ShareOf = (...wanted: readonly Shape[]) => number;

export function sharesOf(rows: readonly (readonly Cell[])[]): ShareOf {
  return (...wanted) => {
    const having = rows.filter((cells) =>
      cells.some((cell) => cell.shape !== null && wanted.includes(cell.shape)),
    ).length;
    return rows.length === 0 ? 0 : having / rows.length;
  };
}

/** A key for a column of the page's own: `HX Input?` is `hx-input`. */
function fieldKey(label: string, taken: ReadonlySet<string>): string {
  const slug = label
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40)
    .replace(/-+$/, "");
  const base = slug === "" || /^\d/.test(slug) ? `column-${slug || "x"}` : slug;
  const free = isStandardColumn(base) ? `${base}-field` : base;
  let [key, count] = [free, 1];
  while (taken.has(key)) {
    count += 1;
    key = `${free}-${count}`;
  }
  return key;
}

/** The order of a heading's meanings, with the content of the page heard. */
function rankMeanings(
  named: readonly PageColumn[],
  all: readonly (readonly PageColumn[])[],
  share: ShareOf,
  numbered: boolean,
): readonly PageColumn[] {
  const first = named[0];
  const others = (column: PageColumn) => all.some((names) => names !== named && names[0] === column);
  if (first === "number" && share("refs") >= 0.3 && share("digit", "integer") < 0.3 && !others("refs"))
    return ["refs", ...named];
  if (
    first === "title" &&
    share("refs") >= 0.5 &&
    !others("refs") &&
    all.filter((names) => names[0] === "title").length > 1
  )
    return [...named, "refs"];
  // A rank counts the rows where nothing else does, and is a priority where levels repeat.
  if (first === "number" && named.includes("priority") && !numbered) return ["priority", "number"];
  if (first === "due" && share("date") < 0.15 && share("timeline") >= 0.3 && !others("timeline"))
    return ["timeline", ...named];
  if (first === "timeline" && share("timeline") < 0.1 && share("date") >= 0.3 && !others("due"))
    return ["due", ...named];
  if (named.includes("comments") && named.includes("description") && !others("comments")) return ["comments", ...named];
  if (named.includes("description") && named.includes("comments")) return ["description", "comments"];
  if (first === "description" && !all.some((names) => names[0] === "title")) return ["title", ...named];
  if (first === "status" && named.includes("comments") && !others("status") && share("dated") < 0.3)
    return ["status", ...named];
  return named;
}

/** How well a heading fits: an exact word for one thing before a word with several meanings. */
function claims(labels: readonly string[], share: ShareOf, numbered: boolean): readonly (readonly PageColumn[])[] {
  const named = labels.map((label) => (isUnnamed(label) ? [] : columnsNamed(label)));
  return named.map((names, index) => rankMeanings(names, named, share, numbered && index === 0));
}

function kindOfField(label: string): ForeignKind {
  return label.trim().endsWith("?") || /\((?:y\s*\/\s*n|yes\s*\/\s*no)\)/i.test(label) ? "boolean" : "field";
}

/** Names the columns of a table; the first heading that claims a standard column has it, the others become fields. */
export function nameColumns(
  header: readonly string[],
  rows: readonly (readonly Cell[])[],
  map: HeadingMap,
): readonly ForeignColumn[] {
  const labels = header.map(plainText);
  const meanings = claims(labels, sharesOf(rows), areNumbered(rows));
  const taken = new Set<string>();
  const given = new Map<number, PageColumn>();
  for (const [index, label] of labels.entries()) {
    const wanted = map.get(headingKey(label));
    if (wanted === undefined || taken.has(wanted)) continue;
    given.set(index, wanted);
    taken.add(wanted);
  }
  const depth = Math.max(0, ...meanings.map((names) => names.length));
  for (let rank = 0; rank < depth; rank += 1) {
    for (const [index, names] of meanings.entries()) {
      const meaning = names[rank];
      if (meaning === undefined || given.has(index) || taken.has(meaning)) continue;
      given.set(index, meaning);
      taken.add(meaning);
    }
  }
  return labels.map((label, index): ForeignColumn => {
    const standard = given.get(index);
    if (standard !== undefined) return { key: standard, kind: standard, label };
    const unnamed = isUnnamed(label);
    const key = fieldKey(unnamed ? `column ${index + 1}` : label, taken);
    taken.add(key);
    return { key, kind: unnamed ? "unnamed" : kindOfField(label), label: unnamed ? "" : label };
  });
}

/** Statuses that a heading lists, by key. */
export function statusHints(header: readonly string[]): ReadonlySet<string> {
  const labels = header.filter((label) => columnsNamed(plainText(label))[0] === "status");
  return new Set(labels.flatMap((label) => listedValues(plainText(label))).map(keyOf));
}
