/** A cell's words: the newest comment and the new ones lead; the description and the older comments stand behind, for the row when it is open. */
import type { CommentDiff } from "../../core/diff.ts";
import type { Comment, Item } from "../../core/item.ts";
import { onceAWord } from "../../core/once-a-word.ts";
import { asideClasses, contentClasses, scriptClasses } from "../../core/page-marks.ts";
import { personName } from "../../core/tracker.ts";
import { time } from "./dates.ts";
import { type Content, contentOfElement, element, isElement, type Node, writtenHtml } from "./element.ts";
import { personLink } from "./references.ts";
import { richBlocks } from "./rich-content.ts";
import { freshComment, type View } from "./view.ts";

/** `description` is "" where the row has a column for it; without a comment, it leads. */
export function comments(item: Item, description: string, view: View): Content {
  const newest = item.comments.toReversed();
  const fresh = newest.map((comment) => freshComment(item, comment, view));
  const entries = newest.map((comment, index) => entry(comment, fresh[index] ?? null, view));
  const leading = Math.max(1, fresh.findLastIndex((each) => each !== null) + 1);
  const words = about(description, view);
  if (entries.length === 0) return words;
  return [log(entries.slice(0, leading)), rest([words, entries.length > leading ? log(entries.slice(leading)) : null])];
}

/** Folded by the script alone, and found by a search of the browser: whoever reads without the script reads all of it. */
function rest(content: readonly Content[]): Content {
  if (content.every((part) => part === null)) return null;
  return element("div", { class: scriptClasses.rest }, content);
}

function about(description: string, view: View): Content {
  const blocks = richBlocks(description, view);
  return blocks.length === 0 ? null : element("div", { class: contentClasses.about }, blocks);
}

export function log(entries: readonly Content[]): Content {
  return element("ul", { class: contentClasses.log }, entries);
}

/** The date in a gutter of its own, then who, then the words; marked where it is new or edited. */
export function entry({ date, author, text }: Comment, fresh: CommentDiff | null, view: View): Content {
  const who = author === null ? null : byline(author, view.tracker);
  const mark: Content = fresh
    ? [element("span", { class: `${asideClasses.flag} new` }, freshWords(fresh, view)), " "]
    : null;
  return element(
    "li",
    { class: fresh ? "new" : undefined },
    date === null ? null : day(date, view),
    said([mark, who], richBlocks(text, view)),
  );
}

const day = onceAWord((date, { asOf }: View) => ({ html: writtenHtml(time(date, asOf, contentClasses.when)) }));

const byline = onceAWord((author, tracker) => ({
  html: writtenHtml([personLink(author, tracker, contentClasses.by), " "]),
}));

/** `new`, or `edited, author was Ben Ito, date was 2026-11-03` */
function freshWords({ kind, date, author, from }: CommentDiff, { tracker }: View): string {
  if (kind !== "edited") return kind;
  const who = from?.author ? personName(tracker, from.author) : "nobody";
  return [
    kind,
    from && from.author !== author ? `author was ${who}` : [],
    from && from.date !== date ? `date was ${from.date ?? "none"}` : [],
  ]
    .flat()
    .join(", ");
}

/** What is said ahead of a text stands in its first paragraph. */
function said(ahead: Content, blocks: readonly Node[]): Content {
  const first = blocks[0];
  const opens = isElement(first, "p");
  if (opens && blocks.length === 1) return element("p", { class: contentClasses.say }, ahead, contentOfElement(first));
  const paragraph = element("p", {}, ahead, opens ? contentOfElement(first) : null);
  return element(
    "div",
    { class: contentClasses.say },
    paragraph.content === "" ? null : paragraph,
    opens ? blocks.slice(1) : blocks,
  );
}
