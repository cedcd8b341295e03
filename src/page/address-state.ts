/** The page's state in its address, `#status=blocked&q=oven&sort=-due`, so that a link shows what its sender saw. */

export interface PageState {
  /** What stands in the controls, by their names; the others are empty. */
  readonly values: ReadonlyMap<string, string>;
  readonly sort: string;
}

/** The fragment of a state, without `#`; `""` where nothing is chosen. */
export function writeState({ values, sort }: PageState): string {
  const fragment = new URLSearchParams();
  for (const [name, value] of values) if (value.trim() !== "") fragment.set(name, value.trim());
  if (sort !== "") fragment.set("sort", sort);
  return fragment.toString();
}

/** Null for a fragment that is no state: it names an element of the page, or nothing. */
export function readState(fragment: string): PageState | null {
  if (!fragment.includes("=")) return null;
  const state = new URLSearchParams(fragment);
  const read = (name: string) => state.get(name) ?? "";
  return { values: new Map([...state.keys()].map((name) => [name, read(name)])), sort: read("sort") };
}
