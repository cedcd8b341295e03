/** How wide each column of a table may be in a window, and which ones a narrow window does without. */
import type { Column } from "../core/columns.ts";

/** What a column's cells ask for, in cells of the terminal. */
export interface Measure {
  readonly column: Column;
  readonly heading: number;
  /** The heading cut after its first word, with its sign. */
  readonly word: number;
  /** The widest value. */
  readonly values: number;
  /** True of dates and numbers, which say nothing when cut. */
  readonly isRigid: boolean;
}

export interface FittedColumns {
  readonly gap: number;
  /** Column to its width, in the order of the table. */
  readonly widths: ReadonlyMap<Column, number>;
}

const any = () => Number.POSITIVE_INFINITY;
const comfortable = roomOf({ title: 36, comments: 30, description: 30 }, 16);
const sufficient = roomOf({ title: 24, comments: 20, description: 20, status: 11 }, 9);
const least = roomOf({ title: 18, comments: 12, description: 12, status: 11 }, 8);
/**
 * What a window may take, gently first; where the last is not enough, a column goes. A heading wider than `whole` over
 * narrower values is cut, to `cut` cells or its first word; values keep a room between `most` and `least`.
 */
const stages = [
  { gap: 2, whole: Number.POSITIVE_INFINITY, cut: 0, most: any, least: any },
  { gap: 2, whole: 12, cut: 12, most: any, least: comfortable },
  { gap: 2, whole: 12, cut: 12, most: comfortable, least: sufficient },
  { gap: 1, whole: 7, cut: 4, most: comfortable, least },
] as const;

/** What a narrow window does without, the least worth first; a tracker's own fields come at the dash. */
const dispensable = ["description", "comments", "refs", "timeline", "start", "-", "updated", "area", "closed"].concat([
  "priority",
  "owners",
  "due",
  "status",
]);
const kept = ["number", "title"];

/** Never wider than the window, unless the number and the title alone are. */
export function fitColumns(measures: readonly Measure[], width: number): FittedColumns {
  for (const { gap, whole, cut, most, least } of stages) {
    const widths = (room: (column: Column) => number) =>
      measures.map(({ column, heading, word, values, isRigid }) =>
        Math.max(heading <= whole ? heading : Math.min(word, cut), isRigid ? values : Math.min(values, room(column))),
      );
    const limit = width - gap * (measures.length - 1);
    const fitting = shrink(widths(most), widths(least), limit);
    if (sum(fitting) <= limit) return fitted(measures, fitting, gap);
  }
  const dropped = leastWorth(measures);
  if (dropped)
    return fitColumns(
      measures.filter((measure) => measure !== dropped),
      width,
    );
  const values = measures.map((measure) => measure.values);
  return fitted(
    measures,
    shrink(
      values,
      values.map(() => 1),
      width - measures.length + 1,
    ),
    1,
  );
}

function roomOf(rooms: Readonly<Record<Column, number>>, others: number): (column: Column) => number {
  return (column) => (Object.hasOwn(rooms, column) ? (rooms[column] ?? others) : others);
}

/** Takes what is too much from the columns, always from the one with most to give, so that none is starved for another. */
function shrink(widths: readonly number[], least: readonly number[], limit: number): number[] {
  const shrunk = [...widths];
  const room = (index: number) => (shrunk[index] ?? 0) - (least[index] ?? 0);
  for (let excess = sum(shrunk) - limit; excess > 0; ) {
    const order = shrunk.map((_, index) => index).sort((a, b) => room(b) - room(a));
    const [most = 0, next] = order;
    if (room(most) <= 0) break;
    // Down to the next one's at once: a comment may be megabytes wide.
    const taken = Math.min(excess, Math.max(1, room(most) - (next === undefined ? 0 : Math.max(0, room(next)))));
    shrunk[most] = (shrunk[most] ?? 0) - taken;
    excess -= taken;
  }
  return shrunk;
}

function leastWorth(measures: readonly Measure[]): Measure | undefined {
  const worth = ({ column }: Measure) => dispensable.indexOf(dispensable.includes(column) ? column : "-");
  return measures.filter(({ column }) => !kept.includes(column)).sort((a, b) => worth(a) - worth(b))[0];
}

function fitted(measures: readonly Measure[], widths: readonly number[], gap: number): FittedColumns {
  return { gap, widths: new Map(measures.map(({ column }, index) => [column, widths[index] ?? 0])) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
