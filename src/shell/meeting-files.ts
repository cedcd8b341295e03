/** A meeting's files, and its lock. The folder is no sign of a change that was cut off: see `isChanging`. */
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../errors.ts";
import type { MeetingFiles, Repository } from "../ports.ts";
import { explainFailure, files } from "./files.ts";
import { withLock } from "./lock.ts";

/** See `Git.meeting` in ports.ts. */
export async function holdMeeting<Result>(
  { gitFolder }: Repository,
  work: (files: MeetingFiles) => Promise<Result>,
): Promise<Result> {
  const folder = join(gitFolder, "gtm-meet");
  const pathOf = (name: string): string => join(folder, name);
  explainFailure(folder, "write", () => mkdirSync(folder, { recursive: true }));
  const kept: MeetingFiles = {
    read: (name) => (existsSync(pathOf(name)) ? readFileSync(pathOf(name), "utf8") : null),
    write: (name, text) => files.write(pathOf(name), text, folder),
    remove: (name) => rmSync(pathOf(name), { force: true }),
    pathOf,
  };
  return await withLock(pathOf("lock"), () => work(kept), { wait: 0, taken });
}

function taken(path: string, _wait: number, holder: string): UserError {
  return new UserError(`a meeting is being held here already, by ${holder}`, {
    hint: `finish it there; if gtm is no longer running there, remove ${path}`,
  });
}
