/** A file of a tracker's folder as `check`, `list` and the rest see it: its item, or why there is none. */
import { type ItemFile, itemIn, readItemText } from "../core/item-file.ts";
import type { TextProblem } from "../core/problem.ts";
import { found } from "../core/rules/reading-rules.ts";
import type { Tracker } from "../core/tracker.ts";
import type { FileReading } from "../ports.ts";

/** Notes for people that may lie in a tracker's folder and are no items. */
export const notItems = /^(?:tracker|readme|contributing|changelog)\.(?:md|markdown)$/i;

/** The readings of a folder without `tracker.md` and the notes for people. */
export function itemReadings(readings: readonly FileReading[]): readonly FileReading[] {
  return readings.filter(({ name }) => !notItems.test(name));
}

/** Parsed when its item is first asked for: `note` on one item of a thousand parses one. `path` is the file's as shown. */
export function readItemFile(reading: FileReading, path: string, tracker: Tracker): ItemFile {
  const { name } = reading;
  if ("problem" in reading) {
    const problem = unreadable(reading.problem);
    return { name, path, text: "", reading: { ok: false, problem }, item: null, problems: [problem] };
  }
  const text = once(() => readItemText(reading.text));
  const parsed = once(() => itemIn(text(), path, tracker));
  return {
    name,
    path,
    text: reading.text,
    get reading() {
      return text();
    },
    get item() {
      return parsed().item;
    },
    get problems() {
      return parsed().problems;
    },
  };
}

/** The problem of a file that could not be read, from the end of the sentence that says why. */
export function unreadable(message: string): TextProblem {
  return found("file-unreadable", { line: 1, column: 1 }, message);
}

export function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
