import { spawn } from "node:child_process";
import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { withLock } from "../../src/shell/lock.ts";
import { markProcess, type ProcessMark } from "../../src/shell/process-mark.ts";
import { start } from "./probe-process.ts";
import { makeRepository, temporaryFolder } from "./repository.ts";

const twenty = Array.from({ length: 20 }, (_, index) => `line ${index}`);
const sorted = (text: string): readonly string[] => text.trim().split("\n").sort();

function lockText(holder: Partial<ProcessMark>): string {
  return JSON.stringify({ ...markProcess(process.pid), time: "2017-10-25T12:00:00.000Z", nonce: "x", ...holder });
}

/** A process id of this host that belongs to nobody. */
async function deadProcess(): Promise<number> {
  const child = spawn(process.execPath, ["--version"], { stdio: "ignore" });
  await new Promise((done) => child.on("close", done));
  if (child.pid === undefined) throw new Error("no process was started");
  return child.pid;
}

test("twenty processes that append to one file at once: all twenty lines, a linear history, a clean work tree", async () => {
  const { git, path, read } = makeRepository({ "1.md": "" });
  expect(await Promise.all(twenty.map((line) => start("append", path("1.md"), line).end))).toEqual(
    twenty.map(() => ""),
  );
  expect(sorted(read("1.md"))).toEqual([...twenty].sort());
  expect(git("rev-list", "--count", "HEAD")).toBe("21\n");
  expect(git("rev-list", "--min-parents=2", "HEAD")).toBe("");
  expect(git("status", "--porcelain")).toBe("");
  expect(readdirSync(path(".git")).filter((name) => name.startsWith("gtm"))).toEqual([]);
});

test("twenty takers of a dead process's lock, in a repository and its worktree: none wins twice, none is lost", async () => {
  const { git, path, read } = makeRepository({ "1.md": "", "2.md": "" });
  git("worktree", "add", "--quiet", "-b", "side", path("side"));
  writeFileSync(path(".git/gtm.lock"), lockText({ pid: await deadProcess() }));
  const file = (index: number): string => path(index % 2 === 0 ? "1.md" : "side/1.md");
  const ends = twenty.map((line, index) => start("append", file(index), line).end);
  expect(await Promise.all(ends)).toEqual(twenty.map(() => ""));
  expect([...sorted(read("1.md")), ...sorted(read("side/1.md"))].sort()).toEqual([...twenty].sort());
  expect(git("rev-list", "--count", "main", "side", "--")).toBe("21\n");
  expect(readdirSync(path(".git")).filter((name) => name.startsWith("gtm"))).toEqual([]);
});

test("holders of one lock in one process take turns, also over a dead process's lock", async () => {
  const lock = join(temporaryFolder(), "gtm.lock");
  const pid = await deadProcess();
  for (let round = 0; round < 20; round++) {
    writeFileSync(lock, lockText({ pid }));
    let inside = 0;
    const work = async (): Promise<void> => {
      expect(++inside).toBe(1);
      await sleep(1);
      inside--;
    };
    await Promise.all(twenty.slice(0, 8).map(() => withLock(lock, work)));
  }
});

test("a lock that this process's id left behind, in an earlier life, is taken over", async () => {
  const lock = join(temporaryFolder(), "gtm.lock");
  writeFileSync(lock, lockText({ pid: process.pid }));
  expect(await withLock(lock, async () => "done", { wait: 100 })).toBe("done");
});

/** Makes a file look as if it was last written so many seconds ago. */
function age(file: string, seconds: number): void {
  const time = Date.now() / 1000 - seconds;
  utimesSync(file, time, time);
}

test.for([
  ["another host", { host: "elsewhere", space: "elsewhere" }],
  ["a container of the same name", { host: "elsewhere", space: "another namespace" }],
] as const)("the lock of %s is not judged by its process id, but by its last sign of life", async ([, where]) => {
  const lock = join(temporaryFolder(), "gtm.lock");
  const pid = await deadProcess();
  writeFileSync(lock, lockText({ pid, ...where }));
  age(lock, 5);
  await expect(withLock(lock, async () => "done", { wait: 100 })).rejects.toMatchObject({
    message: expect.stringContaining(`locked by process ${pid} on elsewhere since 2017-10-25T12:00:00.000Z`),
    hint: expect.stringContaining(lock),
  });
  expect(readFileSync(lock, "utf8")).toContain("elsewhere");
  expect(readdirSync(join(lock, ".."))).toEqual(["gtm.lock"]);
  age(lock, 31);
  expect(await withLock(lock, async () => "done", { wait: 0 })).toBe("done");
});

test("a process that has ended and that nobody has asked after is dead", async () => {
  // The shell becomes a program that does not ask after what the shell has started.
  const parent = spawn("sh", ["-c", "sleep 0 & echo $!; exec sleep 20"], { stdio: ["ignore", "pipe", "ignore"] });
  const pid = Number(await new Promise((done) => parent.stdout.once("data", done)));
  const lock = join(temporaryFolder(), "gtm.lock");
  writeFileSync(lock, lockText({ pid, started: null }));
  expect(await withLock(lock, async () => "done", { wait: 5_000 })).toBe("done");
  parent.kill();
});

