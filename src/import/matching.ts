/** One assignment for all at once: each meaning to a column of its own, or to none, so that the scores add up to the most. */

/** `scores[meaning][column]`: what it is worth; below 0 is worse than leaving the meaning out. */
type Scores = readonly (readonly number[])[];

/**
 * The best assignment (the Hungarian method with potentials): meanings are rows, and each may stay without a column at 0: then
 * its column is null.
 */
export function bestMatching(scores: Scores) {
  const rows = scores.length;
  const width = scores[0]?.length ?? 0;
  const size = width + rows;
  const cost = (row: number, column: number) => (column < width ? -(scores[row]?.[column] ?? 0) : 0);
  const rowPrice = new Array<number>(rows + 1).fill(0);
  const price = new Array<number>(size + 1).fill(0);
  /** By column, counted from 1: the row that has it, 0 for none. */
  const holder = new Array<number>(size + 1).fill(0);
  for (let row = 1; row <= rows; row += 1) {
    const least = new Array<number>(size + 1).fill(Number.POSITIVE_INFINITY);
    const from = new Array<number>(size + 1).fill(0);
    const seen = new Array<boolean>(size + 1).fill(false);
    holder[0] = row;
    let at = 0;
    do {
      seen[at] = true;
      const current = holder[at] ?? 0;
      let [step, next] = [Number.POSITIVE_INFINITY, 0];
      for (let column = 1; column <= size; column += 1) {
        if (seen[column]) continue;
        const reduced = cost(current - 1, column - 1) - (rowPrice[current] ?? 0) - (price[column] ?? 0);
        if (reduced < (least[column] ?? 0)) [least[column], from[column]] = [reduced, at];
        if ((least[column] ?? 0) < step) [step, next] = [least[column] ?? 0, column];
      }
      for (let column = 0; column <= size; column += 1) {
        if (seen[column]) {
          rowPrice[holder[column] ?? 0] = (rowPrice[holder[column] ?? 0] ?? 0) + step;
          price[column] = (price[column] ?? 0) - step;
        } else least[column] = (least[column] ?? 0) - step;
      }
      at = next;
    } while (holder[at] !== 0);
    while (at !== 0) {
      const before = from[at] ?? 0;
      holder[at] = holder[before] ?? 0;
      at = before;
    }
  }
  const columns = new Array<number | null>(rows).fill(null);
  for (let column = 1; column <= width; column += 1)
    if (holder[column]) columns[(holder[column] ?? 0) - 1] = column - 1;
  return { columns, total: totalOf(scores, columns) };
}

function totalOf(scores: Scores, columns: readonly (number | null)[]): number {
  return columns.reduce<number>((sum, column, row) => sum + (column === null ? 0 : (scores[row]?.[column] ?? 0)), 0);
}

/** A reading that is worth less is no rival. */
const leastRival = -4;

type Rival = { readonly meaning: number | null; readonly total: number };

/** What each column would be otherwise (null: it has no meaning then), and what all gain by the best such assignment. */
export function rivals(scores: Scores, columns: ReturnType<typeof bestMatching>["columns"]) {
  const best = totalOf(scores, columns);
  const never = -1e6;
  const without = (meaning: number | null, column: number) =>
    bestMatching(scores.map((line, row) => line.map((score, at) => (row === meaning || at === column ? never : score))))
      .total;
  return (scores[0] ?? []).map((_, column) => {
    const own = columns.indexOf(column);
    const others = scores.flatMap((line, meaning): readonly Rival[] => {
      const score = line[column] ?? never;
      return meaning === own || score < leastRival ? [] : [{ meaning, total: score + without(meaning, column) }];
    });
    const unread: Rival = { meaning: null, total: own < 0 ? best - 10 : without(null, column) };
    const { meaning, total } = others.reduce((a, b) => (b.total > a.total ? b : a), unread);
    return { meaning, gain: total - best };
  });
}
