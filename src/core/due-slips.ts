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

/** What became of one item's due day. */
interface Trail {
  readonly moves: readonly { readonly from: IsoDate; readonly to: IsoDate }[];
  /** The last day that it had, while it has none, or words that are no day. */
  readonly left: IsoDate | null;
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
  const trails = new Map<number, Trail>();
  for (const items of changes) {
    for (const diff of items) {
      const { item, kind, fields } = diff;
      const number = numberBefore(diff);
      const due = fields.find(({ column }) => column === "due");
      const known = [trails.get(number ?? Number.NaN) ?? [], trails.get(item.id) ?? []].flat();
      if (number !== null) trails.delete(number);
      const left = known.find((trail) => trail.left !== null)?.left ?? null;
      const [from, to] = [due?.from ?? left, due?.to ?? null].map((day) => (typeof day === "string" ? day : null));
      const move = due && from && to && from !== to ? [{ from, to }] : [];
      trails.set(item.id, {
        moves: [...known.flatMap(({ moves }) => moves), ...move],
        // Another item may get the number of one that is gone.
        left: kind === "gone" ? null : due === undefined ? left : to === null ? (from ?? null) : null,
      });
    }
  }
  const moved = [...trails].filter(([, { moves }]) => moves.length > 0);
  return new Map(
    moved.map(([id, { moves }]) => {
      // Two branches may both have moved it, and their merge chose.
      const [first, last] = [moves[0]?.from ?? "", dueNow(id) ?? moves.at(-1)?.to ?? ""];
      return [id, { times: moves.length, first, last, days: daysBetween(first, last) }] as const;
    }),
  );
}

/** `once`, `twice`, `3 times` */
export function timesInWords(times: number): string {
  return ["once", "twice"][times - 1] ?? `${times} times`;
}
