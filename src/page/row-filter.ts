/** Which items the reader asked for: the choice of each facet, and words that an item must have. */
import { facetSeparator, facets, noValue } from "../core/page-marks.ts";

export interface RowFilter {
  /** Facet and value, of the facets where something is chosen. */
  readonly wanted: readonly (readonly [facet: string, value: string])[];
  /** In lower case. */
  readonly words: readonly string[];
}

/** What an item says of itself: its `data-` attributes by facet, and its text in lower case. */
export interface FilteredRow {
  readonly data: Readonly<Record<string, string | undefined>>;
  readonly text: () => string;
}

/** From what stands in the controls, by their names; `""` is nothing, as is a control that the page has not got. */
export function readFilter(values: ReadonlyMap<string, string>): RowFilter {
  const read = (control: string) => values.get(control) ?? "";
  return {
    wanted: facets.map((facet) => [facet, read(facet)] as const).filter(([, value]) => value !== ""),
    words: read("q").toLowerCase().split(/\s+/).filter(Boolean),
  };
}

/** The text is asked for last: of a large page it is the dear part. */
export function matchesFilter({ data, text }: FilteredRow, { wanted, words }: RowFilter): boolean {
  return (
    wanted.every(([facet, value]) => hasValue(data[facet], value)) &&
    (words.length === 0 || words.every((word) => text().includes(word)))
  );
}

function hasValue(own: string | undefined, value: string): boolean {
  return value === noValue ? own === undefined : (own?.split(facetSeparator).includes(value) ?? false);
}
