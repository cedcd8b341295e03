/** What can stand at the cursor, for the scripts of `gtm completion`: a line each, with what it means behind a tab. */
import { join, resolve } from "node:path";
import { columnHeading, findColumn } from "../core/columns.ts";
import { entriesOf, isEntryKind } from "../core/entries.ts";
import { isRead, numberInName } from "../core/file-name.ts";
import type { Item } from "../core/item.ts";
import { readItem } from "../core/item-file.ts";
import { ownKeys } from "../core/item-key.ts";
import { printableLine } from "../core/printable.ts";
import { isDateColumn, states } from "../core/query.ts";
import { shorten } from "../core/shorten.ts";
import {
  columnNames,
  factsOf,
  fileColumns,
  isVocabularyColumn,
  type VocabularyColumn,
} from "../core/standard-columns.ts";
import type { Tracker } from "../core/tracker.ts";
import { readTracker } from "../core/tracker-file.ts";
import { vocabularyKeys } from "../core/vocabulary.ts";
import { UserError } from "../errors.ts";
import type { Context } from "../ports.ts";
import { type Flag, type GlobalOptions, globalFlags } from "./flags.ts";
import { offeredWords } from "./offered-words.ts";
import { nearestTracker } from "./workspace.ts";

/** What completion needs to know of a command: what its help is made from. */
export interface CompletedVerb {
  readonly name: string;
  readonly alias?: string;
  readonly args: string;
  readonly usage: string;
  readonly summary: string;
  readonly options: readonly Flag[];
}

interface Candidate {
  readonly word: string;
  readonly meaning: string;
}

/** Said in the place of candidates: the shell knows files better. */
const files = "files";

type Candidates = readonly Candidate[] | typeof files;

/** What is asked of the tracker, and only where it is. */
interface Place {
  readonly context: Context;
  /** Null where there is none, or it cannot be read. */
  readonly tracker: () => { readonly folder: string; readonly tracker: Tracker } | null;
  /** Branches and tags, where a revision may stand at the cursor. */
  readonly revisions: readonly Candidate[];
}

/** Titles are read of so many items; of more, their names' words must do. */
const mostRead = 100;
/** Keys stand in the files alone. */
const mostReadForKeys = 1000;
const longestMeaning = 60;

/** @param words the words behind `gtm`, the last one up to the cursor, as it is written in the shell */
export async function complete(
  context: Context,
  words: readonly string[],
  verbs: readonly CompletedVerb[],
): Promise<number> {
  const current = unquoted(words.at(-1) ?? "");
  const before = words.slice(0, -1).map(unquoted);
  const found = await candidates(current, before, verbs, context);
  if (found === files) context.stdout.write(":file\n");
  else {
    const fitting = found.filter(({ word }) => word.startsWith(current) && word !== "" && printableLine(word) === word);
    const lines = fitting.map(({ word, meaning }) => {
      const said = shorten(printableLine(meaning), longestMeaning);
      return said === "" ? `${word}\n` : `${word}\t${said}\n`;
    });
    context.stdout.write([...new Set(lines)].join(""));
  }
  return 0;
}

/** A word as the shell would hand it over, with a quote that is still open. */
function unquoted(word: string): string {
  return word.replace(/'([^']*)'?|"((?:[^"\\]|\\.)*)"?|\\(.)/gs, (_, single, double, escaped) => {
    return single ?? double?.replace(/\\(["\\$`])/g, "$1") ?? escaped;
  });
}

async function candidates(
  current: string,
  before: readonly string[],
  verbs: readonly CompletedVerb[],
  context: Context,
): Promise<Candidates> {
  const { verb, positional, options, waiting } = readWords(before, verbs);
  const flags = [...(verb?.options ?? []), ...globalFlags];
  const [, name, typed] = /^(--[\w-]+)=(.*)$/s.exec(current) ?? [];
  const flag = waiting ?? (name === undefined ? undefined : flags.find((each) => namesOf(each).includes(name)));
  const isRange = verb?.args === "[range...]" && !current.startsWith("-");
  const takesRevision = flag ? /<(?:rev|when)>/.test(flag[0]) : isRange || /^-?since:/.test(current);
  const revisions = takesRevision ? await revisionsIn(context, options) : [];
  const place: Place = { context, tracker: trackerOf(context, options), revisions };
  if (waiting !== null) return flagValues(waiting, current, place);
  if (name !== undefined && typed !== undefined) {
    const values = flag === undefined ? [] : flagValues(flag, typed, place);
    return values === files ? files : prefixed(`${name}=`, values);
  }
  if (current.startsWith("-") && !/^-\p{L}+:/u.test(current)) {
    const terms = verb?.args === "[query...]" && !current.startsWith("--") ? queryWords("", place) : [];
    return [...flagNames(flags), ...prefixed("-", terms)];
  }
  if (verb === null) return [...verbs, help].map(({ name: word, summary }) => ({ word, meaning: summary }));
  return positionals(verb, current, positional, place, verbs);
}

