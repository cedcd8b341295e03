/** What two people's edits of one item mean together, told from what each of them did and without a look at the merge. */
import { listKeys, type Model, wordKeys } from "./item-edits.ts";

export interface United {
  /** What both changed to something different. */
  readonly clashes: readonly string[];
  readonly keys: Readonly<Record<string, unknown>>;
  /** Day, author and text of each, in order. */
  readonly comments: readonly string[];
  readonly description: readonly string[];
}

/** Both edits together; where they clash, ours. */
export function unite(base: Model, ours: Model, theirs: Model): United {
  const clashes: string[] = [];
  const choose = <Value>(name: string, before: Value, our: Value, their: Value): Value => {
    const [b, o, t] = [before, our, their].map((value) => JSON.stringify(value));
    if (b !== o && b !== t && o !== t) clashes.push(name);
    return b === o ? their : our;
  };
  const words = wordKeys.map((key) => [key, choose(key, base.keys[key], ours.keys[key], theirs.keys[key])] as const);
  const lists = listKeys.map((key) => [key, uniteSets(...sets(key, base, ours, theirs))] as const);
  const old = base.comments.flatMap(({ origin }) => {
    const [before, our, their] = [base, ours, theirs].map(({ comments }) =>
      comments.find((each) => each.origin === origin),
    );
    return choose(`comment ${origin}`, before, our, their) ?? [];
  });
  const [our, their] = [lineEdit(base, ours), lineEdit(base, theirs)];
  if (doClash(our, their)) clashes.push("description");
  const lines = [...base.description, null].flatMap((line, at) => {
    const here = [our, their].flatMap((edit) => (edit?.at === at ? edit : []));
    const inserted = new Set(here.flatMap(({ how, text }) => (how === "insert" ? text : [])));
    const own = here.find(({ how }) => how !== "insert");
    return [...inserted, ...(own ? own.text : line ? [line.text] : [])];
  });
  return {
    description: lines,
    keys: Object.fromEntries([...words, ...lists].filter(([, value]) => value !== undefined)),
    comments: [...old.map(nameOf), ...freshOf(ours, theirs)].sort(),
    clashes,
  };
}

/** The one line of a description that a side has changed. */
interface LineEdit {
  readonly how: "insert" | "replace" | "delete";
  /** The index of the line, or of the one that it was inserted before. */
  readonly at: number;
  readonly text: readonly string[];
}

function lineEdit(base: Model, side: Model): LineEdit | null {
  const inserted = side.description.findIndex(({ origin }) => origin === null);
  if (inserted !== -1) return { how: "insert", at: inserted, text: [side.description[inserted]?.text ?? ""] };
  const at = base.description.findIndex(({ origin, text }) =>
    side.description.every((line) => line.origin !== origin || line.text !== text),
  );
  if (at === -1) return null;
  const line = side.description.find(({ origin }) => origin === base.description[at]?.origin);
  return line ? { how: "replace", at, text: [line.text] } : { how: "delete", at, text: [] };
}

/** Of one place, where not both only put other words into lines next to each other. */
function doClash(ours: LineEdit | null, theirs: LineEdit | null): boolean {
  if (!ours || !theirs || JSON.stringify(ours) === JSON.stringify(theirs)) return false;
  if (ours.how === "replace" && theirs.how === "replace") return ours.at === theirs.at;
  const end = ({ how, at }: LineEdit) => (how === "insert" ? at : at + 1);
  return ours.at <= end(theirs) && theirs.at <= end(ours);
}

export function nameOf({ date, author, text }: { date: string | null; author: string | null; text: string }): string {
  return JSON.stringify([date, author, text]);
}

function sets(key: string, ...items: readonly [Model, Model, Model]): readonly [Set<string>, Set<string>, Set<string>] {
  const [base, ours, theirs] = items;
  const of = ({ keys }: Model) => new Set([keys[key] ?? []].flat());
  return [of(base), of(ours), of(theirs)];
}

/** Those that both still have, and those that one has added; sorted. */
function uniteSets(base: Set<string>, ours: Set<string>, theirs: Set<string>): readonly string[] | undefined {
  const all = [...new Set([...ours, ...theirs])];
  const kept = all.filter((value) => (ours.has(value) && theirs.has(value)) || !base.has(value));
  return kept.length === 0 ? undefined : kept.sort();
}

/** New comments: equal ones once, what stands twice on one side twice. */
function freshOf(...sides: readonly Model[]): readonly string[] {
  const fresh = sides.map(({ comments }) => comments.filter(({ origin }) => origin === null).map(nameOf));
  return [...new Set(fresh.flat())].flatMap((name) => {
    const times = Math.max(...fresh.map((names) => names.filter((each) => each === name).length));
    return Array.from({ length: times }, () => name);
  });
}
