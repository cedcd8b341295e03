/** Where a line of Markdown begins, some signs begin a block: words that only look like one get a backslash. */

const marks: readonly (readonly [RegExp, string])[] = [
  // Bullets, headings, quotes, and lines under which the line above would be a heading or a table's.
  [/^(?=[-+*](?:\s|$)|#{1,6}(?:\s|$)|>|=+\s*$|-{2,}\s*$|[|:-][\s|:-]*-[\s|:-]*$)/, "\\"],
  [/^(\d{1,9})(?=[.)](?:\s|$))/, "$1\\"],
  // A definition, a note, a check box.
  [/^(?=\[[^\]\n]{1,200}\]:|\[[ xX]\](?:\s|$))/, "\\"],
];

/** A line of words, escaped where it begins. */
export function escapeBlockStart(line: string): string {
  for (const [pattern, mark] of marks) {
    if (pattern.test(line)) return line.replace(pattern, mark);
  }
  return line;
}
