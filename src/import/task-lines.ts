/** Tasks without a list's bullets: lines of one form, most of which say who or when, and what minutes call an action. */
import { groupBy } from "../core/group-by.ts";
import words from "../words/annotations.json" with { type: "json" };
import people from "../words/people.json" with { type: "json" };
import { nameChance, nobody, readGroup } from "./annotations.ts";
import { readDateAt } from "./date-forms.ts";
import type { Known } from "./facts.ts";
import { columnsNamed } from "./heading-words.ts";
import { plainText } from "./inline.ts";
import { asLists, isLabelled } from "./labels.ts";
import { isAnnotated, readEntry } from "./list-entries.ts";
import { isNoValue } from "./no-value.ts";
import { isName, splitPeople } from "./owners.ts";
import { between, namesPresent } from "./page-facts.ts";
import { type Block, type Entry, paragraph } from "./sources/blocks.ts";
import { anyIn } from "./word-lists.ts";

const mark = "^\\s*(?:(?:[-*+•]|[-=]?>|[→⇒])\\s+|\\d+[.)]\\s+)?(?:\\*\\*|__)?";
const word = `${mark}(?:${anyIn(words.action)})`;
/** `ACTION: Dana to book the hall by 9 May`, with the key that the action is called by. */
const labelled = new RegExp(
  `${word}(?:\\s+(?:\\d{1,3}|(\\p{Lu}{1,3}-?\\d{1,4}|\\d{1,4}\\.\\d{1,3})))?(?:\\*\\*|__)?\\s*(?:[:–—]|-\\s|(?=\\([^()]{1,40}\\)\\s*[:–—-]))(?:\\*\\*|__)?\\s*(?=\\S)`,
  "iu",
);
/** `Action Dana: book the hall`. */
const addressed = new RegExp(`${word}(?:\\s(?:${anyIn(words["action of"])}))?\\s+(?=([^:]{2,60}):\\s)`, "iu");
/** `@dana to book the hall`. */
const called = new RegExp(
  `${mark}(?=@\\S+(?:(?:,|\\s(?:&|${anyIn(people.and)}))?\\s@\\S+){0,8} (?:${anyIn(words["hands over"])}) \\p{Ll})`,
  "u",
);

/** `-> Book the hall`, `> …`, `(4) …`, `4: …`, `b) …`; with a key `#4 …`, `1.1 …`, `A-3: …`. */
const ahead =
  /^(?:(>{1,2}|[-=~]{1,2}>|[→⇒➔➜»›])\s*|([([]\d{1,3}[)\]]|\d{1,3}(?::|\s[-–—])|\p{L}\))\s+|(#\d{1,4}|\d{1,3}(?:\.\d{1,3}){1,3}|\p{Lu}{1,4}-?\d{1,3}(?=[.:)]))[.:)]?\s+)(?=[^\s\d>])/u;
/** Times and addresses: what agendas and contacts have. */
const foreign = /^\d{1,2}[:.h]\d\d|@[\w-]+\.\w|\+\d[\d ()/-]{6,}\d/;

/** The forms of lines that begin with names before a colon, or as actions do. */
const [named, action] = ["name:", "action"];

/** What a line without a mark is made of: a name before a colon, parts between signs, or people and days in brackets at its end. */
function formOf(text: string): string | null {
  if (readDateAt(text) !== null || foreign.test(text)) return null;
  const [, label = ""] = /^([^:[\]]{2,60}?):\s+\S/.exec(text) ?? [];
  if (label !== "" && splitPeople(label).every(isName)) return columnsNamed(label).length === 0 ? named : null;
  const signs = [...text.matchAll(between)].map(([sign]) => sign.trim());
  if (signs.length > 0 && signs.length < 5) return `text ${signs.join(" ")}`;
  const inside = /[([]([^()[\]]{2,120})[)\]]$/.exec(text)?.[1] ?? "";
  return readGroup(inside, { ...nobody, namesPeople: true }) === null ? null : "text ()";
}

/** What a line has before a task, and the key that the task is called by; null where it tells of none. */
function actionLead(line: string, names: Known["names"]) {
  const [told, key] = labelled.exec(line) ?? called.exec(line) ?? [];
  const [other, who = ""] = addressed.exec(line) ?? [];
  const lead =
    told ?? (splitPeople(who).every((name) => nameChance(name, { ...nobody, names }) >= 0.85) ? other : null);
  return lead == null || isNoValue(line.slice(lead.length).replace(/\.$/, "")) ? null : { lead, key };
}

/**
 * A line of the page as the entry that it would be; `form`: what it has in common with the others of its run, null of other
 * words; `isMarked`: it begins as no prose does. `point` is what those indented are about.
 */
function pieceOf(source: string, line: number, point: string, names: Known["names"]) {
  const text = source.replace(/\\$/, "").trim().slice(0, 5000);
  const found = actionLead(text, names);
  const [lead = "", arrow, bullet, number] = readDateAt(text) === null ? (ahead.exec(text) ?? []) : [];
  const rest = text.slice((found?.lead ?? lead).length).replace(/^[-–—]\s+/, "");
  const sign = found ? action : (arrow ?? (bullet ?? number)?.replace(/\d+/g, "9").replace(/\p{Lu}+/gu, "A"));
  const form = sign === undefined ? formOf(text) : found || readDateAt(rest) === null ? sign : null;
  const key = found ? found.key : number?.replace("#", "");
  const area = found && /^\s/.test(source) && point !== "" && { area: point };
  const entry = { line, source, text: rest, body: "", done: found ? false : null, ...(key && { key }), ...area };
  return { form, isMarked: form !== null && sign !== undefined, entry };
}

type Piece = ReturnType<typeof pieceOf>;

/** The bullet that names what those below it are about. */
const topPoint = /^(?:[-*+]|\d{1,3}[.)])\s+(.{1,60}?)[\s:]*$/;

