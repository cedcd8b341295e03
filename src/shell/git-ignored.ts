/** What an ignore file keeps out of git. */
import { UserError } from "../errors.ts";
import { GitFailure, type RunGit } from "./git-process.ts";

/** The refusal of the first path that an ignore file keeps out, with the rule that does it; null where none does. */
export async function refuseIgnored(git: RunGit, top: string, names: readonly string[]): Promise<UserError | null> {
  if (names.length === 0) return null;
  // check-ignore refuses pathspec magic, and needs none: it takes names as they are, once no colon comes first.
  const args = ["check-ignore", "-v", "-z", "--no-index", "--stdin"];
  const input = names.map((name) => `./${name}\0`).join("");
  const output = await git(top, args, { input }).catch((error: unknown) => {
    if (error instanceof GitFailure && error.exitCode === 1) return "";
    throw error;
  });
  const fields = output.split("\0");
  for (let at = 0; at + 3 < fields.length; at += 4) {
    const [file = "", line = "", pattern = "", path = ""] = fields.slice(at, at + 4);
    // A rule that begins with ! lets the file in.
    if (pattern === "" || pattern.startsWith("!")) continue;
    return new UserError(`${path.replace(/^\.\//, "")} is ignored by git: ${file}:${line}: ${pattern}`, {
      hint: "remove that rule from the ignore file, or use --no-commit",
    });
  }
  return null;
}