const help = { name: "help", summary: "show help for a command, with examples" };

interface Words {
  readonly verb: CompletedVerb | null;
  /** What stands behind the command, without flags and their values. */
  readonly positional: readonly string[];
  readonly options: GlobalOptions;
  /** The flag whose value stands at the cursor. */
  readonly waiting: Flag | null;
}

function readWords(before: readonly string[], verbs: readonly CompletedVerb[]): Words {
  let verb: CompletedVerb | null = null;
  const positional: string[] = [];
  const given = new Map<string, string>();
  let waiting: Flag | null = null;
  for (const word of before) {
    const known: readonly Flag[] = [...(verb?.options ?? []), ...globalFlags];
    if (waiting !== null) {
      given.set(namesOf(waiting).at(-1) ?? "", word);
      waiting = null;
    } else if (word.startsWith("-")) {
      waiting = known.find((flag) => namesOf(flag).includes(word) && flag[0].includes("<")) ?? null;
    } else if (verb === null) {
      verb = [...verbs, helpVerb].find(({ name, alias }) => name === word || alias === word) ?? null;
    } else positional.push(word);
  }
  const [tracker, directory] = [given.get("--tracker"), given.get("--directory")];
  const options = { ...(tracker !== undefined && { tracker }), ...(directory !== undefined && { directory }) };
  return { verb, positional, options, waiting };
}

const helpVerb: CompletedVerb = { ...help, args: "[command]", usage: "[command]", options: [] };

/** `-o` and `--owner` of `-o, --owner <handle...>`. */
function namesOf([flags]: Flag): readonly string[] {
  return flags.match(/--?[\w-]+/g) ?? [];
}

function flagNames(flags: readonly Flag[]): readonly Candidate[] {
  const all = [...flags, ["--help", "show help"] as const];
  return all.map((flag) => ({ word: namesOf(flag).at(-1) ?? "", meaning: flag[1] }));
}

