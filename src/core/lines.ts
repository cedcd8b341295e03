/** Lines of a text with their places. */

export interface Line {
  /** Without its line end. */
  readonly text: string;
  /** Offset of its first character. */
  readonly start: number;
  /** Offset after its last character, before its line end. */
  readonly end: number;
  /** 1-based. */
  readonly number: number;
}

/** The lines of a text from an offset on (which must begin a line), numbered from the text's beginning. */
export function linesFrom(text: string, from: number): Line[] {
  const lines: Line[] = [];
  let number = lineAt(text, from);
  for (let start = from; start < text.length; number++) {
    const newline = text.indexOf("\n", start);
    const next = newline === -1 ? text.length : newline;
    const end = text[next - 1] === "\r" && next > start ? next - 1 : next;
    lines.push({ text: text.slice(start, end), start, end, number });
    start = newline === -1 ? text.length : newline + 1;
  }
  return lines;
}

/** The 1-based number of the line that an offset is on. */
export function lineAt(text: string, offset: number): number {
  let number = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) number++;
  return number;
}

/** The 1-based line and column of offsets in a text: its lines are found once, however many are asked for. */
export function placesIn(text: string): (offset: number) => { readonly line: number; readonly column: number } {
  let starts: readonly number[] | null = null;
  return (offset) => {
    starts ??= [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

/** The line end that a text uses: that of its first line. */
export function lineEnd(text: string): "\n" | "\r\n" {
  const newline = text.indexOf("\n");
  return newline > 0 && text[newline - 1] === "\r" ? "\r\n" : "\n";
}