test("a process that has the id of a dead one is not the holder of its lock", async () => {
  const lock = join(temporaryFolder(), "gtm.lock");
  writeFileSync(lock, lockText({ pid: process.ppid, started: "1" }));
  expect(await withLock(lock, async () => "done", { wait: 0 })).toBe("done");
});

test.for(["", "{", "{}", '{"pid":-1,"host":"h","time":"t"}', "null"])(
  "the unreadable lock %j is stale after half a minute, not before",
  async (text) => {
    const lock = join(temporaryFolder(), "gtm.lock");
    writeFileSync(lock, text);
    await expect(withLock(lock, async () => "done", { wait: 50 })).rejects.toThrow("locked by an unknown process");
    age(lock, 31);
    expect(await withLock(lock, async () => "done", { wait: 50 })).toBe("done");
  },
);

test.for([
  ["an empty draft", "4711.x1y2", ""],
  ["half a draft", "4711.x1y2", '{"pid":47'],
  ["a draft of another host", "4711.x1y2", lockText({ host: "elsewhere", space: "elsewhere" })],
  ["another host's take-over", "33-1508932800000.5", lockText({ host: "elsewhere", space: "elsewhere" })],
] as const)("%s beside the lock is gone once nobody can be waiting any more, not before", async ([, end, text]) => {
  const lock = join(temporaryFolder(), "gtm.lock");
  writeFileSync(`${lock}.${end}`, text);
  age(`${lock}.${end}`, 60);
  await withLock(lock, async () => "done");
  expect(readdirSync(join(lock, ".."))).toEqual([`gtm.lock.${end}`]);
  age(`${lock}.${end}`, 100);
  await withLock(lock, async () => "done");
  expect(readdirSync(join(lock, ".."))).toEqual([]);
});

/** A draft that was killed before it was written names nobody: see the test above. */
function hasWrittenDraft(lock: string): boolean {
  const drafts = readdirSync(join(lock, "..")).filter((name) => name.startsWith("gtm.lock."));
  return drafts.some((name) => statSync(join(lock, "..", name)).size > 0);
}

test("a waiting process that is killed leaves nothing once the lock was taken again", async () => {
  const lock = join(temporaryFolder(), "gtm.lock");
  const { child, end } = start("hold", lock, "20000");
  await new Promise((done) => child.stdout?.once("data", done));
  const waiting = start("hold", lock, "20000");
  while (!hasWrittenDraft(lock)) await sleep(10);
  waiting.child.kill("SIGKILL");
  expect(await waiting.end).toBe("SIGKILL");
  child.kill("SIGTERM");
  await end;
  expect(readdirSync(join(lock, ".."))).toHaveLength(1);
  await withLock(lock, async () => "done");
  expect(readdirSync(join(lock, ".."))).toEqual([]);
});

test("a lock is waited for, and released when the work fails", async () => {
  const lock = join(temporaryFolder(), "gtm.lock");
  const failed = withLock(lock, async () => {
    await sleep(50);
    throw new Error("no");
  });
  const next = withLock(lock, async () => "done");
  await expect(failed).rejects.toThrow("no");
  expect(await next).toBe("done");
});

test.for(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  "%s releases the lock, and the process dies of it",
  async (signal) => {
    const lock = join(temporaryFolder(), "gtm.lock");
    const { child, end } = start("hold", lock, "20000");
    await new Promise((done) => child.stdout?.once("data", done));
    child.kill(signal);
    expect(await end).toBe(signal);
    expect(readdirSync(join(lock, ".."))).toEqual([]);
  },
);

test("a signal during a slow hook ends git too and leaves everything as it was", async () => {
  const { git, path, read, hook } = makeRepository({ "1.md": "one\n" });
  hook("pre-commit", `: > "${path(".git/started")}"; exec sleep 20`);
  const { child, end } = start("append", path("1.md"), "x");
  while (!readdirSync(path(".git")).includes("started")) await sleep(10);
  child.kill("SIGTERM");
  expect(await end).toBe("SIGTERM stopped; nothing was changed");
  expect(read("1.md")).toBe("one\n");
  expect(git("status", "--porcelain")).toBe("");
  expect(readdirSync(path(".git")).filter((name) => /^gtm|lock$/.test(name))).toEqual([]);
});

test("a hook that leaves a process running in the background does not hold the end up", async () => {
  const { git, path, hook } = makeRepository({ "1.md": "one\n" });
  hook("post-commit", `sleep 600 & echo $! > "${path(".git/background")}"`);
  expect(await start("append", path("1.md"), "x").end).toBe("");
  expect(git("log", "-1", "--format=%s")).toBe("append: x\n");
  // It runs on: a process that is gone cannot be ended.
  expect(process.kill(Number(readFileSync(path(".git/background"), "utf8")))).toBe(true);
});

test("all that was written arrives before the process ends, and a reader that goes away ends it with 0", async () => {
  const all = start("print", "3000000");
  let length = 0;
  all.child.stdout?.on("data", (chunk: Buffer) => {
    length += chunk.length;
  });
  expect([await all.end, length]).toEqual(["", 3_000_000]);
  const cut = start("print", "3000000");
  cut.child.stdout?.destroy();
  expect(await cut.end).toBe("");
});
