/** Tasks of plain text without a list's bullets: lines of one form, most of which say who or when, are a list. */
import { groupBy } from "../core/group-by.ts";
import { isDay, nameChance, nobody, readGroup } from "./annotations.ts";
import { readDateAt } from "./date-forms.ts";
import type { Known } from "./facts.ts";
import { columnsNamed } from "./heading-words.ts";
import { plainText } from "./inline.ts";
import { cutLabels, splitLabel } from "./labels.ts";
import { readEntry } from "./list-entries.ts";
import { isName, splitPeople } from "./owners.ts";
import { between, partsBetween } from "./placed-names.ts";
import { namesPresent } from "./present-names.ts";
import { type Block, type Entry, type Paragraph, paragraph } from "./sources/blocks.ts";

/** `-> Book the hall`, `> …`, `(4) …`, `4: …`, `b) …`; with a key `#4 …`, `1.1 …`, `A-3: …`. */
const ahead =
  /^(?:(>{1,2}|[-=~]{1,2}>|[→⇒➔➜»›])\s*|([([]\d{1,3}[)\]]|\d{1,3}(?::|\s[-–—])|\p{L}\))\s+|(#\d{1,4}|\d{1,3}(?:\.\d{1,3}){1,3}|\p{Lu}{1,4}-?\d{1,3}(?=[.:)]))[.:)]?\s+)(?=[^\s\d>])/u;
/** Times and addresses: what agendas and contacts have. */
const foreign = /^\d{1,2}[:.h]\d\d|@[\w-]+\.\w|\+\d[\d ()/-]{6,}\d/;

/** The form of lines that begin with names before a colon. */
const named = "name:";

interface Line {
  readonly entry: Entry;
  /** What it has in common with the others of its run. */
  readonly form: string;
  /** It begins as no prose does. */
  readonly isMarked: boolean;
}

/** What stands before a line's colon. */
const leadOf = (text: string) => /^([^:[\]]{2,60}?):\s+\S/.exec(text)?.[1] ?? "";

/** What a line without a mark is made of: a name before a colon, parts between signs, or people and days in brackets at its end. */
function formOf(text: string): string | null {
  if (readDateAt(text) !== null || foreign.test(text)) return null;
  const label = leadOf(text);
  if (label !== "" && splitPeople(label).every(isName)) return columnsNamed(label).length === 0 ? named : null;
  const signs = [...text.matchAll(between)].map(([sign]) => sign.trim());
  if (signs.length > 0 && signs.length < 5) return `text ${signs.join(" ")}`;
  const inside = /[([]([^()[\]]{2,120})[)\]]$/.exec(text)?.[1] ?? "";
  return readGroup(inside, { ...nobody, namesPeople: true }) === null ? null : "text ()";
}

function lineOf(source: string, line: number): Line | null {
  const text = source.replace(/\\$/, "").trim().slice(0, 5000);
  const [lead = "", arrow, bullet, key] = readDateAt(text) === null ? (ahead.exec(text) ?? []) : [];
  const rest = text.slice(lead.length).replace(/^[-–—]\s+/, "");
  const sign = arrow ?? (bullet ?? key)?.replace(/\d+/g, "9").replace(/\p{Lu}+/gu, "A");
  const form = sign === undefined ? formOf(text) : readDateAt(rest) === null ? sign : null;
  const entry = { line, source, text: rest, body: "", done: null, ...(key && { key: key.replace("#", "") }) };
  return form === null ? null : { form, isMarked: lead !== "", entry };
}

/** `**Travel policy.** Two agencies are left. Owner: Dana Fox. Due: 5 Nov`: a paragraph that is an item. */
function labelled({ text, source, line }: Paragraph): Line | null {
  const whole = text
    .split("\n")
    .map((each) => each.replace(/\\$/, "").trim())
    .join(" ");
  const cut = cutLabels(whole);
  const parts = (cut?.parts ?? []).filter(({ column }) => column !== null);
  const isSaid = parts.some(({ column, text }) => column === "owners" || (column === "due" && isDay(text)));
  // Labels line by line are another form.
  const areLines = text.split("\n").some((each, at) => at > 0 && splitLabel(each)[0] !== "");
  if (cut === null || parts.length < 2 || !isSaid || areLines) return null;
  const [, , title, body = ""] = /^(\*\*|__)([^*_]{2,150}?)[.:]?\1[.:]?(?:\s+(.*))?$/.exec(cut.rest) ?? [];
  const labels = whole.slice(cut.rest.length);
  const own =
    title === undefined
      ? { text: whole, body }
      : {
          text: `${title}. ${labels.replace(/^\.\s*/, "")}`,
          body: labels.startsWith(".") && body !== "" ? `${body}.` : body,
        };
  return { form: "labels", isMarked: true, entry: { line, source, ...own, done: null } };
}

/** A task, or other words. */
type Piece = Line | { readonly entry: null; readonly source: string; readonly line: number };

/** The lines of a paragraph; those that go on with the marked one above are part of it. */
function piecesOf(block: Block): readonly Piece[] {
  if (block.kind !== "paragraph") return [];
  const whole = labelled(block);
  if (whole !== null) return [whole];
  const pieces: Piece[] = [];
  for (const [index, source] of block.source.split("\n").entries()) {
    const [line, last] = [lineOf(source, block.line + index), pieces.at(-1)];
    if (last?.entry && last.isMarked && !line?.isMarked && /^\s*\p{Ll}|^\s{4}/u.test(source)) {
      const { entry } = last;
      const longer = { text: `${entry.text} ${source.trim()}`, source: `${entry.source}\n${source}` };
      pieces.splice(-1, 1, { ...last, entry: { ...entry, ...longer } });
    } else pieces.push(line ?? { entry: null, source, line: block.line + index });
  }
  return pieces;
}

function areSomebody(text: string, known: Known): boolean {
  return splitPeople(text).every((name) => nameChance(name, known) >= 0.85);
}

/** True of a line that says who, when, or both, as far as its form leaves that open. */
function tells({ entry, isMarked, form }: Line, known: Known): boolean {
  const { parts, title } = readEntry(entry, { ...known, namesPeople: true });
  const owners = parts.filter(({ column }) => column === "owners");
  const isDue = parts.some(({ column, signed }) => column === "due" || (column === "timeline" && signed));
  const isSaid = parts.some(({ column, signed }) => signed && (column === "owners" || (column === "due" && isMarked)));
  const areKnown = owners.some(({ text }) => areSomebody(text, known));
  const { places, isDated } = partsBetween(entry.text);
  const isPlaced = isDated && places.length === 2 && places.some((words) => splitPeople(words).every(isName));
  const hasBoth = isPlaced || (isDue && (owners.length > 0 || form === named));
  return isMarked ? isSaid || hasBoth || areKnown : !isName(plainText(title)) && (isSaid || hasBoth);
}

/** The lines that are tasks, each with whether it says so itself: of one form most do, and several. */
function tasksAmong(pieces: readonly (readonly Piece[])[], known: Known): ReadonlyMap<Piece, boolean> {
  // Lines beside one another are a run, and so are paragraphs of a line each.
  const all = pieces.flatMap((each): readonly (Piece | null)[] => (each.length === 1 ? each : [null, ...each, null]));
  const runs: Line[][] = [];
  for (const [index, piece] of all.entries()) {
    if (!piece?.entry) continue;
    const last = all[index - 1];
    if (last?.entry && last.form === piece.form) runs.at(-1)?.push(piece);
    else runs.push([piece]);
  }
  const saying = new Set<Piece>(runs.flat().filter((line) => tells(line, known)));
  const share = (lines: readonly Line[]) => lines.filter((line) => saying.has(line)).length / lines.length;
  // What has a mark is of its form wherever it stands; other lines are only beside one another.
  const isAnyone = ({ entry, form }: Line) => form !== named || areSomebody(leadOf(entry.text), known);
  const alike = runs.filter((run) => run[0]?.isMarked || (share(run) >= 2 / 3 && run.some(isAnyone)));
  const taken = [...groupBy(alike.flat(), ({ form }) => form).values()].filter(
    (lines) => share(lines) >= 1 / 2 && share(lines) * lines.length >= (lines[0]?.isMarked ? 2 : 3),
  );
  return new Map(taken.flat().map((line) => [line, saying.has(line)] as const));
}

/** The page's blocks, with such lines as lists. */
export function withTaskLines(blocks: readonly Block[]): readonly Block[] {
  const pieces = blocks.map(piecesOf);
  const tasks = tasksAmong(pieces, { ...nobody, names: namesPresent(blocks) });
  const result: Block[] = [];
  let entries: Entry[] = [];
  const endList = () => {
    const source = entries.map((entry) => entry.source).join("\n");
    if (entries[0]) result.push({ kind: "list", line: entries[0].line, source, entries });
    entries = [];
  };
  for (const [index, block] of blocks.entries()) {
    const own = pieces[index] ?? [];
    let words: Piece[] = [];
    const endWords = () => {
      const [first] = words;
      const source = words.map((piece) => (piece.entry ?? piece).source).join("\n");
      if (first) result.push(paragraph(source.trim(), (first.entry ?? first).line));
      words = [];
    };
    if (!own.some((piece) => tasks.has(piece))) {
      endList();
      result.push(block);
      continue;
    }
    for (const piece of own) {
      const says = tasks.get(piece);
      if (piece.entry === null || says === undefined) {
        endList();
        words.push(piece);
      } else {
        endWords();
        entries.push(says ? piece.entry : { ...piece.entry, loose: true });
      }
    }
    endWords();
  }
  endList();
  return result;
}
