/** Who has all that stands below a heading: `Packaging — owner: Zoë Lambert`, or `Owner: Zoë Lambert` in a line below it. */
import { nobody, readPart } from "./annotations.ts";
import { readEntryText } from "./entry-text.ts";
import type { Known } from "./facts.ts";
import { plainText } from "./inline.ts";
import { readLabels } from "./labels.ts";
import { splitPeople } from "./owners.ts";
import { isItemBlock, type PageBlock, type SectionOwner } from "./page-block.ts";
import type { Block, Heading } from "./sources/blocks.ts";

interface Owned extends SectionOwner {
  /** The heading without its owner; none where a line below it tells that. */
  readonly name?: string;
}

const areSomebody = (text: string) => splitPeople(text).every((name) => /^[@\p{Lu}[]/u.test(name));
/** Where no word says that it is the owner's, a name may be another's, or none. */
const unsaid = 0.85;

/** What a heading says; null where it names nobody. */
function readOwned(heading: string, known: Known): Owned | null {
  const text = heading.replace(/\s*:$/, "").replace(/^(\*\*|__)(.+)\1$/, "$2");
  const { title, parts } = readEntryText(text, known);
  const whole = parts.length === 0 ? readPart(plainText(text), known) : null;
  const owners = [...parts, ...(whole ? [whole] : [])].filter(({ column }) => column === "owners");
  if (owners.length === 0 || !owners.every((part) => areSomebody(part.text))) return null;
  const confidence = Math.min(...owners.map((part) => part.confidence));
  return { name: title, owners: owners.map((part) => part.text).join("; "), confidence };
}

/** `Owner: Zoë Lambert`, and nothing else. */
function readLine(text: string): Owned | null {
  const [part, ...more] = readLabels(text) ?? [];
  const isOwner = part?.column === "owners" && more.length === 0 && areSomebody(part.text);
  return isOwner ? { owners: part.text, confidence: 1 } : null;
}

/** Programs write a page in one line. */
const placeOf = ({ line, source }: Block | Heading) => `${line} ${source}`;

/** By place, what headings over items say, or the lines just below or above these. */
function ownersIn(parts: readonly PageBlock[], known: Known): ReadonlyMap<string, Owned> {
  const over = new Set(parts.filter(isItemBlock).flatMap(({ stack }) => stack.map(placeOf)));
  const found = new Map<string, Owned>();
  let last: string | null = null;
  for (const [index, { kind, block }] of parts.entries()) {
    const place = placeOf(block);
    const text = kind === "words" && (block.kind === "heading" || block.kind === "paragraph") ? block.text : "";
    const next = parts[index + 1];
    const isCaption = next !== undefined && isItemBlock(next) && next.caption !== null;
    const isShort = text !== "" && text.length <= 160 && !text.includes("\n");
    const line = isShort && last !== null && !over.has(place) ? readLine(text) : null;
    const owned = line ?? (isShort && (over.has(place) || isCaption) ? readOwned(text, known) : null);
    if (owned !== null) found.set(line === null ? place : (last ?? place), owned);
    last = over.has(place) ? place : null;
  }
  return found;
}

/** The parts of a page, each with the owner that its section has, and its headings without them. */
export function withSectionOwners(parts: readonly PageBlock[], names: Known["names"]): readonly PageBlock[] {
  const found = ownersIn(parts, { ...nobody, names });
  const ownedBy = (part: PageBlock, index: number) =>
    isItemBlock(part)
      ? [...part.stack, ...(part.caption === null ? [] : parts.slice(index - 1, index).map(({ block }) => block))]
          .map((above) => found.get(placeOf(above)))
          .findLast((each) => each !== undefined)
      : undefined;
  const all = parts.filter(isItemBlock).map((part) => ownedBy(part, parts.indexOf(part)));
  const areAll = new Set(all.map((each) => each?.owners)).size > 1 && !all.includes(undefined);
  return parts.map((part, index): PageBlock => {
    const owned = ownedBy(part, index);
    if (!isItemBlock(part) || owned === undefined) return part;
    const { owners, confidence } = owned;
    const stack = part.stack.map((heading) => ({
      ...heading,
      text: found.get(placeOf(heading))?.name ?? heading.text,
    }));
    const above = parts[index - 1]?.block;
    const name = above && found.get(placeOf(above))?.name;
    const caption = part.caption === null ? null : (name ?? part.caption);
    const owner = { owners, confidence: areAll ? confidence : confidence === 1 ? 1 : Math.min(confidence, unsaid) };
    return { ...part, stack, caption, owner };
  });
}
