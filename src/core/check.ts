/** The rules of `check` beyond reading: vocabulary, dates that contradict, numbers. One rule, one entry. */
import type { IsoDate } from "./calendar.ts";
import { columnHeading, columnValue, valueText } from "./columns.ts";
import { numberInName } from "./file-name.ts";
import { locateKey } from "./front-matter.ts";
import { groupBy } from "./group-by.ts";
import { type Item, isOpen } from "./item.ts";
import { isItemKey, itemKeyOf, keyForm, nameKeyOf, ticketPrefix } from "./item-key.ts";
import { inFile, type Problem, type TextProblem } from "./problem.ts";
import type { Query } from "./query.ts";
import { columnNames, factsOf, isOfKind, isVocabularyColumn } from "./standard-columns.ts";
import { closingStatus, saysClosed } from "./status.ts";
import { readTemplate } from "./template.ts";
import type { Tracker } from "./tracker.ts";
import { nounOf, unknownInFile, vocabularyKeys } from "./vocabulary.ts";

/** A file of the tracker's folder, read. */
export interface ReadFile {
  readonly name: string;
  readonly path: string;
  readonly text: string;
  readonly item: Item | null;
  readonly problems: readonly TextProblem[];
}

interface Finding {
  readonly code: string;
  readonly severity: TextProblem["severity"];
  /** The key that the finding is about: it gives the place. */
  readonly key: string;
  readonly message: string;
}

/** @param keyPrefixes those of the keys of all items: what has one is no ticket that wants an address */
type Rule = (item: Item, tracker: Tracker, keyPrefixes: ReadonlySet<string>) => readonly Finding[];

const itemRules: readonly Rule[] = [vocabulary, dueBeforeStart, closedState, refs];

/** What is wrong with one item in itself, with its places in its text. */
export function checkItem(item: Item, text: string, tracker: Tracker, keyPrefixes = prefixesOf([item])): TextProblem[] {
  const findings = itemRules.flatMap((rule) => rule(item, tracker, keyPrefixes));
  const placed = findings.map(({ key, ...finding }) => ({ ...finding, ...locateKey(text, key) }));
  return [...placed, ...hiddenCharacters(item, text)];
}

/** Every problem of the item files, by file and line. */
export function checkItems(files: readonly ReadFile[], tracker: Tracker): Problem[] {
  const keyPrefixes = prefixesOf(files.flatMap(({ item }) => item ?? []));
  const problems = files.flatMap((file) => [
    ...inFile(file.path, file.problems),
    ...inFile(file.path, file.item ? checkItem(file.item, file.text, tracker, keyPrefixes) : []),
    ...inFile(file.path, nameProblems(file)),
  ]);
  return [...problems, ...duplicateNumbers(files), ...duplicateKeys(files, tracker)].sort(byPlace);
}

export function byPlace(a: Problem, b: Problem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}

function vocabulary(item: Item, tracker: Tracker): Finding[] {
  return columnNames.filter(isVocabularyColumn).flatMap((key) => {
    const known = vocabularyKeys(key, tracker);
    const unknown = known.length === 0 ? [] : [item[key] ?? []].flat().filter((word) => !known.includes(word));
    return unknown.map((word) => ({
      code: `${nounOf(key)}-unknown`,
      severity: "error" as const,
      key,
      message: unknownInFile(key, word, tracker),
    }));
  });
}

function dueBeforeStart({ start, due }: Item): Finding[] {
  if (start === null || due === null || due >= start) return [];
  return [{ code: "due-before-start", severity: "error", key: "due", message: dueBeforeStartMessage(start, due) }];
}

function dueBeforeStartMessage(start: IsoDate, due: IsoDate): string {
  return `due ${due} is before start ${start}: change one of them`;
}

function closedState({ status, closed, id }: Item, tracker: Tracker): Finding[] {
  const over = saysClosed(status, tracker);
  if (over && closed === null) {
    return [
      {
        code: "closed-undated",
        severity: "warning",
        key: "status",
        message: `status is ${status}, but the item is open: gtm close ${id}`,
      },
    ];
  }
  if (!over && status !== null && closed !== null && closingStatus(tracker) !== null) {
    return [
      {
        code: "closed-status",
        severity: "warning",
        key: "status",
        message: `closed on ${closed}, but status is ${status}: gtm close ${id}, or gtm reopen ${id}`,
      },
    ];
  }
  return [];
}

function prefixesOf(items: readonly Item[]): ReadonlySet<string> {
  return new Set(items.flatMap((item) => ticketPrefix(itemKeyOf(item)?.toUpperCase() ?? "") ?? []));
}

function refs(item: Item, tracker: Tracker, keyPrefixes: ReadonlySet<string>): Finding[] {
  const known = Object.keys(tracker.refs);
  return item.refs.flatMap((ref) => {
    const place = { severity: "warning" as const, key: "refs" };
    const prefix = ticketPrefix(ref);
    if (prefix !== null) {
      if (known.length === 0 || known.includes(prefix) || keyPrefixes.has(prefix)) return [];
      return [
        { ...place, code: "ref-unknown", message: `no link is set for ${prefix}: add it under refs: in tracker.md` },
      ];
    }
    if (isItemKey(ref) && !known.includes(ticketPrefix(ref.toUpperCase()) ?? "")) return [];
    return [{ ...place, code: "ref-form", message: `"${ref}" is not a ticket: write it as PREFIX-123` }];
  });
}

/**
 * Characters that show nothing, or turn the reading direction: what a reviewer sees is then not what is there. The joiners
 * U+200C and U+200D are none of them: emoji and Persian are written with them.
 */
