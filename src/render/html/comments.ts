/** A cell's comments: newest first, the two newest and the new ones in sight, the older ones folded. */
import type { Comment, Item } from "../../core/item.ts";
import { asideClasses, contentClasses, scriptClasses } from "../../core/page-marks.ts";
import { plural, time } from "./dates.ts";
import { type Content, element, isElement, type Node } from "./element.ts";
import { personLink } from "./references.ts";
import { richBlocks } from "./rich-content.ts";
import { isNewComment, type View } from "./view.ts";

const shownCount = 2;

export function comments(item: Item, view: View): Content {
  const newest = item.comments.toReversed();
  const lastNew = newest.findLastIndex((comment) => isNewComment(item, comment, view));
  const shown = Math.max(shownCount, lastNew + 1);
  const entries = newest.map((comment) => entry(comment, isNewComment(item, comment, view), view));
  if (entries.length === 0) return null;
  const older = entries.slice(shown);
  return [
    log(entries.slice(0, shown)),
    older.length === 0
      ? null
      : element(
          "details",
          { class: scriptClasses.older },
          element("summary", {}, plural(older.length, "older comment")),
          log(older),
        ),
  ];
}

export function log(entries: readonly Content[]): Content {
  return element("ul", { class: contentClasses.log }, entries);
}

/** The date in a gutter of its own, then who, then the words. */
export function entry({ date, author, text }: Comment, isNew: boolean, view: View): Content {
  const who: Content = author === null ? null : [personLink(author, view.tracker, contentClasses.by), " "];
  const mark: Content = isNew ? [element("span", { class: `${asideClasses.flag} new` }, "new"), " "] : null;
  return element(
    "li",
    { class: isNew ? "new" : undefined },
    date === null ? null : time(date, view.asOf, contentClasses.when),
    said([mark, who], richBlocks(text, view)),
  );
}

/** What is said ahead of a text stands in its first paragraph. */
function said(ahead: Content, blocks: readonly Node[]): Content {
  const [first, ...others] = blocks;
  const opens = isElement(first, "p");
  if (opens && others.length === 0) return element("p", { class: contentClasses.say }, ahead, first.children);
  const paragraph = element("p", {}, ahead, opens ? first.children : null);
  return element(
    "div",
    { class: contentClasses.say },
    paragraph.children.length > 0 ? paragraph : null,
    opens ? others : blocks,
  );
}
