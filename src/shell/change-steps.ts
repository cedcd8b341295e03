/** The steps of a journal, with the blobs of the files that the change took as a whole. */
import { newText, readJournal } from "./change-journal.ts";
import type { Step } from "./git-pieces.ts";
import type { RunGit } from "./git-process.ts";

/** Empty where the user's index has not been touched. */
export async function readSteps(git: RunGit, top: string, folder: string): Promise<readonly Step[]> {
  const journal = readJournal(folder);
  if (journal === null || journal.steps === null) return [];
  const names = journal.intent.files.map(({ name }) => name);
  return await Promise.all(
    journal.steps.map(async (step) => {
      if (step.committed !== null || step.staged !== null) return step;
      const blob = {
        mode: step.entry?.mode ?? "",
        id: await hashText(git, top, step.path, newText(folder, names.indexOf(step.file))),
      };
      return { ...step, committed: blob, staged: blob };
    }),
  );
}

/** In place of an id: the change leaves no file there. */
export const noBlob = "none";

/** The id that git gives a text of the work tree at a path. */
export async function hashText(git: RunGit, top: string, path: string, text: string | null): Promise<string> {
  if (text === null) return noBlob;
  return (await git(top, ["hash-object", `--path=${path}`, "--stdin"], { input: text })).trim();
}
