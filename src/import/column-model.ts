/** How well a column of a table goes with each meaning: what its heading says, and what its cells look like. */
import measured from "../words/shapes.json" with { type: "json" };
import { type GivenColumn, type PageColumn, pageColumns, recordOf } from "./column.ts";
import { minutesOf, readWholeDate } from "./date-forms.ts";
import { columnsNamed, isUnnamed, type Meaning, type Namings, readHeadings, sure } from "./heading-words.ts";
import { bestMatching, rivals } from "./matching.ts";
import { type Cell, type CellRows, isKey, priorOf, shareOf } from "./shapes.ts";

/** Cells seen in a column, each with the chance that it belongs there. */
export type Sightings = readonly { readonly cell: Cell; readonly weight: number }[];

/** The cells that might be a column's, under a meaning: where rows are damaged, these may stand anywhere. */
export type Evidence = (column: number, meaning: PageColumn) => Sightings;

/** Cells of one column are alike, and count for so many at most. */
const cellsCount = 6;
/** Rows looked at. */
const mostRows = 400;

/** Cells that stand where their row has them, each under its own heading. */
export function standingCells(rows: CellRows): Evidence {
  const sample = rows.slice(0, mostRows);
  const width = sample.reduce((most, { length }) => Math.max(most, length), 0);
  const columns = Array.from({ length: width }, (_, column) =>
    sample.flatMap((row) => row[column] ?? []).map((cell) => ({ cell, weight: 1 })),
  );
  return (column) => columns[column] ?? [];
}

/** Of each row the cell that goes best with the meaning, wherever it stands. */
export function wanderingCells(rows: CellRows): Evidence {
  const best = recordOf(pageColumns, (meaning) => {
    const share = ({ shape }: Cell) => (shape === null ? 0 : shareOf(priorOf(meaning), shape));
    return rows.slice(0, mostRows).flatMap((cells) => {
      const [first] = cells.toSorted((a, b) => share(b) - share(a));
      return first === undefined ? [] : [{ cell: first, weight: 0.5 }];
    });
  });
  return (_, meaning) => best[meaning];
}

/** The bounds of what one cell, and all cells of a column, can say. */
const [leastCell, mostCell, leastContent, mostContent] = [-5, 3, -14, 7];
/** How far cells alone, without a heading, make their column's meaning sure: teams have numbers, levels and days of their own too. */
const surelyUnnamed = 3.5;
/** What it is worth that a table has a title, which every item needs, and a status, which most pages have. */
const titled = 14;
const bonus: Partial<Readonly<Record<PageColumn, number>>> = { title: titled, status: 1 };
/** What it costs a title if hardly a row has it. */
const untitled = 30;
/** What a heading with words of its own speaks against each standard meaning; less where its cells can tell. */
const strange = -10;
const strangeMeanings: Partial<Readonly<Record<PageColumn, number>>> = { comments: -4, title: -7, description: -9 };
/** What it costs a title of names, which no heading calls so, beside a column of sentences. */
const outdoneTitle = -10;
/** A status in words says more than a yes beside it. */
const lessThanWords = 4;
/** What an empty heading speaks against each meaning. */
const unnamed: Readonly<Record<PageColumn, number>> = measured.unnamed;

/** What an unknown heading says for a due date, an owner or a status where nothing else is one: taken, and to be looked at. */
const likelyLone = 1.5;
/** What it says for the references over keys that tell the rows apart. */
const likelyKeys = 0;

const seenShapes = (sightings: Sightings) =>
  sightings.filter(({ cell, weight }) => cell.shape !== null && weight > 0.3);

/** `FS-1.1`, `FS-1.2`: keys of one form, or of any below `… ID`, another in each row. */
function tellRowsApart(label: string, sightings: Sightings): boolean {
  const filled = seenShapes(sightings);
  const last = /[^\s-]*$/.exec(label.trim())?.[0] ?? "";
  const forms = new Set(filled.map(({ cell }) => /^\p{L}+/u.exec(cell.key)?.[0] ?? ""));
  return (
    filled.length >= 3 &&
    filled.length >= 0.9 * sightings.length &&
    filled.every(({ cell }) => cell.shape === "key" || cell.shape === "refs") &&
    (forms.size === 1 || columnsNamed(last).includes("refs")) &&
    new Set(filled.map(({ cell }) => cell.key)).size === filled.length
  );
}

/**
 * What cells are like that tell a meaning although no heading does, and how much: days, people with two names or an address,
 * words and signs for a status; lights are one even below a heading of the page's own.
 */
