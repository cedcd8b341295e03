/** What the timeline says of an item: a few words beside its bar, and all that it knows. */
import { daysBetween, type IsoDate } from "../../core/calendar.ts";
import { statusLabel } from "../../core/columns.ts";
import type { Item } from "../../core/item.ts";
import { isOverdue } from "../../core/select.ts";
import { shorten } from "../../core/shorten.ts";
import { isStuck } from "../../core/status-tone.ts";
import { personName } from "../../core/tracker.ts";
import { longDate, plural } from "./dates.ts";
import type { Span } from "./item-span.ts";
import type { View } from "./view.ts";

/** What stands beside a bar. */
export interface BarWords {
  readonly title: string;
  /** Whose it is, and when where the picture does not show it. */
  readonly aside: string;
  /** Blocked or overdue; "" of most. */
  readonly alarm: string;
}

/** Days beyond which nobody counts how late an item is. */
const longLate = 99;

/** @param farDay when it is, of what lies beyond the picture's edge; else "" */
export function barWords(item: Item, farDay: string, { tracker, asOf }: View): BarWords {
  const [first, ...others] = item.owners;
  const name = first === undefined ? "" : shorten(personName(tracker, first), 20);
  const owner = `${name}${others.length === 0 ? "" : ` +${others.length}`}`;
  const stuck = isStuck(item.status, tracker) ? shorten(statusLabel(item.status, tracker).toLowerCase(), 20) : "";
  return {
    title: `#${item.id} ${shorten(item.title, 46)}`,
    aside: [owner, farDay].filter(Boolean).join(", "),
    alarm: [stuck, overdueInWords(item, asOf)].filter(Boolean).join(", "),
  };
}

/** All that the timeline knows of an item, in one line. */
export function barInWords(item: Item, span: Span, { tracker, asOf }: View): string {
  const names = item.owners.map((handle) => personName(tracker, handle)).join(", ");
  const all = [
    `#${item.id} ${item.title}`,
    statusLabel(item.status, tracker),
    names || "no owner",
    whenInWords(span, item),
    overdueInWords(item, asOf),
  ];
  return all.filter(Boolean).join(" · ");
}

function overdueInWords(item: Item, asOf: IsoDate): string {
  const late = item.due !== null && isOverdue(item, asOf) ? daysBetween(item.due, asOf) : 0;
  return late === 0 ? "" : late > longLate ? "overdue" : `${plural(late, "day")} overdue`;
}

function whenInWords({ kind, from, to }: Span, { start, timeline }: Item): string {
  if (kind === "dot") return `due ${longDate(to)}`;
  if (kind === "bar") return `${longDate(from)} to ${longDate(to)}`;
  return [start === null ? "" : `from ${longDate(start)}`, timeline ?? ""].filter(Boolean).join(", ");
}
