/** What a dry run would change in a file, as `git diff` shows it. Apart, so that a build takes one function of its package. */
import { createTwoFilesPatch } from "diff";

/** Null is a file that is not there. */
export function filePatch(name: string, before: string | null, after: string | null): string {
  const [old, fresh] = [before === null ? "/dev/null" : `a/${name}`, after === null ? "/dev/null" : `b/${name}`];
  const patch = createTwoFilesPatch(old, fresh, before ?? "", after ?? "", "", "", { context: 1 });
  return patch.replace(/^=+\n/, "");
}