/** Paragraphs, and lists but those of tasks, whatever their words: these have their actions already. */
function mayHoldActions(block: Block): boolean {
  if (block.kind !== "list") return block.kind === "paragraph";
  if (isLabelled(block) || block.entries.some(({ done }) => done !== null)) return false;
  // Of entries that say who or when anyway, none need be told from the others.
  const isTold = block.source.split("\n").some((line) => labelled.test(line));
  return isTold || !isAnnotated(block) || block.entries.every(({ text }) => called.test(text));
}

/** The lines of a block; those that go on with the marked one above are part of it. */
function piecesOf(block: Block, names: Known["names"]): readonly Piece[] {
  if (!mayHoldActions(block)) return [];
  const pieces: Piece[] = [];
  let point = "";
  for (const [index, source] of block.source.split("\n").entries()) {
    const [line, last] = [pieceOf(source, block.line + index, point, names), pieces.at(-1)];
    const piece = block.kind === "list" && line.form !== action ? { ...line, form: null, isMarked: false } : line;
    if (last?.isMarked && !piece.isMarked && /^\s*\p{Ll}/u.test(source)) {
      const { entry } = last;
      const longer = { text: `${entry.text} ${source.trim()}`, source: `${entry.source}\n${source}` };
      pieces.splice(-1, 1, { ...last, entry: { ...entry, ...longer } });
      continue;
    }
    pieces.push(piece);
    if (piece.form !== action && /^\S/.test(source)) point = plainText(topPoint.exec(source)?.[1] ?? "");
  }
  return pieces;
}

/** True of a line that says who, when, or both, as far as its form leaves that open. */
function tells({ entry, isMarked, form }: Piece, known: Known): boolean {
  if (form === action) return true;
  const { parts, title } = readEntry(entry, { ...known, namesPeople: true });
  const owners = parts.filter(({ column }) => column === "owners");
  const isDue = parts.some(({ column }) => column === "due" || column === "timeline");
  const isSaid = parts.some(({ column, signed }) => signed && (column === "owners" || (column === "due" && isMarked)));
  const areKnown = owners.some(({ text }) => splitPeople(text).every((name) => nameChance(name, known) >= 0.85));
  const hasBoth = isDue && (owners.length > 0 || form === named);
  return isMarked ? isSaid || hasBoth || areKnown : !isName(plainText(title)) && (isSaid || hasBoth);
}

/** The lines that are tasks, each with whether it says so itself: of one form most do, and several. */
function tasksAmong(pieces: readonly (readonly Piece[])[], known: Known): ReadonlyMap<Piece, boolean> {
  // Lines beside one another are a run, and so are paragraphs of a line each.
  const all = pieces.flatMap((each): readonly (Piece | null)[] => (each.length === 1 ? each : [null, ...each, null]));
  const runs: Piece[][] = [];
  for (const [index, piece] of all.entries()) {
    if (!piece?.form) continue;
    if (all[index - 1]?.form === piece.form) runs.at(-1)?.push(piece);
    else runs.push([piece]);
  }
  const saying = new Set<Piece>(runs.flat().filter((line) => tells(line, known)));
  const told = (lines: readonly Piece[]) => lines.filter((line) => saying.has(line)).length;
  // What has a mark is of its form wherever it stands; other lines are only beside one another.
  const alike = runs.filter((run) => run[0]?.isMarked || told(run) >= (run.length * 2) / 3);
  const least = (line: Piece | undefined) => (line?.form === action ? 1 : line?.isMarked ? 2 : 3);
  const forms = [...groupBy(alike.flat(), ({ form }) => form).values()];
  const taken = forms.filter((lines) => told(lines) >= Math.max(lines.length / 2, least(lines[0])));
  return new Map(taken.flat().map((line) => [line, saying.has(line)] as const));
}

/** The tasks of a block, and its words around them; what minutes say between actions stays together. */
function partsOf(block: Block, pieces: readonly Piece[], tasks: ReadonlyMap<Piece, boolean>) {
  const found = pieces.filter((piece) => tasks.has(piece));
  const isTalk = found.some(({ form }) => form === action);
  const parts: (Block | Entry)[] = [];
  for (const piece of isTalk ? [...pieces.filter((each) => !tasks.has(each)), ...found] : pieces) {
    const [{ entry }, says, last] = [piece, tasks.get(piece), parts.at(-1)];
    const source = last !== undefined && "kind" in last ? `${last.source}\n${entry.source}` : entry.source;
    if (says !== undefined) parts.push({ ...entry, source: entry.source.trim(), ...(!says && { loose: true }) });
    else parts.splice(source === entry.source ? parts.length : -1, 1, paragraph(source, last?.line ?? entry.line));
  }
  if (found.length === 0) return [block];
  // What is left of a list is no caption.
  const kind = block.kind === "list" ? "verbatim" : "paragraph";
  return parts.flatMap((part): readonly (Block | Entry)[] => {
    const words = part.source.trim();
    return !("kind" in part) ? [part] : words === "" ? [] : [{ ...paragraph(words, part.line), kind }];
  });
}

/** The page's blocks, with such lines as lists. */
export function withTaskLines(blocks: readonly Block[]): readonly Block[] {
  const names = namesPresent(blocks);
  const pieces = blocks.map((block) => piecesOf(block, names));
  const tasks = tasksAmong(pieces, { ...nobody, names });
  return asLists(blocks.flatMap((block, index) => partsOf(block, pieces[index] ?? [], tasks)));
}
