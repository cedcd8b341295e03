/** What changed since a day, in words. */
import type { Element, ElementContent } from "hast";
import { columnHeading } from "../../core/columns.ts";
import type { FieldDiff, ItemDiff } from "../../core/diff.ts";
import type { Page } from "../../core/page.ts";
import { entry, log } from "./comments.ts";
import { longDate, plural, shortDate } from "./dates.ts";
import { type Content, element } from "./element.ts";
import { itemLink } from "./references.ts";
import type { View } from "./view.ts";

const kinds = [
  ["new", "New"],
  ["closed", "Closed"],
  ["reopened", "Reopened"],
  ["changed", "Changed"],
  ["gone", "No longer here"],
] as const;

/** The section's content; a heading of its own (level 2) unless the template stands one before it. */
export function changesSection({ changes }: Page, hasHeading: boolean, view: View): readonly ElementContent[] {
  if (changes === null) return [];
  const title = `Changes since ${longDate(changes.since)}`;
  const heading = hasHeading ? element("p", { className: "lead" }, title) : element("h2", {}, title);
  const groups = kinds.flatMap(([kind, label]) => {
    const diffs = changes.items.filter((diff) => diff.kind === kind);
    return diffs.length === 0
      ? []
      : [element("dt", {}, label), ...diffs.map((diff) => element("dd", {}, change(diff, view)))];
  });
  const summary = element("p", { className: "count" }, inSum(changes.items));
  return [heading, summary, ...(groups.length > 0 ? [element("dl", { className: "changes" }, groups)] : [])];
}

/** `2 new, 1 closed, 5 changed; 8 new comments` */
export function inSum(diffs: readonly ItemDiff[]): string {
  if (diffs.length === 0) return "Nothing has changed.";
  const counts = kinds.flatMap(([kind]) => {
    const count = diffs.filter((diff) => diff.kind === kind).length;
    return count === 0 ? [] : `${count} ${kind}`;
  });
  const comments = diffs.reduce((sum, diff) => sum + diff.comments.length, 0);
  return `${counts.join(", ")}; ${comments === 0 ? "no new comment" : plural(comments, "new comment")}`;
}

function change({ item, fields, comments }: ItemDiff, view: View): readonly Content[] {
  const number = view.anchors.has(item.id) ? itemLink(item.id) : `#${item.id}`;
  return [
    element("p", {}, number, " ", element("strong", {}, item.title)),
    fields.length === 0
      ? null
      : element(
          "ul",
          { className: "fields" },
          fields.map((field) => element("li", {}, fieldChange(field, view))),
        ),
    comments.length === 0 ? null : log(comments.toReversed().map((comment) => entry(comment, false, view))),
  ];
}

function fieldChange({ column, from, to }: FieldDiff, view: View): readonly Content[] {
  const label = element("span", { className: "label" }, columnHeading(column, view.tracker));
  if (column === "description") return [label, " rewritten"];
  return [label, " ", value(from, "was", view), " → ", value(to, "now", view)];
}

function value(text: string, className: string, { asOf }: View): Element {
  return element("span", { className }, text === "" ? "none" : shortDate(text, asOf));
}
