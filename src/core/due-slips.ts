/** How often and how far the due days of items were moved, from what each commit changed. */
import { daysBetween, type IsoDate } from "./calendar.ts";
import { type ItemDiff, numberBefore } from "./diff.ts";

export interface DueSlip {
  readonly times: number;
  readonly first: IsoDate;
  readonly last: IsoDate;
  /** From the first to the last day; less than 0 when it is earlier now. */
  readonly days: number;
}

/**
 * By item number as it is now; of items whose due day was never moved, none.
 * @param changes what commits changed, the oldest commit first
 * @param dueNow null or undefined where the last move tells it
 */
export function dueSlips(
  changes: Iterable<readonly ItemDiff[]>,
  dueNow: (id: number) => IsoDate | null | undefined,
): ReadonlyMap<number, DueSlip> {
  const moves = new Map<number, { from: string; to: string }[]>();
  for (const items of changes) {
    for (const diff of items) {
      const { item, fields } = diff;
      const number = numberBefore(diff);
      const earlier = number === null ? [] : (moves.get(number) ?? []);
      const due = fields.find(({ column }) => column === "due");
      const isMove = typeof due?.from === "string" && typeof due.to === "string";
      const known = [...earlier, ...(moves.get(item.id) ?? [])];
      if (number !== null) moves.delete(number);
      if (isMove || earlier.length > 0)
        moves.set(item.id, [...known, ...(isMove ? [{ from: String(due.from), to: String(due.to) }] : [])]);
    }
  }
  return new Map(
    [...moves].map(([id, moved]) => {
      // Two branches may both have moved it, and their merge chose.
      const [first, last] = [moved[0]?.from ?? "", dueNow(id) ?? moved.at(-1)?.to ?? ""];
      return [id, { times: moved.length, first, last, days: daysBetween(first, last) }] as const;
    }),
  );
}

/** `once`, `twice`, `3 times` */
export function timesInWords(times: number): string {
  return ["once", "twice"][times - 1] ?? `${times} times`;
}
