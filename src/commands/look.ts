/** How a command's answer may look: broken and cut to fit a terminal, whole in a pipe, where programs read it. */
import type { Output } from "../ports.ts";
import type { Look } from "../render/style.ts";

export function lookOf({ isTerminal, width, colour }: Output): Look {
  return { colour, width: isTerminal ? width : Number.POSITIVE_INFINITY };
}
