/** An entry of a list to the draft of an item: its readable words, without the tickets, addresses and codes that say more elsewhere. */
import { recordOf, wordColumns } from "./column.ts";
import { readDatedText } from "./dated-entries.ts";
import type { Facts } from "./facts.ts";
import { findLinks, plainText } from "./inline.ts";
import { readOwnComments } from "./own-comments.ts";
import { handleInUrl } from "./people.ts";
import type { Draft } from "./reading.ts";
import { writeReferences } from "./references.ts";
import { readRefs } from "./refs.ts";
import type { Entry } from "./sources/blocks.ts";
import { readCommentsCell } from "./values.ts";

interface Title {
  readonly title: string;
  /** The words taken off, as they stood. */
  readonly taken: readonly string[];
  readonly priority: string | null;
}

/** A span of the text cut out, and the mark left in its place, which `tidy` takes away with the signs around it. */
const gap = "\u0001";

function cut(
  text: string,
  spans: readonly { readonly start: number; readonly end: number }[],
): { readonly text: string; readonly taken: readonly string[] } {
  let rest = "";
  let end = 0;
  const taken: string[] = [];
  for (const span of spans) {
    if (span.start < end) continue;
    rest += text.slice(end, span.start) + gap;
    taken.push(text.slice(span.start, span.end));
    end = span.end;
  }
  return { text: rest + text.slice(end), taken };
}

const loose = new Set([..." -–—:,("]);

/** Without the signs that a cut leaves at both ends; by hand, since a pattern would be slow on a megabyte of them. */
function trimLoose(text: string): string {
  let [start, end] = [0, text.length];
  while (end > start && loose.has(text[end - 1] ?? "")) end -= 1;
  while (start < end && (loose.has(text[start] ?? "") || text[start] === ")") && text[start] !== "(") start += 1;
  return text.slice(start, end);
}

/** Takes away the brackets, dashes and commas that only held what was cut out. Runs of blanks are single by now. */
function tidy(text: string): string {
  const rest = text
    .replace(/\( ?\u0001(?: ?(?:,|and|&)? ?\u0001)* ?(?:etc\.? ?)?\)/g, gap)
    .replace(/ ?[-–—:,(]? ?\u0001(?= ?\))/g, "")
    .replace(/(?<=\() ?\u0001 ?[-–—:,]? ?/g, "")
    .replace(/(?: ?[-–—:,] ?)?\u0001/g, " ")
    .replace(/\( ?\)/g, " ")
    .replace(/ {1,3}([,.;:?!)])/g, "$1")
    .replace(/ +/g, " ");
  return trimLoose(rest).trim();
}

function splitTitle(text: string, facts: Facts): Title {
  const { spans } = readRefs(text, facts.prefixes);
  const bare = cut(text, spans);
  const code = / ?[([] ?(P[0-5]) ?[)\]]/.exec(bare.text);
  const rest = code === null ? bare.text : bare.text.replace(code[0], " ");
  const addresses = findLinks(rest).filter(
    (link) => handleInUrl(link.url) === null && (/^https?:/.test(link.text) || link.text === link.url),
  );
  const raw = [...rest.matchAll(/(?<![([<])https?:\/\/[^\s<>()[\]|]+/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const outside = raw.filter((url) => !findLinks(rest).some((link) => url.start >= link.start && url.start < link.end));
  const plain = cut(
    rest,
    [...addresses, ...outside].toSorted((a, b) => a.start - b.start),
  );
  const title = tidy(plainText(plain.text));
  const etc = /\betc\b/i.test(text) && !/\betc\b/i.test(title) ? ["etc."] : [];
  const links = findLinks(plain.text).filter((link) => handleInUrl(link.url) === null && !link.image);
  const spelled = bare.taken.filter((words) => !words.includes("://")).join(", ");
  const taken = [
    ...(spelled === "" ? [] : [[spelled, ...etc].join(" ")]),
    ...bare.taken.filter((words) => words.includes("://") && !isPlainAddress(words)),
    ...plain.taken,
    ...links.map((link) => plain.text.slice(link.start, link.end)),
  ];
  return title === ""
    ? { title: plainText(text), taken: [], priority: code?.[1] ?? null }
    : { title, taken, priority: code?.[1] ?? null };
}

/** A link that shows nothing but its address: the tracker's template for refs can build it again. */
function isPlainAddress(words: string): boolean {
  const link = findLinks(words)[0];
  return link === undefined || link.text === link.url || /^[A-Z][A-Z0-9]+-\d+$/.test(link.text);
}

const titleLimit = 250;

/** Reads an entry; `row` is its 1-based place in its list. */
export function draftEntry(
  entry: Entry,
  row: number,
  section: { readonly area: string | null; readonly closed: boolean },
  facts: Facts,
): Draft {
  const { title, taken, priority } = splitTitle(entry.text.replace(/\s+/g, " "), facts);
  const long = title.length > titleLimit;
  const short = long ? `${title.slice(0, Math.max(60, title.lastIndexOf(" ", 160)))} …` : title;
  const isLog = readOwnComments(entry.body) !== null || readDatedText(entry.body).entries.length > 0;
  const nested = isLog ? readCommentsCell(entry.body, facts) : null;
  const below = nested === null ? [writeReferences(entry.body, facts)] : nested.notes;
  const notes = [...(long ? [writeReferences(entry.text, facts)] : []), ...taken, ...below].filter(
    (note) => note.trim() !== "",
  );
  const comments = nested?.value ?? [];
  const closed = section.closed || entry.done === true;
  const guesses = [
    ...(short === ""
      ? [{ column: "title", value: "Untitled", alternative: "", reason: "the entry has no text", confidence: 0.3 }]
      : []),
    ...(nested?.guesses ?? []),
  ];
  return {
    ...recordOf(wordColumns, () => null),
    number: null,
    title: short === "" ? "Untitled" : short,
    priority,
    area: section.area,
    owners: [],
    start: null,
    due: null,
    refs: readRefs(entry.text, facts.prefixes).refs,
    closed,
    closedDate: closed ? (comments.at(-1)?.date ?? null) : null,
    fields: {},
    description: notes.join("\n\n"),
    comments,
    repairs: guesses.map((guess) => ({ row, line: entry.line, ...guess })),
    confidence: Math.min(1, ...guesses.map((guess) => guess.confidence)),
    source: { line: entry.line, text: entry.source },
  };
}
