/** What can be wrong with one item, as its tracker understands it. A rule is one entry here. */
import { addDays, daysBetween, type IsoDate } from "../calendar.ts";
import { countOf } from "../count-of.ts";
import { type Item, isOpen, lastCommentDate } from "../item.ts";
import type { ItemText } from "../item-file.ts";
import { isItemKey, ticketPrefix } from "../item-key.ts";
import { onceAWord } from "../once-a-word.ts";
import { isStale, lastSign } from "../select.ts";
import { columnNames, factsOf, isOfKind, type VocabularyColumn } from "../standard-columns.ts";
import { closingStatus, saysClosed } from "../status.ts";
import { isStuck } from "../status-tone.ts";
import { tidyWhitespace } from "../tidy-whitespace.ts";
import type { Tracker } from "../tracker.ts";
import { readTypedDate } from "../typed-date.ts";
import { nounOf, unknownInFile, vocabularyKeys } from "../vocabulary.ts";
import { findHidden } from "./hidden-characters.ts";
import type { RuleFacts, SourcePlace } from "./rule.ts";

export interface ItemContext {
  readonly tracker: Tracker;
  readonly today: IsoDate;
  /** Numbers of items without a sign of life of their own that are stale by their age: only history can tell. */
  readonly unheard?: ReadonlySet<number> | undefined;
  /** Whether items of this tracker have owners; not given where nobody looks for those who lack one. */
  readonly usesOwners?: boolean;
}

export interface Finding {
  /** The key of the front matter that it is about, or a place. */
  readonly at: string | SourcePlace;
  /** Lower case, one line: what is wrong and what to do. */
  readonly message: string;
}

/** An item's text, with the line and column of any offset in it. */
export interface SourceText extends ItemText {
  readonly placeOf: (offset: number) => SourcePlace;
}

export interface ItemRule extends RuleFacts {
  readonly find: (item: Item, context: ItemContext, source: SourceText) => readonly Finding[];
}

