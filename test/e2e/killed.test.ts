/** What a gtm that was killed leaves behind, and what the next one makes of it. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { hostname } from "node:os";
import { expect, test } from "vitest";
import { makeRepository, type TestRepository } from "../shell/repository.ts";
import { kettle } from "../support/tracker-files.ts";
import { gtm } from "./built-gtm.ts";

const page = `# Fair

## Key milestones

- 12/6 Fair (Austin)

| # | Pri | Title | Area | Owner | Due | HX Input? | Status | Comments |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| 1 | 1 | Banner | Stand | Bo Ek | 10/25 | Yes | Pending | 10/10 - ordered by @bo, see CF-12<br>10/17 - came |
| 2 | 2 | Leaflet | Print | Ann Lee, Bo Ek | Nov | No | Done | 9/1 - printed |
| 3 | P4 | Lamp | Stand | Ann Lee | ASAP | Yes | Late | |
`;

/** A repository with a fresh tracker and a page; with all that an import of it would write, not yet committed, if asked. */
async function withPage(names: readonly string[] = []): Promise<TestRepository> {
  const repository = makeRepository({ "page.md": page });
  await gtm(repository.folder, ["init"]);
  if (names.length === 0) return repository;
  await gtm(repository.folder, ["import", "page.md", "--no-commit"]);
  for (const name of readdirSync(repository.path("items")).filter((each) => !names.includes(each))) {
    if (name === "tracker.md") repository.git("checkout", "--", "items/tracker.md");
    else repository.git("clean", "--quiet", "--force", `items/${name}`);
  }
  return repository;
}

test.for([
  [["tracker.md"]],
  [["tracker.md", "001-banner.md"]],
  [["tracker.md", "001-banner.md", "002-leaflet.md", "003-lamp.md"]],
  [["001-banner.md", "003-lamp.md"]],
] as const)(
  "an import that was killed after %j is made again as if it had not begun: one commit of everything",
  async ([names]) => {
    const [whole, cut] = [await withPage(), await withPage(names)];
    const [expected, { code, stdout }] = [
      await gtm(whole.folder, ["import", "page.md"]),
      await gtm(cut.folder, ["import", "page.md"]),
    ];
    const withoutCommit = (text: string) => text.replace(/\[\w+\]/, "");
    expect([code, withoutCommit(stdout)]).toEqual([0, withoutCommit(expected.stdout)]);
    expect(cut.git("status", "--porcelain")).toBe("");
    expect(cut.git("rev-parse", "HEAD:items")).toBe(whole.git("rev-parse", "HEAD:items"));
    expect((await gtm(cut.folder, ["import", "page.md", "--json"])).stdout).toContain('"created": []');
  },
);

test("a new file that is not as the import would write it is somebody's own, and stays uncommitted", async () => {
  const repository = await withPage(["tracker.md", "001-banner.md"]);
  repository.write("items/001-banner.md", repository.read("items/001-banner.md").replace("Pending", "Done"));
  repository.write("items/004-own.md", "---\nid: 4\ntitle: Own\nstatus: pending\n---\n");
  const text = repository.read("items/001-banner.md").replace("status: pending", "status: done");
  repository.write("items/001-banner.md", text);
  expect((await gtm(repository.folder, ["import", "page.md"])).code).toBe(0);
  expect(repository.read("items/001-banner.md")).toBe(text);
  expect(repository.git("status", "--porcelain").split("\n").sort()).toEqual([
    "",
    "?? items/001-banner.md",
    "?? items/004-own.md",
  ]);
});

test("temporary files of dead processes are gone after the next command, those of living ones stay", async () => {
  const { folder, path, write } = makeRepository(kettle);
  const dead = spawnSync("true").pid;
  const litter = [".git", "items"].map((place) => `${place}/.gtm-temp.${dead}.x1y2.${hostname()}`);
  const live = [
    `.git/.gtm-temp.${process.pid}.x1y2.${hostname()}`,
    `items/.gtm-temp.${dead}.x1y2.another-machine`,
    "items/.hidden.txt",
  ];
  const old = `items/.001-handle-that-stays-cool.md.${dead}.abc`;
  for (const name of [...litter, ...live, old]) write(name, "half of a te");
  expect((await gtm(folder, ["list"])).code).toBe(0);
  expect([...litter, old].filter((name) => existsSync(path(name)))).toEqual([]);
  expect(live.filter((name) => existsSync(path(name)))).toEqual(live);
});
