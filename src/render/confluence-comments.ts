/** The comments of an item in a cell: the newest ones to be read at once, the older ones folded. */
import type { Comment } from "../core/item.ts";
import { blockContent, type TextReader, unwrapped } from "./confluence-text.ts";
import { type Content, day, element, macro, mark, text } from "./confluence-xml.ts";

/** So many stay in view; a new one always does. */
const shownCount = 2;

export function commentKey({ date, author, text: words }: Comment): string {
  return JSON.stringify([date, author, words]);
}

/** `ahead` as an entry of its own, then the newest first. `fresh` has the keys of those new since the last meeting. */
export function commentsContent(
  comments: readonly Comment[],
  ahead: string,
  fresh: ReadonlySet<string>,
  reader: TextReader,
): readonly Content[] {
  const newestFirst = comments.toReversed();
  const isShown = (comment: Comment, index: number) => index < shownCount || fresh.has(commentKey(comment));
  const list = (contents: readonly Content[]) => (contents.length === 0 ? [] : [element("ul", {}, contents)]);
  const entries = (some: readonly Comment[]) =>
    some.map((comment) => commentEntry(comment, fresh.has(commentKey(comment)), reader));
  const shown = newestFirst.filter(isShown);
  const older = newestFirst.filter((comment, index) => !isShown(comment, index));
  const description = ahead.trim() === "" ? [] : [entryContent([text("Description")], [], ahead, reader)];
  return [
    ...list([...description, ...entries(shown)]),
    ...(older.length === 0 ? [] : [expand(older.length, list(entries(older)))]),
  ];
}

function expand(count: number, body: readonly Content[]): Content {
  const title = `${count} older comment${count === 1 ? "" : "s"}`;
  return macro("expand", { title }, [element("ac:rich-text-body", {}, body)]);
}

function commentEntry({ date, author, text: words }: Comment, isNew: boolean, reader: TextReader): Content {
  const head = [...(date ? [day(date)] : []), ...(author ? [text(`${date ? " " : ""}@${author}`)] : [])];
  return entryContent(head, isNew ? mark("new") : [], words, reader);
}

/** Words behind their head in bold, and the marks that belong to it. */
function entryContent(head: readonly Content[], marks: readonly Content[], words: string, reader: TextReader): Content {
  const lead = [...(head.length > 0 ? [element("strong", {}, head)] : []), ...marks];
  const [first, ...others] = blockContent(words, "cell", reader);
  const begins = first?.type === "element" && first.name === "p";
  const gap = begins && lead.length > 0 ? [text(" ")] : [];
  const paragraph = element("p", {}, [...lead, ...gap, ...(begins ? first.children : [])]);
  return element("li", {}, unwrapped([paragraph, ...(begins || !first ? others : [first, ...others])]));
}
