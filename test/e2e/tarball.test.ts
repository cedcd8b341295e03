import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeRepository, temporaryFolder } from "../shell/repository.ts";
import { environment, root, run } from "./built-gtm.ts";

/** npm with a home of its own: no cache, no configuration, and none of what `npm test` hands down. */
function npmEnvironment(): Readonly<Record<string, string | undefined>> {
  const home = temporaryFolder();
  return { ...environment, HOME: home, npm_config_cache: join(home, "cache"), npm_config_update_notifier: "false" };
}

test("the tarball holds bin, completions, dist, the man page and what a package says of itself; installed elsewhere it works", async () => {
  const env = npmEnvironment();
  const folder = temporaryFolder();
  // --ignore-scripts: `prepack` would build anew, under the feet of the tests beside this one.
  const packed = await run(root, "npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], env);
  expect([packed.code, packed.stderr]).toEqual([0, expect.not.stringContaining("ERR")]);
  const [{ filename, files }] = JSON.parse(packed.stdout) as [{ filename: string; files: { path: string }[] }];
  const expected = [
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "package.json",
    ...["compile-cache.js", "gtm.js", "package.json"].map((name) => `bin/${name}`),
    ...["completions", "dist", "man"].flatMap((name) => readdirSync(join(root, name)).map((file) => `${name}/${file}`)),
  ];
  expect(files.map(({ path }) => path).sort()).toEqual(expected.sort());

  const home = temporaryFolder();
  const install = ["install", "--offline", "--no-audit", "--no-fund", join(folder, filename)];
  expect(await run(home, "npm", install, env)).toMatchObject({ code: 0, stderr: "" });
  expect(readdirSync(join(home, "node_modules")).filter((name) => !name.startsWith("."))).toEqual(["gtm-tracker"]);

  const { git } = makeRepository();
  const repository = git("rev-parse", "--show-toplevel").trim();
  const gtm = (...args: string[]) => run(home, "npx", ["--offline", "gtm", "-C", repository, ...args], env);
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  expect(await gtm("--version")).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  for (const args of [
    ["init"],
    ["add", "Box for the post"],
    ["note", "1", "Ordered"],
    ["close", "1"],
    ["completion", "zsh"],
  ])
    expect([args, await gtm(...args)]).toEqual([args, expect.objectContaining({ code: 0 })]);
  mkdirSync(join(repository, "pages"));
  copyFileSync(join(repository, "items/tracker.md"), join(repository, "pages/empty.md"));
  expect(await gtm("render", "-o", join(repository, "pages/page.md"))).toMatchObject({ code: 0 });
  expect(readFileSync(join(repository, "pages/page.md"), "utf8")).toContain("Box for the post");
  expect(git("log", "--format=%s").split("\n")).toHaveLength(5);
  expect(existsSync(join(home, "items"))).toBe(false);
});

test("npm has nothing to warn of when the checkout is installed for everyone, and man finds its page", async () => {
  const prefix = temporaryFolder();
  const install = ["install", "--global", "--prefix", prefix, "--offline", "--no-audit", "--no-fund", root];
  expect(await run(prefix, "npm", install, npmEnvironment())).toMatchObject({ code: 0, stderr: "" });
  expect(existsSync(join(prefix, "share/man/man1/gtm.1"))).toBe(true);
});