const telling: readonly (readonly [PageColumn, (cell: Cell) => boolean, odds: number])[] = [
  ["due", ({ shape }) => shape === "date" || shape === "timeline", likelyLone],
  [
    "owners",
    ({ shape, key }) => shape === "person" || (/name/i.test(shape ?? "") && /\p{L} \p{L}/u.test(key)),
    likelyLone,
  ],
  ["status", ({ shape }) => shape === "status", likelyLone],
  ["status", ({ key }) => /^[🟢🟡🟠🔴]\ufe0f?$/u.test(key), sure],
];

/** By meaning the only column whose cells tell it and how much they do, where no heading says what they are, nor that another column is that. */
function loneColumns(labels: readonly string[], namings: readonly Namings[], evidence: Evidence) {
  // `Date` may be a column of the page's own: it says no more than its cells.
  const saysNothing = (words: Namings) => words.size === 0 || (words.get("field") ?? sure) < sure;
  return new Map(
    telling.flatMap(([meaning, tells, odds]) => {
      const alike = namings.flatMap((words, column) => {
        const filled = seenShapes(evidence(column, meaning));
        const like = filled.filter(({ cell }) => tells(cell));
        return filled.length >= 2 && like.length >= 0.8 * filled.length ? [{ words, column }] : [];
      });
      const isOwn = (words: Namings) => saysNothing(words) || (odds === sure && words.has("field"));
      const unknown = alike.filter(({ words, column }) => isOwn(words) && !isUnnamed(labels[column] ?? ""));
      const others = meaning === "due" ? alike.map(({ words }) => words) : namings;
      const names = (words: Namings, each: Meaning) => (words.get(each) ?? 0) >= sure;
      const isNamed = others.some(
        (words) => !saysNothing(words) && (names(words, meaning) || (meaning === "due" && words.has("timeline"))),
      );
      // Of several columns of days, none of which may be it, it is the last.
      const isLast = meaning === "due" && unknown.length > 1 && !alike.some(({ words }) => words.has(meaning));
      const isLone = unknown.length === 1 || isLast;
      return isLone && !isNamed ? unknown.map(({ column }) => [meaning, { column, odds }] as const) : [];
    }),
  );
}

const isSentence = ({ cell: { shape } }: Sightings[number]) => shape === "phrase" || shape === "prose";

/** `Decision` over `Fixing`, `Backlog`, `Fixing`: statuses by their own cells, a few words each, whatever their heading names. */
function areVerdicts(cells: Sightings): boolean {
  const keys = cells.map(({ cell }) => cell.key);
  const told = cells.filter(({ cell: { shape } }) => shape === "status" || shape === "flag" || shape === "nobody");
  const areShort = keys.every((key) => key.length <= 30 && key.split(" ").length <= 3);
  return keys.length >= 3 && areShort && told.length >= 0.5 * keys.length;
}

/** Sentences, each another, in nearly every row. */
function tellRows(cells: Sightings): boolean {
  const filled = seenShapes(cells);
  const isFull = filled.length >= 0.9 * cells.length && filled.filter(isSentence).length >= 0.5 * filled.length;
  return isFull && new Set(filled.map(({ cell }) => cell.key)).size === filled.length;
}

/** Verdicts are no titles where another column tells the rows apart in sentences: the first that does is. */
function withoutVerdicts(namings: readonly Namings[], evidence: Evidence): readonly Namings[] {
  const isTitle = (words: Namings) => words.has("title") && !words.has("field");
  const verdicts = namings.map((words, column) => isTitle(words) && areVerdicts(seenShapes(evidence(column, "title"))));
  if (!verdicts.includes(true)) return namings;
  const told = namings.findIndex((_, column) => !verdicts[column] && tellRows(evidence(column, "title")));
  return namings.map((words, column) => {
    if (told >= 0 && verdicts[column]) return new Map([...words].filter(([name]) => name !== "title")).set("status", 2);
    return column === told && !words.has("title") ? new Map(words).set("title", sure) : words;
  });
}

/** True where titles come again, or no heading names them, beside other sentences that would do as well. */
function mayBeOthers(title: number, labels: readonly string[], evidence: Evidence): boolean {
  const keys = seenShapes(evidence(title, "title")).map(({ cell }) => cell.key);
  const comeAgain = keys.length >= 4 && new Set(keys).size <= keys.length / 2;
  const namings = readHeadings(labels);
  const isNew = () => !namings[title]?.has("title") && withoutVerdicts(namings, evidence) !== namings;
  return (comeAgain || isNew()) && labels.some((_, column) => column !== title && tellRows(evidence(column, "title")));
}

