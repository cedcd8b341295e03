/** Values along a line of a picture, and the levels of a count beside it. */

/** From a domain to a range of units; values outside of the domain stand at its edge. */
export function linearScale(
  [from, to]: readonly [number, number],
  [start, end]: readonly [number, number],
): (value: number) => number {
  return (value) => start + ((Math.min(Math.max(value, from), to) - from) / (to - from)) * (end - start);
}

/** Whole numbers from 0 up to `most` (at least 1) or the next level above it: about four steps of 1, 2 or 5 times a power of ten. */
export function countLevels(most: number): readonly number[] {
  const step = levelStep(most);
  const top = Math.ceil(most / step) * step;
  // A higher top can ask for a wider step.
  if (levelStep(top) !== step) return countLevels(top);
  return Array.from({ length: top / step + 1 }, (_, index) => index * step);
}

/** The nearest by ratio: a step wanted between 1 and 2 becomes 2 from the square root of 2 on. */
function levelStep(most: number): number {
  const wanted = most / 4;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const ratio = wanted / power;
  const factor = ratio >= Math.sqrt(50) ? 10 : ratio >= Math.sqrt(10) ? 5 : ratio >= Math.sqrt(2) ? 2 : 1;
  return Math.max(1, factor * power);
}
