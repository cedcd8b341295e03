/** How text may look where it is going: its width and its colours. A port's Output is one. */
import { Chalk, type ChalkInstance } from "chalk";
import { statusTone } from "../core/status-tone.ts";
import type { Tracker } from "../core/tracker.ts";

export interface Look {
  /** Columns; Infinity where lines are neither broken nor cut. */
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

export function statusPaint(status: string | null, tracker: Tracker, look: Look): Paint {
  const paint = painter(look);
  if (status === null) return paint.dim;
  const paints = {
    stuck: paint.red,
    good: paint.green,
    closed: paint.green,
    active: paint.cyan,
    held: paint.yellow,
    waiting: paint.yellow,
  };
  return paints[statusTone(status, tracker)];
}
