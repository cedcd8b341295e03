/** The comments of an item in a cell: the newest ones to be read at once, the older ones folded. */
import type { Comment } from "../core/item.ts";
import { blockContent, type TextReader, unwrapped } from "./confluence-text.ts";
import { type Content, day, element, macro, mark, text } from "./confluence-xml.ts";

/** So many stay in view; a new one always does. */
const shownCount = 2;

export function commentKey({ date, author, text: words }: Comment): string {
  return JSON.stringify([date, author, words]);
}

/** Newest first. `fresh` has the keys of those that are new since the last meeting. */
export function commentsContent(
  comments: readonly Comment[],
  fresh: ReadonlySet<string>,
  reader: TextReader,
): readonly Content[] {
  const newestFirst = comments.toReversed();
  const isShown = (comment: Comment, index: number) => index < shownCount || fresh.has(commentKey(comment));
  const list = (entries: readonly Comment[]) =>
    entries.length === 0
      ? []
      : [
          element(
            "ul",
            {},
            entries.map((entry) => commentEntry(entry, fresh.has(commentKey(entry)), reader)),
          ),
        ];
  const shown = newestFirst.filter(isShown);
  const older = newestFirst.filter((comment, index) => !isShown(comment, index));
  return [...list(shown), ...(older.length === 0 ? [] : [expand(older.length, list(older))])];
}

function expand(count: number, body: readonly Content[]): Content {
  const title = `${count} older comment${count === 1 ? "" : "s"}`;
  return macro("expand", { title }, [element("ac:rich-text-body", {}, body)]);
}

function commentEntry({ date, author, text: words }: Comment, isNew: boolean, reader: TextReader): Content {
  const head = [...(date ? [day(date)] : []), ...(author ? [text(`${date ? " " : ""}@${author}`)] : [])];
  const lead = [...(head.length > 0 ? [element("strong", {}, head)] : []), ...(isNew ? mark("new") : [])];
  const [first, ...others] = blockContent(words, "cell", reader);
  const begins = first?.type === "element" && first.name === "p";
  const gap = begins && lead.length > 0 ? [text(" ")] : [];
  const paragraph = element("p", {}, [...lead, ...gap, ...(begins ? first.children : [])]);
  return element("li", {}, unwrapped([paragraph, ...(begins || !first ? others : [first, ...others])]));
}
