/** Text cut to a size without tearing what a reader takes for one letter: an emoji family, a letter with its marks. */

let segmenter: Intl.Segmenter | undefined;

/** What is one letter a sign. */
const plain = /^[\x20-\x7E]*$/;

/**
 * The text, or as much of it as measures `size` together with an ellipsis. Measured in UTF-16 units where not told otherwise; a
 * letter of ASCII always measures 1.
 */
export function shorten(text: string, size: number, measure = (part: string): number => part.length): string {
  if (measure(text) <= size) return text;
  if (size < 1) return "";
  if (plain.test(text)) return `${text.slice(0, size - 1).trimEnd()}…`;
  // Made when it is first needed: most texts are short or plain, and it costs a start ten milliseconds.
  segmenter ??= new Intl.Segmenter("en");
  let part = "";
  for (const { segment } of segmenter.segment(text)) {
    if (measure(part + segment) > size - 1) break;
    part += segment;
  }
  return `${part.trimEnd()}…`;
}
