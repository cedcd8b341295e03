import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isSetPlainly } from "../../src/shell/plain-setting.ts";
import { trials } from "../support/trials.ts";
import { gitEnvironment, makeRepository, temporaryFolder } from "./repository.ts";

const key = "merge.gtm.driver";
const isPlain = (folder: string, env = gitEnvironment) => isSetPlainly(folder, key, env);

test("what git has set in a clone is seen, from its folders and its other work trees", () => {
  const { folder, path, git } = makeRepository({ "items/1.md": "one\n" });
  expect(isPlain(folder)).toBe(false);
  git("config", key, 'gtm merge-driver %O "%A"; exit $s');
  const other = join(temporaryFolder(), "other");
  git("worktree", "add", "-q", other, "-b", "other");
  expect([isPlain(folder), isPlain(path("items")), isPlain(other)]).toEqual([true, true, true]);
  expect(isPlain(temporaryFolder())).toBe(false);
  expect(isPlain(folder, { ...gitEnvironment, GIT_DIR: path("elsewhere") })).toBe(false);
  git("config", "--unset", key);
  expect(isPlain(folder)).toBe(false);
});

const [header, driver] = ['[merge "gtm"]', "\tdriver = gtm %O"];
const line = fc.constantFrom(
  ...[header, driver, driver, `${header}\n${driver}`, `${header}\n\tname = gtm\n${driver}`],
  ...['[merge "other"]', "[merge]", '[MERGE "gtm"]', '[merge "gtm"] driver = x', "# [merge]"],
  ...["\tdriver =", "\tdriver", "  driver = x", "\tdriverless = x", "\t# driver = x", "; driver = x"],
  ...['\tname = "gtm\\', "\tname = a\\", '\tname = "a', "", "[alias]", "\tx = y"],
);

test("whatever stands in a clone's settings, nothing is seen that git does not see", () => {
  const { folder, path, git } = makeRepository({ "items/1.md": "one\n" });
  let seen = 0;
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
      writeFileSync(path(".git/config"), `[core]\n\trepositoryformatversion = 0\n${lines.join("\n")}\n`);
      if (!isPlain(folder)) return;
      seen++;
      // Where the rest is no configuration at all, git says so to whoever asks it.
      const answer = ask(() => git("config", "--get", key));
      expect(answer).not.toBe("it is not set");
    }),
    trials.tracker,
  );
  expect(seen).toBeGreaterThan(5);
});

function ask(git: () => string): string {
  try {
    return git();
  } catch (error) {
    return (error as { status: number }).status === 1 ? "it is not set" : "bad configuration";
  }
}
