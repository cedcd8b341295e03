/** A valid item, comment and tracker; a test overrides what it is about. */
import { type Comment, type Item, itemKeys } from "../../src/core/item.ts";
import { readItemText } from "../../src/core/item-file.ts";
import type { SelectContext } from "../../src/core/select.ts";
import type { Tracker } from "../../src/core/tracker.ts";
import { readTracker } from "../../src/core/tracker-file.ts";

const keys = itemKeys().parse({ id: "17", title: "Support" });

export function anItem(changes: Partial<Item> = {}): Item {
  return {
    ...keys,
    status: "in-progress",
    priority: "P2",
    area: "Product",
    owners: ["mreyes"],
    start: "2026-10-10",
    due: "2026-11-30",
    timeline: "Nov'26",
    fields: {},
    description: "",
    comments: [],
    path: "items/017-support.md",
    ...changes,
  };
}

export function aComment(text: string, changes: Partial<Comment> = {}): Comment & { date: string } {
  return { author: null, text, ...changes, date: changes.date ?? "2026-10-18" };
}

const trackerText = `---
title: Prooftide launch
people:
  mreyes: { name: Marisol Reyes, url: "https://people.example.com/mreyes" }
  tokonkwo: { name: Tobe Okonkwo, email: tokonkwo@example.com }
  hnakata: {}
areas: [Product, Product Marketing, Pilot Bakeries]
statuses: { pending: Pending, in-progress: In progress, blocked: Blocked, done: Done }
priorities:
  P1: { label: Due within two weeks, weeks: 2 }
  P2: { label: Due within four weeks, weeks: 4 }
fields:
  legal-input: { label: "Legal input?", type: boolean }
  effort: { type: number }
refs:
  DOUGH: "https://tickets.example.com/browse/DOUGH-{n}"
---
`;

const { tracker } = readTracker(trackerText);

/** A tracker with two areas, four statuses, three people, two declared fields and one kind of ticket. */
export function aTracker(changes: Partial<Tracker> = {}): Tracker {
  if (!tracker) throw new Error("the builder's tracker does not read");
  return { ...tracker, ...changes };
}

export function aContext(changes: Partial<SelectContext> = {}): SelectContext {
  return { tracker: aTracker(), today: "2026-10-22", ...changes };
}

/** An item's text: front matter with a number and a title, then the body. */
export function itemText(body = "", keys = "id: 17\ntitle: Support\n"): string {
  return `---\n${keys}---\n${body}`;
}

/** The reading of a text that must be readable. */
export function readingOf(text: string) {
  const reading = readItemText(text);
  if (!reading.ok) throw new Error(`${reading.problem.message} in ${JSON.stringify(text)}`);
  return reading;
}

/** A deterministic copy of a text with the other line end. */
export function withCrlf(text: string): string {
  return text.replaceAll("\n", "\r\n");
}
