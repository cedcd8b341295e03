/** What a change may not do, although each file by itself is in order: asked by `check --base`. A rule is one entry here. */
import { daysBetween } from "../calendar.ts";
import { countOf } from "../count-of.ts";
import { type CommentDiff, type ItemDiff, movedWords, numberBefore } from "../diff.ts";
import { differingParts, onLine } from "../differing-parts.ts";
import { locateKey } from "../front-matter.ts";
import { isOpen } from "../item.ts";
import type { ItemFile } from "../item-file.ts";
import { placesIn } from "../lines.ts";
import { shorten } from "../shorten.ts";
import { isStuck } from "../status-tone.ts";
import type { Tracker } from "../tracker.ts";
import type { FolderFinding } from "./folder-rules.ts";
import type { RuleFacts } from "./rule.ts";

/** A change of a tracker: of its files only those that differ. */
export interface ReviewedChange {
  readonly tracker: Tracker;
  readonly items: readonly ItemDiff[];
  readonly before: readonly ItemFile[];
  readonly after: readonly ItemFile[];
  /** Paths of changed files outside of the tracker's folder. */
  readonly outside: readonly string[];
}

export interface ReviewRule extends RuleFacts {
  /** True of what looks at `outside`. */
  readonly looksOutside?: true;
  readonly find: (change: ReviewedChange) => readonly FolderFinding[];
}

const history = "Comments are the item's history: what the meeting was told must still be there next year.";

/** The rules of review, in the order of docs/rules.md. */
export const reviewRules: readonly ReviewRule[] = [
  {
    code: "comment-edited",
    severity: "error",
    summary: "A comment that was there before says something else now, or has another date or author.",
    why: history,
    mend: "Put the old words back, and add a comment that corrects them.",
    find: commentRule(
      ({ kind }) => kind === "edited",
      (comment) => {
        const { date, text, was } = comment;
        const moved = movedWords(comment);
        if (moved !== "") return `the comment "${short(text)}" changed its ${moved}: put it back`;
        const [from, to] = differingParts(was ?? "", text, 80);
        return `the comment of ${date ?? "no date"} was edited from "${from}" to "${to}": put it back, and add a new one`;
      },
    ),
  },
  {
    code: "comment-removed",
    severity: "error",
    summary: "A comment that was there before is gone.",
    why: history,
    mend: "Put it back, and add a comment that says why it no longer holds.",
    find: commentRule(
      ({ kind }) => kind === "removed",
      ({ date, text }) => `the comment of ${date ?? "no date"} was removed: "${short(text)}"; put it back`,
    ),
  },
  {
    code: "comment-backdated",
    severity: "error",
    summary: "A new comment is dated before one that was there already.",
    why: "A comment that appears in the past is read by nobody, and changes what the history seems to say.",
    mend: "Date it today, and say in its words when it happened.",
    find: commentRule(
      (comment, before) => isNew(comment) && comment.date !== null && comment.date < newest(before),
      ({ date, text }, before) =>
        `the new comment "${short(text)}" is dated ${date}, before one of ${newest(before)} that was there already`,
    ),
  },
  {
    code: "item-deleted",
    severity: "error",
    summary: "An item is deleted instead of closed.",
    why: "Whoever asks what became of it finds nothing, and its number may be given again.",
    mend: "Put the file back and gtm close it, with a comment that says why.",
    find: ({ items, before }) => {
      const old = byNumber(before);
      return items.flatMap(({ item, kind }) => {
        const path = old.get(item.id)?.path;
        if (kind !== "gone" || path === undefined) return [];
        const message = `#${item.id} "${short(item.title)}" is deleted: put it back, then gtm close ${item.id}`;
        return [{ file: path, at: { line: 1, column: 1 }, message }];
      });
    },
  },
  {
    code: "number-changed",
    severity: "error",
    summary: "An item has another number than before.",
    why: "Mails, minutes and other items name it by the number that it had.",
    mend: "Give it its number back.",
    find: fieldRule("number", ({ from, to }) => `number was ${from} and is ${to}: items keep their numbers`, "id"),
  },
  {
    code: "due-later-unexplained",
    severity: "error",
    summary: "A due date moved later or was removed, and no new comment says why.",
    why: "A date that slips in silence is the first sign of trouble, and the last that anyone sees.",
    mend: "gtm note the reason, in the same pull request.",
    find: fieldRule("due", ({ from, to }, diff, _, { reading }) => {
      const { item } = diff;
      if (!isDay(from) || changesOf(diff).some(isNew)) return null;
      const says = `without a comment: gtm note ${item.id} says why`;
      if (isDay(to))
        return to > from
          ? `due moved from ${from} to ${to}, ${countOf(daysBetween(from, to), "days")} later, ${says}`
          : null;
      // One that is no date is another rule's, and whoever closes an item is not asked when it is due.
      const isWritten = reading.ok && (reading.frontMatter.keys.get("due") ?? "") !== "";
      return isOpen(item) && !isWritten ? `due ${from} was removed ${says}` : null;
    }),
  },
  {
    code: "blocked-uncommented",
    severity: "warning",
    summary: "An item was set to blocked, and no new comment says why.",
    why: "Its earlier comments are about what went well; a meeting cannot unblock what it does not know.",
    mend: "gtm note what blocks it, and who can help, in the same pull request.",
    find: fieldRule("status", ({ from, to }, diff, tracker) => {
      const { item } = diff;
      // One without any comment is blocked-unexplained, with or without a review.
      return isOpen(item) &&
        isStuck(to, tracker) &&
        !isStuck(from, tracker) &&
        item.comments.length > 0 &&
        !changesOf(diff).some(isNew)
        ? `status became ${to}, and no new comment says why: gtm note ${item.id}`
        : null;
    }),
  },
  {
    code: "status-jump",
    severity: "error",
    summary: "A status became one that may not follow it, by status-moves in tracker.md.",
    why: "The steps between are where somebody else looks at the work.",
    mend: "Go through the steps that the message names, or change status-moves.",
    find: fieldRule("status", ({ from, to }, _, { "status-moves": moves }) => {
      if (typeof from !== "string" || typeof to !== "string" || !Object.hasOwn(moves, from)) return null;
      const allowed = moves[from] ?? [];
      return allowed.includes(to)
        ? null
        : `status went from ${from} to ${to}: after ${from} comes ${allowed.join(" or ") || "nothing"}`;
    }),
  },
  {
    code: "outside-tracker",
    severity: "off",
    summary: "A change touches files outside of the tracker's folder.",
    why: "A pull request about items is read by people who do not review code.",
    mend: "Move the other changes to a pull request of their own.",
    looksOutside: true,
    find: ({ outside }) =>
      outside.map((file) => ({
        file,
        at: { line: 1, column: 1 },
        message: "this file is outside of the tracker's folder: change it in a pull request of its own",
      })),
  },
];

