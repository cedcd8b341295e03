/** The comments of an item in a cell: the newest ones to be read at once, the older ones folded. */
import type { Comment } from "../core/item.ts";
import { blockContent, entryBlocks, type TextReader } from "./confluence-text.ts";
import { macro, mark, text, type XmlContent, xmlElement } from "./confluence-xml.ts";

/** So many stay in view; a new one always does. */
const shownCount = 2;

/** `ahead` as an entry of its own, then the newest first; an entry of a list (`isFolded` false) has no place for a fold. */
export function commentsContent(
  comments: readonly Comment[],
  ahead: string,
  isNew: (comment: Comment) => boolean,
  reader: TextReader,
  isFolded = true,
): readonly XmlContent[] {
  const newestFirst = comments.toReversed();
  const isShown = (comment: Comment, index: number) => !isFolded || index < shownCount || isNew(comment);
  const list = (contents: readonly XmlContent[]) => (contents.length === 0 ? [] : [xmlElement("ul", {}, contents)]);
  const entries = (some: readonly Comment[]) => some.map((comment) => commentEntry(comment, isNew(comment), reader));
  const shown = newestFirst.filter(isShown);
  const older = newestFirst.filter((comment, index) => !isShown(comment, index));
  const description = ahead.trim() === "" ? [] : [entryContent([text("Description")], [], ahead, reader)];
  return [
    ...list([...description, ...entries(shown)]),
    ...(older.length === 0 ? [] : [expand(older.length, list(entries(older)))]),
  ];
}

function expand(count: number, body: readonly XmlContent[]): XmlContent {
  const title = `${count} older comment${count === 1 ? "" : "s"}`;
  return macro("expand", { title }, [xmlElement("ac:rich-text-body", {}, body)]);
}

function commentEntry({ date, author, text: words }: Comment, isNew: boolean, reader: TextReader): XmlContent {
  // In words: Confluence's own date would not be bold.
  const head = [date, author && `@${author}`].filter(Boolean).join(" ");
  return entryContent(head === "" ? [] : [text(head)], isNew ? mark("new") : [], words, reader);
}

/** Words behind their head in bold, and the marks that belong to it. */
function entryContent(
  head: readonly XmlContent[],
  marks: readonly XmlContent[],
  words: string,
  reader: TextReader,
): XmlContent {
  const lead = [...(head.length > 0 ? [xmlElement("strong", {}, head)] : []), ...marks];
  const [first, ...others] = blockContent(words, "cell", reader);
  const begins = first?.type === "element" && first.name === "p";
  const gap = begins && lead.length > 0 ? [text(" ")] : [];
  const paragraph = xmlElement("p", {}, [...lead, ...gap, ...(begins ? first.children : [])]);
  return xmlElement("li", {}, entryBlocks([paragraph, ...(begins || !first ? others : [first, ...others])]));
}
