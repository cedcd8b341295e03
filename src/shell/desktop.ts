/** The user's browser, and the files that change under our eyes. */
import { watch } from "node:fs";
import open from "open";
import { UserError } from "../errors.ts";

/** Editors write a file in several steps: what comes within this many milliseconds is one change. */
const burst = 80;

export async function openFile(path: string): Promise<void> {
  const child = await open(path);
  // A machine without a browser says so only when the opener runs.
  await new Promise<void>((done, fail) => {
    child.once("error", (cause) =>
      fail(new UserError(`no browser could be started for ${path}`, { hint: "open it by hand", cause })),
    );
    child.once("spawn", () => done());
  });
}

/** Ends with Ctrl-C. What `changed` throws ends it too. */
export function watchFolder(folder: string, changed: () => Promise<void>): Promise<void> {
  return new Promise((done, fail) => {
    let timer: NodeJS.Timeout | null = null;
    const watcher = watch(folder, () => {
      if (timer) clearTimeout(timer);
      timer = setTimeout(() => changed().catch(stop), burst);
    });
    const stop = (error?: unknown) => {
      watcher.close();
      process.off("SIGINT", interrupted);
      if (error === undefined) done();
      else fail(error);
    };
    const interrupted = () => stop();
    process.once("SIGINT", interrupted);
    watcher.once("error", stop);
  });
}
