/** Things side by side in as few rows as their widths allow. */

export interface Extent {
  readonly left: number;
  readonly right: number;
}

/** The row (from 0) of each: the first in which it has room, in the order given; `most` of what has none in so many rows. */
export function packRows(
  extents: readonly Extent[],
  gap: number,
  most: number = Number.POSITIVE_INFINITY,
): readonly number[] {
  const ends: number[] = [];
  return extents.map(({ left, right }) => {
    let row = 0;
    while (row < ends.length && (ends[row] ?? 0) + gap > left) row += 1;
    if (row < most) ends[row] = right;
    return row;
  });
}

/** About as wide as a text is drawn at the pictures' size. */
export function textExtent(text: string): number {
  let letters = 0;
  for (const _ of text) letters += 1;
  return letters * 6.35 + 2;
}