/** The rules of `check` that one item's file is enough for, in the order of docs/rules.md. */
export const itemRules: readonly ItemRule[] = [
  unknownWordRule("status", "It is in no column of a board and no filter finds it."),
  unknownWordRule("priority", "The item is sorted behind all others."),
  unknownWordRule("area", "The item is on no agenda and in no group."),
  unknownWordRule("owners", "Nobody is asked about the item: no filter by owner finds it."),
  {
    code: "due-before-start",
    severity: "error",
    summary: "An item is due before it starts.",
    why: "One of the two days is wrong, and the timeline cannot show it.",
    mend: "Change one of them with gtm set.",
    find: ({ start, due }) =>
      start === null || due === null || due >= start
        ? []
        : [{ at: "due", message: `due ${due} is before start ${start}: change one of them` }],
  },
  {
    code: "closed-undated",
    severity: "warning",
    summary: "An item's status says that it is done, but the item is open.",
    why: "It counts as open, and as overdue once its day has passed.",
    mend: "gtm close it, which writes the date too.",
    find: ({ status, closed, id }, { tracker }) =>
      closed === null && saysClosed(status, tracker)
        ? [{ at: "status", message: `status is ${status}, but the item is open: gtm close ${id}` }]
        : [],
  },
  {
    code: "closed-status",
    severity: "warning",
    summary: "An item is closed, but its status says that work goes on.",
    why: "Whoever reads the status asks about something that is over.",
    mend: "gtm close it again, or gtm reopen it.",
    find: ({ status, closed, id }, { tracker }) =>
      closed === null || status === null || saysClosed(status, tracker) || closingStatus(tracker) === null
        ? []
        : [
            {
              at: "status",
              message: `closed on ${closed}, but status is ${status}: gtm close ${id}, or gtm reopen ${id}`,
            },
          ],
  },
  {
    code: "ref-form",
    severity: "warning",
    summary: "A ref is neither a ticket nor the item's key.",
    why: "It links to nothing.",
    mend: "Write it as PREFIX-123.",
    find: ({ refs }, { tracker }) =>
      refs.flatMap((ref) =>
        ticketPrefix(ref) !== null || (isItemKey(ref) && !isTicketOf(ref, tracker))
          ? []
          : [{ at: "refs", message: `"${ref}" is not a ticket: write it as PREFIX-123` }],
      ),
  },
  {
    code: "hidden-character",
    severity: "warning",
    summary: "A file has characters that show nothing, or that turn the reading direction.",
    why: "What a reviewer sees is then not what is there.",
    mend: "Remove the character; the message gives its code and place.",
    find: hiddenCharacters,
  },
  {
    code: "stale",
    severity: "warning",
    summary: "An open item has had no comment for longer than the tracker's stale-after.",
    why: "Nobody notices an item that sits for weeks.",
    mend: "gtm note what is new, or gtm close it.",
    find: (item, context) =>
      isStale(item, context)
        ? [
            {
              at: "title",
              message: `${silence(item, context)}: gtm note ${item.id}, or gtm close ${item.id}`,
            },
          ]
        : [],
  },
  {
    code: "owner-missing",
    severity: "warning",
    summary: "Nobody owns an open item, though others have an owner.",
    why: "An item that is everybody's is nobody's.",
    mend: "gtm set its owners.",
    // Where nobody owns anything, as in many a backlog, owners are not what the team works by.
    find: (item, { usesOwners }) =>
      usesOwners && isOpen(item) && item.owners.length === 0
        ? [{ at: "title", message: `nobody owns this item: gtm set ${item.id} owners=NAME` }]
        : [],
  },
  {
    code: "blocked-unexplained",
    severity: "warning",
    summary: "An item is blocked, and no comment says why.",
    why: "A meeting cannot unblock what it does not know.",
    mend: "gtm note what blocks it, and who can help.",
    find: (item, { tracker }) =>
      // The day of the newest is known without reading them.
      isOpen(item) && isStuck(item.status, tracker) && lastCommentDate(item) === null && item.comments.length === 0
        ? [{ at: "status", message: `status is ${item.status}, but no comment says why: gtm note ${item.id}` }]
        : [],
  },
  {
    code: "priority-due",
    severity: "warning",
    summary: "An item's priority disagrees with its due date, by the tracker's own windows.",
    why: "A priority that says two weeks for what is due in ten hides what really comes first.",
    mend: "gtm set the priority that fits, or another due date.",
    find: priorityAgainstDue,
  },
  {
    code: "timeline-due",
    severity: "warning",
    summary: "An item's timeline names a time in which it is not due.",
    why: "The page shows two answers to when.",
    mend: "Change the timeline, or the due date.",
    find: timelineAgainstDue,
  },
  {
    code: "comment-future",
    severity: "warning",
    summary: "A comment is dated after today.",
    why: "It stays the newest for weeks, and the item never looks stale.",
    mend: "Correct the date.",
    find: (item, { today }, source) =>
      // Of thousands, none is: their comments need not be looked through.
      (lastCommentDate(item) ?? "") <= today
        ? []
        : source.body.comments.flatMap(({ date, start }) =>
            date === null || date <= today
              ? []
              : [{ at: source.placeOf(start), message: `the comment is dated ${date}, after today: correct the date` }],
          ),
  },
  {
    code: "comment-order",
    severity: "warning",
    summary: "Comments are not in the order of their dates.",
    why: "A reviewer looks for what is new at the end; git merges appended lines best.",
    mend: "Move the comment to its place; gtm check --fix does it.",
    find: (_, __, source) => {
      const { comments } = source.body;
      const late = comments.find(({ date }, index) => date !== null && date < (comments[index - 1]?.date ?? ""));
      return late
        ? [
            {
              at: source.placeOf(late.start),
              message: `the comment of ${late.date} stands after a later one: comments are oldest first`,
            },
          ]
        : [];
    },
  },
  {
    code: "whitespace",
    severity: "warning",
    summary: "Lines of the front matter end in blanks, or the file's last line has no line end.",
    why: "The next editor removes or adds them, and a review shows lines that nobody meant to change.",
    mend: "gtm check --fix tidies it.",
    find: (_, __, source) => {
      const { text } = source;
      const tidied = tidyWhitespace(source);
      if (tidied === text) return [];
      const isOpenEnded = tidied.startsWith(text);
      const at = isOpenEnded ? text.length : text.search(/[ \t]+\r?$/m);
      const what = isOpenEnded ? "the last line has no line end" : "the line ends in blanks";
      return [{ at: source.placeOf(at), message: `${what}: gtm check --fix tidies it` }];
    },
  },
];

