/** What `add` asks on a terminal: the title, then what the tracker's vocabulary offers. */
import { UserError } from "../errors.ts";
import type { Context } from "../ports.ts";
import { wordsBelow } from "./ask-for-assignment.ts";
import { offeredWords, wordLabel } from "./offered-words.ts";
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
    const offered = offeredWords(key, workspace);
    const value =
      offered.length > 0
        ? await ask.choose(wordLabel(key), [{ name: "(none)", value: "" }, ...offered])
        : await ask.text(`${wordLabel(key)} (Enter for none)`);
    if (value.trim() !== "") fields.push(`${key}=${value}`);
  }
  const due = await ask.text("Due (10/25, +2w, next fri; Enter for none)", {
    validate: async (typed) => typed.trim() === "" || dateProblem(context, typed, workspace.today),
  });
  if (due.trim() !== "") fields.push(`due=${due}`);
  return { title, fields };
}

/** True, or what is wrong with a date: to be typed again, before all that was answered is lost. */
async function dateProblem(context: Context, typed: string, today: string): Promise<true | string> {
  try {
    requireDate(typed, today, "due");
    return true;
  } catch (error) {
    if (error instanceof UserError) return wordsBelow(context, error);
    throw error;
  }
}
