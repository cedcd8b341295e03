/** What changed since a day, by kind, in the words that every format of the page shares. */
import type { CommentDiff, ItemDiff } from "../../core/diff.ts";
import type { Comment, Item } from "../../core/item.ts";
import { asideClasses } from "../../core/page-marks.ts";
import { type ChangeLine, type Changes, describeChanges, nothingChanged } from "../changes-words.ts";
import { changeKinds, changesByKind } from "./change-kinds.ts";
import { entry, log } from "./comments.ts";
import { longDate } from "./dates.ts";
import { type Content, type Element, element, nodes } from "./element.ts";
import { richLine } from "./rich-content.ts";
import { freshComment, type View } from "./view.ts";

/** A section of its own among the page's parts, with a heading of the level given. */
export function changesSection(changes: Changes, level: number, view: View): Element {
  const title = `Changes since ${longDate(changes.since)}`;
  const { kinds, commented } = changesByKind(changes.items, view.tracker);
  const linesOf = (diffs: readonly ItemDiff[]) =>
    describeChanges({ ...changes, items: diffs }, view.tracker).lines.map((line) => change(line, view));
  return element(
    "section",
    { class: asideClasses.changes, "aria-label": title },
    element(`h${level}`, {}, title),
    changes.items.length === 0 ? element("p", {}, nothingChanged) : null,
    nodes(
      kinds.map(({ kind, diffs }) =>
        element(
          "div",
          { class: `kind ${kind}` },
          element("p", {}, element("b", {}, changeKinds[kind]), ` ${diffs.length}`),
          element("ul", {}, linesOf(diffs)),
        ),
      ),
    ),
    commentedOnly(commented, view),
    untold(changes.items, view),
  );
}

function change({ item, text }: ChangeLine, view: View): Content {
  return element("li", {}, withBoldTitle(text, item.title, view));
}

function withBoldTitle(text: string, title: string, view: View): Content {
  const start = text.indexOf(title);
  if (start === -1) return richLine(text, view);
  const end = start + title.length;
  return [richLine(text.slice(0, start), view), element("strong", {}, title), richLine(text.slice(end), view)];
}

/** One line: what was said stands in the rows. */
function commentedOnly(diffs: readonly ItemDiff[], view: View): Content {
  if (diffs.length === 0) return null;
  const numbers = diffs.map(({ item }, index) => [index === 0 ? "" : ", ", richLine(`#${item.id}`, view)]);
  return element("p", { class: "kind" }, element("b", {}, "Comments only"), ` ${diffs.length}: `, numbers);
}

/** Below a heading that says new, only an edited one is marked. */
function editedOf(item: Item, comment: Comment, view: View): CommentDiff | null {
  const fresh = freshComment(item, comment, view);
  return fresh?.kind === "edited" ? fresh : null;
}

/** New comments are marked where their item stands; where the page shows none of it, they are told here. */
function untold(diffs: readonly ItemDiff[], view: View): Content {
  const hidden = diffs.filter(({ item }) => !view.showsComments.has(item.id));
  const told = describeChanges({ since: view.asOf, items: hidden }, view.tracker).lines.flatMap(({ item, comments }) =>
    comments.length === 0
      ? []
      : [
          element(
            "li",
            {},
            element("p", {}, richLine(`#${item.id} `, view), element("strong", {}, item.title)),
            log(comments.map((comment) => entry(comment, editedOf(item, comment, view), view))),
          ),
        ],
  );
  return told.length === 0
    ? null
    : element("div", { class: "kind" }, element("p", {}, element("b", {}, "New comments")), element("ul", {}, told));
}