type Field = ItemDiff["fields"][number];

/** Blanks alone are no change. */
function changesOf({ comments }: ItemDiff): readonly CommentDiff[] {
  return comments.filter(
    ({ kind, text, was, from }) => kind !== "edited" || from !== undefined || onLine(text) !== onLine(was ?? ""),
  );
}

function fieldRule(
  column: string,
  message: (field: Field, diff: ItemDiff, tracker: Tracker, file: ItemFile) => string | null,
  key = column,
): ReviewRule["find"] {
  return ({ items, after, tracker }) => {
    const files = byNumber(after);
    return items.flatMap((diff) => {
      const field = diff.fields.find((each) => each.column === column);
      const file = files.get(diff.item.id);
      const said = field && file && message(field, diff, tracker, file);
      return file && said ? [{ file: file.path, at: locateKey(file.text, key), message: said }] : [];
    });
  };
}

function commentRule(
  isMeant: (comment: CommentDiff, before: ItemFile | undefined) => boolean,
  message: (comment: CommentDiff, before: ItemFile | undefined) => string,
): ReviewRule["find"] {
  return ({ items, before, after }) => {
    const [then, now] = [byNumber(before), byNumber(after)];
    return items.flatMap((diff) => {
      const { item } = diff;
      const old = then.get(numberBefore(diff) ?? item.id);
      const file = now.get(item.id);
      if (!file) return [];
      return changesOf(diff)
        .filter((comment) => isMeant(comment, old))
        .map((comment) => ({ file: file.path, at: placeOf(comment, file), message: message(comment, old) }));
    });
  };
}

/** Where a comment stands; of one that is gone, where the comments begin. */
function placeOf({ date, text }: CommentDiff, { reading, text: source }: ItemFile) {
  if (!reading.ok) return { line: 1, column: 1 };
  const { comments, headingEnd } = reading.body;
  const entry = comments.find((each) => each.date === date && each.text === text);
  const at = entry?.start ?? headingEnd;
  return at === null ? { line: 1, column: 1 } : { ...placesIn(source)(at), column: 1 };
}

/** Where two have one number, the first. A change may be of every item there is: none is searched for. */
function byNumber(files: readonly ItemFile[]): ReadonlyMap<number, ItemFile> {
  return new Map(files.toReversed().flatMap((file) => (file.item === null ? [] : [[file.item.id, file] as const])));
}

/** The newest day of an item's comments; "" where none has one. */
function newest(file: ItemFile | undefined): string {
  return file?.item?.comments.findLast(({ date }) => date !== null)?.date ?? "";
}

/** An edited comment explains nothing: it is refused itself. */
function isNew({ kind }: CommentDiff): boolean {
  return kind === "new";
}

function isDay(value: unknown): value is string {
  return typeof value === "string";
}

function short(text: string): string {
  return shorten(onLine(text), 80);
}
