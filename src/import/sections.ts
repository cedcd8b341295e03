/** Which table or list of a page a row stood in: a name for each, and the words of the marker that brings its rows back. */
import { headingKey } from "./heading-map.ts";
import { plainText } from "./inline.ts";
import { type ItemBlock, isItemBlock, type PageBlock } from "./outline.ts";
import { isGenericHeading, withoutState } from "./section-words.ts";
import type { Block, Heading } from "./sources/blocks.ts";
import type { ReadTable } from "./table-columns.ts";

export interface Sections {
  /** The column that holds the names: `area`, or a field of the page's own where its tables have areas already. */
  readonly column: string;
  /** Of each table or list that shares the page with another. */
  readonly names: ReadonlyMap<Block, string>;
  /** Those whose marker asks for open items, because the closed ones stand elsewhere on the page. */
  readonly onlyOpen: ReadonlySet<Block>;
}

type Tables = ReadonlyMap<Block, ReadTable>;

const nameLimit = 100;

function nameOf(text: string): string | null {
  const name = plainText(text)
    .replace(/\s+/g, " ")
    .replace(/^[@#]+|:$/g, "")
    .trim()
    .slice(0, nameLimit);
  return name === "" ? null : name;
}

function isTelling({ text }: Heading): boolean {
  return !isGenericHeading(plainText(text));
}

/** The nearest heading; a generic one only where the one above it stands over other tables too. */
function nearestOf({ stack }: ItemBlock, parts: readonly ItemBlock[]): Heading | undefined {
  const below = (heading: Heading) => parts.filter((part) => part.stack.includes(heading)).length;
  return stack.findLast((heading, index) => {
    const above = stack[index - 1];
    return isTelling(heading) || above === undefined || below(above) > below(heading);
  });
}

function titleColumn(block: Block, tables: Tables): string {
  return tables.get(block)?.columns.find((column) => column.key === "title")?.label ?? "";
}

/** Names for a table or list, the best first. */
function namesFor(part: ItemBlock, parts: readonly ItemBlock[], tables: Tables): readonly string[] {
  const joined = (headings: readonly Heading[]) => headings.flatMap(({ text }) => nameOf(text) ?? []).join(" / ");
  const telling = part.stack.filter(isTelling);
  const names = [
    nearestOf(part, parts)?.text ?? "",
    telling.at(-1)?.text ?? "",
    joined(telling),
    joined(part.stack),
    part.caption ?? "",
    titleColumn(part.block, tables),
  ];
  return [...new Set(names.flatMap((name) => nameOf(name) ?? []))];
}

/** True of a table that only goes on with another: the same headings under the same heading. */
function goesOn(part: ItemBlock, before: ItemBlock): boolean {
  const headingsOf = ({ block }: ItemBlock) =>
    block.kind === "table" ? (block.header ?? []).map(headingKey).join("\n") : "";
  return (
    part.kind === before.kind &&
    part.caption === before.caption &&
    part.stack.at(-1) === before.stack.at(-1) &&
    headingsOf(part) === headingsOf(before)
  );
}

/** A name of its own for each of some tables and lists: the best that is not the first of another, else numbered. */
function nameEach(parts: readonly ItemBlock[], tables: Tables): ReadonlyMap<Block, string> {
  const heads = parts.filter((part, index) => !parts.slice(0, index).some((before) => goesOn(part, before)));
  const names = new Map(heads.map((part) => [part, namesFor(part, heads, tables)] as const));
  const firsts = [...names.values()].map(([first]) => first);
  const isShared = (name: string) => firsts.filter((first) => first === name).length > 1;
  const used = new Map<string, number>();
  const unique = new Map(
    heads.map((part) => {
      const own = names.get(part) ?? [];
      const name =
        own.find((each, place) => (place === 0 ? !isShared(each) : !firsts.includes(each))) ?? own[0] ?? "Items";
      const count = (used.get(name) ?? 0) + 1;
      used.set(name, count);
      return [part, count === 1 ? name : `${name} (${count})`] as const;
    }),
  );
  return new Map(
    parts.map((part) => {
      const head = heads.find((each) => each === part || goesOn(part, each)) ?? part;
      return [part.block, unique.get(head) ?? ""] as const;
    }),
  );
}

/** Closed risks belong to the risks. */
function withOpenNames(closed: ReadonlyMap<Block, string>, open: Iterable<string>): ReadonlyMap<Block, string> {
  const byWords = new Map([...open].map((name) => [withoutState(name), name] as const));
  return new Map([...closed].map(([block, name]) => [block, byWords.get(withoutState(name)) ?? name] as const));
}

function freeKey(tables: Tables): string {
  const used = new Set([...tables.values()].flatMap(({ columns }) => columns.map(({ key }) => key)));
  for (let count = 1; ; count++) {
    const key = count === 1 ? "section" : `section-${count}`;
    if (!used.has(key)) return key;
  }
}

/**
 * The sections of a page; without names where one table or list has the open items and at most one the closed ones.
 * @param own whether tables that gtm wrote are sections too
 */
export function sectionsOf(parts: readonly PageBlock[], tables: Tables, own: boolean): Sections {
  const all = parts.filter(isItemBlock);
  const [open, closed] = [all.filter((part) => !part.closed), all.filter((part) => part.closed)];
  const heads = (list: readonly ItemBlock[]) =>
    list.filter((part, index) => !list.slice(0, index).some((before) => goesOn(part, before))).length;
  const isOwn = all.every(({ block }) => block.kind === "table" && block.own === true);
  const isSplit = (own || !isOwn) && (heads(open) > 1 || heads(closed) > 1);
  const named = isSplit ? nameEach(open, tables) : new Map<Block, string>();
  const namedClosed =
    isSplit && heads(closed) > 1 ? withOpenNames(nameEach(closed, tables), named.values()) : new Map<Block, string>();
  const closedNames = new Set(namedClosed.values());
  const hasArea = [...tables.values()].some(({ columns }) => columns.some(({ key }) => key === "area"));
  return {
    column: hasArea ? freeKey(tables) : "area",
    names: new Map([...named, ...namedClosed]),
    onlyOpen: new Set(
      open
        .filter(({ block }) => closed.length > 0 && (closedNames.size === 0 || closedNames.has(named.get(block) ?? "")))
        .map(({ block }) => block),
    ),
  };
}
