/** How text may look where it is going: its width and its colours. A port's Output is one. */
import { Chalk, type ChalkInstance } from "chalk";
import { isClosedStatus } from "../core/tracker.ts";

export interface Look {
  /** Columns. */
  readonly width: number;
  readonly colour: 0 | 1 | 2 | 3;
}

export type Paint = (text: string) => string;

const painters = new Map<number, ChalkInstance>();

export function painter(look: Look): ChalkInstance {
  const known = painters.get(look.colour) ?? new Chalk({ level: look.colour });
  painters.set(look.colour, known);
  return known;
}

/** Blocked calls out, work under way is calm, what waits or is over steps back. */
export function statusPaint(status: string | null, look: Look): Paint {
  const paint = painter(look);
  if (status === null) return paint.dim;
  if (/block|risk|red|stuck|late/i.test(status)) return paint.red;
  if (isClosedStatus(status)) return paint.green;
  return /progress|active|doing|green|track/i.test(status) ? paint.cyan : paint.yellow;
}