/** The share of a column's cells that repeat one above, against a column of which nothing is known. */
function repeatOdds(sightings: Sightings, repeats: number): readonly number[] {
  const expected = Math.min(0.93, Math.max(0.04, repeats));
  const seen = new Set<string>();
  return sightings.map(({ cell, weight }) => {
    const again = seen.has(cell.key);
    seen.add(cell.key);
    if (seen.size === 1 && !again) return 0;
    return weight * Math.log((again ? expected : 1 - expected) / 0.5);
  });
}

/** What a column's cells say for a kind of column against one of the page's own (a logarithm of odds). */
function contentOdds(kind: PageColumn | "boolean", sightings: Sightings): number {
  const filled = sightings.filter(({ cell }) => cell.shape !== null);
  const total = filled.reduce((sum, { weight }) => sum + weight, 0);
  if (total < 0.5) return 0;
  const [prior, own] = [priorOf(kind), priorOf("field")];
  const again = repeatOdds(filled, prior.repeats);
  const said = filled.map(({ cell: { shape, key } }) => {
    // `D-21` counts days where something is due, and is a key where things have keys; a white box is an empty one among ticks.
    const isBox = kind === "boolean" && /^[⬜□]\ufe0f?$/u.test(key);
    const seen = isBox ? "flag" : kind === "refs" && shape === "timeline" && isKey(key) ? "key" : shape;
    return seen === null ? 0 : Math.log(shareOf(prior, seen) / shareOf(own, seen));
  });
  // Fewer than half may have come from elsewhere: they veto nothing.
  const strangers = said.filter((odds) => odds < -1).length;
  const least = strangers < 0.45 * said.length ? -1 : leastCell;
  const sum = filled.reduce(
    (all, { weight }, index) =>
      all + weight * Math.min(mostCell, Math.max(least, said[index] ?? 0)) + (again[index] ?? 0),
    0,
  );
  return Math.max(leastContent, (sum / total) * (total / (1 + total / cellsCount)));
}

/** Comments are dated, and what is not is the description, the one with the most words; an area that is everywhere the same tells nothing apart. */
function habits(meaning: PageColumn, sightings: Sightings): number {
  const filled = seenShapes(sightings);
  if (filled.length === 0) return 0;
  // An item without a title is rare.
  if (meaning === "title" && filled.every(({ cell }) => cell.shape === "date")) return -untitled;
  if (meaning === "title")
    return -untitled * Math.max(0, 0.8 - filled.length / sightings.filter(({ weight }) => weight > 0.3).length);
  // What is said of how things stand, sentence by sentence.
  const worded = filled.filter(isSentence).length;
  if (meaning === "status" && filled.length >= 2 && worded >= 0.5 * filled.length) return -8;
  const hasDates = filled.some(({ cell }) => cell.shape === "dated");
  // `3/5` and `0/3`: parts of a whole; `06:30`: a time; `Yes`: an answer.
  const isDays = meaning === "start" || meaning === "due" || meaning === "closed";
  if (isDays && filled.some(({ cell }) => cell.shape === "fraction" && readWholeDate(cell.key) === null)) return -20;
  const said = filled.filter(({ cell }) => cell.shape !== "nobody");
  const areNone = said.every(({ cell: { shape, key } }) => shape === "flag" || minutesOf(key) !== null);
  if (isDays && said.length > 0 && areNone) return -20;
  // `From` may be a team as well, or a key.
  const areKeys = filled.some(({ cell }) => cell.shape === "key") && filled.every(({ cell }) => isKey(cell.key));
  if (meaning === "start" && (areKeys || !filled.some(({ cell }) => /\d/.test(cell.key)))) return -20;
  // `12/15 passed`, `3/9 passed`: counts of something, whatever days they look like.
  const counted = new Set(filled.map(({ cell }) => /^\d+\/\d+ (\p{L}+)$/u.exec(cell.key)?.[1]));
  const isCounted = filled.length >= 3 && counted.size === 1 && !counted.has(undefined);
  if (meaning === "comments") return hasDates && !isCounted ? 2 : -20;
  if (meaning === "description")
    return hasDates ? -6 : Math.min(1, filled.reduce((sum, { cell }) => sum + cell.text.length, 0) / 5000);
  const constant = filled.length >= 3 && filled.every(({ cell }) => cell.key === filled[0]?.cell.key);
  return meaning === "area" && constant ? -10 : 0;
}

