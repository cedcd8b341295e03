/** Merging front matter key by key, each value the text of the version that changed it. */
import { listSource } from "../front-matter-edit.ts";
import { keyOrder } from "../item.ts";
import { factsOf } from "../standard-columns.ts";
import type { YamlValue } from "../yaml-value.ts";
import { asOne, hasClash, type Merged, settle, sideOf, type Version, type Versions } from "./chunks.ts";
import { mergeLines } from "./merge-lines.ts";
import { byText, entryIds, isSame, mergeValues, placesOf } from "./merge-values.ts";
import { weave } from "./weave.ts";
import { entryText, sourceOf, takeApart, type YamlCollection, type YamlEntry, type YamlNode } from "./yaml-parts.ts";

/** The lines between the dashes, merged; null where a version cannot be taken apart. */
export function mergeFrontMatter(versions: Versions<string>): Merged | null {
  const { base, ours, theirs } = versions;
  if (ours === theirs || base === ours || base === theirs) return [settle(base, ours, theirs)];
  const [b, o, t] = [takeApart(base), takeApart(ours), takeApart(theirs)];
  return b && o && t ? mergeBlock({ base: b, ours: o, theirs: t }, o, byContract) : null;
}

/** A key's value as the merge compares it: what is empty is as good as absent, and one owner is a list of one. */
export function meaningOf(key: string, value: YamlValue | undefined): YamlValue | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value === "string") return isListKey(key) ? [value.trim()] : value;
  return Object.keys(value).length === 0 ? undefined : value;
}

function isListKey(key: string): boolean {
  return factsOf(key)?.kind === "words";
}

/** Where both sides add a key in one place: in the order of the format, keys that it does not know behind. */
function byContract(a: string, b: string): number {
  const rank = (key: string) => (keyOrder.includes(key) ? keyOrder.indexOf(key) : keyOrder.length);
  return rank(a) - rank(b) || byText(a, b);
}

type Maybe<Value> = Value | undefined;
type Ids = Versions<readonly string[]>;
type Merge = (entry: Versions<Maybe<YamlEntry>>) => Merged | null;

/** What each version knows an entry by. */
function idsOf(collections: Versions<Maybe<YamlCollection>>): Ids {
  const each = <Value>(read: (collection: YamlCollection) => readonly Value[]): Versions<readonly Value[]> => {
    const { base, ours, theirs } = collections;
    const of = (collection: Maybe<YamlCollection>) => (collection ? read(collection) : []);
    return { base: of(base), ours: of(ours), theirs: of(theirs) };
  };
  const isList = [collections.ours, collections.theirs].some((collection) => collection?.kind === "list");
  return isList
    ? entryIds(each(({ entries }) => entries.map(({ node }) => node.value)))
    : each(({ entries }) => entries.map(({ key }) => key));
}

interface Kept {
  readonly entry: Versions<Maybe<YamlEntry>>;
  readonly body: Merged;
}

/** The entries that the merge keeps, in its order. */
function keptEntries(
  collections: Versions<Maybe<YamlCollection>>,
  merge: Merge,
  compare: (a: string, b: string) => number,
): readonly Kept[] {
  const ids = idsOf(collections);
  const places = placesOf(ids);
  const kept = new Map<string, Kept>();
  for (const id of new Set([...ids.ours, ...ids.theirs])) {
    const find = (side: Version) => collections[side]?.entries[places[side].get(id) ?? -1];
    const entry = { base: find("base"), ours: find("ours"), theirs: find("theirs") };
    const body = merge(entry);
    if (body) kept.set(id, { entry, body });
  }
  return weave(ids, (id) => kept.has(id), compare).flatMap((id) => kept.get(id) ?? []);
}

/** Entries on lines of their own, in the form of `shape`. */
function mergeBlock(
  collections: Versions<Maybe<YamlCollection>>,
  shape: YamlCollection,
  compare: (a: string, b: string) => number,
): Merged {
  const isTop = compare === byContract;
  const entries = keptEntries(collections, (entry) => mergeEntry(entry, isTop), compare);
  const frame = (part: "open" | "close") => {
    const read = (collection: Maybe<YamlCollection>) =>
      collection && !collection.isFlow ? collection[part] : undefined;
    return mergeRemarks(read(collections.base), read(collections.ours), read(collections.theirs));
  };
  const usual = shape.kind === "list" ? "  - " : "  ";
  const begin =
    settle(beginOf(collections.base), beginOf(collections.ours), beginOf(collections.theirs)) ?? (isTop ? "" : usual);
  const lines = entries.flatMap(({ entry, body }) => {
    const { base, ours, theirs } = entry;
    const lead = mergeRemarks(base?.lead, leadOf(ours), leadOf(theirs));
    return [lead, ...(isTop ? body : body.map((chunk) => onLines(chunk, begin)))];
  });
  return [frame("open"), ...lines, frame("close")].filter((chunk) => chunk !== "");
}

/** A lead of whole lines; a comma between entries of a flow is none. */
function leadOf(entry: Maybe<YamlEntry>): string | undefined {
  return entry && !entry.lead.trimStart().startsWith(",") ? entry.lead : undefined;
}

