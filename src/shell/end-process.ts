import { allShown } from "./standard-streams.ts";
import { endIfStopped } from "./stop-signals.ts";

/**
 * Ends the process once everything written has gone out. Without it node waits for whatever a hook started in
 * the background with git's output still open.
 */
export async function endProcess(code: number): Promise<never> {
  await allShown();
  endIfStopped();
  process.exit(code);
}
