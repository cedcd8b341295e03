/** A text in the user's editor, the one that git would open. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { UserError } from "../errors.ts";
import type { TypedText } from "../ports.ts";
import { files } from "./files.ts";
import { type Environment, GitFailure, gitWith } from "./git-process.ts";
import { whileStoppable } from "./stop-signals.ts";

/** See `Context.edit` in ports.ts. Throws a UserError where there is no editor or it fails. */
export async function editText(
  text: string,
  name: string,
  { cwd, env }: { readonly cwd: string; readonly env: Environment },
): Promise<TypedText> {
  const editor = await findEditor(cwd, env);
  // mkdtemp makes it 0700: nobody else reads the draft.
  const folder = mkdtempSync(join(tmpdir(), "gtm-"));
  const file = join(folder, basename(name));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const keep = (error: unknown): unknown => {
    if (isWorthKeeping(file, text)) return withPlace(error, file);
    remove();
    return error;
  };
  try {
    writeFileSync(file, text);
    await run(editor, file, cwd, env);
    return { text: files.read(file), remove, keep };
  } catch (error) {
    throw keep(error);
  }
}

/** Something was typed: saved by the user, or by an editor that was stopped (`.comment.md.swp`, `comment.md.save`). */
function isWorthKeeping(file: string, before: string): boolean {
  if (readdirSync(dirname(file)).some((name) => name !== basename(file))) return true;
  const now = existsSync(file) ? readFileSync(file, "utf8") : "";
  return now !== before && now.trim() !== "";
}

function withPlace(error: unknown, file: string): unknown {
  if (!(error instanceof Error)) return error;
  const hint = error instanceof UserError && error.hint !== undefined ? `${error.hint}\n  ` : "";
  const kept = `${hint}what you typed is kept in ${file}`;
  // A bug shows its stack, which has no room for a hint.
  if (!(error instanceof UserError)) return new Error(`${error.stack ?? error.message}\n${kept}`, { cause: error });
  return new UserError(error.message, { hint: kept, code: error.code, cause: error });
}

async function findEditor(cwd: string, env: Environment): Promise<string> {
  const own = env.GIT_EDITOR;
  if (own) return own;
  // To git, an empty variable is an editor without a name.
  const { VISUAL: visual, EDITOR: editor, GIT_EDITOR: _, ...others } = env;
  const named = { ...others, ...(visual ? { VISUAL: visual } : {}), ...(editor ? { EDITOR: editor } : {}) };
  // It knows core.editor, VISUAL and EDITOR, their order, and the system's own choice.
  const found = await gitWith(named)(cwd, ["var", "GIT_EDITOR"]).catch((error: unknown) => {
    if (error instanceof GitFailure) return "";
    throw error;
  });
  if (found.trim() !== "") return found.trim();
  throw new UserError("no editor found", {
    hint: "set one: git config --global core.editor, or EDITOR; or give the text as an argument or with -F FILE",
  });
}

function run(editor: string, file: string, cwd: string, env: Environment): Promise<void> {
  const edited = (stop: AbortSignal): Promise<void> =>
    new Promise((done, fail) => {
      // As git does it: an editor may be a command line, with options and quotes.
      const child = spawn("sh", ["-c", `${editor} "$@"`, editor, file], { cwd, env, stdio: "inherit" });
      stop.addEventListener("abort", () => child.kill());
      // Ctrl-C in the editor is the editor's: the terminal sends it to gtm as well.
      const ignore = (): void => {};
      process.on("SIGINT", ignore);
      const end = (error?: Error): void => {
        process.off("SIGINT", ignore);
        if (error === undefined) done();
        else fail(error);
      };
      child.on("error", (error) =>
        end(new UserError(`cannot start the editor ${editor}: ${error.message}`, { cause: error })),
      );
      child.on("close", (code, signal) =>
        end(code === 0 && !stop.aborted ? undefined : failure(editor, code ?? signal)),
      );
    });
  return whileStoppable(edited, ["SIGTERM", "SIGHUP"]);
}

function failure(editor: string, end: number | NodeJS.Signals | null): UserError {
  const how = typeof end === "number" ? `exit code ${end}` : end;
  return new UserError(`the editor ${editor} ended with ${how}; nothing was changed`, {
    hint: "set another one with GIT_EDITOR, EDITOR or git config core.editor",
  });
}
