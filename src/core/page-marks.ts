/**
 * What the sides of the HTML page know each other by: the renderer writes these names, the page's script and an import of
 * the page look for them. The style sheet names the classes too.
 */

const count = "count";

/** Classes of what the page's script works on. */
export const scriptClasses = {
  tools: "tools",
  /** A facet's choices, folded. */
  choice: "choice",
  clear: "clear",
  /** Opens every row. */
  unfold: "unfold",
  copy: "copy",
  meet: "meet",
  nothing: "nothing",
  items: "items",
  backlog: "backlog",
  count,
  /** What a row shows only when it is open: the description, older comments. */
  rest: "rest",
  meeting: "meeting-bar",
  /** Of the page's head: a number that is a filter. */
  figures: "figures",
  /** Of a picture's title: how many of its items a filter shows. */
  pictured: "pictured",
  /** Of a picture: a lane, and a row of its bars. Lanes close up over rows of which nothing is shown. */
  lane: "lane-rows",
  laneRow: "lane-row",
  /** What stands behind the lanes, and what below them. */
  ground: "ground",
  below: "below",
} as const;

/** Attributes that the page's script reads. */
export const scriptAttributes = {
  /** Of what holds items and their count: the noun that counts them. */
  set: "data-set",
  /** Of a column's head: the column. */
  column: "data-column",
  /** Of a cell: what it sorts by, where that is not its text. */
  sort: "data-sort",
  /** Of a row or an entry: the item's number. */
  item: "data-item",
  /** Of a row or an entry: what it is filtered and grouped by, as `owner=dana&owner=li&status=blocked`. */
  facts: "data-facts",
  /** Of a facet's choices: its name. */
  facet: "data-facet",
  /** Of a figure: the flag that it counts. */
  flag: "data-flag",
  /** Of a cell of the overview: the filter that shows what it counts, in the form of the page's address. */
  filter: "data-filter",
  /** Of a bar or a name in a picture: the number of its item. */
  bar: "data-bar",
  /** Of what says how many items a picture leaves out: their numbers, with blanks between. */
  leftOut: "data-left-out",
  /** Of a lane, its rows and the whole picture: its height. */
  height: "data-height",
} as const;

/**
 * A page of more items keeps them from the browser's parser, in a `noscript`; its script draws a row when somebody looks at it
 * (docs/decisions/late-rows.md).
 */
export const manyItems = 300;
/** Ahead of each row of such a page and behind the last: no text of a user's holds one, for its `<` is escaped. */
export const rowMark = "<!--row-->";
/** Between the cells of such a row. */
export const cellMark = "<!--cell-->";

/** What items are filtered by: the names of the controls, and of an item's facts. Fields of the tracker's own follow. */
export const facets = ["is", "owner", "area", "status", "priority"] as const;
/** Before a field's key, so that no tracker's field is taken for a facet of every tracker, or for a word of the address. */
export const fieldFacet = "field.";
/** What the items can be grouped by. */
export const groupings = ["area", "owner", "priority", "status"] as const;

/** What a picture says of the items that it leaves out. */
export function leftOutInWords(count: number): string {
  return `and ${count} more`;
}

/** The choice of the items that have no value of a facet. */
export const noValue = "-";

/** Classes of the page's own talk about its items: an import passes over them. */
export const asideClasses = {
  initials: "initials",
  flag: "flag",
  flags: "flags",
  count,
  asOf: "as-of",
  figures: "figures",
  strip: "strip",
  skip: "skip",
  changes: "changes",
  overview: "overview",
  was: "was",
  key: "key",
  filtered: "filtered",
  nothing: "nothing",
  meeting: "meeting-bar",
  /** Of a long page: that its script does not run. */
  unscripted: "unscripted",
} as const;

/** Classes that tell an import what an element says. */
export const contentClasses = {
  about: "about",
  log: "log",
  when: "when",
  say: "say",
  by: "by",
  legend: "legend",
  milestones: "milestones",
  mention: "mention",
  person: "person",
} as const;

/** The handle of the person that a link or a name stands for. */
export const handleAttribute = "data-handle";
/** What ends a page of Markdown whose tables show no comment: an import knows others by their comments. */
export const markdownMark = "<!-- written by gtm -->";
/** The `generator` that the page's head names. */
export const pageGenerator = "gtm";

/** The heading of an item's section in Markdown, of which every forge makes the anchor `#item-17`. */
export function sectionHeading(id: number): string {
  return `Item ${id}`;
}

/** The number in such a heading, or null. */
export function readSectionHeading(text: string): number | null {
  const digits = /^Item (\d{1,15})$/.exec(text)?.[1];
  return digits === undefined ? null : Number(digits);
}

/**
 * What stands behind a table whose items have sections: the headings of all columns that these tell of, as Markdown, the one
 * of the comments last. Nobody sees it, and no heading can end it.
 */
export function columnsNote(headings: readonly string[]): string {
  const list = JSON.stringify(headings).replace(
    /[-<>]|[^ -~]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `<!-- columns ${list} -->`;
}

/** The headings in such a note, or null. */
export function readColumnsNote(source: string): readonly string[] | null {
  const list = /^<!-- columns (\["(?:[^"\\]|\\["\\]|\\u[\da-f]{4}|",")*"\]) -->$/.exec(source)?.[1];
  const parsed: unknown = list === undefined ? null : JSON.parse(list);
  return Array.isArray(parsed) ? parsed.map(String) : null;
}

/** Columns of delimited text that an import passes over: each says its word, or nothing. */
export const flagColumns = {
  overdue: { heading: "Overdue", word: "overdue" },
  stale: { heading: "Stale", word: "stale" },
} as const;
