/** What an import did and guessed: for a terminal, for a pull request, for scripts. */

import { printableLine } from "../core/printable.ts";
import { type ItemRepair, trustedConfidence } from "../core/repair.ts";
import { escapeMarkdown } from "./markdown-cell.ts";
import { calledIn, type ItemKeys, repairTable } from "./repair-table.ts";
import type { Look } from "./style.ts";
import { wrapLine } from "./wrap-text.ts";

/** A field in which the page and the item differ. */
interface Change {
  readonly item: number;
  readonly key: string;
  readonly page: string | readonly string[] | null;
  readonly git: string | readonly string[] | null;
  readonly by: "page" | "git" | "both";
  readonly applied: boolean;
  /** False for a row that is itself a guess. */
  readonly sure: boolean;
}

interface LeftOut {
  readonly line: number;
  readonly kind: "table" | "list";
  readonly rows: number;
  readonly heading: string;
}

export interface ImportOutcome {
  readonly file: string;
  /** The kind of source that was recognised. */
  readonly source: string;
  readonly year: number;
  readonly plan: {
    readonly created: readonly { readonly id: number; readonly name: string }[];
    readonly updated: readonly { readonly item: { readonly id: number } }[];
    readonly unchanged: readonly number[];
    readonly changes: readonly Change[];
    readonly repairs: readonly ItemRepair[];
  };
  /** What looks like rows of items, and was not taken. */
  readonly left: readonly LeftOut[];
  readonly keys: ItemKeys;
  readonly commit: string | null;
  readonly dryRun: boolean;
}

/** The data that scripts build on (docs/json.md). */
export function importData({ source, year, plan, left }: ImportOutcome): object {
  return {
    source,
    year,
    created: plan.created.map(({ id }) => id),
    updated: plan.updated.map(({ item }) => item.id),
    unchanged: plan.unchanged,
    changes: plan.changes.map(({ item, key, page, git, by, applied }) => ({
      item,
      field: key,
      page,
      git,
      by,
      applied,
    })),
    repairs: plan.repairs,
    left,
  };
}

/** What needs a look first, then the figures. */
export function importText(outcome: ImportOutcome, look: Look): string {
  const { plan, file, commit, keys } = outcome;
  const left = outcome.left.map((each) => `${wrapLine(leftLine(each), look.width)}\n`).join("");
  const changes = plan.changes.map((change) => `${wrapLine(changeLine(change, keys), look.width)}\n`).join("");
  const summary = `${printableLine(file)}: ${figures(outcome).join(", ")}${commit ? ` [${commit}]` : ""}`;
  return `${repairTable(plan.repairs, look, keys)}${changes}${left}${changes || left ? "\n" : ""}${wrapLine(summary, look.width)}\n`;
}

/** The same as Markdown, to paste into a pull request. */
export function importReport(outcome: ImportOutcome): string {
  const { plan, file, keys } = outcome;
  const repairs = plan.repairs.filter(({ confidence }) => confidence < trustedConfidence);
  const parts = [
    `# Import of ${escapeMarkdown(file)}`,
    figures(outcome)
      .map((figure) => `- ${figure}`)
      .join("\n"),
    repairs.length > 0 ? `## To look at\n\n${repairRows(repairs, keys)}` : "",
    plan.changes.length > 0
      ? `## Changes\n\n${plan.changes.map((change) => `- ${escapeMarkdown(changeLine(change, keys))}`).join("\n")}`
      : "",
    outcome.left.length > 0
      ? `## Not taken\n\n${outcome.left.map((each) => `- ${escapeMarkdown(leftLine(each))}`).join("\n")}`
      : "",
    plan.created.length > 0
      ? `## New items\n\n${plan.created.map(({ id, name }) => `- ${calledIn(keys, id)} ${escapeMarkdown(name)}`).join("\n")}`
      : "",
    plan.repairs.length > repairs.length
      ? `<details><summary>${plan.repairs.length - repairs.length} guesses that need no review</summary>\n\n${repairRows(
          plan.repairs.filter(({ confidence }) => confidence >= trustedConfidence),
          keys,
        )}\n\n</details>`
      : "",
  ];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

function repairRows(repairs: readonly ItemRepair[], keys: ItemKeys): string {
  const head =
    "| sure | item | row | line | column | read as | or | why |\n| --- | --- | --- | --- | --- | --- | --- | --- |";
  const rows = repairs.map(({ confidence, item, row, line, column, value, alternative, reason }) =>
    [confidence.toFixed(2), calledIn(keys, item), String(row), String(line), column, value, alternative, reason].map(
      escapeMarkdown,
    ),
  );
  return [head, ...rows.map((cells) => `| ${cells.join(" | ")} |`)].join("\n");
}

function figures({ plan, year, dryRun, commit }: ImportOutcome): string[] {
  const { created, updated, unchanged, changes, repairs } = plan;
  const doubtful = new Set(repairs.filter(({ confidence }) => confidence < trustedConfidence).map(({ item }) => item))
    .size;
  const waiting = changes.filter(({ by, applied }) => by !== "git" && !applied);
  const nothing = created.length === 0 && updated.length === 0 && commit === null;
  return [
    nothing ? "nothing new" : "",
    created.length > 0 ? `${count(created.length, "item")} ${dryRun ? "would be created" : "created"}` : "",
    updated.length > 0 ? `${count(updated.length, "item")} ${dryRun ? "would be updated" : "updated"}` : "",
    unchanged.length > 0 ? `${count(unchanged.length, "item")} unchanged` : "",
    doubtful > 0 ? `${count(doubtful, "item")} to look at (a guess under ${trustedConfidence})` : "",
    waiting.length > 0 ? `${count(waiting.length, "change")} on the page not applied${waysToTake(waiting)}` : "",
    `short dates read as ${year}`,
  ].filter(Boolean);
}

/** The options that take over some of the changes, if any does. */
function waysToTake(waiting: readonly Change[]): string {
  const sure = waiting.filter((change) => change.sure);
  if (sure.length === 0) return "";
  return sure.some(({ by }) => by === "both") ? " (--update --prefer page)" : " (--update)";
}

function changeLine({ item, key, page, git, by, applied, sure }: Change, keys: ItemKeys): string {
  const [theirs, ours] = [held(page), held(git)];
  const who = {
    page: `changed on the page: ${ours} → ${theirs}${applied ? ", applied" : sure ? " (--update applies it)" : " (a guess: not applied)"}`,
    git: `changed here, kept: ${ours} (the page still has ${theirs})`,
    both: `the page has ${theirs}, git has ${ours}: ${applied ? "page version applied" : "git version kept (--update --prefer page applies the page's)"}`,
  }[by];
  return `${calledIn(keys, item)} ${key} ${who}`;
}

function leftLine({ line, kind, rows, heading }: LeftOut): string {
  const where = heading === "" ? "" : ` under "${printableLine(heading)}"`;
  return `line ${line}: the ${kind} of ${count(rows, kind === "table" ? "row" : "entry")}${where} was not read as items (--take ${line} takes it)`;
}

function held(value: Change["page"]): string {
  const text = value === null ? "" : typeof value === "string" ? value : value.join(", ");
  return text === "" ? "nothing" : printableLine(text);
}

function count(number: number, word: string): string {
  return `${number} ${number === 1 ? word : word === "entry" ? "entries" : `${word}s`}`;
}
