/** `gtm edit ID`: an item's file in the editor, checked before it is committed. */
import { join } from "node:path";
import { checkItem, errorsIn } from "../core/check-item.ts";
import { diffItems } from "../core/diff.ts";
import { numberInName } from "../core/file-name.ts";
import { locateKey } from "../core/front-matter.ts";
import { type ItemFile, itemIn, readItemText } from "../core/item-file.ts";
import { nameOf } from "../core/item-key.ts";
import { printableLine } from "../core/printable.ts";
import type { TextProblem } from "../core/problem.ts";
import { takeOut } from "../core/take-out.ts";
import { exitCode, UserError } from "../errors.ts";
import type { ChangePlan, Context, TypedText } from "../ports.ts";
import { writeMessage } from "../write-message.ts";
import { answer, commitSubject } from "./answer.ts";
import { changeFiles, openRepository } from "./change-items.ts";
import type { EditOptions } from "./edit-flags.ts";
import { findItems } from "./find-item.ts";
import { pickItem } from "./pick-item.ts";
import { readNames } from "./targets.ts";
import { loadWorkspace, type Workspace } from "./workspace.ts";

export async function edit(context: Context, given: readonly string[], options: EditOptions): Promise<number> {
  const workspace = loadWorkspace(context, options);
  const words = given.length > 0 ? given : [await pickItem(context, workspace, "gtm edit 17")];
  const file = findFile(words, workspace);
  if (!context.stdin.isTerminal || !context.stdout.isTerminal)
    throw new UserError("edit opens an editor, and there is no terminal", {
      hint: `gtm set ${words[0]} FIELD=VALUE changes fields and the description, gtm note adds a comment`,
    });
  const repository = await openRepository(context, workspace.folder, options);
  // Whatever stands in the way of a change is better met before anything is typed.
  await changeFiles(context, repository, () => ({ message: "", edits: [] }), options);
  const { typed, end } = await typeUntilSound(context, file, workspace);
  if (end === "drop") {
    typed.remove();
    throw new UserError("nothing was changed", { code: exitCode.no });
  }
  const isKept = end === "keep";
  if (typed.text === file.text) {
    typed.remove();
    context.stdout.write(`${printableLine(file.path)}: nothing changed\n`);
    return 0;
  }
  const said = await changeWordsOf(file, typed.text, workspace);
  const plan = (): ChangePlan => ({
    message: commitSubject("edit", [numberInName(file.name) ?? 0], said.words),
    edits: [{ path: join(workspace.folder, file.name), edit: (text) => withTyped(file, text, typed.text) }],
  });
  const change = await changeFiles(context, repository, plan, isKept ? { ...options, commit: false } : options).catch(
    (error: unknown) => {
      throw typed.keep(error);
    },
  );
  typed.remove();
  const after = itemIn(readItemText(typed.text), file.path, workspace.tracker).item;
  await answer(
    context,
    [said.line + (isKept ? ", not committed" : "")],
    change.commit,
    () => (after ? [after] : []),
    options,
  );
  if (!options.dryRun) await tellWarnings(context, file, typed.text, workspace);
  return 0;
}