/** Since when an item has said nothing. */
function silence(item: Item, { tracker, today }: ItemContext): string {
  const sign = lastSign(item, today);
  if (sign === null) return `no comment since it was added, more than ${countOf(tracker["stale-after"], "days")} ago`;
  const ago = `${sign}, ${countOf(daysBetween(sign, today), "days")} ago`;
  return lastCommentDate(item) === sign || item.comments.some(({ date }) => date === sign)
    ? `last comment ${ago}`
    : `started ${ago}, and no comment since`;
}

function unknownWordRule(column: VocabularyColumn, why: string): ItemRule {
  const noun = nounOf(column);
  const isKnown = onceAWord((word, tracker): boolean => {
    const known = vocabularyKeys(column, tracker);
    return known.length === 0 || known.includes(word);
  });
  return {
    code: `${noun}-unknown`,
    severity: "error",
    summary: `An item has ${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun} that tracker.md does not have.`,
    why,
    mend: "Use one of those that the message names, or add the new one to tracker.md.",
    find: (item, { tracker }) => {
      const unknown = wordsIn(item[column]).filter((word) => !isKnown(word, tracker));
      return unknown.map((word) => ({ at: column, message: unknownInFile(column, word, tracker) }));
    },
  };
}

function wordsIn(value: Item[VocabularyColumn]): readonly string[] {
  if (value === null) return [];
  return typeof value === "string" ? [value] : value;
}

function isTicketOf(ref: string, { refs }: Tracker): boolean {
  return Object.hasOwn(refs, ticketPrefix(ref.toUpperCase()) ?? "");
}

/** The values that are any words on one line. */
const freeText = columnNames
  .filter((column) => isOfKind(column, "title") || isOfKind(column, "word"))
  .filter((column) => factsOf(column)?.isSearched);

/** The first of the file's text, and those that YAML's escapes put into a value. */
function hiddenCharacters(item: Item, _: ItemContext, source: SourceText): readonly Finding[] {
  const raw = findHidden(source.text);
  if (raw) return [hidden(raw.code, "the file", source.placeOf(raw.index))];
  return freeText.flatMap((key) => {
    const found = findHidden(item[key] ?? "");
    return found ? hidden(found.code, key, key) : [];
  });
}

function hidden(code: string, where: string, at: Finding["at"]): Finding {
  return { at, message: `${where} has a hidden character (${code}): remove it` };
}

/** The priority whose window, counted from today, the due day is in; null where the tracker's windows do not tell. */
function priorityFor(due: IsoDate, { tracker, today }: ItemContext): string | null {
  const windows = Object.entries(tracker.priorities);
  const fitting = windows.find(([, { weeks }]) => weeks !== null && due <= addDays(today, 7 * weeks));
  const beyond = windows.findLast(([, { weeks }]) => weeks !== null);
  if (fitting || beyond === undefined) return fitting?.[0] ?? null;
  return windows[windows.indexOf(beyond) + 1]?.[0] ?? null;
}

function priorityAgainstDue(item: Item, context: ItemContext): readonly Finding[] {
  const { priority, due } = item;
  if (!isOpen(item) || priority === null || due === null || due < context.today) return [];
  if (!Object.hasOwn(context.tracker.priorities, priority)) return [];
  const fitting = priorityFor(due, context);
  if (fitting === null || fitting === priority) return [];
  const days = daysBetween(context.today, due);
  const left = days === 0 ? "today" : days === 1 ? "tomorrow" : `in ${days} days`;
  return [{ at: "priority", message: `priority is ${priority}, but due is ${due}, ${left}: that is ${fitting}` }];
}

/** A timeline without a year may mean any: it disagrees only where none of them holds the due day. */
function timelineAgainstDue({ timeline, due }: Item): readonly Finding[] {
  if (timeline === null || due === null) return [];
  let isPeriod = false;
  for (const distance of [0, -180, -30]) {
    const reading = readTypedDate(timeline, addDays(due, distance), "start");
    if (!reading.ok) continue;
    if (reading.span.first <= due && due <= reading.span.last) return [];
    isPeriod = true;
  }
  if (!isPeriod) return [];
  return [{ at: "timeline", message: `timeline is ${timeline}, but due is ${due}: change one of them` }];
}
