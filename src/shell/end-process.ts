import { endIfStopped } from "./stop-signals.ts";

/**
 * Ends the process once everything written has gone out. Without it node waits for whatever a hook started in
 * the background with git's output still open.
 */
export async function endProcess(code: number): Promise<never> {
  await Promise.all([process.stdout, process.stderr].map(written));
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
