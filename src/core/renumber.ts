/**
 * Items under other numbers. Two clones may take one number; then the newer item gets the next one: in its file's name, in
 * its `id`, and wherever its number was meant. Another `#46` means the item that had the number first.
 */
import { renumberedName } from "./file-name.ts";
import { EditRefused, setKey } from "./front-matter-edit.ts";
import { contentOf } from "./item-content.ts";
import { readItemText } from "./item-file.ts";

/** An item that gets another number; `name` is its file's, in the tracker's folder. */
export interface Move {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

export interface Renumbered {
  readonly name: string;
  /** The same where the file stays. */
  readonly newName: string;
  readonly text: string;
  /** The numbers that its words say now: of a file that stays. */
  readonly told: readonly Move[];
}

/**
 * The files that change, with their new texts. An item's own words are told its new number; those of other files on the
 * lines (1-based) where `means` says that a move is meant. A file whose text could not be changed without touching
 * anything else is left out.
 */
export function renumber(
  files: readonly { readonly name: string; readonly text: string }[],
  moves: readonly Move[],
  means: (name: string, line: number, move: Move) => boolean = () => false,
): readonly Renumbered[] {
  const mention = mentionOf(moves.map(({ from }) => from));
  return files.flatMap(({ name, text }): readonly Renumbered[] => {
    const own = moves.find((move) => move.name === name);
    const told = new Set<Move>();
    const tell = (line: string, index: number): string =>
      line.replace(mention, (written, number: string) => {
        const from = Number(number);
        const meant =
          own?.from === from ? own : moves.find((move) => move.from === from && means(name, index + 1, move));
        if (meant === undefined) return written;
        if (meant !== own) told.add(meant);
        return `#${meant.to}`;
      });
    const words = text.split("\n").map(tell).join("\n");
    const after = own === undefined ? words : withNumber(words, own.to);
    if (after === null || after === text || !saysTheSame(text, after, own, moves)) return [];
    return [{ name, newName: own ? renumberedName(name, own.to) : name, text: after, told: [...told] }];
  });
}

/** Whether a text mentions an item by one of these numbers. */
export function mentions(text: string, numbers: readonly number[]): boolean {
  return mentionOf(numbers).test(text);
}

/** `#46` as a word of its own: not in an address (`page#46`, `/#46`), nor escaped, nor the beginning of `#46-b`. */
function mentionOf(numbers: readonly number[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}_&/#@\\\\])#0*(${numbers.join("|") || "(?!)"})(?![._-]*[\\p{L}\\p{N}_])`, "gu");
}

function withNumber(text: string, number: number): string | null {
  const reading = readItemText(text);
  if (!reading.ok) return null;
  try {
    return setKey(text, reading.frontMatter.bodyStart, "id", String(number), []);
  } catch (error) {
    if (error instanceof EditRefused) return null;
    throw error;
  }
}

/** True where two texts differ in the item's number, and in which numbers their words say, alone. */
function saysTheSame(before: string, after: string, own: Move | undefined, moves: readonly Move[]): boolean {
  const [old, now] = [readItemText(before), readItemText(after)];
  if (!old.ok || !now.ok) return false;
  const number = mentionOf(moves.flatMap(({ from, to }) => [from, to]));
  const wordsOf = (reading: typeof old, id: number | undefined): string => {
    const { keys, ...rest } = contentOf(reading);
    const others = id === undefined ? keys : keys.filter(([key, value]) => key !== "id" || Number(value) !== id);
    return JSON.stringify({ ...rest, keys: others }, (_, value: unknown) =>
      typeof value === "string" ? value.replace(number, "#") : value,
    );
  };
  return wordsOf(old, own?.from) === wordsOf(now, own?.to);
}