/** Lines of remarks: what both sides wrote in one place stands there one after the other. */
function mergeRemarks(base: Maybe<string>, ours: Maybe<string>, theirs: Maybe<string>): string {
  if (ours === undefined || theirs === undefined || base === undefined) return settle(base, ours, theirs) ?? "";
  const merged = mergeLines({ base, ours, theirs });
  return merged
    .map((chunk) => (typeof chunk === "string" ? chunk : [chunk.ours, chunk.theirs].sort(byText).join("")))
    .join("");
}

/** An entry of one line, begun as the merge's other entries are: it stood between commas, or at another indent. */
function onLines(chunk: Merged[number], begin: string): Merged[number] {
  const onLine = (text: string) => {
    const isOne = text.indexOf("\n") === -1 || text.indexOf("\n") === text.length - 1;
    return text === "" || !isOne
      ? text
      : `${begin}${text.trimEnd().replace(/^[ \t]*(?:-[ \t]+)?/, "")}${text.match(/[ \t]*\n$/)?.[0] ?? "\n"}`;
  };
  if (typeof chunk === "string") return onLine(chunk);
  return { base: onLine(chunk.base), ours: onLine(chunk.ours), theirs: onLine(chunk.theirs) };
}

/** What the lines of a collection begin with. */
function beginOf(collection: Maybe<YamlCollection>): string | undefined {
  const first = collection?.isFlow ? undefined : collection?.entries[0];
  return first && /^[ \t]*(?:-[ \t]+)?/.exec(first.head)?.[0];
}

/** Entries between commas; one clash where any of them is one. */
function mergeFlow(collections: Versions<Maybe<YamlCollection>>, shape: YamlCollection): Merged {
  const entries = keptEntries(collections, (entry) => mergeEntry(entry, false), byText);
  const usualLead = shape.entries[1]?.lead ?? ", ";
  const frame = (part: "open" | "close") => {
    const read = (collection: Maybe<YamlCollection>) =>
      collection?.isFlow && collection.entries.length > 0 ? collection[part] : undefined;
    return settle(read(collections.base), read(collections.ours), read(collections.theirs)) ?? shape[part];
  };
  const compose = (side: "ours" | "theirs") => {
    const present = entries.flatMap(({ entry, body }) => {
      const line = sideOf(body, side).trim();
      const text = shape.kind === "list" ? line.replace(/^-[ \t]+/, "") : line;
      const lead = settle(entry.base?.lead, entry.ours?.lead, entry.theirs?.lead) ?? "";
      return text === "" ? [] : [{ text, lead: lead.includes(",") ? lead : usualLead }];
    });
    return (
      frame("open") +
      present.map(({ text, lead }, index) => (index === 0 ? text : lead + text)).join("") +
      frame("close")
    );
  };
  if (!entries.some(({ body }) => hasClash(body))) return [compose("ours")];
  const base = collections.base ? sourceOf(collections.base) : "";
  return [{ base, ours: compose("ours"), theirs: compose("theirs") }];
}

/** An entry without its lead; null where the merge leaves it out. */
function mergeEntry(entry: Versions<Maybe<YamlEntry>>, isTop: boolean): Merged | null {
  const { base, ours, theirs } = entry;
  const meaning = (each: Maybe<YamlEntry>) => (isTop && each ? meaningOf(each.key, each.node.value) : each?.node.value);
  if (ours && theirs) {
    const all = { base: meaning(base), ours: meaning(ours), theirs: meaning(theirs) };
    // Of a set of which each side has left something else, nothing is left.
    const isLeft = !isTop || !all.ours || !all.theirs || meaningOf(ours.key, mergeValues(all, "ours")) !== undefined;
    return isLeft ? mergeBoth({ base, ours, theirs }, isTop) : null;
  }
  const one = ours ?? theirs;
  if (!one) return null;
  if (meaning(base) === undefined) return [ownText(one)];
  if (isSame(meaning(base), meaning(one))) return null;
  const nothing = one.node.kind === "scalar" ? null : emptyLike(one.node);
  // Whoever took the key away took away the entries that it had then, and no later one. A person or a milestone is one thing.
  if (isTop && nothing && base?.node.kind === nothing.kind)
    return mergeBoth(
      { base, ours: ours ?? { ...one, node: nothing }, theirs: theirs ?? { ...one, node: nothing } },
      isTop,
    );
  return [{ base: base ? ownText(base) : "", ours: ours ? ownText(ours) : "", theirs: theirs ? ownText(theirs) : "" }];
}

function emptyLike({ kind, isFlow }: YamlCollection): YamlCollection {
  const [open, close] = isFlow ? (kind === "list" ? ["[", "]"] : ["{", "}"]) : ["\n", ""];
  return { kind, isFlow, value: kind === "list" ? [] : {}, open, entries: [], close };
}

function ownText(entry: YamlEntry): string {
  return entryText({ ...entry, lead: "" });
}

type Both = { readonly base: Maybe<YamlEntry>; readonly ours: YamlEntry; readonly theirs: YamlEntry };

