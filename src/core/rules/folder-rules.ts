/** What can be wrong with the files of a tracker together, and with `tracker.md`. A rule is one entry here. */
import type { IsoDate } from "../calendar.ts";
import { columnHeading, columnValue, valueText } from "../columns.ts";
import { countOf } from "../count-of.ts";
import { addCommand } from "../entries.ts";
import { numberInName } from "../file-name.ts";
import { locateKey } from "../front-matter.ts";
import { groupBy } from "../group-by.ts";
import { type Item, isOpen } from "../item.ts";
import type { ItemFile, ItemText } from "../item-file.ts";
import { itemKeyOf, keyForm, nameKeyOf, ticketPrefix } from "../item-key.ts";
import { placesIn } from "../lines.ts";
import { findMentions, type Mention } from "../mentions.ts";
import { readTemplate } from "../template.ts";
import { personOf, type Tracker } from "../tracker.ts";
import { alikeTitles } from "./alike-titles.ts";
import { limitOf, type RuleFacts, type SourcePlace } from "./rule.ts";

/** What the rules look at. */
export interface CheckedFolder {
  readonly tracker: Tracker;
  /** `tracker.md`, with its path as shown. */
  readonly trackerText: string;
  readonly trackerPath: string;
  /** Item files, readable or not: all of them, or those that a change touches. */
  readonly files: readonly ItemFile[];
  /** Names of files that were not read, where `files` are not all. */
  readonly others?: readonly string[];
  /** Whether items have owners; not given where the files tell. */
  readonly usesOwners?: boolean;
  readonly today: IsoDate;
}

export interface FolderFinding {
  /** The path of the file as shown. */
  readonly file: string;
  readonly at: SourcePlace;
  readonly message: string;
}

/** Where a file names people that are nobody in the tracker. */
export interface Strangers {
  readonly file: ItemFile;
  readonly strangers: readonly Mention[];
}

/** With the files that items were read of, and what was found in each file. */
export interface CheckedFiles extends CheckedFolder {
  readonly itemFiles: readonly ItemOf[];
  readonly strangers: readonly Strangers[];
}

export interface FolderRule extends RuleFacts {
  readonly find: (folder: CheckedFiles) => readonly FolderFinding[];
}

/** A file with the item in it. Its text may have to be read first: that is asked for where something was found. */
type ItemOf = ItemFile & { readonly item: Item };

const start: SourcePlace = { line: 1, column: 1 };

const alikeRule: FolderRule = {
  code: "title-alike",
  severity: "warning",
  summary: "Two open items have nearly one title.",
  why: "Two people work on one thing, and each meeting talks of it twice.",
  mend: "Close one of them with a comment that names the other, or say in the titles what tells them apart.",
  limit: { value: 80, unit: "percent of the letters in common" },
  find: ({ itemFiles, tracker }) => {
    const open = itemFiles.filter(({ item }) => isOpen(item));
    return alikeTitles(
      open.map(({ item }) => item.title),
      limitOf(alikeRule, tracker) / 100,
    ).flatMap(([first, second]) => {
      const [a, b] = [open[first], open[second]];
      if (!a || !b) return [];
      const message = `nearly the title of #${a.item.id}, "${a.item.title}": close one of them, or tell them apart`;
      return [{ file: b.path, at: locateKey(b.text, "title"), message }];
    });
  },
};

