/** What a dry run would change in a file, as `git diff` shows it. Apart, so that a build takes one function of its package. */
import { createTwoFilesPatch } from "diff";

/** A null `before` is a file that is not there yet. */
export function filePatch(name: string, before: string | null, after: string): string {
  const old = before === null ? "/dev/null" : `a/${name}`;
  const patch = createTwoFilesPatch(old, `b/${name}`, before ?? "", after, "", "", { context: 1 });
  return patch.replace(/^=+\n/, "");
}
