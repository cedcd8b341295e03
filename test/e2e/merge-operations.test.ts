/** Random pairs of edits of one item through git's own operations, with the driver and with `gtm resolve` behind a git without it. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { readConflicts } from "../../src/core/merge/conflicts.ts";
import { mergeItem } from "../../src/core/merge/merge-item.ts";
import { makeRepository, type TestRepository } from "../shell/repository.ts";
import { apply, type Edit, edits, type Look, look, type Model, model, write } from "../support/item-edits.ts";
import { trials } from "../support/trials.ts";
import { environment, gtm, run } from "./built-gtm.ts";

const file = "items/017-sourdough-starter.md";
const tracker = `---
title: Bakery launch
people: { mreyes: { name: Marisol Reyes }, tokonkwo: { name: Tobe Okonkwo }, hnakata: { name: Hana Nakata } }
areas: [Product / Engineering, "Pilot: Bakeries", Sales]
statuses: { pending: Pending, in-progress: In progress, blocked: Blocked, done: Done }
priorities: { P1: { label: Now, weeks: 2 }, P2: { label: Soon, weeks: 4 }, P4: { label: Later } }
fields: { effort: { label: Effort, type: text } }
refs: { DOUGH: "https://tickets.example.com/browse/DOUGH-{n}" }
---

<!-- gtm:table is:open -->
`;

interface Operation {
  readonly start: readonly (readonly string[])[];
  readonly goOn: readonly string[];
  /** Git calls what is built anew "ours". */
  readonly isTurned?: boolean;
}

const operations: Readonly<Record<string, Operation>> = {
  merge: { start: [["merge", "--no-edit", "side"]], goOn: ["commit", "--quiet", "--no-edit"] },
  rebase: { start: [["rebase", "side"]], goOn: ["-c", "core.editor=true", "rebase", "--continue"], isTurned: true },
  "cherry-pick": {
    start: [["cherry-pick", "--allow-empty", "--keep-redundant-commits", "side"]],
    goOn: ["-c", "core.editor=true", "cherry-pick", "--continue"],
  },
  "stash pop": {
    start: [
      ["switch", "--quiet", "side"],
      ["reset", "--quiet", "--soft", "HEAD~1"],
      ["stash", "--quiet"],
      ["switch", "--quiet", "main"],
      ["stash", "pop"],
    ],
    goOn: ["stash", "drop", "--quiet"],
  },
};

/** Only what the tracker knows, so that `check` has nothing else to say. */
function tame({ keys, ...item }: Model): Model {
  const known: Readonly<Record<string, RegExp>> = { owners: /^[a-z]+$/, refs: /^DOUGH/ };
  const entries = Object.entries(keys).flatMap(([key, value]): [string, string | readonly string[]][] => {
    if (typeof value === "string") return [[key, value]];
    const words = value.filter((word) => known[key]?.test(word));
    return words.length === 0 ? [] : [[key, words]];
  });
  return { ...item, keys: Object.fromEntries(entries) };
}

type Pair = readonly [item: Model, how: Look, mine: readonly Edit[], yours: readonly Edit[]];

/** The three texts, committed: `main` is checked out, and `side` has parted from it. */
function part({ git, write: put }: TestRepository, [item, how, mine, yours]: Pair) {
  const [base = "", ours = "", theirs = ""] = [[], mine, yours].map((changes) =>
    write(tame(changes.reduce(apply, { ...item, keys: { status: "pending", ...item.keys } })), how),
  );
  const commit = (text: string) => {
    put(file, text);
    git("add", "--all");
    git("commit", "--quiet", "--allow-empty", "--message=an edit");
  };
  git("reset", "--quiet", "--hard");
  git("switch", "--quiet", "--force-create", "main", "first");
  commit(base);
  git("switch", "--quiet", "--force-create", "side");
  commit(theirs);
  git("switch", "--quiet", "main");
  commit(ours);
  return { base, ours, theirs };
}

const pair = fc.tuple(model, look, edits, edits);

test.for(
  Object.entries(operations).flatMap(([name, operation]) =>
    (["with the driver", "by gtm resolve"] as const).map((how) => [name, how, operation] as const),
  ),
)(
  "a %s %s comes to what the texts merge to; what clashes is chosen, and check is clean",
  async ([, how, operation]) => {
    const repository = makeRepository({ "items/tracker.md": tracker });
    const { folder, git, read } = repository;
    if (how === "with the driver") expect((await gtm(folder, ["setup"])).code).toBe(0);
    git("branch", "first");
    const tries = (args: readonly string[]) => run(folder, "git", args, environment);
    await fc.assert(
      fc.asyncProperty(pair, async (edited) => {
        const { base, ours, theirs } = part(repository, edited);
        // There would be nothing to stash.
        fc.pre(theirs !== base);
        const versions = operation.isTurned ? { base, ours: theirs, theirs: ours } : { base, ours, theirs };
        const merged = mergeItem(versions);
        let done: { readonly code: number | string } = { code: 0 };
        for (const args of operation.start) done = await tries(args);
        // Without the driver git has merged by lines what did not conflict there.
        if (how === "by gtm resolve") {
          if (done.code === 0) return;
          expect((await gtm(folder, ["resolve"])).code).toBe(merged.conflicts.length > 0 ? 1 : 0);
        } else expect(done.code).toBe(merged.conflicts.length > 0 ? 1 : 0);
        const bare = (text: string) => text.replaceAll(/^([<>]{7}) .*$/gm, "$1");
        expect(bare(read(file))).toBe(bare(merged.text));
        if (merged.conflicts.length > 0) {
          repository.write(file, chosen(read(file)));
          git("add", file);
        }
        if (done.code !== 0) await tries(operation.goOn);
        expect([git("ls-files", "--unmerged"), git("stash", "list")]).toEqual(["", ""]);
        const check = await gtm(folder, ["check"]);
        expect(check.stdout.split("\n").filter((line) => line.includes(": error:"))).toEqual([]);
      }),
      { ...trials.folder, endOnFailure: true },
    );
  },
);

/** The text with ours of each conflict. */
function chosen(text: string): string {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const conflicts = readConflicts(text);
  return lines
    .map((line, index) => {
      const conflict = conflicts.find((each) => each.line <= index + 1 && index + 1 <= each.lastLine);
      if (!conflict) return line;
      return conflict.line === index + 1 ? conflict.ours : "";
    })
    .join("");
}
