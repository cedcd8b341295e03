/** Text cut to a size without tearing what a reader takes for one letter: an emoji family, a letter with its marks. */

let segmenter: Intl.Segmenter | undefined;

/** The text, or as much of it as measures `size` together with an ellipsis. Measured in UTF-16 units where not told otherwise. */
export function shorten(text: string, size: number, measure = (part: string): number => part.length): string {
  if (measure(text) <= size) return text;
  if (size < 1) return "";
  // Made when it is first needed: most texts are short, and it costs a start some milliseconds.
  segmenter ??= new Intl.Segmenter("en");
  let part = "";
  for (const { segment } of segmenter.segment(text)) {
    if (measure(part + segment) > size - 1) break;
    part += segment;
  }
  return `${part.trimEnd()}…`;
}
