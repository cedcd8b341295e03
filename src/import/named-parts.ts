/** Lists whose entries have one form, which the line above tells: `Open points (item - owner - needed by):`. */
import { columnsNamed } from "./heading-words.ts";
import { plainText } from "./inline.ts";
import type { Block, Entry, List } from "./sources/blocks.ts";

interface Form {
  readonly labels: readonly string[];
  readonly sign: RegExp;
}

const signs = [/\s+[-–—]{1,2}\s+/, /\s*\|\s*/, /\s*;\s*/, /\s+\/\s+/, /,\s*/];

/** The parts that a line names, the title's first: in its brackets, or behind a colon. */
function formIn(block: Block | undefined): Form | null {
  if (block?.kind !== "paragraph" && block?.kind !== "heading") return null;
  const line = plainText(block.text.split("\n").at(-1)?.slice(0, 200) ?? "");
  const inside = /[([]([^()[\]]+)[)\]]\s*:?$/.exec(line)?.[1] ?? /:\s+(.+?)\s*:?$/.exec(line)?.[1] ?? "";
  const forms = signs.map((sign) => ({ labels: inside.split(sign), sign }));
  const isForm = ({ labels }: Form) => {
    const [first, ...others] = labels.map((label) => columnsNamed(label)[0]);
    const named = others.filter((column) => column !== undefined);
    const isTold = named.some((column) => ["owners", "due", "status"].includes(column));
    const areWords = labels.every((label) => /^\p{L}[\p{L} ?'’./-]{0,29}$/u.test(label));
    return first === "title" && isTold && areWords && new Set(named).size === named.length;
  };
  return forms.find(isForm) ?? null;
}

/** The entry with its parts below it, each with its label; null where it has fewer. A title may have the sign in it, but for a comma. */
function withParts(entry: Entry, { labels, sign }: Form): Entry | null {
  const parts = entry.text.split("\n").length === 1 ? entry.text.split(new RegExp(`(${sign.source})`)) : [];
  const first = parts.length - 2 * (labels.length - 1);
  if (first < 1 || (first > 1 && sign.source.startsWith(","))) return null;
  const values = parts.slice(first + 1).filter((_, at) => at % 2 === 0);
  const lines = values.flatMap((value, at) => (value.trim() === "" ? [] : [`${labels[at + 1]}: ${value}`]));
  return { ...entry, text: parts.slice(0, first).join(""), body: [...lines, entry.body].join("\n").trim() };
}

/** The page's blocks; what one line tells holds for the lists below it whose entries all have so many parts. */
export function withNamedParts(blocks: readonly Block[]): readonly Block[] {
  let form: Form | null = null;
  return blocks.map((block, index): Block => {
    const told = block.kind === "list" ? formIn(blocks[index - 1]) : null;
    form = told ?? form;
    if (block.kind !== "list" || form === null) return block;
    const { sign, labels } = form;
    const isSame = ({ entries }: List) => entries.every(({ text }) => text.split(sign).length === labels.length);
    if (told === null && !isSame(block)) return block;
    const own = form;
    return { ...block, entries: block.entries.map((entry) => withParts(entry, own) ?? entry) };
  });
}
