/** Who has all that stands below a heading: `Packaging — owner: Zoë Lambert`, or `Owner: Zoë Lambert` in a line below it. */
import { nobody, readPart } from "./annotations.ts";
import { readEntryText } from "./entry-text.ts";
import type { Known } from "./facts.ts";
import { plainText } from "./inline.ts";
import { readLabels } from "./labels.ts";
import { splitPeople } from "./owners.ts";
import { isItemBlock, type PageBlock, type SectionOwner } from "./page-block.ts";
import { isGenericHeading } from "./section-words.ts";
import type { Block, Heading } from "./sources/blocks.ts";

interface Owned extends SectionOwner {
  /** The heading without its owner. */
  readonly name: string;
}

const areSomebody = (text: string) => splitPeople(text).every((name) => /^[@\p{Lu}[]/u.test(name));
/** Where no word says that it is the owner's, a name may be another's, or none. */
const unsaid = 0.85;

/** What a heading or a caption says, or `Owner: Zoë Lambert` in a line of its own below it; null where they name nobody. */
function readOwned(heading: string, below: Block | undefined, known: Known): Owned | null {
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
    const isSure = areAll || confidence === 1;
    return {
      ...part,
      stack,
      caption,
      owner: { owners, confidence: isSure ? confidence : Math.min(confidence, unsaid) },
    };
  });
}
