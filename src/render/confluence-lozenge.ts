/** Status and priority as Confluence's status macro, coloured by what they mean. */
import { statusLabel } from "../core/columns.ts";
import { statusTone } from "../core/status-tone.ts";
import type { Tracker } from "../core/tracker.ts";
import { macro, type XmlContent } from "./confluence-xml.ts";

/** Null is grey, which Confluence takes for a macro without a colour. */
type Colour = "Red" | "Yellow" | "Green" | "Blue" | "Purple" | null;

const colours = {
  stuck: "Red",
  good: "Green",
  closed: "Green",
  held: "Yellow",
  active: "Blue",
  waiting: null,
} as const;

/** A status in the tracker's words; nothing for none. */
export function statusMacro(status: string | null, tracker: Tracker): readonly XmlContent[] {
  const label = statusLabel(status, tracker);
  return lozenge(label, status === null ? null : colours[statusTone(status, tracker)]);
}

/** The most urgent of the tracker's priorities is purple, which no status is; where it declares none, P1 is. */
export function priorityMacro(priority: string | null, tracker: Tracker): readonly XmlContent[] {
  if (priority === null) return [];
  const declared = Object.keys(tracker.priorities);
  const digit = Number(/^P(\d)$/i.exec(priority)?.[1] ?? Number.NaN);
  const place = declared.length > 0 ? declared.indexOf(priority) : Math.max(0, digit - 1);
  return lozenge(priority, place === 0 ? "Purple" : null);
}

function lozenge(title: string, colour: Colour): readonly XmlContent[] {
  return title.trim() === "" ? [] : [macro("status", { colour, title })];
}