function headingOdds(namings: Namings, meaning: PageColumn, known: number): number {
  const odds = namings.get(meaning);
  if (odds !== undefined) return odds;
  const field = namings.get("field") ?? 0;
  const own = field > 0 ? 1 : known;
  return Math.min(0, sure - field) + own * (strangeMeanings[meaning] ?? strange) + (1 - own) * unnamed[meaning];
}

/** How far the cells are known to be their columns': where they are not yet, only what a heading names is; where places are tried, titles are what headings name. */
export type Stage = "headings" | "places" | "cells";

function scoresOf(
  labels: readonly string[],
  evidence: Evidence,
  given: ReadonlyMap<number, GivenColumn>,
  stage: Stage,
  mostUnnamed = mostContent,
): readonly (readonly number[])[] {
  const read = readHeadings(labels);
  const namings = stage === "cells" ? withoutVerdicts(read, evidence) : read;
  const worded = labels.filter((label) => !isUnnamed(label)).length;
  // Where hardly a heading is known, the page is in words that nobody told gtm: then its cells tell more.
  const known = worded === 0 ? 1 : Math.min(1, (3 * namings.filter((found) => found.size > 0).length) / worded);
  const taken = new Set<string>(given.values());
  const tells = labels.map((_, column) => stage === "cells" && tellRows(evidence(column, "title")));
  const lone = stage !== "headings" ? loneColumns(labels, namings, evidence) : new Map<never, never>();
  return pageColumns.map((meaning) =>
    labels.map((label, column) => {
      if (given.get(column) === meaning) return 100;
      if (given.has(column) || taken.has(meaning)) return -100;
      const words = namings[column] ?? new Map<Meaning, number>();
      if (stage === "headings" && !words.has(meaning) && !(meaning === "status" && words.has("done"))) return -100;
      const cells = evidence(column, meaning);
      const alone = lone.get(meaning);
      if (alone?.column === column) return alone.odds;
      const named = isUnnamed(label) ? unnamed[meaning] : headingOdds(words, meaning, known);
      const areKeys = () => [...words.values()].every((odds) => odds < sure) && tellRowsApart(label, cells);
      const heading = meaning === "refs" && areKeys() ? Math.max(named, likelyKeys) : named;
      const content = Math.min(isUnnamed(label) ? mostUnnamed : mostContent, contentOdds(meaning, cells));
      const isName = meaning === "title" && !isUnnamed(label) && (words.get("title") ?? 0) < sure && !tells[column];
      const outdone = isName && tells.includes(true) ? outdoneTitle * known : 0;
      const odds = heading + content + habits(meaning, cells) + outdone;
      const done = meaning === "status" ? (words.get("done") ?? 0) : 0;
      const ticks = () => Math.min(0, contentOdds("boolean", cells));
      return Math.max(odds, done > 0 ? done - lessThanWords + ticks() : odds) + (bonus[meaning] ?? 0);
    }),
  );
}

/**
 * Reads the columns of a table, all at once; `given` are those that the user named. Of each its meaning, the chance (0..1)
 * that this is right against the best other reading, and what it would be then; null for a column of the page's own.
 */
export function readMeanings(
  labels: readonly string[],
  evidence: Evidence,
  given: ReadonlyMap<number, GivenColumn>,
  stage: Stage,
) {
  const scores = scoresOf(labels, evidence, given, stage);
  const careful = labels.some(isUnnamed) ? scoresOf(labels, evidence, given, stage, surelyUnnamed) : scores;
  const { columns } = bestMatching(scores);
  const title = columns[pageColumns.indexOf("title")] ?? null;
  const isUnsure = stage === "cells" && title !== null && !given.has(title) && mayBeOthers(title, labels, evidence);
  return rivals(careful, columns).map(({ meaning, gain }, column) => ({
    meaning: pageColumns[columns.indexOf(column)] ?? null,
    confidence: Math.min(isUnsure && column === title ? 0.8 : 1, 1 / (1 + Math.exp(gain))),
    rival: meaning === null ? null : (pageColumns[meaning] ?? null),
  }));
}

/** Where each meaning has its column as the cells stand, and how much all speaks for rows of items (a logarithm of odds). */
export function standingMeanings(labels: readonly string[], rows: CellRows, stage: Stage) {
  const best = bestMatching(scoresOf(labels, standingCells(rows), new Map(), stage));
  const columnOf = (meaning: PageColumn) => best.columns[pageColumns.indexOf(meaning)] ?? null;
  return { columnOf, odds: best.total - (columnOf("title") === null ? 0 : titled) };
}
