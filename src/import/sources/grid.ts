/** Spans resolved: which text stands in which column of which row. */

export interface SpanCell {
  readonly text: string;
  /** Columns and rows that the cell takes, 1 or more. */
  readonly columns: number;
  readonly rows: number;
}

/** Wider spans are no table's; HTML itself stops at 1,000. */
export const spanLimit = 1000;
/** Cells that spans may add to a table; a hostile page could ask for billions. */
const addedLimit = 500_000;

/** A reader takes the area beside four rows as the area of each; a number or a paragraph stands for its first row alone. */
function repeats(text: string): boolean {
  return text.length <= 60 && !text.includes("\n") && !/^#?\d+\.?$/.test(text);
}

/** By column: a cell of a row above, and how many further rows it takes. */
type Carried = Map<number, { readonly text: string; readonly left: number }>;

/** The rows of one section of a table: spans end with it. `exact` is false where they were cut off at the limit. */
export function resolveSpans(rows: readonly (readonly SpanCell[])[]) {
  let carried: Carried = new Map();
  let added = 0;
  const resolved = rows.map((cells) => {
    const below: Carried = new Map();
    const row: string[] = [];
    const takeCarried = () => {
      for (let above = carried.get(row.length); above !== undefined; above = carried.get(row.length)) {
        if (added > addedLimit) return;
        if (above.left > 1) below.set(row.length, { text: above.text, left: above.left - 1 });
        added += 1;
        row.push(above.text);
      }
    };
    for (const { text, columns, rows: height } of cells) {
      takeCarried();
      const width = added + columns > addedLimit ? 1 : columns;
      added += width - 1;
      for (let offset = 0; offset < width; offset += 1) {
        const shown = offset === 0 ? text : "";
        if (height > 1 && added <= addedLimit)
          below.set(row.length, { text: repeats(shown) ? shown : "", left: height - 1 });
        row.push(shown);
      }
    }
    takeCarried();
    carried = below;
    return row;
  });
  return { rows: resolved, exact: added <= addedLimit };
}
