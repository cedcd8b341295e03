/** Help and messages: broken at words where people read them. */
import { printable } from "./core/printable.ts";
import type { Output } from "./ports.ts";

/** Longer lines tire the eye. */
const mostColumns = 110;

/**
 * Writes a message, harmless to look at whatever names and values are in it. On a terminal its lines are broken to fit; in
 * a pipe each stays whole, to be searched.
 */
export async function writeMessage(output: Output, text: string): Promise<void> {
  const shown = printable(text);
  output.write(output.isTerminal ? await wrapped(shown, output.width) : shown);
}

/** Writes help, whose lines are broken in a pipe too: its reader is a person. */
export async function writeHelp(output: Output, text: string): Promise<void> {
  output.write(await wrapped(text, Math.min(output.width, mostColumns)));
}

async function wrapped(text: string, width: number): Promise<string> {
  const { wrapHelp } = await import("./render/wrap-text.ts");
  return wrapHelp(text, width);
}
