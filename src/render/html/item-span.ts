/** When an item takes place, as far as its dates or the words of its timeline say. */
import { addDays, addMonths, type IsoDate, isoDate } from "../../core/calendar.ts";
import type { Item } from "../../core/item.ts";

export interface Span {
  /** A bar from start to due; a dot for a due day alone; a light bar for what only its timeline says. */
  readonly kind: "bar" | "dot" | "rough";
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** An item with the days between which it is drawn. */
export interface Dated {
  readonly item: Item;
  readonly span: Span;
}

/** Null where neither dates nor timeline name a day. */
export function spanOf({ start, due, timeline }: Item): Span | null {
  if (due !== null)
    return start !== null && start <= due ? { kind: "bar", from: start, to: due } : { kind: "dot", from: due, to: due };
  const months = timeline === null ? null : monthsOf(timeline);
  if (start === null) return months && { kind: "rough", ...months };
  return { kind: "rough", from: start, to: months && months.to > start ? months.to : addDays(start, 30) };
}

const names = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const form = /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s*['’]?\s*(\d{4}|\d{2})\b/gi;

/** The months that a timeline names: `Nov'17`, `March 2018`, `Nov'17 - Jan'18`, `Mar'18 and beyond` (a quarter). */
export function monthsOf(timeline: string): { readonly from: IsoDate; readonly to: IsoDate } | null {
  const found = [...timeline.slice(0, 200).matchAll(form)].flatMap(([, name = "", year = ""]) => {
    const month = names.indexOf(name.slice(0, 3).toLowerCase()) + 1;
    return isoDate(Number(year.length === 2 ? `20${year}` : year), month, 1) ?? [];
  });
  const sorted = found.sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return null;
  const isOpenEnded = /beyond|onward|later|on$|\+\s*$/i.test(timeline);
  return { from: first, to: addDays(addMonths(last, isOpenEnded ? 3 : 1), -1) };
}
