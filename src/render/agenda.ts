/** The agenda in words: for a terminal, and as Markdown to paste. */
import { type AgendaEntry, type AgendaReason, agendaKinds } from "../core/agenda.ts";
import { type Column, columnText } from "../core/columns.ts";
import { groupBy } from "../core/group-by.ts";
import type { Item } from "../core/item.ts";
import { nameOf } from "../core/item-key.ts";
import { printableLine } from "../core/printable.ts";
import { sortItems } from "../core/rank.ts";
import { personName, type Tracker } from "../core/tracker.ts";
import { escapeMarkdown } from "./markdown-cell.ts";
import { type Look, type Paint, painter } from "./style.ts";
import { wrapText } from "./wrap-text.ts";

const headings: Readonly<Record<AgendaReason["kind"], string>> = {
  blocked: "Blocked",
  overdue: "Overdue",
  due: "Due within a week",
  stale: "Stale",
  new: "New",
  unowned: "Without an owner",
};

/** `overdue by 3 days`, `due tomorrow`, `no word for 40 days`. */
export function reasonWords({ kind, days }: AgendaReason): string {
  switch (kind) {
    case "blocked":
      return "blocked";
    case "overdue":
      return `overdue by ${inDays(days ?? 0)}`;
    case "due":
      return days === 0 ? "due today" : days === 1 ? "due tomorrow" : `due in ${inDays(days ?? 0)}`;
    case "stale":
      return days === null ? "no word yet" : `no word for ${inDays(days)}`;
    case "new":
      return "new";
    case "unowned":
      return "no owner";
  }
}

function inDays(days: number): string {
  return days === 1 ? "1 day" : `${days} days`;
}

/** A colour for what is late, stuck or silent. */
export function reasonPaint({ kind }: AgendaReason, look: Look): Paint {
  const paint = painter(look);
  if (kind === "blocked") return paint.red;
  if (kind === "overdue") return paint.red.bold;
  return kind === "stale" ? paint.yellow : (text) => text;
}

/** A section for each reason that an item is there for; "" for no entries. Lines are broken to fit, each ended. */
export function agendaText(entries: readonly AgendaEntry[], tracker: Tracker, look: Look): string {
  const paint = painter(look);
  const byKind = groupBy(entries, ({ reasons: [first] }) => first?.kind);
  const sections = agendaKinds.flatMap((kind) => {
    const members = byKind.get(kind) ?? [];
    if (members.length === 0) return [];
    const lines = members.map((entry) => entryLine(entry, tracker, look));
    return [`${paint.bold(`${headings[kind]} (${members.length})`)}\n${lines.join("")}`];
  });
  return sections.join("\n");
}

/** A blank that no line is broken at: the reasons are painted once the line is broken. */
const joint = "\u00A0";

/** Without what the heading above says already. */
function entryLine({ item, reasons }: AgendaEntry, tracker: Tracker, look: Look): string {
  const owners = printableLine(columnText(item, "owners", tracker));
  const title = `${nameOf(item, tracker)} ${printableLine(item.title)}${owners && ` (${owners})`}`;
  const said = reasons.filter(({ days }, index) => index > 0 || days !== null);
  const words = said.map((reason) => reasonWords(reason).replaceAll(" ", joint));
  const lines = wrapText(`  - ${title}${words.length > 0 ? `: ${words.join(", ")}` : ""}`, look.width);
  const painted = said.reduce((text, reason, index) => {
    const at = text.lastIndexOf(words[index] ?? "");
    const size = words[index]?.length ?? 0;
    return text.slice(0, at) + reasonPaint(reason, look)(text.slice(at, at + size)) + text.slice(at + size);
  }, lines);
  return `${painted.replaceAll(joint, " ")}\n`;
}

/** The same as a list of Markdown with a heading for each value of a column; who shares an item has it under each. */
export function agendaMarkdown(entries: readonly AgendaEntry[], by: Column, tracker: Tracker): string {
  const rows = entries.flatMap((entry) => valuesOf(entry.item, by, tracker).map((value) => ({ value, entry })));
  const groups = groupBy(rows, ({ value }) => value);
  const order = orderOf(
    entries.map(({ item }) => item),
    by,
    tracker,
  );
  const titles = [...groups.keys()].sort((a, b) => placeIn(order, a) - placeIn(order, b));
  const sections = titles.map((title) => {
    const lines = (groups.get(title) ?? []).map(({ entry }) => markdownLine(entry, by, tracker));
    return `## ${escapeMarkdown(title || `(no ${by === "owners" ? "owner" : by})`)}\n\n${lines.join("")}`;
  });
  return sections.join("\n");
}

function valuesOf(item: Item, by: Column, tracker: Tracker): readonly string[] {
  if (by !== "owners") return [columnText(item, by, tracker)];
  return item.owners.length === 0 ? [""] : item.owners.map((owner) => personName(tracker, owner));
}

/** People by name, other values as the tracker orders them; items without one come last. */
function orderOf(items: readonly Item[], by: Column, tracker: Tracker): readonly string[] {
  if (by === "owners") return [...new Set(items.flatMap((item) => valuesOf(item, by, tracker)))].sort(byName);
  return sortItems(items, [{ column: by, descending: false }], tracker).flatMap((item) => valuesOf(item, by, tracker));
}

function byName(a: string, b: string): number {
  if (a === "" || b === "") return a === b ? 0 : a === "" ? 1 : -1;
  return a.localeCompare(b, "en");
}

function placeIn(order: readonly string[], value: string): number {
  return order.indexOf(value);
}

function markdownLine({ item, reasons }: AgendaEntry, by: Column, tracker: Tracker): string {
  const words = reasons.filter(({ kind }) => by !== "owners" || kind !== "unowned").map(reasonWords);
  const due = item.due === null ? "" : ` (due ${item.due})`;
  return `- **${nameOf(item, tracker)} ${escapeMarkdown(item.title)}**${due}${words.length > 0 ? `: ${words.join(", ")}` : ""}\n`;
}