/** One file, readable or not: an editor is the way to mend it. */
function findFile(words: readonly string[], workspace: Workspace): ItemFile {
  const [word = "", ...others] = words.flatMap((each) => each.split(","));
  if (others.length > 0) throw new UserError("one item at a time", { hint: `gtm edit ${word}` });
  const number = Number(word.replace(/^#/, ""));
  const named = workspace.files.filter(({ name }) => numberInName(name) === number);
  const [broken] = named.length === 1 ? named : [];
  if (broken?.item === null && broken.text !== "") return broken;
  const [found] = findItems(readNames([word], workspace), workspace);
  const file = workspace.files.find(({ name }) => found && join(workspace.folder, name) === found.file);
  if (!file) throw new UserError(`no item ${printableLine(word)}`);
  return file;
}

type Answer = "again" | "keep" | "drop";

/** What was typed, once nothing is wrong with it, or the user has had enough of it. */
async function typeUntilSound(
  context: Context,
  file: ItemFile,
  workspace: Workspace,
): Promise<{ readonly typed: TypedText; readonly end: Exclude<Answer, "again"> | "sound" }> {
  let typed = await context.edit(file.text, file.name);
  try {
    for (;;) {
      const problems = typed.text === file.text ? [] : problemsIn(file, typed.text, workspace);
      if (problems.length === 0) return { typed, end: "sound" };
      const lines = problems.map(({ line, column, message }) => `${file.path}:${line}:${column}: ${message}`);
      await writeMessage(context.stderr, lines.map((line) => `${printableLine(line)}\n`).join(""));
      const next = await context.ask.choose<Answer>("What now?", [
        { name: "edit again", value: "again" },
        { name: "keep it in the file, uncommitted", value: "keep" },
        { name: "drop what was typed", value: "drop" },
      ]);
      if (next !== "again") return { typed, end: next };
      const again = await context.edit(typed.text, file.name);
      // What was left as it is stays kept where it was first typed.
      if (again.text === typed.text) again.remove();
      else {
        typed.remove();
        typed = again;
      }
    }
  } catch (error) {
    throw typed.keep(error);
  }
}

/** What keeps a text from being committed: any error in it, and another number than its file has. */
function problemsIn(file: ItemFile, text: string, { tracker, today }: Workspace): readonly TextProblem[] {
  const reading = readItemText(text);
  const errors = errorsIn(reading, file.path, { tracker, today });
  const { item } = itemIn(reading, file.path, tracker);
  const number = numberInName(file.name);
  if (item === null || number === null || item.id === number) return errors;
  const message = `id is ${item.id}, but the file name says ${number}: make them agree`;
  return [...errors, { code: "number-mismatch", severity: "error", ...locateKey(text, "id"), message }];
}

/** The typed text; in a text that git holds beside the one that was opened, the same change by meaning. */
function withTyped({ name, path, text: before }: ItemFile, now: string | null, typed: string): string {
  if (now === before) return typed;
  const taken = takeOut(name, now, { before: typed, after: before });
  if (taken !== "clash" && taken.text !== null) return taken.text;
  throw new UserError(`${path} has other changes in the same place, which are not committed`, {
    hint: "git diff shows them; commit or restore them, then try again",
  });
}

async function changeWordsOf(
  file: ItemFile,
  typed: string,
  { tracker }: Workspace,
): Promise<{ readonly line: string; readonly words: string }> {
  const { item } = itemIn(readItemText(typed), file.path, tracker);
  if (item === null) return { line: `${file.path}: edited`, words: file.name };
  const [diff] = file.item ? diffItems([file.item], [item], tracker) : [];
  const { changeWords } = await import("../render/changes-words.ts");
  const words = diff ? changeWords(diff, tracker) : "how it is written";
  return { line: `${nameOf(item, tracker)} ${item.title}: ${diff ? words : "edited"}`, words };
}

/** What check will say of the new text, and did not say of the old one. */
async function tellWarnings(
  context: Context,
  file: ItemFile,
  typed: string,
  { tracker, today }: Workspace,
): Promise<void> {
  const found = (text: string): readonly TextProblem[] => {
    const reading = readItemText(text);
    const { item, problems } = itemIn(reading, file.path, tracker);
    return reading.ok && item ? [...problems, ...checkItem(item, reading, { tracker, today })] : [];
  };
  const known = new Set(found(file.text).map(({ code, message }) => `${code} ${message}`));
  const added = found(typed).filter(
    ({ code, severity, message }) => severity === "warning" && !known.has(`${code} ${message}`),
  );
  const lines = added.map(({ line, column, message }) => `${file.path}:${line}:${column}: warning: ${message}`);
  if (lines.length > 0) await writeMessage(context.stderr, lines.map((line) => `${printableLine(line)}\n`).join(""));
}