const hidden =
  /(?!^\uFEFF|\r\n)[\x00-\x08\x0B-\x1F\x7F-\x9F\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/u;
/** England, Scotland and Wales: a black flag, and the country in tag characters. */
const tagFlags =
  /\u{1F3F4}\u{E0067}\u{E0062}(?:\u{E0065}\u{E006E}\u{E0067}|\u{E0073}\u{E0063}\u{E0074}|\u{E0077}\u{E006C}\u{E0073})\u{E007F}/gu;

function findHidden(text: string): RegExpExecArray | null {
  return hidden.exec(text.replace(tagFlags, (flag) => "-".repeat(flag.length)));
}

/** The values that are any words on one line. */
const freeText = columnNames
  .filter((column) => isOfKind(column, "title") || isOfKind(column, "word"))
  .filter((column) => factsOf(column)?.isSearched);

/** The first of the file's text, and those that YAML's escapes put into a value. */
function hiddenCharacters(item: Item, text: string): TextProblem[] {
  const raw = findHidden(text);
  if (raw) {
    const before = text.slice(0, raw.index).split("\n");
    return [hiddenProblem(raw[0], "the file", { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 })];
  }
  return freeText.flatMap((key) => {
    const found = findHidden(item[key] ?? "");
    return found ? hiddenProblem(found[0], key, locateKey(text, key)) : [];
  });
}

function hiddenProblem(character: string, where: string, place: { line: number; column: number }): TextProblem {
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  const message = `${where} has a hidden character (${code}): remove it`;
  return { code: "hidden-character", severity: "warning", ...place, message };
}

function nameProblems({ name, text, item }: ReadFile): TextProblem[] {
  const number = numberInName(name);
  // In a folder within: that it is not read is said already.
  if (name.includes("/")) return [];
  if (number === null) {
    return [
      {
        code: "file-name",
        severity: "error",
        line: 1,
        column: 1,
        message: `item files are named like 017-support.md: rename ${name}, or move it out of the tracker`,
      },
    ];
  }
  if (!item || item.id === number) return [];
  const message = `id is ${item.id}, but the file name says ${number}: make them agree`;
  return [{ code: "number-mismatch", severity: "error", ...locateKey(text, "id"), message }];
}

function duplicateNumbers(files: readonly ReadFile[]): Problem[] {
  return duplicates(files, ({ id }) => String(id)).map(({ file, item, others }) => ({
    code: "number-twice",
    severity: "error",
    file: file.path,
    ...locateKey(file.text, "id"),
    message: `number ${item.id} is also used by ${others}: give one of them a new number`,
  }));
}

function duplicateKeys(files: readonly ReadFile[], tracker: Tracker): Problem[] {
  const ownKey = (item: Item) => {
    const key = nameKeyOf(item, tracker);
    return key === null ? null : keyForm(key);
  };
  return duplicates(files, ownKey).map(({ file, item, others }) => ({
    code: "key-twice",
    severity: "warning",
    file: file.path,
    ...locateKey(file.text, "refs"),
    message: `key ${itemKeyOf(item)} is also used by ${others}: put another key first in refs in one of them`,
  }));
}

/**
 * Open items that no table or list of the page has because they lack a value that all of them ask for: one that was added
 * without its section, say.
 */
export function checkPlaces(files: readonly ReadFile[], tracker: Tracker, today: IsoDate): Problem[] {
  const { parts } = readTemplate(tracker.template, tracker.templateLine, { tracker, today, me: null });
  const queries = parts.flatMap((part) =>
    part.kind === "marker" && (part.name === "table" || part.name === "list") ? [part.query] : [],
  );
  const asking = queries.filter(
    (query) =>
      !query.terms.some(
        (term) => term.kind === "is" && !term.negated && term.states.every((state) => state === "closed"),
      ),
  );
  return files.flatMap(({ item, path }) => {
    if (item === null || !isOpen(item)) return [];
    const missing = asking.flatMap((query) => missingIn(item, query) ?? []);
    const [first] = missing;
    if (first === undefined || missing.length < asking.length) return [];
    const heading = columnHeading(first.column, tracker).toLowerCase();
    const message = `no table or list of the page shows this item: it has no ${heading}, such as ${valueText(first.values[0] ?? "", first.column, tracker)}`;
    return inFile(path, [{ code: "not-on-page", severity: "warning", line: 1, column: 1, message }]);
  });
}

/** What a query asks of an item that has nothing there; undefined where it asks for no such thing. */
function missingIn(item: Item, { terms }: Query) {
  return terms
    .flatMap((term) => (term.kind === "value" && !term.negated ? [term] : []))
    .find(({ column }) => [columnValue(item, column) ?? []].flat().length === 0);
}

interface Duplicate {
  readonly file: ReadFile;
  readonly item: Item;
  /** Their file names. */
  readonly others: string;
}

/** The items that share with others what is to be theirs alone; null where an item has none of it. */
function duplicates(files: readonly ReadFile[], ownOf: (item: Item) => string | null): readonly Duplicate[] {
  const holders = files.flatMap((file) => {
    const own = file.item && ownOf(file.item);
    return file.item === null || own === null ? [] : [{ file, item: file.item, own }];
  });
  return [...groupBy(holders, ({ own }) => own).values()].flatMap((same) =>
    same.length === 1
      ? []
      : same.map(({ file, item }) => {
          const others = same.filter((other) => other.file !== file).map((other) => other.file.name);
          return { file, item, others: others.join(", ") };
        }),
  );
}
