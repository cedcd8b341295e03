/** What the tests run as a process of its own: `append FILE LINE`, `rename FILE FILE`, `hold LOCK MILLISECONDS` or `print BYTES`. */
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { endProcess } from "../../src/shell/end-process.ts";
import { createGit } from "../../src/shell/git.ts";
import { withLock } from "../../src/shell/lock.ts";
import { standardOutput } from "../../src/shell/standard-streams.ts";
import { whileStoppable } from "../../src/shell/stop-signals.ts";
import { appendPlan, renamePlan } from "./append-plan.ts";

const [verb, path = "", value = ""] = process.argv.slice(2);
if (verb === "append" || verb === "rename") {
  const git = createGit(dirname(path), process.env, (words) => void process.stderr.write(`${words}\n`));
  try {
    await git.change(
      await git.repository(dirname(path)),
      () => (verb === "append" ? appendPlan([path], value) : renamePlan(path, value)),
      { commit: true },
    );
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    await endProcess(1);
  }
} else if (verb === "hold") {
  await whileStoppable((signal) =>
    withLock(path, async () => {
      process.stdout.write("held\n");
      await sleep(Number(value), undefined, { signal }).catch(() => undefined);
    }),
  );
} else {
  for (let i = 0; i < 3; i++) standardOutput().write("x".repeat(Number(path) / 3));
}
await endProcess(0);
