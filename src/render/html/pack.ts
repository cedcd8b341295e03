/** Things side by side in as few rows as their widths allow. */

export interface Extent {
  readonly left: number;
  readonly right: number;
}

/** The row (from 0) of each: the first in which it has room, in the order given. */
export function packRows(extents: readonly Extent[], gap: number): readonly number[] {
  const ends: number[] = [];
  return extents.map(({ left, right }) => {
    const free = ends.findIndex((end) => end + gap <= left);
    const row = free === -1 ? ends.length : free;
    ends[row] = right;
    return row;
  });
}

/** About as wide as a text is drawn at the pictures' size. */
export function textExtent(text: string): number {
  return Array.from(text).length * 6.35 + 2;
}