/** The rules of `check` that need more than one item, in the order of docs/rules.md. */
export const folderRules: readonly FolderRule[] = [
  {
    code: "file-name",
    severity: "error",
    summary: "A file's name is not an item's.",
    why: "The number in the name is how people and git tell items apart.",
    mend: "Rename it like 017-support.md, which gtm check --fix does where only digits lack, or move it out of the tracker.",
    find: ({ files }) =>
      files
        // In a folder within: that it is not read is said already.
        .filter(({ name }) => !name.includes("/") && numberInName(name) === null)
        .map(({ name, path }) => ({
          file: path,
          at: start,
          message: `item files are named like 017-support.md: rename ${name}, or move it out of the tracker`,
        })),
  },
  {
    code: "number-mismatch",
    severity: "error",
    summary: "The number in a file's name and the id in the file differ.",
    why: "Two people who say #17 mean two items.",
    mend: "Make them agree; if the item has been talked about, keep the number that was said.",
    find: ({ itemFiles }) => {
      const numbers = itemFiles.map((file) => ({ file, number: numberSaid(file) }));
      return numbers
        .filter(({ file, number }) => number !== null && number !== file.item.id)
        .map(({ file, number }) => {
          const message = `id is ${file.item.id}, but the file name says ${number}: make them agree`;
          return { file: file.path, at: locateKey(file.text, "id"), message };
        });
    },
  },
  {
    code: "number-twice",
    severity: "error",
    summary: "Two items have one number.",
    why: "Commands refuse a number that names two items.",
    mend: "Give the newer one another number, in its file name and its id; gtm check --fix does it where git tells which that is.",
    find: ({ itemFiles, others = [] }) => {
      const unread = groupBy(others, numberInName);
      const twice = shared(itemFiles, ({ id }) => id).map(({ file, others: names }) => ({ file, names }));
      const taken =
        unread.size === 0
          ? []
          : itemFiles.map((file) => ({ file, names: (unread.get(file.item.id) ?? []).join(", ") }));
      return [...twice, ...taken].flatMap(({ file, names }) => {
        const message = `number ${file.item.id} is also used by ${names}: give one of them a new number`;
        return names === "" ? [] : [{ file: file.path, at: locateKey(file.text, "id"), message }];
      });
    },
  },
  {
    code: "key-twice",
    severity: "warning",
    summary: "Two items have one key.",
    why: "A key that people say should name one item.",
    mend: "Put another key first in the refs of one of them.",
    find: ({ itemFiles, tracker }) =>
      shared(itemFiles, (item) => {
        const key = nameKeyOf(item, tracker);
        return key === null ? null : keyForm(key);
      }).map(({ file, item, others }) => ({
        file: file.path,
        at: locateKey(file.text, "refs"),
        message: `key ${itemKeyOf(item)} is also used by ${others}: put another key first in refs in one of them`,
      })),
  },
  {
    code: "ref-unknown",
    severity: "warning",
    summary: "Tickets have a prefix for which tracker.md has no link.",
    why: "On the page they are words, not links.",
    mend: "Add the prefix with its address under refs: in tracker.md.",
    find: unlinkedRefs,
  },
  {
    code: "person-unknown",
    severity: "warning",
    summary: "A comment's author, or somebody mentioned, is nobody in tracker.md.",
    why: "The page shows a handle instead of a name, and nobody is told.",
    mend: "Add the person (gtm person add), or correct the handle.",
    find: unknownPeople,
  },
  {
    code: "not-on-page",
    severity: "warning",
    summary: "No table or list of the page shows an open item.",
    why: "It is never talked about: the meeting sees the page.",
    mend: "Give the item the value that the message names, or change a marker in tracker.md.",
    find: notOnPage,
  },
  alikeRule,
  {
    code: "milestone-past",
    severity: "warning",
    summary: "A milestone in tracker.md is past.",
    why: "The page counts down to days that are gone.",
    mend: "Move it, or remove it from milestones: in tracker.md.",
    find: ({ tracker, trackerText, trackerPath, today }) => {
      const past = tracker.milestones.filter(({ date, end }) => (end ?? date) < today);
      const names = past.slice(0, 3).map(({ title, date }) => `${title} (${date})`);
      const more = past.length > names.length ? ` and ${past.length - names.length} more` : "";
      const are = past.length === 1 ? "is past: move or remove it" : "are past: move or remove them";
      return past.length === 0
        ? []
        : [
            {
              file: trackerPath,
              at: locateKey(trackerText, "milestones"),
              message: `${names.join(", ")}${more} ${are}`,
            },
          ];
    },
  },
];

export function itemFilesIn(files: readonly ItemFile[]): readonly ItemOf[] {
  return files.filter((file): file is ItemOf => file.item !== null);
}

/** Null where the file lies in a folder within, or its name says none. */
function numberSaid({ name }: ItemFile): number | null {
  return name.includes("/") ? null : numberInName(name);
}

/** The items that share with others what is to be theirs alone; null where an item has none of it. `others` are file names. */
function shared(files: readonly ItemOf[], ownOf: (item: Item) => string | number | null) {
  const [seen, twice] = [new Set<string | number>(), new Set<string | number | null>()];
  for (const { item } of files) {
    const own = ownOf(item);
    if (own === null) continue;
    if (seen.has(own)) twice.add(own);
    seen.add(own);
  }
  // Of thousands, mostly none: the others need no groups.
  const holders = twice.size === 0 ? [] : files.filter(({ item }) => twice.has(ownOf(item)));
  return [...groupBy(holders, ({ item }) => ownOf(item)).values()].flatMap((same) =>
    same.map((file) => {
      const others = same.filter((other) => other !== file).map(({ name }) => name);
      return { file, item: file.item, others: others.join(", ") };
    }),
  );
}

