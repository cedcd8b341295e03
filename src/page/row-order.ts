/** The order of a table's rows by one of its columns. A sort is `due`, `-due` for descending, or `""` for the page's own order. */

type Key = string | number | null;

/** The sort after a click on a column's head: up, down, and back to the page's own order. */
export function nextSort(sort: string, column: string): string {
  if (sort === column) return `-${column}`;
  return sort === `-${column}` ? "" : column;
}

export function readSort(sort: string): { readonly column: string; readonly isDescending: boolean } {
  return { column: sort.replace(/^-/, ""), isDescending: sort.startsWith("-") };
}

/** The indexes of cells' texts in their new order: numbers as numbers, words without case, empty ones last either way. */
export function orderOf(texts: readonly string[], isDescending: boolean): number[] {
  const keyed = texts.map((text, index) => ({ index, key: readKey(text) }));
  keyed.sort((a, b) => compareKeys(a.key, b.key, isDescending) || a.index - b.index);
  return keyed.map(({ index }) => index);
}

function readKey(text: string): Key {
  if (text === "") return null;
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text.toLowerCase();
}

function compareKeys(a: Key, b: Key, isDescending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return isDescending ? compareValues(b, a) : compareValues(a, b);
}

function compareValues(a: string | number, b: string | number): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), "en", { numeric: true });
}
