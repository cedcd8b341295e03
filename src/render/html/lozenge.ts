/** Priority and status as lozenges: priorities graded in ink, so that colour is left for what needs a look. */
import { statusLabel } from "../../core/columns.ts";
import { statusTone } from "../../core/status-tone.ts";
import type { Tracker } from "../../core/tracker.ts";
import { type Content, element } from "./element.ts";

/** Colour for what needs a look and for work under way; what waits steps back. */
const colours = {
  stuck: "red",
  good: "green",
  closed: "green",
  active: "blue",
  held: "grey",
  waiting: "grey",
} as const;

export function statusLozenge(status: string | null, tracker: Tracker): Content {
  if (status === null) return null;
  const label = statusLabel(status, tracker);
  return lozenge(colours[statusTone(status, tracker)], label);
}

export function priorityLozenge(priority: string | null, tracker: Tracker): Content {
  if (priority === null) return null;
  const place = Object.keys(tracker.priorities).indexOf(priority);
  return lozenge(`rank-${place === -1 ? 4 : Math.min(place + 1, 4)}`, priority);
}

/** One line, unless a stranger made a sentence of it. */
function lozenge(look: string, words: string): Content {
  return element("span", { class: words.length > 24 ? `lozenge long ${look}` : `lozenge ${look}` }, words);
}
