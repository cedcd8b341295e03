/** Rows in bold that name those below them: each begins a table of its own, with the name above it. */
import { plainText } from "./inline.ts";
import type { PageBlock } from "./page-block.ts";
import { isClosedHeading } from "./section-words.ts";
import type { Row } from "./sources/blocks.ts";

function filledIn(row: Row | undefined): readonly string[] {
  return row?.cells.filter((cell) => cell !== "") ?? [];
}

/** The words of a row that is nothing but a short bold text at its start, over a row with more; "" for any other. */
function bandOf(row: Row, below: Row | undefined): string {
  const [text = "", ...more] = filledIn(row);
  const isBand = /^(?:\*\*[^*\n]{1,80}\*\*|__[^_\n]{1,80}__)$/.test(text) && row.cells[0] === text;
  return isBand && more.length === 0 && filledIn(below).length > 1 ? plainText(text).replace(/\s*:$/, "") : "";
}

/** A table of items, in as many parts as its rows name; anything else stays as it is. */
export function splitAtBands(part: PageBlock): readonly PageBlock[] {
  if (part.kind !== "table" || part.block.own || (part.block.header ?? part.block.rows[0]?.cells ?? []).length < 3)
    return [part];
  const { block } = part;
  const bands = block.rows.map((row, index) => ({ row, index, text: bandOf(row, block.rows[index + 1]) }));
  const cuts = bands.filter(({ text }) => text !== "");
  const first = block.rows.slice(0, cuts[0]?.index);
  const parts = cuts.flatMap(({ row: { line }, index, text }, at): readonly PageBlock[] => {
    const rows = block.rows.slice(index + 1, cuts[at + 1]?.index);
    const source = `**${text}**`;
    const stack = [...part.stack, { kind: "heading", depth: 7, text, line, source } as const];
    const closed = part.closed || isClosedHeading(text);
    return [
      { kind: "words", block: { kind: "paragraph", text: source, line, source } },
      { ...part, block: { ...block, line, rows }, closed, stack },
    ];
  });
  return first.length === 0 && parts.length > 0 ? parts : [{ ...part, block: { ...block, rows: first } }, ...parts];
}
