/** All that a reader has made of the page, and its address: `#status=blocked&q=oven&sort=-due`. A link shows what its sender saw. */

export interface PageState {
  /** By facet, the values of which an item has to have one. */
  readonly chosen: ReadonlyMap<string, readonly string[]>;
  /** As they were typed into the search. */
  readonly words: string;
  /** A facet, or `""`. */
  readonly group: string;
  readonly sort: string;
  /** True where every row is open. */
  readonly isUnfolded: boolean;
  /** The item that is open; in a meeting, the one on the screen. */
  readonly item: number | null;
  readonly isMeeting: boolean;
}

export const untouched: PageState = {
  chosen: new Map(),
  words: "",
  group: "",
  sort: "",
  isUnfolded: false,
  item: null,
  isMeeting: false,
};

/** The fragment of a state, without `#`; `""` where nothing is chosen, `item-17` for an item alone. */
export function writeState(state: PageState): string {
  const { chosen, words, group, sort, isUnfolded, item, isMeeting } = state;
  const fragment = new URLSearchParams();
  for (const [facet, values] of chosen) for (const value of values) fragment.append(facet, value);
  if (words.trim() !== "") fragment.set("q", words.trim());
  if (group !== "") fragment.set("group", group);
  if (sort !== "") fragment.set("sort", sort);
  if (isUnfolded) fragment.set("rows", "open");
  if (item === null) return fragment.toString();
  if (fragment.size === 0 && !isMeeting) return `item-${item}`;
  fragment.set(isMeeting ? "meet" : "item", String(item));
  return fragment.toString();
}

/**
 * The state that a fragment tells. Null for one that is no state: it names an element of the page.
 * @param facets those of the page; whatever else the fragment names is nothing
 */
export function readState(fragment: string, facets: readonly string[]): PageState | null {
  if (fragment === "") return untouched;
  const alone = /^item-(\d{1,9})$/.exec(fragment);
  if (alone !== null) return { ...untouched, item: Number(alone[1]) };
  if (!fragment.includes("=")) return null;
  const read = new URLSearchParams(fragment);
  const one = (name: string) => read.get(name) ?? "";
  const meeting = itemNumber(one("meet"));
  return {
    chosen: new Map(
      facets
        .map((facet) => [facet, [...new Set(read.getAll(facet))]] as const)
        .filter(([, values]) => values.length > 0),
    ),
    words: one("q"),
    group: one("group"),
    sort: one("sort"),
    isUnfolded: one("rows") === "open",
    item: meeting ?? itemNumber(one("item")),
    isMeeting: meeting !== null,
  };
}

function itemNumber(text: string): number | null {
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** True where some items may be out of sight. */
export function isFiltered({ chosen, words }: PageState): boolean {
  return chosen.size > 0 || words.trim() !== "";
}

export function withoutFilter(state: PageState): PageState {
  return { ...state, chosen: new Map(), words: "" };
}

export function isChosen({ chosen }: PageState, facet: string, value: string): boolean {
  return chosen.get(facet)?.includes(value) ?? false;
}

/** The values of one facet; none of them is no choice. */
function withValues(state: PageState, facet: string, values: readonly string[]): PageState {
  const chosen = new Map(state.chosen);
  if (values.length === 0) chosen.delete(facet);
  else chosen.set(facet, values);
  return { ...state, chosen };
}

/** Takes a value of a facet in, or out again. */
export function withToggled(state: PageState, facet: string, value: string): PageState {
  const values = state.chosen.get(facet) ?? [];
  const next = values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
  return withValues(state, facet, next);
}

/** What a fragment names takes the place of what was chosen there; where all of it holds already, it is given up. */
export function withFilter(state: PageState, fragment: string): PageState {
  const wanted = new URLSearchParams(fragment);
  const names = [...new Set(wanted.keys())];
  const holds = names.every((name) =>
    name === "sort" ? state.sort === wanted.get(name) : String(state.chosen.get(name)) === String(wanted.getAll(name)),
  );
  const chosen = names
    .filter((name) => name !== "sort")
    .reduce((next, name) => withValues(next, name, holds ? [] : wanted.getAll(name)), state);
  const sort = wanted.get("sort");
  return sort === null ? chosen : { ...chosen, sort: holds ? "" : sort };
}
