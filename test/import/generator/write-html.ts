/** An invented tracker as HTML, in the manners of Confluence, of word processors and of hand. */
import type { MadeTracker, Value } from "../generator.ts";
import { handleOf, mailOf, spellDate, wiki } from "./spell.ts";

export const escapeHtml = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** How a dialect of HTML spells what is more than words. */
export interface Dialect {
  readonly person: (name: string) => string;
  readonly status: (text: string) => string;
  readonly date: (spelt: string, iso: string) => string;
}

const plain: Dialect = {
  person: (name) => `<a href="${wiki}/~${handleOf(name)}">${name}</a>`,
  status: escapeHtml,
  date: (spelt) => spelt,
};

const confluence: Dialect = {
  person: (name) =>
    `<a class="confluence-userlink user-mention" data-username="${handleOf(name)}" href="${wiki}/~${handleOf(name)}">${name}</a>`,
  status: (text) => `<span class="status-macro aui-lozenge aui-lozenge-visual-refresh">${escapeHtml(text)}</span>`,
  date: (spelt, iso) => `<time datetime="${iso}" class="date-past">${spelt}</time>`,
};

interface Entry {
  readonly date: string;
  readonly text: string;
  readonly nested: readonly string[];
}

const list = (lines: readonly string[]) =>
  lines.length === 0 ? "" : `<ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join("")}</ul>`;

const forms: readonly ((entries: readonly Entry[]) => string)[] = [
  (entries) =>
    `<ul>${entries.map(({ date, text, nested }) => `<li>${date}: ${text}${list(nested)}</li>`).join("")}</ul>`,
  (entries) => entries.map(({ date, text, nested }) => `<p>${date}: ${text}</p>${list(nested)}`).join(""),
  (entries) =>
    `<ul>${entries.map(({ date, text, nested }) => `<li><p><strong>${date}</strong> ${text}</p>${list(nested)}</li>`).join("\n")}</ul>`,
  (entries) =>
    entries
      .map(({ date, text, nested }) =>
        [`${date} ${text}`, ...nested.map((line) => `- ${escapeHtml(line)}`)].join("<br/>"),
      )
      .join("<br/>"),
];

export function htmlCell(value: Value | undefined, key: string, tracker: MadeTracker, dialect: Dialect): string {
  const { vocabulary, form } = tracker;
  const linked = (name: string) => (vocabulary.owner === "link" ? dialect.person(name) : name);
  if (value === undefined || value.kind === "blank") return form % 3 === 0 ? "&nbsp;" : "";
  switch (value.kind) {
    case "words":
      return key === "status" ? dialect.status(value.text) : escapeHtml(value.text);
    case "date":
      return dialect.date(spellDate(value.date, vocabulary.date), value.date);
    case "people":
      return value.names.map((name) => (vocabulary.owner === "mail" ? mailOf(name) : linked(name))).join(", ");
    case "remarks": {
      const entries = value.remarks.map((remark) => ({
        date: dialect.date(spellDate(remark.date, vocabulary.date), remark.date),
        text: `${remark.to === null || vocabulary.owner !== "link" ? "" : `${linked(remark.to)} `}${escapeHtml(remark.text)}`,
        nested: remark.nested,
      }));
      return (forms[form % forms.length] ?? String)(entries);
    }
  }
}

/** A page of HTML; `form` of the tracker tells whether it looks like Confluence's. */
export function writeHtml(tracker: MadeTracker): string {
  const dialect = tracker.form % 2 === 0 ? confluence : plain;
  const row = (cells: readonly string[], tag: string) =>
    `<tr>${cells.map((cell) => `<${tag}${dialect === confluence ? ' class="confluenceTd"' : ""}>${cell}</${tag}>`).join("")}</tr>`;
  const head = row(
    tracker.columns.map(({ heading }) => escapeHtml(heading)),
    "th",
  );
  const rows = tracker.rows.map(({ values }) =>
    row(
      tracker.columns.map(({ key }) => htmlCell(values.get(key), key, tracker, dialect)),
      "td",
    ),
  );
  return `<!DOCTYPE html>\n<html><head><title>Open work</title></head><body>\n<h1>Team : Open work</h1>\n<table><tbody>\n${[head, ...rows].join("\n")}\n</tbody></table>\n</body></html>\n`;
}