/** What a flag's placeholder asks for. */
function flagValues(flag: Flag, typed: string, place: Place): Candidates {
  const placeholder = /<([\w-]+)/.exec(flag[0])?.[1] ?? "";
  switch (placeholder) {
    case "file":
    case "dir":
      return files;
    case "handle":
    case "person":
      return valuesOf("owners", place);
    case "status":
    case "priority":
    case "area":
      return valuesOf(placeholder, place);
    case "date":
    case "when":
      if (flag[0].startsWith("--color")) return valuesIn(["auto", "always", "never"]);
      return placeholder === "when" ? [lastMeeting, ...days, ...place.revisions] : days;
    case "rev":
      return place.revisions;
    case "names":
    case "columns":
      return inList(typed, columns(place));
    case "column":
      return valuesIn(["owner", "area", "priority", "status"]);
    default:
      // `text, json, github or sarif (default: text)`, as help has them
      return valuesIn(
        /^(?:[\w-]+(?:, | or |$| \())+/
          .exec(flag[1])?.[0]
          .match(/[\w-]+/g)
          ?.filter((word) => word !== "or") ?? [],
      );
  }
}

function valuesIn(words: readonly string[]): readonly Candidate[] {
  return words.map((word) => ({ word, meaning: "" }));
}

const lastMeeting: Candidate = { word: "last-meeting", meaning: "the meeting before today's" };

const days: readonly Candidate[] = [
  { word: "today", meaning: "" },
  { word: "+1w", meaning: "in a week" },
  { word: "+2w", meaning: "in two weeks" },
  { word: "-1w", meaning: "a week ago" },
  { word: "eow", meaning: "the end of this week" },
  { word: "eom", meaning: "the end of this month" },
];

function positionals(
  verb: CompletedVerb,
  current: string,
  positional: readonly string[],
  place: Place,
  verbs: readonly CompletedVerb[],
): Candidates {
  const kind = /[[<](\w+)/.exec(verb.args)?.[1] ?? "";
  const isAssigned = verb.usage.includes("FIELD=VALUE");
  switch (kind) {
    case "file":
      return files;
    case "shell":
      return valuesIn(["bash", "zsh", "fish"]);
    case "action":
      return entryWords(verb.name, positional, place);
    case "command":
      return verbs.map(({ name, summary }) => ({ word: name, meaning: summary }));
    case "query":
      return queryWords(current, place);
    case "range":
      return prefixed(/^.*\.\.\.?/s.exec(current)?.[0] ?? "", place.revisions);
    case "id":
    case "ids": {
      const isText = /TEXT|REASON/.test(verb.usage);
      const isFirst = positional.length === 0;
      const numbers =
        isFirst || !(isText || positional.some((word) => word.includes("="))) ? itemNumbers(current, place) : [];
      return isAssigned && (!isFirst || current.includes("=")) ? [...assignments(current, place), ...numbers] : numbers;
    }
    default:
      return isAssigned ? assignments(current, place) : [];
  }
}

/** What can be done to what `tracker.md` holds, and to which of it. */
function entryWords(kind: string, [action, ...names]: readonly string[], place: Place): readonly Candidate[] {
  if (action === undefined) return valuesIn(["list", "add", "rename", "set", "retire"]);
  const found = place.tracker();
  if (found === null || !isEntryKind(kind) || names.length > 0 || !["rename", "set", "retire"].includes(action))
    return [];
  return entriesOf(kind, found.tracker).map(({ key, values }) => ({
    word: key,
    meaning: String(values.name ?? values.label ?? values.date ?? ""),
  }));
}

/** `status=`, or what can stand behind it. */
function assignments(current: string, place: Place): readonly Candidate[] {
  const [, name = "", sign = ""] = /^([\w-]+)([+-]?=)/.exec(current) ?? [];
  if (sign !== "") {
    const column = columnNamed(name, place);
    const typed = current.slice(name.length + sign.length);
    const values = columnValues(column, place);
    return prefixed(name + sign, column === "owners" ? inList(typed, values) : values);
  }
  const own = Object.keys(place.tracker()?.tracker.fields ?? {});
  const keys = [...fileColumns.filter((each) => each !== "number"), ...own];
  return keys.map((key) => ({ word: `${key}=`, meaning: headingOf(key, place) }));
}

function queryWords(current: string, place: Place): readonly Candidate[] {
  const [, minus = "", name = ""] = /^(-?)([\p{L}#][\p{L}\p{N}_-]*):/u.exec(current) ?? [];
  if (name === "") {
    return [
      ...Object.entries(qualifiers).map(([word, meaning]) => ({ word: `${word}:`, meaning })),
      // `owner:` is what people write, and help.
      ...columns(place).map(({ word, meaning }) => ({ word: `${factsOf(word)?.aliases?.[0] ?? word}:`, meaning })),
    ];
  }
  const start = `${minus}${name}:`;
  const typed = current.slice(start.length);
  const values = qualifierValues(name, typed.slice(typed.lastIndexOf(",") + 1), place);
  return prefixed(start, inList(typed, values));
}

const qualifiers: Readonly<Record<string, string>> = {
  is: states.join(", "),
  has: "with a value",
  no: "without a value",
  since: "new or changed since",
  sort: "the order",
  columns: "what is shown",
  group: "a table for each value",
};

function qualifierValues(name: string, typed: string, place: Place): readonly Candidate[] {
  switch (name) {
    case "is":
      return valuesIn(states);
    case "has":
    case "no":
    case "sort":
    case "columns":
    case "group":
      return columns(place);
    case "since":
      return [lastMeeting, ...days, ...place.revisions];
    default: {
      const column = columnNamed(name, place);
      if (column === "number") return itemNumbers(typed, place);
      return column === "owners"
        ? [{ word: "me", meaning: "you" }, ...columnValues(column, place)]
        : columnValues(column, place);
    }
  }
}

function columns(place: Place): readonly Candidate[] {
  const own = Object.keys(place.tracker()?.tracker.fields ?? {});
  return [...columnNames, ...own].map((word) => ({ word, meaning: headingOf(word, place) }));
}

/** The column that a word means; the word itself where there is no tracker to ask. */
function columnNamed(word: string, place: Place): string {
  const found = place.tracker();
  return found === null ? word : (findColumn(word, found.tracker) ?? word);
}

function headingOf(column: string, place: Place): string {
  const found = place.tracker();
  return found === null ? (factsOf(column)?.heading ?? "") : columnHeading(column, found.tracker);
}

/** The values that a column can have, as far as the tracker says. */
function columnValues(column: string, place: Place): readonly Candidate[] {
  const found = place.tracker();
  if (found === null) return [];
  if (isVocabularyColumn(column)) return valuesOf(column, place);
  const field = Object.hasOwn(found.tracker.fields, column) ? found.tracker.fields[column] : undefined;
  if (isDateColumn(column, found.tracker)) return days;
  return valuesIn(field?.type === "boolean" ? ["yes", "no"] : (field?.values ?? []));
}

function valuesOf(column: VocabularyColumn, place: Place): readonly Candidate[] {
  const found = place.tracker();
  if (found === null || vocabularyKeys(column, found.tracker).length === 0) return [];
  const words = offeredWords(column, { tracker: found.tracker, items: [] });
  return words.map(({ name, value }) => ({ word: value, meaning: name === value ? "" : name }));
}

/** The last of a list that is being typed: `bo,ama`. */
function inList(typed: string, values: readonly Candidate[]): readonly Candidate[] {
  return prefixed(typed.slice(0, typed.lastIndexOf(",") + 1), values);
}

function prefixed(start: string, values: readonly Candidate[]): readonly Candidate[] {
  return values.map(({ word, meaning }) => ({ word: start + word, meaning }));
}

/** Numbers with titles, of a list the last: `17,18`; the items' keys, where what is typed is no number. */
function itemNumbers(current: string, place: Place): readonly Candidate[] {
  const found = place.tracker();
  if (found === null) return [];
  const start = current.slice(0, current.lastIndexOf(",") + 1);
  const typed = current.slice(start.length);
  const names = place.context.files.names(found.folder).filter((name) => isRead(name) === true);
  if (/\D/.test(typed)) return prefixed(start, names.length > mostReadForKeys ? [] : itemKeys(found, place));
  const numbered = names.flatMap((name) => {
    const id = numberInName(name);
    return id !== null && String(id).startsWith(typed) ? [{ id, name }] : [];
  });
  const isFew = numbered.length <= mostRead;
  const sorted = numbered.sort((a, b) => a.id - b.id);
  return sorted.map(({ id, name }) => ({
    word: `${start}${id}`,
    meaning: (isFew ? titleIn(name, found, place) : null) ?? name.replace(/^\d+-?|\.md$/g, "").replaceAll("-", " "),
  }));
}

type Found = NonNullable<ReturnType<Place["tracker"]>>;

function itemKeys({ folder, tracker }: Found, { context }: Place): readonly Candidate[] {
  const items = context.files
    .readFolder(folder)
    .flatMap((reading) =>
      "text" in reading ? (readItem(headOf(reading.text), reading.name, tracker).item ?? []) : [],
    );
  const keys = ownKeys(items);
  return items.flatMap((item) => ({ word: keys.get(item.id) ?? "", meaning: titleOf(item) }));
}

/** The front matter alone: keys stand there, and the comments are most of a file. */
function headOf(text: string): string {
  return /^\uFEFF?---[\s\S]*?\n---[ \t]*\r?\n/.exec(text)?.[0] ?? text;
}

function titleIn(name: string, found: Found, place: Place): string | null {
  const item = itemIn(name, found, place);
  return item && titleOf(item);
}

function titleOf({ title, closed }: Item): string {
  return closed === null ? title : `${title} (closed)`;
}

function itemIn(name: string, { folder, tracker }: Found, { context }: Place): Item | null {
  const reading = context.files.readInFolder(folder, name);
  return reading === null || !("text" in reading) ? null : readItem(reading.text, name, tracker).item;
}

/** None outside of a repository: whoever types wants no messages between the words. */
async function revisionsIn(context: Context, { directory }: GlobalOptions): Promise<readonly Candidate[]> {
  try {
    const repository = await context.git.repository(
      directory === undefined ? context.cwd : resolve(context.cwd, directory),
    );
    return valuesIn(await context.git.refNames(repository));
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

function trackerOf(context: Context, options: GlobalOptions): Place["tracker"] {
  let known: ReturnType<Place["tracker"]> | undefined;
  return () => {
    known ??= findTracker(context, options);
    return known;
  };
}

/** Nothing is said of a tracker that cannot be read: whoever types wants no messages between the words. */
function findTracker(context: Context, { directory, ...options }: GlobalOptions): ReturnType<Place["tracker"]> {
  const there = directory === undefined ? context : { ...context, cwd: resolve(context.cwd, directory) };
  const place = nearestTracker(there, options);
  if (place === null || !context.files.exists(join(place.folder, "tracker.md"))) return null;
  const reading = context.files.readInFolder(place.folder, "tracker.md");
  const { tracker } = reading !== null && "text" in reading ? readTracker(reading.text) : { tracker: null };
  return tracker && { folder: place.folder, tracker };
}
