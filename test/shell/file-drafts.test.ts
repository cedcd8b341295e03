/** Editors that save in the moment in which gtm has just put its own file there. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { temporaryFolder } from "./repository.ts";

/** What happens right after a file was moved to a path. */
const move = { after: (_to: string): void => {} };

// Files of tests share their modules: this one has its own, and leaves none to others.
vi.resetModules();
vi.doMock("node:fs", async (original) => {
  const real = await original<typeof import("node:fs")>();
  const renameAndMore = (from: string, to: string): void => {
    real.renameSync(from, to);
    move.after(to);
  };
  return { ...real, renameSync: renameAndMore };
});
const { refuseSaved, writeDrafts } = await import("../../src/shell/file-drafts.ts");
vi.doUnmock("node:fs");
vi.resetModules();

function written(save: (path: string) => void): () => void {
  const top = temporaryFolder();
  const [folder, path] = [join(top, "journal"), join(top, "1.md")];
  mkdirSync(folder);
  writeFileSync(path, "old\n");
  const drafts = [{ path, name: "1.md", edit: () => "new\n", before: "old\n", after: "new\n" }];
  move.after = (to) => {
    if (to !== path) return;
    move.after = () => {};
    save(path);
  };
  const stamps = writeDrafts(folder, top, drafts, { message: "m", head: null, commit: true });
  return () => refuseSaved(folder, drafts, stamps);
}

test("a file that nobody has saved passes", () => {
  expect(written(() => {})).not.toThrow();
});

test.for([
  ["into it", (path: string) => writeFileSync(path, "typed\n")],
  [
    "by a move",
    (path: string) => {
      writeFileSync(`${path}~`, "typed\n");
      renameSync(`${path}~`, path);
    },
  ],
  [
    "by a move, the same text",
    (path: string) => {
      writeFileSync(`${path}~`, readFileSync(path));
      renameSync(`${path}~`, path);
    },
  ],
  ["into it, as long as gtm's,", (path: string) => writeFileSync(path, "own\n")],
] as const)("a text that an editor saves %s as soon as gtm's is there is not taken for gtm's", ([, save]) => {
  expect(written(save)).toThrow("1.md was saved by another program while gtm was running");
});
