/** Long answers for people: through the user's pager where the screen cannot hold them. */
import type { Context } from "../ports.ts";
import type { PagerOptions } from "./flags.ts";

/** Writes the text on standard output; on a terminal that it would scroll, through the pager. */
export async function printPaged(context: Context, text: string, { pager }: PagerOptions): Promise<void> {
  const { stdout } = context;
  const isPaged = stdout.isTerminal && pager !== false && (await linesOf(text, stdout.width)) > stdout.height;
  if (isPaged) await context.page(text);
  else stdout.write(text);
}

/** The lines that a terminal shows of it, with the one that the prompt will take. */
async function linesOf(text: string, width: number): Promise<number> {
  const { textWidth } = await import("../render/text-width.ts");
  return text.split("\n").reduce((lines, line) => lines + Math.max(1, Math.ceil(textWidth(line) / width)), 0);
}
