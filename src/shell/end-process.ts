import { isatty } from "node:tty";
import { endIfStopped } from "./stop-signals.ts";

/**
 * Ends the process once everything written has gone out. Without it node waits for whatever a hook started in
 * the background with git's output still open.
 */
export async function endProcess(code: number): Promise<never> {
  // Anything else than a terminal is written at once; to look at it would only cost the time to open a stream.
  if (isatty(1)) await written(process.stdout);
  if (isatty(2)) await written(process.stderr);
  endIfStopped();
  process.exit(code);
}

function written(stream: NodeJS.WriteStream): Promise<void> {
  // An error here is a closed pipe: nobody reads on, and there is nothing left to wait for.
  return new Promise((done) => {
    if (stream.writableNeedDrain || stream.writableLength > 0) stream.write("", () => done());
    else done();
  });
}
