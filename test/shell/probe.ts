/** What the tests run as a process of its own: `append FILE LINE`, `hold LOCK MILLISECONDS` or `print BYTES`. */
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { endProcess } from "../../src/shell/end-process.ts";
import { createGit } from "../../src/shell/git.ts";
import { withLock } from "../../src/shell/lock.ts";
import { standardOutput } from "../../src/shell/standard-streams.ts";
import { appendPlan } from "./append-plan.ts";

const [verb, path = "", value = ""] = process.argv.slice(2);
if (verb === "append") {
  const git = createGit(dirname(path), process.env);
  await git.change(await git.repository(dirname(path)), () => appendPlan([path], value), { commit: true });
} else if (verb === "hold") {
  await withLock(path, async (signal) => {
    process.stdout.write("held\n");
    await sleep(Number(value), undefined, { signal }).catch(() => undefined);
  });
} else {
  for (let i = 0; i < 3; i++) standardOutput().write("x".repeat(Number(path) / 3));
}
await endProcess(0);
