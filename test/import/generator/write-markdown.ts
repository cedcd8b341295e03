/** An invented tracker as a page of Markdown, cell by cell, so that cells can be damaged before they are put together. */
import type { MadeRow, MadeTracker, Remark, Value } from "../generator.ts";
import { handleOf, mailOf, spellDate, wiki } from "./spell.ts";

function person(name: string, { vocabulary }: MadeTracker): string {
  if (vocabulary.owner === "link") return `[${name}](${wiki}/~${handleOf(name)})`;
  return vocabulary.owner === "mail" ? mailOf(name) : name;
}

/** The ways in which Markdown exports mark up dated comments. */
const forms: readonly ((entries: readonly { date: string; text: string; nested: readonly string[] }[]) => string)[] = [
  (entries) =>
    entries
      .map(({ date, text, nested }) => `<li>${date}: ${text}${nested.map((n) => `<li>*   ${n}`).join("")}`)
      .join(" "),
  (entries) =>
    `<ul>${entries.map(({ date, text, nested }) => `<li>${date} ${text}${nested.length > 0 ? `<ul>${nested.map((n) => `<li>${n}</li>`).join("")}</ul>` : ""}</li>`).join("")}</ul>`,
  (entries) =>
    entries
      .map(({ date, text, nested }) => [`**${date}** ${text}`, ...nested.map((n) => `- ${n}`)].join("<br>"))
      .join("<br>"),
  (entries) =>
    entries
      .map(({ date, text, nested }) => [`${date}: ${text}`, ...nested.map((n) => `- ${n}`)].join("<br/>"))
      .join("<br/>"),
];

function remarkText(remark: Remark, tracker: MadeTracker): string {
  const to = remark.to === null || tracker.vocabulary.owner !== "link" ? "" : `${person(remark.to, tracker)} `;
  return `${to}${remark.text}`;
}

function markdownCell(value: Value | undefined, tracker: MadeTracker): string {
  if (value === undefined || value.kind === "blank") return "";
  switch (value.kind) {
    case "words":
      return value.text;
    case "date":
      return spellDate(value.date, tracker.vocabulary.date);
    case "people":
      return value.names.map((name) => person(name, tracker)).join(tracker.form % 2 === 0 ? " / " : ", ");
    case "remarks": {
      const entries = value.remarks.map((remark) => ({
        date: spellDate(remark.date, tracker.vocabulary.date),
        text: remarkText(remark, tracker),
        nested: remark.nested,
      }));
      return (forms[tracker.form % forms.length] ?? String)(entries);
    }
  }
}

export function markdownCells(row: MadeRow, tracker: MadeTracker): readonly string[] {
  return tracker.columns.map(({ key }) => markdownCell(row.values.get(key), tracker));
}

export function pageOf(header: readonly string[], rows: readonly (readonly string[])[], width = header.length): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const rule = line(Array.from({ length: width }, () => "---"));
  return ["# Team : Open work", "", line(header), rule, ...rows.map(line), ""].join("\n");
}

export function writeMarkdown(tracker: MadeTracker): string {
  return pageOf(
    tracker.columns.map(({ heading }) => heading),
    tracker.rows.map((row) => markdownCells(row, tracker)),
  );
}
