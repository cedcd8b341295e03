/** Which table or list of a page a row stood in: who has all of it, a name for each, and the words of the marker that brings its rows back. */
import { groupBy } from "../core/group-by.ts";
import { nobody, readPart } from "./annotations.ts";
import { headingKey } from "./columns.ts";
import { readEntryText } from "./entry-text.ts";
import type { Known } from "./facts.ts";
import { plainText } from "./inline.ts";
import { readLabels } from "./labels.ts";
import { splitPeople } from "./owners.ts";
import { type ItemBlock, isItemBlock, type PageBlock } from "./page-block.ts";
import { isGenericHeading, withoutState } from "./section-words.ts";
import type { Block, Heading } from "./sources/blocks.ts";
import type { Tables } from "./table-columns.ts";

const nameLimit = 100;
/** `Venue (4)`, `Venue 1/4 completed`: how many items stand there. */
const countBehind = /(?<=\S)\s+(?:\d+\/\d+(?: \p{L}+)?|\(\d+(?:\/\d+)?(?: \p{L}+)?\))$/u;

function nameOf(text: string): string | null {
  const name = plainText(text)
    .replace(/^[@#]+|:$/g, "")
    .replace(countBehind, "");
  return name.trim().slice(0, nameLimit) || null;
}

/** Names for a table or list, the best first. */
function namesFor(part: ItemBlock, tables: Tables): readonly string[] {
  const joined = (headings: readonly Heading[]) => headings.flatMap(({ text }) => nameOf(text) ?? []).join(" / ");
  const telling = part.stack.filter(({ text }) => !isGenericHeading(plainText(text)));
  const names = [
    telling.at(-1)?.text ?? "",
    joined(telling),
    joined(part.stack),
    part.caption ?? "",
    tables.get(part.block)?.columns.find(({ key }) => key === "title")?.label ?? "",
  ];
  return [...new Set(names.flatMap((name) => nameOf(name) ?? []))];
}

/** Tables and lists, each with those that only go on with it: the same headings under the same heading, or rows of its rows. */
function runsOf(parts: readonly ItemBlock[]): readonly (readonly ItemBlock[])[] {
  const keyOf = ({ kind, caption, stack, block }: ItemBlock) => {
    const header = block.kind === "table" ? (block.within ?? block.header ?? []).map(headingKey) : [];
    return JSON.stringify([kind, caption, stack.map(({ line, text }) => [line, text]), header]);
  };
  return [...groupBy(parts, keyOf).values()];
}

/** A name of its own for each run: the best that is not the first of another, else numbered. */
function nameEach(runs: readonly (readonly ItemBlock[])[], tables: Tables): ReadonlyMap<Block, string> {
  const names = runs.map(([head]) => (head === undefined ? [] : namesFor(head, tables)));
  const used = new Map<string, number>();
  return new Map(
    runs.flatMap((run, index) => {
      const [own = [], others] = [names[index], names.toSpliced(index, 1).map(([first]) => first)];
      const name = own.find((each) => !others.includes(each)) ?? own[0] ?? "Items";
      const count = (used.get(name) ?? 0) + 1;
      used.set(name, count);
      return run.map(({ block }) => [block, count === 1 ? name : `${name} (${count})`] as const);
    }),
  );
}

/**
 * The sections of a page: the column that holds their names, `area` or a field of the page's own where its tables have areas
 * already; the name of each table or list that shares the page with another; and those whose marker asks for open items,
 * because the closed ones stand elsewhere. Without names where one has the open items and at most one the closed ones.
 * @param own whether tables that gtm wrote are sections too
 */
export function sectionsOf(parts: readonly PageBlock[], tables: Tables, own: boolean) {
  const all = parts.filter(isItemBlock);
  const [open, closed] = [all.filter((part) => !part.closed), all.filter((part) => part.closed)];
  const [openRuns, closedRuns] = [runsOf(open), runsOf(closed)];
  const isOwn = all.every(({ block }) => block.kind === "table" && block.own === true);
  const isSplit = (own || !isOwn) && (openRuns.length > 1 || closedRuns.length > 1);
  const named = nameEach(isSplit ? openRuns : [], tables);
  const ownClosed = nameEach(isSplit && closedRuns.length > 1 ? closedRuns : [], tables);
  // Closed risks belong to the risks.
  const byWords = new Map([...named.values()].map((name) => [withoutState(name), name] as const));
  const namedClosed = [...ownClosed].map(([block, name]) => [block, byWords.get(withoutState(name)) ?? name] as const);
  const closedNames = new Set(namedClosed.map(([, name]) => name));
  const hasClosed = (name: string) => closed.length > 0 && (closedNames.size === 0 || closedNames.has(name));
  const keys = new Set([...tables.values()].flatMap(({ columns }) => columns.map(({ key }) => key)));
  return {
    column: !keys.has("area") ? "area" : keys.has("section") ? "page-section" : "section",
    names: new Map([...named, ...namedClosed]),
    onlyOpen: new Set(open.flatMap(({ block }) => (hasClosed(named.get(block) ?? "") ? [block] : []))),
  };
}

const areSomebody = (text: string) => splitPeople(text).every((name) => /^[@\p{Lu}[]/u.test(name));
/** Where no word says that it is the owner's, a name may be another's, or none. */
const unsaid = 0.85;

/** What a heading, `name` without its owner, or a caption says, or `Owner: Zoë Lambert` in a line below; null where they name nobody. */
function readOwned(heading: string, below: Block | undefined, known: Known) {
  const [said, ...more] = below?.kind === "paragraph" ? (readLabels(below.text) ?? []) : [];
  if (said?.column === "owners" && more.length === 0 && areSomebody(said.text))
    return { name: heading, owners: said.text, confidence: 1 };
  if (isGenericHeading(plainText(heading))) return null;
  const text = heading.replace(/\s*:$/, "").replace(/^(\*\*|__)(.+)\1$/, "$2");
  const { title, parts } = readEntryText(text, known);
  const whole = parts.length === 0 ? readPart(plainText(text), known) : null;
  const owners = [...parts, ...(whole ? [whole] : [])].filter(({ column }) => column === "owners");
  if (owners.length === 0 || !owners.every((part) => areSomebody(part.text))) return null;
  const confidence = Math.min(...owners.map((part) => part.confidence));
  return { name: title, owners: owners.map((part) => part.text).join("; "), confidence };
}

/** Programs write a page in one line. */
const placeOf = ({ line, source }: Block | Heading) => `${line} ${source}`;

/** The parts of a page, each with the owner that its section has, and its headings without them. */
export function withSectionOwners(parts: readonly PageBlock[], names: Known["names"]): readonly PageBlock[] {
  const known = { ...nobody, names };
  const texts = new Map(parts.map(({ block }) => [placeOf(block), "text" in block ? block.text : ""] as const));
  const below = new Map(parts.map(({ block }, at) => [placeOf(block), parts[at + 1]?.block] as const));
  const read = parts.map((part) => {
    if (!isItemBlock(part)) return { part, told: [], owned: null };
    const places = part.stack.map(placeOf);
    const above = places.map((place) => readOwned(texts.get(place) ?? "", below.get(place), known));
    const told = [...above, readOwned(part.caption ?? "", undefined, known)];
    return { part, told, owned: told.findLast((each) => each !== null) };
  });
  const all = read.flatMap(({ owned }) => (owned === null ? [] : [owned?.owners]));
  const areAll = new Set(all).size > 1 && !all.includes(undefined);
  return read.map(({ part, told, owned }): PageBlock => {
    if (!isItemBlock(part) || !owned) return part;
    const { owners, confidence } = owned;
    const stack = part.stack.map((heading, at) => ({ ...heading, text: told[at]?.name ?? heading.text }));
    const caption = part.caption && (told.at(-1)?.name ?? part.caption);
    const most = areAll || confidence === 1 ? 1 : unsaid;
    return { ...part, stack, caption, owner: { owners, confidence: Math.min(confidence, most) } };
  });
}
