/** A text in the user's pager, the one that git would use. */
import { spawn } from "node:child_process";
import { UserError } from "../errors.ts";
import { type Environment, GitFailure, gitWith } from "./git-process.ts";

/** True once the user has left the pager; false where they want none, or it cannot be started. */
export async function showInPager(text: string, cwd: string, env: Environment): Promise<boolean> {
  if (env.TERM === "dumb") return false;
  const pager = (env.GIT_PAGER ?? env.PAGER ?? (await gitsPager(cwd, env))).trim();
  if (pager === "" || pager === "cat") return false;
  return run(pager, text, cwd, { LESS: "FRX", LV: "-c", ...env });
}

/** git config core.pager, or what git takes without one. Never anything of the tracker's: a pager is a command. */
async function gitsPager(cwd: string, env: Environment): Promise<string> {
  try {
    return await gitWith(env)(cwd, ["var", "GIT_PAGER"]);
  } catch (error) {
    if (error instanceof GitFailure || error instanceof UserError) return "less";
    throw error;
  }
}

/** What a shell ends with where there is no such command, or it may not be run. */
const notStarted = [126, 127];

function run(pager: string, text: string, cwd: string, env: Environment): Promise<boolean> {
  return new Promise((done) => {
    // As git does it: a pager may be a command line, with options and quotes; a bare word needs no shell.
    const [program, args] = /^[\w./+-]+$/.test(pager) ? [pager, []] : ["sh", ["-c", pager]];
    const child = spawn(program, args, { cwd, env, stdio: ["pipe", "inherit", "inherit"] });
    // Ctrl-C in the pager is the pager's: the terminal sends it to gtm as well.
    const ignore = (): void => {};
    process.on("SIGINT", ignore);
    const end = (isShown: boolean): void => {
      process.off("SIGINT", ignore);
      done(isShown);
    };
    child.on("error", () => end(false));
    child.on("close", (code) => end(code === null || !notStarted.includes(code)));
    // Whoever leaves the pager early has what they wanted.
    child.stdin.on("error", () => {});
    child.stdin.end(text);
  });
}
