/** The page: one value that holds all a renderer draws. A renderer is a pure function of it. */
import type { IsoDate } from "./calendar.ts";
import { type Column, columnHeading } from "./columns.ts";
import type { ItemDiff } from "./diff.ts";
import type { DueSlip } from "./due-slips.ts";
import { type Item, isOpen } from "./item.ts";
import type { TextProblem } from "./problem.ts";
import type { Query } from "./query.ts";
import { type Group, groupItems } from "./rank.ts";
import { selectItems } from "./select.ts";
import { usualColumns } from "./standard-columns.ts";
import { readTemplate } from "./template.ts";
import type { Milestone, Tracker } from "./tracker.ts";

/** The columns of a table or list, and what each is called there. */
export interface Shown {
  readonly columns: readonly Column[];
  readonly headings: readonly string[];
}

export type PagePart =
  | { readonly kind: "text"; readonly markdown: string }
  | { readonly kind: "milestones"; readonly milestones: readonly Milestone[] }
  | { readonly kind: "priorities"; readonly priorities: readonly { readonly key: string; readonly label: string }[] }
  | (Shown & { readonly kind: "table"; readonly items: readonly Item[] })
  | (Shown & { readonly kind: "list"; readonly groups: readonly Group[] })
  /** Where the template wants what changed, and the pictures; the page holds both. */
  | { readonly kind: "changes" }
  | { readonly kind: "chart" };

/** What is known of the page's past; a renderer marks it where it is there. */
export interface PagePast {
  /** Since when, and what: new items, new comments, changed fields. Null where nobody asked. */
  readonly changes: { readonly since: IsoDate; readonly items: readonly ItemDiff[] } | null;
  /** The counts of days on which they changed, oldest first; empty where history was not asked for. */
  readonly counts: readonly DayCount[];
  /** How far due days were moved, by item number; absent where history was not asked for. */
  readonly slips?: ReadonlyMap<number, DueSlip> | undefined;
  /** As `SelectContext` has it. */
  readonly unheard?: ReadonlySet<number> | undefined;
}

export interface DayCount {
  readonly date: IsoDate;
  readonly open: number;
  readonly closed: number;
}

export interface Page extends PagePast {
  readonly tracker: Tracker;
  /** The day that "overdue" and "stale" are told from. */
  readonly asOf: IsoDate;
  readonly parts: readonly PagePart[];
  /** Every open and every closed item, whatever the template shows; by number. */
  readonly open: readonly Item[];
  readonly closed: readonly Item[];
}

/** The page of a tracker's items on a day, and what is wrong with its template. */
export function makePage(
  tracker: Tracker,
  items: readonly Item[],
  asOf: IsoDate,
  past: PagePast = { changes: null, counts: [] },
): { page: Page; problems: readonly TextProblem[] } {
  const context = { tracker, today: asOf, unheard: past.unheard, me: null };
  const { parts, problems } = readTemplate(tracker.template, tracker.templateLine, context);
  const byNumber = [...items].sort((a, b) => a.id - b.id);
  const drawn = parts.flatMap((part): PagePart[] => {
    if (part.kind === "text") return [part];
    switch (part.name) {
      case "milestones":
        return [
          {
            kind: "milestones",
            milestones: [...tracker.milestones].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)),
          },
        ];
      case "priorities":
        return [
          {
            kind: "priorities",
            priorities: Object.entries(tracker.priorities).map(([key, { label }]) => ({ key, label })),
          },
        ];
      case "table":
        return [
          {
            kind: "table",
            ...shown(part.query, usualColumns.table, tracker),
            items: selectItems(byNumber, part.query, context),
          },
        ];
      case "list":
        return [
          {
            kind: "list",
            ...shown(part.query, usualColumns.list, tracker),
            groups: groupItems(selectItems(byNumber, part.query, context), part.query.group, tracker),
          },
        ];
      default:
        return [{ kind: part.name }];
    }
  });
  return {
    page: {
      ...past,
      tracker,
      asOf,
      parts: past.changes ? withChanges(drawn) : drawn,
      open: byNumber.filter(isOpen),
      closed: byNumber.filter((item) => !isOpen(item)),
    },
    problems,
  };
}

function shown({ columns: asked, headings }: Query, usual: readonly Column[], tracker: Tracker): Shown {
  const columns = asked ?? usual;
  return { columns, headings: columns.map((column) => headings.get(column) ?? columnHeading(column, tracker)) };
}

/** A template without a place for the changes gives them the one before its first items. */
function withChanges(parts: readonly PagePart[]): readonly PagePart[] {
  if (parts.some(({ kind }) => kind === "changes")) return parts;
  const items = parts.findIndex(({ kind }) => kind === "table" || kind === "list");
  const at = items === -1 ? parts.length : items;
  return [...parts.slice(0, at), { kind: "changes" }, ...parts.slice(at)];
}
