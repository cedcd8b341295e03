/** What a status means, in any tracker's words: the same answer for every place that shows it in colour. */
import { statusLabel } from "./columns.ts";
import { onceAWord } from "./once-a-word.ts";
import { saysClosed } from "./status.ts";
import type { Tracker } from "./tracker.ts";

/** Stuck calls out, active and good are calm, held warns, waiting says nothing, closed is over. */
export type StatusTone = "stuck" | "good" | "held" | "active" | "waiting" | "closed";

/** The first that fits counts: "not started" is no start, and "off track" no track. */
const meanings: readonly (readonly [RegExp, StatusTone])[] = [
  [/block|risk|stuck|\blate\b|delay|overdue|off.track|\bred\b/i, "stuck"],
  [/^(?:not|pending|to.?do|new|open|planned|backlog|idea)\b/i, "waiting"],
  [/\bon.track|ready|approved|\bgreen\b/i, "good"],
  [/hold|wait|review|pause|park|defer|yellow|amber/i, "held"],
  [/progress|active|doing|start|under.?way|\bwip\b|in.flight|ongoing/i, "active"],
];

/** By its label, or its key. */
export const statusTone = onceAWord((status, tracker): StatusTone => {
  if (saysClosed(status, tracker)) return "closed";
  const label = statusLabel(status, tracker);
  return meanings.find(([pattern]) => pattern.test(label) || pattern.test(status))?.[1] ?? "waiting";
});

/** True of a status that waits for help. */
export function isStuck(status: unknown, tracker: Tracker): boolean {
  return typeof status === "string" && statusTone(status, tracker) === "stuck";
}
