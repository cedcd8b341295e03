/** What a page says of its items, and what an import of that page says: the two sides of the law. */
import { diffItems } from "../../src/core/diff.ts";
import type { Item } from "../../src/core/item.ts";
import { makePage, type Page } from "../../src/core/page.ts";
import { templateQueries } from "../../src/core/template.ts";
import type { Tracker } from "../../src/core/tracker.ts";
import { adoptWords, declareOwners } from "../../src/import/merge-tracker.ts";
import { readPage } from "../../src/import/read-page.ts";
import { type Draft, isRefusal, type PageReading } from "../../src/import/reading.ts";
import { renderConfluence } from "../../src/render/confluence.ts";
import { renderCsv } from "../../src/render/csv.ts";
import { aTracker } from "../support/builders.ts";
import { renderHtml, renderMarkdown } from "../support/rendered.ts";
import { normalForm } from "./normal-form.ts";
import type { Made, Target } from "./trackers.ts";

export type Format = "md" | "wide md" | "html" | "confluence" | "csv";

const renderers: Readonly<Record<Format, (page: Page) => string>> = {
  md: (page) => renderMarkdown(page),
  "wide md": (page) => renderMarkdown(page, { wide: true }),
  html: renderHtml,
  confluence: renderConfluence,
  csv: renderCsv,
};
const today = "2026-10-22";
const empty = aTracker({ people: {}, refs: {}, fields: {}, columns: {}, statuses: {}, priorities: {}, areas: [] });

function importInto(text: string, tracker: Tracker): PageReading {
  const { people, refs } = tracker;
  const headings = [
    ...Object.entries(tracker.columns),
    ...templateQueries(tracker, today).flatMap((query) => [...query.headings]),
  ];
  const reading = readPage(text, { today, people, refs, headings });
  if (isRefusal(reading)) throw new Error(reading.message);
  return declareOwners(adoptWords(reading, tracker, []), tracker);
}

function said({ date, author, text }: { date: string | null; author: string | null; text: string }) {
  return { date, author, text: normalForm(text) };
}

/** What a column says of an item, in a form that is compared. */
function onPage(item: Item, column: string, tracker: Tracker, target: Target): unknown {
  switch (column) {
    case "number":
      return item.id;
    case "status":
      return target === "same" || item.status === null ? item.status : tracker.statuses[item.status];
    case "comments":
      return item.comments.map(said);
    case "description":
      return normalForm(item.description);
    default:
      return Object.hasOwn(tracker.fields, column) ? (item.fields[column] ?? null) : item[column as keyof Item];
  }
}

function inDraft(draft: Draft, column: string, page: PageReading, tracker: Tracker, target: Target): unknown {
  switch (column) {
    case "number":
      return draft.number;
    case "status":
      return target === "same" || draft.status === null ? draft.status : page.statuses[draft.status];
    case "comments":
      return draft.comments.map(said);
    case "description":
      return normalForm(draft.description);
    case "closed":
      return draft.closedDate;
    default:
      return Object.hasOwn(tracker.fields, column) ? (draft.fields[column] ?? null) : draft[column as keyof Draft];
  }
}

const csvColumns = [
  "number",
  "title",
  "status",
  "priority",
  "area",
  "owners",
  "start",
  "due",
  "timeline",
  "refs",
  "closed",
  "description",
  "comments",
];

type Shown = Pick<Made, "tracker" | "items" | "before">;

function pageOf({ tracker, items, before }: Shown): Page {
  const changes = before === null ? null : { since: "2026-10-15", items: diffItems(before, items, tracker) };
  return makePage(tracker, items, today, { changes, counts: [] }).page;
}

export function rendered(shown: Shown, format: Format): string {
  return renderers[format](pageOf(shown));
}

/** A page of the tracker, and what an import of it reads. */
export function importedAgain(shown: Shown, format: Format, target: Target) {
  const page = pageOf(shown);
  return { page, reading: importInto(renderers[format](page), target === "same" ? shown.tracker : empty) };
}

export function bothSides(made: Made, format: Format, target: Target) {
  const { tracker, open, closed } = made;
  const { page, reading } = importedAgain(made, format, target);
  const all = [...csvColumns, ...Object.keys(tracker.fields)];
  const columns = (item: Item) => (format === "csv" ? all : item.closed === null ? open : closed);
  // Wherever the template has no column for it, the description stands with the comments.
  const shown = (item: Item) => [...new Set([...columns(item), "description"])];
  const expected = [...page.open, ...page.closed].map((item) =>
    Object.fromEntries(shown(item).map((column) => [column, onPage(item, column, tracker, target)])),
  );
  const drafts = new Map(reading.drafts.map((draft) => [draft.number, draft]));
  const actual = [...page.open, ...page.closed].map((item) => {
    const draft = drafts.get(item.id);
    return draft === undefined
      ? `no item ${item.id}`
      : Object.fromEntries(shown(item).map((column) => [column, inDraft(draft, column, reading, tracker, target)]));
  });
  return { reading, expected, actual };
}
