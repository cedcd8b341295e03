/** What the entries of a page's lists tell before they are read one by one: who is a person here, and how it writes its days. */
import words from "../words/annotations.json" with { type: "json" };
import { type Annotation, certain, nameChance } from "./annotations.ts";
import { plainText } from "./inline.ts";
import { readEntry } from "./list-entries.ts";
import { isName, splitPeople } from "./owners.ts";
import type { PageBlock } from "./page-block.ts";
import type { List } from "./sources/blocks.ts";
import { anyOf, wordsOf } from "./word-lists.ts";

export type ListFacts = ReturnType<typeof listFacts>;

const presentLine = new RegExp(`^(?:${anyOf(wordsOf(words.present))})\\s*:\\s*(.+)$`, "iu");

/** The names in a line such as `Attendees: Dana Fox, Lee Park`. */
function presentIn(paragraph: string): readonly string[] {
  return plainText(paragraph.slice(0, 2000))
    .split(/(?<=[.;])\s+|\n/)
    .flatMap((line) => splitPeople(presentLine.exec(line)?.[1] ?? ""))
    .map((name) => name.replace(/\s*\(.*$|[.\s]+$/g, "").trim())
    .filter(isName);
}

const lead = /^(?:~~)?([^:[\]]{2,60}?)\s*:\s+\S/u;

/** Where every entry of a list opens with names before a colon, and somebody is among them whom the page or the world knows: all of them. */
function leadsOf({ entries }: List, names: ReadonlyMap<string, number>): readonly string[] {
  const leads = entries.map(({ text }) => splitPeople(plainText(lead.exec(text)?.[1] ?? "")));
  const known = { prefixes: new Set<string>(), names, namesPeople: false };
  const all = leads.flat();
  const isAll = leads.length > 1 && leads.every((each) => each.length > 0 && each.every(isName));
  return isAll && all.some((name) => nameChance(name, known) >= 0.85) ? all : [];
}

/**
 * Who is known, the texts that name owners, and the days of entries with what stands below each.
 * @param people names that the page says are people's, in any case
 */
export function listFacts(parts: readonly PageBlock[], people: Iterable<string>, prefixes: ReadonlySet<string>) {
  const names = new Map<string, number>([...people].map((name) => [name.toLowerCase(), certain]));
  for (const { block } of parts) {
    const present =
      block.kind === "paragraph" ? [block.text] : block.kind === "list" ? block.entries.map(({ text }) => text) : [];
    for (const name of present.flatMap(presentIn)) names.set(name.toLowerCase(), certain);
  }
  for (const { kind, block } of parts)
    if (kind === "list" && block.kind === "list")
      for (const name of leadsOf(block, names)) names.set(name.toLowerCase(), certain);
  const entries = parts.flatMap(({ kind, block }) => (kind === "list" && block.kind === "list" ? block.entries : []));
  // Whatever may be a name is looked at.
  const read = entries.map((entry) => readEntry(entry, { prefixes, names, namesPeople: true }).parts);
  const named = read.filter((parts) => textsOf(parts, ["owners"]).length > 0);
  const owners = named.flatMap((parts) => textsOf(parts, ["owners"]));
  const known = { prefixes, names, namesPeople: false };
  // A name beside a day is one, and so is one with a sign or of somebody known.
  const sure = named.filter((parts) =>
    parts.some(
      ({ column, text, signed }) =>
        (signed && column !== null) ||
        (column === "owners" && text.split("; ").every((name) => nameChance(name, known) >= 0.85)),
    ),
  );
  for (const name of owners.flatMap((text) => text.split("; "))) {
    const seen = names.get(name.toLowerCase()) ?? 0;
    if (seen < certain && isName(name)) names.set(name.toLowerCase(), seen + 1);
  }
  const days = [
    ...read.flatMap((parts) => textsOf(parts, ["due", "start", "closed"])),
    ...entries.map(({ body }) => body),
  ];
  const namesPeople = sure.length > 1 && sure.length >= named.length / 2;
  return { known: { prefixes, names, namesPeople }, owners, days };
}

function textsOf(parts: readonly Annotation[], columns: readonly Annotation["column"][]): readonly string[] {
  return parts.flatMap(({ column, text }) => (columns.includes(column) ? [text] : []));
}
