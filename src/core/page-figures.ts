/** The line that a page begins with: of which day it is, and how many items are open, blocked, late, silent or nobody's. */
import type { Item } from "./item.ts";
import type { Page } from "./page.ts";
import { isOverdue, isStale } from "./select.ts";
import { isStuck } from "./status-tone.ts";

/** `As of 2026-10-22: 33 open, 1 blocked, 5 overdue; 12 closed`: what there is none of is not counted. */
export function pageFigures({ open, closed, tracker, asOf, unheard }: Page): string {
  const counted: readonly (readonly [string, (item: Item) => boolean])[] = [
    ["blocked", ({ status }) => isStuck(status, tracker)],
    ["overdue", (item) => isOverdue(item, asOf)],
    ["stale", (item) => isStale(item, { tracker, today: asOf, unheard })],
    ["without an owner", ({ owners }) => owners.length === 0],
  ];
  const figures = counted
    .map(([words, holds]) => ({ words, count: open.filter(holds).length }))
    .filter(({ count }) => count > 0)
    .map(({ words, count }) => `${count} ${words}`);
  return `As of ${asOf}: ${[`${open.length} open`, ...figures].join(", ")}; ${closed.length} closed`;
}

/** True of a paragraph that says this, in whatever marks; more may follow behind a full stop. */
export function isPageFigures(paragraph: string): boolean {
  return /^[*_]{0,3}As of \d{4}-\d\d-\d\d: \d+ open(?:, \d+ [a-z ]{1,20})*; \d+ closed\b/.test(paragraph);
}

/** True of a page whose items are worth counting. */
export function hasItems({ parts }: Page): boolean {
  return parts.some(({ kind }) => kind === "table" || kind === "list");
}
