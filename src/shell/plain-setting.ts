/**
 * What a repository's own settings say plainly, read without git: to load what starts one, and to start it, takes as long as
 * most commands. test/shell/plain-setting.test.ts holds it against git.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { commonFolder, gitFolderAt } from "./cut-off.ts";
import type { Environment } from "./git-process.ts";

/** True where the settings of the clone around a folder, in the form that git writes, have a key of three parts. */
export function isSetPlainly(folder: string, key: string, env: Environment): boolean {
  const gitFolder = gitFolderAt(folder, env);
  if (gitFolder === null) return false;
  try {
    return hasKey(readFileSync(join(commonFolder(gitFolder), "config"), "utf8"), key);
  } catch {
    // Nothing that can be read, or no repository: that is git's to say.
    return false;
  }
}

function hasKey(text: string, key: string): boolean {
  const [section = "", name = "", variable = ""] = key.split(".");
  const lines = text.split("\n");
  // A value that goes on in the next line may look like anything.
  if (lines.some((line) => line.endsWith("\\"))) return false;
  const start = lines.indexOf(`[${section} "${name}"]`);
  const length = lines.slice(start + 1).findIndex((line) => line.startsWith("["));
  const own = lines.slice(start + 1, length === -1 ? undefined : start + 1 + length);
  return start !== -1 && own.some((line) => line.startsWith(`\t${variable} = `));
}
