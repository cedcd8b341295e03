/** An invented tracker in Confluence's storage format. */
import type { MadeTracker } from "../generator.ts";
import { handleOf } from "./spell.ts";
import { type Dialect, escapeHtml, htmlCell } from "./write-html.ts";

const storage: Dialect = {
  person: (name) => `<ac:link><ri:user ri:username="${handleOf(name)}" /></ac:link>`,
  status: (text) =>
    `<ac:structured-macro ac:name="status" ac:schema-version="1"><ac:parameter ac:name="colour">Blue</ac:parameter><ac:parameter ac:name="title">${escapeHtml(text)}</ac:parameter></ac:structured-macro>`,
  date: (_, iso) => `<time datetime="${iso}" />`,
};

export function writeStorage(tracker: MadeTracker): string {
  const row = (cells: readonly string[], tag: string) =>
    `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join("")}</tr>`;
  const head = row(
    tracker.columns.map(({ heading }) => escapeHtml(heading)),
    "th",
  );
  const rows = tracker.rows.map(({ values }) =>
    row(
      tracker.columns.map(({ key }) => htmlCell(values.get(key), key, tracker, storage).replaceAll("&nbsp;", "&#160;")),
      "td",
    ),
  );
  return `<h1>Open work</h1>\n<ac:structured-macro ac:name="info"><ac:rich-text-body><p>Walked weekly.</p></ac:rich-text-body></ac:structured-macro>\n<table><tbody>${[head, ...rows].join("")}</tbody></table>\n`;
}
