/** Text cut to a size without tearing what a reader takes for one letter: an emoji family, a letter with its marks. */

let segmenter: Intl.Segmenter | undefined;

/** What is one letter a sign. */
const plain = /^[\x20-\x7E]*$/;

/**
 * The text, or as much of it as measures `size` together with an ellipsis. Measured in UTF-16 units where not told otherwise; a
 * letter of ASCII always measures 1.
 */
export function shorten(text: string, size: number, measure?: (part: string) => number): string {
  if ((measure?.(text) ?? text.length) <= size) return text;
  if (size < 1) return "";
  if (plain.test(text)) return `${text.slice(0, size - 1).trimEnd()}…`;
  // Made when it is first needed: most texts are short or plain, and it costs a start ten milliseconds.
  segmenter ??= new Intl.Segmenter("en");
  const letters = segmenter.segment(text);
  // Where nothing else is measured, the letter at the end of the room is found without those before it.
  if (measure === undefined) return `${text.slice(0, letters.containing(size - 1)?.index).trimEnd()}…`;
  let part = "";
  for (const { segment } of letters) {
    if (measure(part + segment) > size - 1) break;
    part += segment;
  }
  return `${part.trimEnd()}…`;
}
