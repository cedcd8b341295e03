/** What is shown, in words: paper has no controls to tell it. */
import type { Filter } from "./row-filter.ts";

/** What a facet and its values are called. */
export interface FacetWords {
  readonly label: string;
  readonly values: ReadonlyMap<string, string>;
}

/** `Owner: Marisol Reyes or Nobody; Overdue and Blocked; "oven"`; `""` where everything is shown. */
export function filterInWords({ chosen, words }: Filter, facets: ReadonlyMap<string, FacetWords>): string {
  const choices = [...chosen].map(([facet, values]) => {
    const known = facets.get(facet);
    const names = values.map((value) => known?.values.get(value) ?? value);
    return facet === "is" ? names.join(" and ") : `${known?.label ?? facet}: ${names.join(" or ")}`;
  });
  return [...choices, ...(words.trim() === "" ? [] : [`"${words.trim()}"`])].join("; ");
}
