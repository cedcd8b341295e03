/** What bin/compile-cache.js keeps for the next start. */
import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../shell/repository.ts";
import { environment, root, run } from "./built-gtm.ts";

const start = `process.argv.splice(1, 0, "gtm");
require(${JSON.stringify(join(root, "bin/compile-cache.js"))})(process.env.PROGRAM)`;

/** A user with the sample, and a home that is theirs. */
function makeUser(env: Readonly<Record<string, string>> = {}) {
  const folder = temporaryFolder();
  const home = temporaryFolder();
  cpSync(join(root, "items"), join(folder, "items"), { recursive: true });
  const all = { ...environment, HOME: home, PROGRAM: join(root, "dist/cli.cjs"), ...env };
  const cache = join(home, ".cache/gtm");
  return {
    cache,
    kept: join(cache, `list-${process.arch}.v8`),
    gtm: (...args: string[]) => run(folder, process.execPath, ["-e", start, "--", ...args], all),
  };
}

const look = (file: string) => {
  const { ino, mode } = statSync(file);
  return { ino, mode: mode & 0o777 };
};

test("a command's code is kept once, for its user alone, and the next run answers the same", async () => {
  const { gtm, kept } = makeUser();
  const first = await gtm("list", "--all");
  expect(first).toMatchObject({ code: 0, stderr: "" });
  const before = look(kept);
  expect(before.mode).toBe(0o600);
  expect(await gtm("-t", "items", "list", "--all")).toEqual(first);
  expect(look(kept)).toEqual(before);
});

test("a file that is damaged, cut off, another build's or open to others is not believed, and is made anew", async () => {
  const { gtm, kept } = makeUser();
  const first = await gtm("list");
  const good = readFileSync(kept);
  const flipped = (at: number) => good.map((byte, index) => (index === at ? byte ^ 4 : byte));
  const key = good.toString("latin1", 0, 120);
  const otherBuild = Buffer.from(
    good.toString("latin1").replaceAll(key, key.replace("// ", "// x").slice(0, -1)),
    "latin1",
  );
  expect(otherBuild.length).toBe(good.length);
  const places = [5, 200, 5000, 0.2, 0.4, 0.6, 0.9].map((at) => Math.floor(at < 1 ? at * good.length : at));
  const wrong = [
    ...places.map(flipped),
    good.subarray(0, good.length - 8),
    Buffer.alloc(good.length),
    Buffer.alloc(0),
    otherBuild,
  ];
  for (const bytes of wrong) {
    writeFileSync(kept, bytes);
    expect(await gtm("list")).toEqual(first);
    expect(readFileSync(kept).equals(bytes)).toBe(false);
  }
  chmodSync(kept, 0o666);
  expect(await gtm("list")).toEqual(first);
  expect(look(kept).mode).toBe(0o600);
});

test("nothing is kept of a word that is no command, where the user wants none, or where their home is not theirs", async () => {
  const { gtm, cache } = makeUser();
  expect(await gtm("lst")).toMatchObject({ code: 2 });
  expect(existsSync(cache)).toBe(false);
  const unwilling = makeUser({ NODE_DISABLE_COMPILE_CACHE: "1" });
  expect(await unwilling.gtm("list")).toMatchObject({ code: 0 });
  expect(existsSync(unwilling.cache)).toBe(false);
  for (const home of ["/nonexistent", "/proc/1", "/dev"]) {
    const stranger = makeUser({ HOME: home });
    expect(await stranger.gtm("list")).toMatchObject({ code: 0, stderr: "" });
  }
});

test("the code of one form of the page stays when another is asked for", async () => {
  const { gtm, cache } = makeUser();
  const kept = join(cache, `render-${process.arch}.v8`);
  await gtm("render");
  await gtm("render", "-f", "html");
  const both = look(kept);
  await gtm("render");
  await gtm("render", "-f", "html");
  expect(look(kept)).toEqual(both);
});

test("an answer of no is kept too, and no draft stays behind", async () => {
  const { gtm, cache } = makeUser();
  await Promise.all([gtm("check", "--strict"), gtm("check", "--strict"), gtm("list")]);
  expect(readdirSync(cache).sort()).toEqual(["check", "list"].map((name) => `${name}-${process.arch}.v8`));
});
