/** An invented tracker as delimited text: quoted where it must be, people by name, comments a line each. */
import type { MadeTracker, Value } from "../generator.ts";
import { mailOf, spellDate } from "./spell.ts";

function csvCell(value: Value | undefined, tracker: MadeTracker): string {
  const { vocabulary, form } = tracker;
  if (value === undefined || value.kind === "blank") return "";
  switch (value.kind) {
    case "words":
      return value.text;
    case "date":
      return spellDate(value.date, vocabulary.date);
    case "people":
      return value.names
        .map((name) => (vocabulary.owner === "mail" ? mailOf(name) : name))
        .join(form % 2 === 0 ? "; " : ", ");
    case "remarks":
      return value.remarks
        .map(({ date, to, text, nested }) => {
          const whom = to === null || vocabulary.owner !== "link" ? "" : `${to} `;
          const lead = `${spellDate(date, vocabulary.date)}${form % 3 === 0 ? "" : ":"}`;
          return [`${lead} ${whom}${text}`, ...nested.map((line) => `- ${line}`)].join("\n");
        })
        .join("\n");
  }
}

/** Delimited text with `separator`; with Excel's byte order mark and line ends where `form` of the tracker says so. */
export function writeDelimited(tracker: MadeTracker, separator: string): string {
  const quoted = (cell: string) =>
    /["\n\r]/.test(cell) || cell.includes(separator) || cell.startsWith(" ") ? `"${cell.replaceAll('"', '""')}"` : cell;
  const line = (cells: readonly string[]) => cells.map(quoted).join(separator);
  const lines = [
    line(tracker.columns.map(({ heading }) => heading)),
    ...tracker.rows.map(({ values }) => line(tracker.columns.map(({ key }) => csvCell(values.get(key), tracker)))),
  ];
  return tracker.form % 4 === 0 ? `\ufeff${lines.join("\r\n")}\r\n` : `${lines.join("\n")}\n`;
}
