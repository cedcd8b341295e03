/** The page in the browser, and the page that follows the files: processes, exit codes and a watcher that are the real ones. */
import { spawn } from "node:child_process";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { makeRepository, temporaryFolder } from "../shell/repository.ts";
import { kettle } from "../support/tracker-files.ts";
import { environment, ownProcess, root } from "./built-gtm.ts";

/** A PATH on which this script is what opens a file; without a script, nothing is. */
function opener(script?: string) {
  const folder = temporaryFolder();
  const opened = join(folder, "opened");
  if (script === undefined) return { opened, PATH: folder };
  writeFileSync(join(folder, "xdg-open"), `#!/bin/sh\necho "$1" >> ${opened}\n${script}\n`);
  chmodSync(join(folder, "xdg-open"), 0o755);
  return { opened, PATH: `${folder}:${process.env.PATH}` };
}

test.each([
  ["has handed the page on", "exit 0"],
  ["is the browser and runs on", "exec sleep 5"],
])("--open is done where the opener %s", async (_, script) => {
  const { folder } = makeRepository(kettle);
  const { opened, PATH } = opener(script);
  const { code, stdout, stderr } = await ownProcess(folder, ["render", "--open"], { PATH });
  expect({ code, stdout, stderr }).toEqual({
    code: 0,
    stdout: "",
    stderr: "gtm-page.html: 2 open, 1 closed, as of 2026-03-12\n",
  });
  expect(readFileSync(opened, "utf8")).toBe(`${join(folder, "gtm-page.html")}\n`);
});

test.each([
  ["finds no browser", "exit 3", "xdg-open failed (exit code 3)"],
  ["is not there", undefined, "this machine has no program that opens files (ENOENT)"],
])("--open says that no browser opened, and where the page is, where the opener %s", async (_, script, reason) => {
  const { folder } = makeRepository(kettle);
  const page = join(folder, "gtm-page.html");
  const { code, stderr } = await ownProcess(folder, ["render", "--open"], { PATH: opener(script).PATH });
  expect([code, stderr.split("\n").slice(1)]).toEqual([
    2,
    [`gtm: no browser opened: ${reason}`, `  the page was written: open ${page} yourself`, ""],
  ]);
  expect(existsSync(page)).toBe(true);
});

/** A gtm that runs on: what it has said so far, and how it ends on Ctrl-C. */
function start(folder: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [join(root, "bin/gtm.js"), ...args], {
    cwd: folder,
    env: { ...environment, ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString("utf8");
  });
  const ended = new Promise<number | null>((done) => child.once("close", done));
  return {
    /** Settles once a line says these words so many times. */
    says: async (words: string, times = 1) => {
      while (said.split(words).length <= times) await new Promise((done) => child.stderr.once("data", done));
    },
    stop: async () => {
      child.kill("SIGINT");
      return { code: await ended, said };
    },
  };
}

const guarantee = (kettle["items/002-warranty-text.md"] ?? "").replace("Warranty text", "Guarantee");

test("--open --watch opens the page once and writes it again after a change", async () => {
  const repository = makeRepository(kettle);
  const { opened, PATH } = opener("exit 0");
  const running = start(repository.folder, ["render", "--open", "--watch"], { PATH });
  await running.says("watching items");
  repository.write("items/002-warranty-text.md", guarantee);
  await running.says("2 open", 2);
  expect((await running.stop()).code).toBe(0);
  expect(repository.read("gtm-page.html")).toContain("Guarantee");
  expect(readFileSync(opened, "utf8").trim().split("\n")).toEqual([repository.path("gtm-page.html")]);
});

test.each(["items/page.html", "items/README.md"])(
  "--watch with its page at %s writes it once for a change, not again for the page itself",
  async (output) => {
    const repository = makeRepository(kettle);
    const running = start(repository.folder, ["render", "--watch", "-o", output]);
    await running.says("watching items");
    repository.write("items/002-warranty-text.md", guarantee);
    await running.says("2 open", 2);
    // A loop would go round several times by now.
    await sleep(800);
    const line = `${output}: 2 open, 1 closed, as of 2026-03-12\n`;
    expect(await running.stop()).toEqual({ code: 0, said: `${line}watching items; press Ctrl-C to stop\n${line}` });
  },
);

test("--watch reports a half-saved tracker.md and goes on", async () => {
  const repository = makeRepository(kettle);
  const whole = repository.read("items/tracker.md");
  const running = start(repository.folder, ["render", "--watch", "-o", "page.md"]);
  await running.says("watching items");
  repository.write("items/tracker.md", whole.slice(0, 40));
  await running.says("fix tracker.md");
  repository.write("items/tracker.md", whole.replace("# Kettle launch", "# Kettle launch, again"));
  await running.says("2 open", 2);
  expect((await running.stop()).code).toBe(0);
  expect(repository.read("page.md")).toContain("# Kettle launch, again");
});
