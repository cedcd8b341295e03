/** A page's text, which may be tens of megabytes, as it waits to be written. */

/** Letters; a chunk is that long, and a piece longer at most. */
const chunkLength = 1 << 16;

/**
 * The pieces of a page joined into strings of some length. As a whole it would be in memory twice, and while it grows, as
 * millions of parts that a garbage collector moves about.
 */
export function inChunks(pieces: Iterable<string>): readonly string[] {
  const chunks: string[] = [];
  let waiting: string[] = [];
  let length = 0;
  for (const piece of pieces) {
    waiting.push(piece);
    length += piece.length;
    if (length < chunkLength) continue;
    chunks.push(waiting.join(""));
    [waiting, length] = [[], 0];
  }
  return [...chunks, waiting.join("")];
}

/** True of chunks that are the same text. Pages that are the same are cut at the same places. */
export function isSameText(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((chunk, index) => chunk === other[index]);
}
