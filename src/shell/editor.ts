/** A text in the user's editor, the one that git would open. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { UserError } from "../errors.ts";
import { files } from "./files.ts";
import { type Environment, GitFailure, gitWith } from "./git-process.ts";

/** The text as the editor left it. `name` ends the file's name. Throws a UserError where there is no editor or it fails. */
export async function editText(text: string, name: string, cwd: string, env: Environment): Promise<string> {
  const editor = await findEditor(cwd, env);
  // mkdtemp makes it 0700: nobody else reads the draft.
  const folder = mkdtempSync(join(tmpdir(), "gtm-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);
  try {
    const file = join(folder, basename(name));
    writeFileSync(file, text);
    await run(editor, file, cwd, env);
    return files.read(file);
  } finally {
    process.off("exit", remove);
    remove();
  }
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
  throw new UserError("there is no editor to open", {
    hint: "set one: git config --global core.editor, or EDITOR; or give the text as an argument or with -F FILE",
  });
}

function run(editor: string, file: string, cwd: string, env: Environment): Promise<void> {
  return new Promise((done, fail) => {
    // As git does it: an editor may be a command line, with options and quotes.
    const child = spawn("sh", ["-c", `${editor} "$@"`, editor, file], { cwd, env, stdio: "inherit" });
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
    child.on("close", (code, signal) => {
      if (code === 0) return end();
      end(
        new UserError(`the editor ${editor} ended with ${signal ?? `exit code ${code}`}; nothing was changed`, {
          hint: "set another one with GIT_EDITOR, EDITOR or git config core.editor",
        }),
      );
    });
  });
}