/** One for each prefix, at its first ticket: what has the prefix of the items' own keys is none. */
function unlinkedRefs({ itemFiles, tracker }: CheckedFiles): readonly FolderFinding[] {
  const known = Object.keys(tracker.refs);
  if (known.length === 0) return [];
  const withRefs = itemFiles.filter(({ item }) => item.refs.length > 0);
  const ownPrefixes = new Set(withRefs.flatMap(({ item }) => ticketPrefix(itemKeyOf(item)?.toUpperCase() ?? "") ?? []));
  const unlinked = withRefs.flatMap((file) =>
    file.item.refs.flatMap((ref) => {
      const prefix = ticketPrefix(ref);
      const isLinked = prefix === null || known.includes(prefix) || ownPrefixes.has(prefix);
      return isLinked ? [] : [{ file, prefix }];
    }),
  );
  return [...groupBy(unlinked, ({ prefix }) => prefix)].flatMap(([prefix, refs]) => {
    const [first] = refs;
    if (!first) return [];
    const count = refs.length === 1 ? "" : ` (${refs.length} refs)`;
    const message = `no link is set for ${prefix}${count}: add it under refs: in tracker.md`;
    return [{ file: first.file.path, at: locateKey(first.file.text, "refs"), message }];
  });
}

/**
 * True where whatever follows an `@` is somebody's handle, be it in code or an address: then nobody need look where it stands.
 * An address may begin in the middle of a word.
 */
function namesOnlyKnown(text: string, from: number, tracker: Tracker): boolean {
  for (let at = text.indexOf("@", from); at !== -1; at = text.indexOf("@", at + 1)) {
    word.lastIndex = at + 1;
    const handle = word.exec(text)?.[1];
    if (handle === undefined || personOf(tracker, handle) === null || handle.includes("http")) return false;
  }
  return true;
}

/** A handle as far as ASCII goes, with what may follow it: neither a letter of another script nor a part of such. */
const word = /([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)[._-]*(?![A-Za-z0-9._\-\u0080-\uFFFF])/y;

/** None where the tracker knows nobody. */
export function findStrangers({ text, frontMatter }: ItemText, tracker: Tracker): readonly Mention[] {
  if (Object.keys(tracker.people).length === 0 || namesOnlyKnown(text, frontMatter.bodyStart, tracker)) return [];
  return findMentions(text, frontMatter.bodyStart).filter(({ handle }) => personOf(tracker, handle) === null);
}

/** One for each handle, at its first place. */
function unknownPeople({ strangers }: CheckedFiles): readonly FolderFinding[] {
  const unknown = strangers.flatMap(({ file, strangers: own }) => own.map((mention) => ({ ...mention, file })));
  return [...groupBy(unknown, ({ handle }) => handle)].flatMap(([handle, places]) => {
    const [first] = places;
    if (!first) return [];
    const also = places.length === 1 ? "" : ` (${countOf(places.length, "places")})`;
    const message = `@${handle} is nobody in tracker.md${also}: ${addCommand("person", handle)}, or correct the handle`;
    return [{ file: first.file.path, at: placesIn(first.file.text)(first.offset), message }];
  });
}

/**
 * Open items that no table or list of the page has because they lack a value that all of them ask for: one that was added
 * without its section, say.
 */
function notOnPage({ itemFiles, tracker, today }: CheckedFiles): readonly FolderFinding[] {
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
  const asked = asking.map(({ terms }) =>
    terms.flatMap((term) => (term.kind === "value" && !term.negated ? [term] : [])),
  );
  // One that asks for no value has every open item.
  if (asked.some((terms) => terms.length === 0)) return [];
  return itemFiles.flatMap(({ item, path }) => {
    if (!isOpen(item)) return [];
    const missing = asked.flatMap((terms) => terms.find(({ column }) => lacks(item, column)) ?? []);
    const [first] = missing;
    if (first === undefined || missing.length < asking.length) return [];
    const heading = columnHeading(first.column, tracker).toLowerCase();
    const message = `no table or list of the page shows this item: it has no ${heading}, such as ${valueText(first.values[0] ?? "", first.column, tracker)}`;
    return [{ file: path, at: start, message }];
  });
}

function lacks(item: Item, column: string): boolean {
  return [columnValue(item, column) ?? []].flat().length === 0;
}
