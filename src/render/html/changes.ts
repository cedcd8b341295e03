/** What changed since a day, in the words that every format of the page shares. */
import type { ItemDiff } from "../../core/diff.ts";
import { asideClasses } from "../../core/page-marks.ts";
import { type ChangeLine, type Changes, commentWords, describeChanges, nothingChanged } from "../changes-words.ts";
import { entry, log } from "./comments.ts";
import { longDate } from "./dates.ts";
import { type Content, type Element, element, nodes } from "./element.ts";
import { richLine } from "./rich-content.ts";
import type { View } from "./view.ts";

/** A section of its own among the page's parts, with a heading of the level given. */
export function changesSection(changes: Changes, level: number, view: View): Element {
  const title = `Changes since ${longDate(changes.since)}`;
  const { lines } = describeChanges(changes, view.tracker);
  return element(
    "section",
    { class: asideClasses.changes, "aria-label": title },
    element(`h${level}`, {}, title),
    element("p", { class: asideClasses.count }, inSum(changes.items)),
    lines.length === 0 ? null : element("ul", {}, nodes(lines.map((line) => change(line, view)))),
  );
}

/** `2 new, 1 closed, 5 changed; 8 new comments` */
function inSum(diffs: readonly ItemDiff[]): string {
  if (diffs.length === 0) return nothingChanged;
  const counts = (["new", "closed", "reopened", "changed", "gone"] as const).flatMap((kind) => {
    const count = diffs.filter((diff) => diff.kind === kind).length;
    return count === 0 ? [] : `${count} ${kind}`;
  });
  const said = commentWords(diffs.flatMap(({ comments }) => comments));
  return `${counts.join(", ")}; ${said || "no new comment"}`;
}

/** New comments are marked where their item stands; where it shows none, they are told here. */
function change({ item, text, comments }: ChangeLine, view: View): Content {
  const areShown = comments.length === 0 || view.showsComments.has(item.id);
  const said = areShown ? null : log(comments.map((comment) => entry(comment, false, view)));
  return element("li", {}, element("p", {}, withBoldTitle(text, item.title, view)), said);
}

function withBoldTitle(text: string, title: string, view: View): Content {
  const start = text.indexOf(title);
  if (start === -1) return richLine(text, view);
  const end = start + title.length;
  return [richLine(text.slice(0, start), view), element("strong", {}, title), richLine(text.slice(end), view)];
}
