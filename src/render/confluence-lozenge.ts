/** Status and priority as Confluence's status macro, coloured by what they mean. */
import { statusLabel } from "../core/columns.ts";
import { isClosedStatus, type Tracker } from "../core/tracker.ts";
import { type Content, macro } from "./confluence-xml.ts";

/** Null is grey, which Confluence takes for a macro without a colour. */
type Colour = "Red" | "Yellow" | "Green" | "Blue" | null;

/** The first that fits counts: "not started" is no start, and "off track" no track. */
const meanings: readonly (readonly [RegExp, Colour])[] = [
  [/block|risk|stuck|\blate\b|delay|overdue|off.track|\bred\b/i, "Red"],
  [/^(?:not|pending|to.?do|new|open|planned|backlog|idea)\b/i, null],
  [/\bon.track|ready|approved|\bgreen\b/i, "Green"],
  [/hold|wait|review|pause|park|defer|yellow|amber/i, "Yellow"],
  [/progress|active|doing|start|under.?way|\bwip\b|in.flight|ongoing/i, "Blue"],
];

/** A status in the tracker's words; nothing for none. */
export function statusLozenge(status: string | null, tracker: Tracker): readonly Content[] {
  const label = statusLabel(status, tracker);
  return lozenge(label, [status ?? "", label].some(isClosedStatus) ? "Green" : meaningOf(status, label));
}

function meaningOf(status: string | null, label: string): Colour {
  const meaning = meanings.find(([pattern]) => pattern.test(label) || pattern.test(status ?? ""));
  return meaning?.[1] ?? null;
}

const byUrgency: readonly Colour[] = ["Red", "Yellow", "Blue"];

/** The most urgent of the tracker's priorities is red; where it declares none, P1 is. */
export function priorityLozenge(priority: string | null, tracker: Tracker): readonly Content[] {
  if (priority === null) return [];
  const declared = Object.keys(tracker.priorities);
  const digit = Number(/^P(\d)$/i.exec(priority)?.[1] ?? Number.NaN);
  const place = declared.length > 0 ? declared.indexOf(priority) : Math.max(0, digit - 1);
  return lozenge(priority, byUrgency[place] ?? null);
}

function lozenge(title: string, colour: Colour): readonly Content[] {
  return title.trim() === "" ? [] : [macro("status", { colour, title })];
}
