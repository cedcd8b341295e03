/** `gtm import --review`: the doubtful rows one by one, before anything is written. */

import { findColumn } from "../core/columns.ts";
import type { Item } from "../core/item.ts";
import { itemKeyOf } from "../core/item-key.ts";
import { printable, printableLine } from "../core/printable.ts";
import { trustedConfidence } from "../core/repair.ts";
import { shorten } from "../core/shorten.ts";
import { factsOf } from "../core/standard-columns.ts";
import { type Field, statusKey, type Tracker } from "../core/tracker.ts";
import { readBoolean } from "../core/yes-no.ts";
import { UserError } from "../errors.ts";
import { draftColumns, recordOf } from "../import/column.ts";
import { matchDrafts } from "../import/match.ts";
import { declareOwners } from "../import/merge-tracker.ts";
import type { Draft, PageReading } from "../import/reading.ts";
import type { Context } from "../ports.ts";
import { writeMessage } from "../write-message.ts";
import { requireDate } from "./typed-date.ts";

const sourceLength = 600;

type Answer = "take" | "change" | "drop" | "rest";

/** The page as the user has it after the review. Throws a UserError where there is no terminal, or the user stops. */
export async function reviewDrafts(
  context: Context,
  page: PageReading,
  items: readonly Item[],
  tracker: Tracker,
): Promise<PageReading> {
  if (!context.stdin.isTerminal || !context.stdout.isTerminal) {
    throw new UserError("--review needs a terminal", {
      hint: "to list the guesses instead: gtm import FILE --dry-run --json",
    });
  }
  const matches = matchDrafts(declareOwners(page, tracker).drafts, items);
  const doubtful = page.drafts.filter((draft, index) => draft.confidence < trustedConfidence && !matches[index]);
  const reviewed = new Map<Draft, Draft | null>();
  for (const [index, draft] of doubtful.entries()) {
    const outcome = await reviewDraft(context, draft, `${index + 1} of ${doubtful.length}`, { tracker, page });
    if (outcome === "rest") break;
    reviewed.set(draft, outcome);
  }
  return {
    ...page,
    drafts: page.drafts.flatMap((draft) => (reviewed.has(draft) ? (reviewed.get(draft) ?? []) : draft)),
  };
}

interface Surroundings {
  readonly tracker: Tracker;
  readonly page: PageReading;
}

/** The draft as confirmed or changed, null to leave the row out, "rest" to take this and all that follow as read. */
async function reviewDraft(
  context: Context,
  draft: Draft,
  place: string,
  around: Surroundings,
): Promise<Draft | null | "rest"> {
  for (let current = draft; ; ) {
    context.stderr.write(
      `\n${[place, `line ${current.source.line}`, itemKeyOf(current) ?? ""].filter(Boolean).join(", ")}\n${rowText(current)}\n${readingText(current, around.page)}\n`,
    );
    const answer = await context.ask.choose<Answer>("This row", [
      { name: "is right", value: "take" },
      { name: "has a wrong value: change a field", value: "change" },
      { name: "is not an item: leave it out", value: "drop" },
      { name: "is right, and so are all the others", value: "rest" },
    ]);
    if (answer === "rest") return "rest";
    if (answer === "drop") return null;
    if (answer === "take") return confirmed(current);
    current = await changeField(context, current, around);
  }
}

function rowText({ source }: Draft): string {
  return shorten(printable(source.text), sourceLength);
}

function readingText(draft: Draft, page: PageReading): string {
  const values = Object.entries({ ...plainValues(draft), ...draft.fields }).flatMap(([key, value]) => {
    const text = printableLine(Array.isArray(value) ? value.join(", ") : String(value ?? ""));
    return text === "" ? [] : [[page.columns[key] ?? key, text] as const];
  });
  const width = Math.max(...values.map(([heading]) => heading.length));
  const doubts = draft.repairs.filter(({ confidence }) => confidence < trustedConfidence);
  return [
    ...values.map(([heading, text]) => `  ${printableLine(heading).padEnd(width)}  ${text}`),
    ...doubts.map(
      ({ column, reason, confidence, alternative }) =>
        `  ? ${column}: ${printableLine(reason)} (${confidence.toFixed(2)}${alternative ? `, or ${printableLine(alternative)}` : ""})`,
    ),
  ].join("\n");
}

function plainValues(draft: Draft): object {
  return {
    number: draft.number,
    ...recordOf(draftColumns, (column) => draft[column]),
    closed: draft.closed ? "yes" : null,
    comments: draft.comments.length || null,
  };
}

/** What a person has looked at is no guess any more. */
function confirmed(draft: Draft): Draft {
  const repairs = draft.repairs.map((repair) => ({ ...repair, confidence: 1, reason: `${repair.reason}; confirmed` }));
  return { ...draft, repairs, confidence: 1 };
}

async function changeField(context: Context, draft: Draft, { tracker, page }: Surroundings): Promise<Draft> {
  const known = { ...tracker, fields: { ...tracker.fields, ...page.fields } };
  const typed = await context.ask.text("FIELD=VALUE", {
    validate: (text) => fieldOf(text, known) !== null || "for example due=2026-03-01, or status=",
  });
  const field = fieldOf(typed, known);
  if (!field) return draft;
  try {
    return withField(draft, { ...field, type: known.fields[field.key]?.type }, tracker["as-of"] ?? context.today());
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    await writeMessage(context.stderr, `${error.message}\n`);
    return draft;
  }
}

function fieldOf(text: string, tracker: Tracker): { key: string; value: string } | null {
  const match = /^\s*([^=\s]+)\s*=(.*)$/s.exec(text);
  const key = match?.[1] ? findColumn(match[1], tracker) : null;
  return key === null || ["comments", "updated", "refs"].includes(key)
    ? null
    : { key, value: (match?.[2] ?? "").trim() };
}

interface TypedField {
  readonly key: string;
  readonly value: string;
  /** Of a field of the tracker's own. */
  readonly type: Field["type"] | undefined;
}

function withField(draft: Draft, { key, value, type }: TypedField, today: string): Draft {
  const text = value === "" ? null : value;
  switch (key) {
    case "number":
      return { ...draft, number: text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null };
    case "title":
      return { ...draft, title: text ?? draft.title };
    case "description":
      return { ...draft, description: value };
    case "status":
      return { ...draft, status: text === null ? null : statusKey(text) };
    case "owners":
      return { ...draft, owners: value.split(/[,;]/).flatMap((owner) => owner.trim() || []) };
    case "closed":
      return { ...draft, closed: text !== null, closedDate: text === null ? null : requireDate(text, today, "then") };
    default: {
      const facts = factsOf(key);
      if (facts !== null)
        return { ...draft, [key]: text !== null && facts.dateUse ? requireDate(text, today, facts.dateUse) : text };
      const { [key]: _, ...others } = draft.fields;
      return {
        ...draft,
        fields: text === null ? others : { ...others, [key]: (type === "boolean" ? readBoolean(text) : null) ?? text },
      };
    }
  }
}