/** Piece by piece: up to the value, the value, and what is behind it. */
function mergeBoth({ base, ours, theirs }: Both, isTop: boolean): Merged {
  if (formOf(ours) !== formOf(theirs) && [ours, theirs].some((entry) => formOf(entry) === "folded"))
    return mergeWhole({ base, ours, theirs });
  const shape = shapeOf({ base, ours, theirs });
  // What stands in another form has no piece in common with this one but its value.
  const alike = (entry: Maybe<YamlEntry>) => (entry && formOf(entry) === formOf(shape) ? entry : undefined);
  const [b, o, t] = [alike(base), alike(ours), alike(theirs)];
  const nodes = { base: base?.node, ours: ours.node, theirs: theirs.node };
  const merged = [
    settle(b?.head, o?.head, t?.head) ?? shape.head,
    ...mergeNodes(nodes, shape.node, isTop && isListKey(ours.key)),
    ...mergeRest({ base: b?.rest ?? "", ours: o?.rest ?? b?.rest ?? "", theirs: t?.rest ?? b?.rest ?? "" }),
  ];
  return formOf(shape) === "lines" ? merged : asOne(merged);
}

/** A value on its key's line, one of entries on lines below, or a text on lines below. */
function formOf({ node }: YamlEntry): "line" | "lines" | "folded" {
  if (node.kind === "scalar") return node.source.endsWith("\n") ? "folded" : "line";
  return node.isFlow ? "line" : "lines";
}

/** The version whose form the entry keeps: the one that changed it; lines where both did. */
function shapeOf({ base, ours, theirs }: Both): YamlEntry {
  if (formOf(ours) === formOf(theirs)) return ours;
  const changed = base && formOf(base) === "lines" ? "line" : "lines";
  return formOf(ours) === changed ? ours : theirs;
}

/** Of two forms that have nothing in common: the one that changed the value, as it stands. */
function mergeWhole({ base, ours, theirs }: Both): Merged {
  const clash = { base: base ? ownText(base) : "", ours: ownText(ours), theirs: ownText(theirs) };
  if (isSame(ours.node.value, theirs.node.value)) return [settle(base && clash.base, clash.ours, clash.theirs)];
  if (base && isSame(base.node.value, ours.node.value)) return [clash.theirs];
  if (base && isSame(base.node.value, theirs.node.value)) return [clash.ours];
  return [clash];
}

/** What stands behind a value. Blanks have no meaning; a remark that both changed is for people to choose. */
function mergeRest({ base, ours, theirs }: Versions<string>): Merged {
  const isSettled = ours === theirs || base === ours || base === theirs || (ours + theirs).trim() === "";
  return [isSettled ? settle(base, ours, theirs) : { base, ours, theirs }];
}

type Nodes = { readonly base: Maybe<YamlNode>; readonly ours: YamlNode; readonly theirs: YamlNode };

function mergeNodes(nodes: Nodes, shape: YamlNode, isWords: boolean): Merged {
  const { base, ours, theirs } = nodes;
  const source = { base: base && sourceOf(base), ours: sourceOf(ours), theirs: sourceOf(theirs) };
  if (source.ours === source.theirs || source.base === source.theirs) return [source.ours];
  if (source.base === source.ours) return [source.theirs];
  if (isSame(ours.value, theirs.value)) {
    const isAlike = isFlow(ours) === isFlow(theirs);
    return [isAlike ? settle(source.base, source.ours, source.theirs) : sourceOf(shape)];
  }
  const [b, o, t] = [base, ours, theirs].map((node) => node && inCollection(node, isWords, nodes));
  const like = inCollection(shape, isWords, nodes);
  if (o && t && like && o.kind === t.kind) {
    const collections = { base: b?.kind === o.kind ? b : undefined, ours: o, theirs: t };
    return like.isFlow ? mergeFlow(collections, like) : mergeBlock(collections, like, byText);
  }
  if (base && isSame(base.value, ours.value)) return [source.theirs];
  if (base && isSame(base.value, theirs.value)) return [source.ours];
  return [{ base: source.base ?? "", ours: source.ours, theirs: source.theirs }];
}

function isCollection(node: Maybe<YamlNode>): node is YamlCollection {
  return node !== undefined && node.kind !== "scalar";
}

function isFlow(node: YamlNode): boolean {
  return node.kind === "scalar" || node.isFlow;
}

/** The collection that a node is, or stands for: one owner is a list of one, nothing is a collection without entries. */
function inCollection(node: YamlNode, isWords: boolean, { base, ours, theirs }: Nodes): YamlCollection | undefined {
  if (node.kind !== "scalar") return node;
  if (node.value === null) {
    const other = [ours, theirs, base].find(isCollection);
    return other && emptyLike(other);
  }
  if (!isWords || typeof node.value !== "string") return undefined;
  const word = node.value.trim();
  const source = listSource([word]).slice(1, -1);
  const entry = { key: "", lead: "", head: "", node: { kind: "scalar", value: word, source }, rest: "" } as const;
  return { kind: "list", isFlow: true, value: [word], open: "[", entries: [entry], close: "]" };
}
