/** What the timeline says of an item: a few words beside its bar, and all that it knows. */
import { daysBetween } from "../../core/calendar.ts";
import { statusLabel } from "../../core/columns.ts";
import type { Item } from "../../core/item.ts";
import { isOverdue } from "../../core/select.ts";
import { shorten } from "../../core/shorten.ts";
import { isStuck } from "../../core/status-tone.ts";
import { personName } from "../../core/tracker.ts";
import { longDate, plural } from "./dates.ts";
import type { Span } from "./item-span.ts";
import type { View } from "./view.ts";

export interface BarWords {
  readonly title: string;
  /** Whose it is, and when where the picture does not show it. */
  readonly aside: string;
  /** Blocked or overdue; "" of most. */
  readonly alarm: string;
  /** In one line. */
  readonly all: string;
}

/** Days beyond which nobody counts how late an item is. */
const longLate = 99;

/** @param farDay when it is, of what lies beyond the picture's edge; else "" */
export function barWords(item: Item, span: Span, farDay: string, { tracker, asOf }: View): BarWords {
  const names = item.owners.map((handle) => personName(tracker, handle));
  const [first = "", ...others] = names;
  const owner = `${shorten(first, 20)}${others.length === 0 ? "" : ` +${others.length}`}`;
  const status = item.status === null ? "" : statusLabel(item.status, tracker);
  const late = item.due !== null && isOverdue(item, asOf) ? daysBetween(item.due, asOf) : 0;
  const overdue = late === 0 ? "" : late > longLate ? "overdue" : `${plural(late, "day")} overdue`;
  const stuck = isStuck(item.status, tracker) ? shorten(status.toLowerCase(), 20) : "";
  const all = [`#${item.id} ${item.title}`, status, names.join(", ") || "no owner", whenInWords(span, item), overdue];
  return {
    title: `#${item.id} ${shorten(item.title, 46)}`,
    aside: [owner, farDay].filter(Boolean).join(", "),
    alarm: [stuck, overdue].filter(Boolean).join(", "),
    all: all.filter(Boolean).join(" · "),
  };
}

function whenInWords({ kind, from, to }: Span, { start, timeline }: Item): string {
  if (kind === "dot") return `due ${longDate(to)}`;
  if (kind === "bar") return `${longDate(from)} to ${longDate(to)}`;
  return [start === null ? "" : `from ${longDate(start)}`, timeline ?? ""].filter(Boolean).join(", ");
}
