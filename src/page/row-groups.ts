/** Items under heads: those of one owner, one area. */

export interface RowGroup {
  /** Null: of the items that have no value. */
  readonly value: string | null;
  /** Places of the items, in the order given. */
  readonly members: readonly number[];
}

/**
 * The groups of items by their values, in the order of the values given, others after them, those without a value last. An
 * item of two owners is on the agenda of both.
 */
export function groupRows(values: readonly (readonly string[])[], order: readonly string[]): readonly RowGroup[] {
  const groups = new Map<string, number[]>(order.map((value) => [value, []]));
  const rest: number[] = [];
  values.forEach((own, place) => {
    for (const value of own) {
      const group = groups.get(value);
      if (group === undefined) groups.set(value, [place]);
      else group.push(place);
    }
    if (own.length === 0) rest.push(place);
  });
  const named = [...groups].map(([value, members]) => ({ value, members }));
  return [...named, { value: null, members: rest }].filter(({ members }) => members.length > 0);
}
