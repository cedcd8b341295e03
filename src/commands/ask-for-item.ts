/** What `add` asks on a terminal: the title, then what the tracker's vocabulary offers. */
import { personName } from "../core/tracker.ts";
import { UserError } from "../errors.ts";
import type { Context } from "../ports.ts";
import { requireDate } from "./typed-date.ts";
import type { Workspace } from "./workspace.ts";

export async function askForItem(
  context: Context,
  workspace: Workspace,
): Promise<{ title: string; fields: readonly string[] }> {
  const { ask } = context;
  const title = await ask.text("Title", { validate: (value) => value.trim() !== "" || "a title is needed" });
  const fields: string[] = [];
  for (const key of ["area", "owners", "priority"] as const) {
    const offered = offer(key, workspace);
    const value =
      offered.length > 0
        ? await ask.choose(label(key), [{ name: "(none)", value: "" }, ...offered])
        : await ask.text(`${label(key)} (Enter for none)`);
    if (value.trim() !== "") fields.push(`${key}=${value}`);
  }
  const due = await ask.text("Due (10/25, +2w, next fri; Enter for none)", {
    validate: (typed) => typed.trim() === "" || dateProblem(typed, workspace.today),
  });
  if (due.trim() !== "") fields.push(`due=${due}`);
  return { title, fields };
}

/** True, or what is wrong with a date: to be typed again, before all that was answered is lost. */
function dateProblem(typed: string, today: string): true | string {
  try {
    requireDate(typed, today, "due");
    return true;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

/** The tracker's vocabulary; while that is empty, what the items have used so far. */
function offer(key: "area" | "owners" | "priority", { tracker, items }: Workspace): { name: string; value: string }[] {
  const used = [...new Set(items.flatMap((item) => item[key] ?? []))].sort();
  const known = { area: tracker.areas, owners: Object.keys(tracker.people), priority: Object.keys(tracker.priorities) }[
    key
  ];
  const names = {
    area: (value: string) => value,
    owners: (value: string) => personName(tracker, value),
    priority: (value: string) => priorityName(value, tracker),
  }[key];
  return (known.length > 0 ? known : used).map((value) => ({ name: names(value), value }));
}

function priorityName(key: string, tracker: Workspace["tracker"]): string {
  const priority = tracker.priorities[key];
  return priority?.label ? `${key}: ${priority.label}` : key;
}

function label(key: string): string {
  return key === "owners" ? "Owner" : key.slice(0, 1).toUpperCase() + key.slice(1);
}
