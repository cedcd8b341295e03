/** The walk of a meeting from item to item. */

export interface MeetingPlace {
  /** From 1 on; null for an item that the walk does not come by. */
  readonly position: number | null;
  readonly total: number;
}

export function placeOf(walk: readonly number[], item: number | null): MeetingPlace {
  const at = item === null ? -1 : walk.indexOf(item);
  return { position: at === -1 ? null : at + 1, total: walk.length };
}

/** The item some steps on, at the ends the last or the first; from outside of the walk, its beginning. Null in an empty one. */
export function stepFrom(walk: readonly number[], item: number | null, steps: number): number | null {
  const at = item === null ? -1 : walk.indexOf(item);
  const next = at === -1 ? 0 : Math.min(Math.max(at + steps, 0), walk.length - 1);
  return walk[next] ?? null;
}

/** `12 of 33`. */
export function placeInWords({ position, total }: MeetingPlace): string {
  return position === null ? `${total} items` : `${position} of ${total}`;
}
