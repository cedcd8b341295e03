/** The inline Markdown that cells and entries carry: links, escapes, emphasis. Linear in the text's length. */

export type Link = ReturnType<typeof findLinks>[number];

/** Longer link texts and addresses are no links. */
const textLimit = 300;
const urlLimit = 2000;

/** For each opening bracket the index of the one that closes it (0 for none): one pass, whatever the nesting. */
function matchBrackets(text: string): Uint32Array {
  const closing = new Uint32Array(text.length);
  const square: number[] = [];
  let round: number[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const sign = text[index];
    if (sign === "\\") index += 1;
    else if (sign === "[") square.push(index);
    else if (sign === "(") round.push(index);
    else if (sign === "]" || sign === ")") {
      const open = (sign === "]" ? square : round).pop();
      if (open !== undefined) closing[open] = index;
    } else if (sign === "\n") round = [];
  }
  return closing;
}

function addressIn(inside: string): string {
  const address = inside.trim();
  return (address.startsWith("<") ? address.slice(1).split(">")[0] : address.split(/\s/)[0]) ?? "";
}

/** An address without `%20` and its like, where they are well-formed. */
export function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

/** A whole page with its links: they are found once, for all who look for them. */
export type LinkedText = ReturnType<typeof readLinks>;

export function readLinks(text: string) {
  return { text, links: findLinks(text) };
}

/** The links and images of a text, in order; links within links are not looked for. */
export function findLinks(text: string) {
  const links: { readonly start: number; end: number; text: string; url: string; image: boolean }[] = [];
  const closing = text.includes("](") ? matchBrackets(text) : [];
  let at = closing.length > 0 ? text.indexOf("[") : -1;
  while (at >= 0) {
    const middle = closing[at] ?? 0;
    const close = middle > 0 && text[middle + 1] === "(" ? (closing[middle + 1] ?? 0) : 0;
    const isLink = close > 0 && middle - at <= textLimit && close - middle <= urlLimit && text[at - 1] !== "\\";
    if (isLink) {
      const image = text[at - 1] === "!";
      const url = addressIn(text.slice(middle + 2, close));
      links.push({ start: image ? at - 1 : at, end: close + 1, text: text.slice(at + 1, middle), url, image });
    }
    at = text.indexOf("[", isLink ? close + 1 : at + 1);
  }
  return links;
}

export function replaceLinks(text: string, replace: (link: Link) => string): string {
  const links = findLinks(text);
  const parts = links.map((link, at) => text.slice(links[at - 1]?.end ?? 0, link.start) + replace(link));
  return [...parts, text.slice(links.at(-1)?.end ?? 0)].join("");
}

/** For each opening run of backticks the index behind its closing run: pipes between the two are code. */
function codeSpans(line: string): ReadonlyMap<number, number> {
  const runs = [...line.matchAll(/`+/g)].map((match) => ({ start: match.index, length: match[0].length }));
  const nextOfLength = new Map<number, number>();
  const spans = new Map<number, number>();
  for (const run of runs.toReversed()) {
    const close = nextOfLength.get(run.length);
    if (close !== undefined) spans.set(run.start, close + run.length);
    nextOfLength.set(run.length, run.start);
  }
  return spans;
}

/** A text piece by piece, from one index up to another: a code span, a run of backticks, an escaped sign, or any other sign. */
export function* unitsOf(text: string, from = 0): Generator<readonly [start: number, end: number]> {
  const spans = codeSpans(text);
  const run = /`+|\\.?|./sy;
  for (let at = from; at < text.length; ) {
    run.lastIndex = at;
    const end = spans.get(at) ?? at + (run.exec(text)?.[0].length ?? 1);
    yield [at, end];
    at = end;
  }
}

/** Characters that Markdown lets one escape, without their backslash. */
export function unescapeMarkdown(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, "$1");
}

/** Escapes that a dot or dash in running text does not need; `1\.` at the start of a line does. */
export function dropNeedlessEscapes(text: string): string {
  return text.replace(/(?<!^\s*\d*)(\d)\\\.(?!\d)/gm, "$1.");
}

const entities = new Map(
  Object.entries({ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " ", ndash: "–", mdash: "—" }),
);

/** What a reader sees: no link targets, no emphasis, no tags, one space between words. */
export function plainText(markdown: string): string {
  const words = replaceLinks(markdown, (link) => link.text).replace(/<\/?[a-z][^<>]{0,200}>|\\\n/gi, " ");
  const bare = words.replace(
    /\\[!-/:-@[-`{-~]|\*\*|__|~~|(?<![\w*])[*_](?=[^\s*_])|(?<=[^\s*_])[*_](?![\w*])|`/g,
    (sign) => (sign.startsWith("\\") ? sign : ""),
  );
  const decoded = unescapeMarkdown(bare).replace(
    /&([a-z]{2,6});/g,
    (match, name: string) => entities.get(name) ?? match,
  );
  return decoded.replace(/\s+/g, " ").trim();
}

const marks: readonly (readonly [RegExp, string])[] = [
  // Bullets, headings, quotes, and lines under which the line above would be a heading or a table's.
  [/^(?=[-+*](?:\s|$)|#{1,6}(?:\s|$)|>|=+\s*$|-{2,}\s*$|[|:-][\s|:-]*-[\s|:-]*$)/, "\\"],
  [/^(\d{1,9})(?=[.)](?:\s|$))/, "$1\\"],
  // A definition, a note, a check box.
  [/^(?=\[[^\]\n]{1,200}\]:|\[[ xX]\](?:\s|$))/, "\\"],
];

export function escapeBlockStart(line: string): string {
  return marks.reduce((text, [pattern, mark]) => text.replace(pattern, mark), line);
}
