import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { makeRepository } from "../shell/repository.ts";
import { kettle } from "../support/tracker-files.ts";
import { environment, gtm, run } from "./built-gtm.ts";

test("log tells what both sides of a merge did, what the merge itself chose, and the day on which the item is due now", async () => {
  const { folder, git, path, read } = makeRepository(kettle);
  const name = "items/001-handle-that-stays-cool.md";
  const commit = async (due: string, subject: string, day: string) => {
    writeFileSync(path(name), read(name).replace(/^due: .*$/m, `due: ${due}`));
    // Without it a side that the merge did not choose would have left nothing, and git would pass it over.
    writeFileSync(path(`items/${subject}.txt`), "notes\n");
    git("add", "--all");
    await run(folder, "git", ["commit", "--quiet", `--message=${subject}`], {
      ...environment,
      GIT_COMMITTER_DATE: `${day}T12:00:00Z`,
    });
  };
  git("checkout", "--quiet", "-b", "side");
  await commit("2026-03-05", "side", "2017-10-26");
  git("checkout", "--quiet", "main");
  await commit("2026-03-08", "main", "2017-10-27");
  const told = async () => {
    const { stdout } = await gtm(folder, ["log", "1"]);
    return stdout.split("\n").filter((line) => /^(?: {2}|#1 .*: )due /.test(line));
  };
  git("checkout", "--quiet", "side");
  git("merge", "--quiet", "--strategy-option=ours", "--message=merged", "main");
  const both = ["  due 2026-03-01 → 2026-03-05 (4 days later)", "  due 2026-03-01 → 2026-03-08 (7 days later)"];
  const moves = await told();
  expect([moves.slice(1).toSorted(), moves.at(0)]).toEqual([
    both,
    "#1 Handle that stays cool: due moved twice, 4 days later in all (2026-03-01 → 2026-03-05)",
  ]);
  writeFileSync(path(name), read(name).replace(/^due: .*$/m, "due: 2026-03-11"));
  git("commit", "--quiet", "--all", "--amend", "--no-edit");
  expect((await told()).at(1)).toBe("  due 2026-03-05 → 2026-03-11 (6 days later)");
  expect((await told()).at(0)).toBe(
    "#1 Handle that stays cool: due moved 3 times, 10 days later in all (2026-03-01 → 2026-03-11)",
  );
});
