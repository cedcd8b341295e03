/** `tracker.md` read into a Tracker, and the text of a fresh one. */
import { locateKey, readFrontMatter } from "./front-matter.ts";
import { lineAt } from "./lines.ts";
import { nearest } from "./nearest.ts";
import type { TextProblem } from "./problem.ts";
import { type Tracker, trackerKeys } from "./tracker.ts";

export interface TrackerReading {
  /** Null where the front matter cannot be read at all. */
  readonly tracker: Tracker | null;
  readonly problems: readonly TextProblem[];
}

/** Reads a tracker; a key whose value is wrong is reported and reads as absent. */
export function readTracker(text: string): TrackerReading {
  const reading = readFrontMatter(text);
  if (!reading.ok) return { tracker: null, problems: [reading.problem] };
  const { keys, bodyStart } = reading.value;
  const known = Object.fromEntries([...keys].filter(([key]) => key in trackerKeys.shape));
  const first = trackerKeys.safeParse(known);
  const problems = first.success ? [] : first.error.issues.map((issue) => keyProblem(text, issue.path, issue.message));
  for (const issue of first.error?.issues ?? []) delete known[String(issue.path[0])];
  const settings = first.success ? first.data : trackerKeys.parse(known);
  const tracker = { ...settings, template: text.slice(bodyStart), templateLine: lineAt(text, bodyStart) };
  return { tracker, problems: [...problems, ...unknownKeys(text, keys.keys())] };
}

function keyProblem(text: string, path: readonly PropertyKey[], message: string): TextProblem {
  return {
    code: "tracker-value",
    severity: "error",
    ...locateKey(text, String(path[0]), ...path.slice(1).filter((part) => typeof part === "string")),
    message: `${path.join(".")}: ${message}`,
  };
}

function unknownKeys(text: string, keys: Iterable<string>): TextProblem[] {
  const known = Object.keys(trackerKeys.shape);
  return [...keys]
    .filter((key) => !known.includes(key))
    .map((key) => {
      const near = nearest(key, known);
      const message = `gtm does not know the key "${key}"${near ? `: did you mean ${near}?` : ""}`;
      return { code: "key-unknown", severity: "warning", ...locateKey(text, key), message };
    });
}

/** The `tracker.md` that `init` writes: the usual vocabulary, no areas and no people yet. */
export const freshTracker = `---
title: Open items
statuses: { pending: Pending, in-progress: In-progress, blocked: Blocked, done: Done }
priorities:
  P1: { label: Due within the next 2 weeks, weeks: 2 }
  P2: { label: Due within the next 3-4 weeks, weeks: 4 }
  P3: { label: Due within the next 5-8 weeks, weeks: 8 }
  P4: { label: Due later }
areas: []
people: {}
---

# Open items

## Key milestones

<!-- gtm:milestones -->

## Open

<!-- gtm:priorities -->

<!-- gtm:table is:open sort:priority columns:number,priority,start,due,area,title,owners,timeline,status,comments -->

## Closed

<!-- gtm:table is:closed columns:number,area,title,owners,timeline,comments -->
`;
