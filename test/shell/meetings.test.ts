import { expect, test } from "vitest";
import { createGit } from "../../src/shell/git.ts";
import { gitEnvironment, makeRepository } from "./repository.ts";

test("meetings are found by a line of their commits' messages, the newest first, in their own folder", async () => {
  const { folder, git, write } = makeRepository({ "items/1.md": "one\n", "other/1.md": "one\n" });
  const commit = (path: string, message: string) => {
    write(path, `${message}\n`);
    git("commit", "--quiet", "--all", `--message=${message}`);
  };
  commit("items/1.md", "gtm meet 2026-03-05: 1 item changed\n\nMeeting: 2026-03-05");
  commit("items/1.md", "An agenda: Meeting: 2026-03-06");
  commit("items/1.md", "Meeting: soon");
  commit("other/1.md", "gtm meet 2026-03-07: 1 item changed\n\nMeeting: 2026-03-07");
  commit(
    "items/1.md",
    "Two (#12)\n\n* gtm meet\n\nMeeting: 2026-03-12\n\n* gtm note\n\nMeeting: 2026-03-11\n\nWords behind it.",
  );
  const tool = createGit(folder, gitEnvironment);
  const repository = await tool.repository(folder);
  const found = await tool.meetings(repository, "items");
  expect(found.map(({ date }) => date)).toEqual(["2026-03-12", "2026-03-05"]);
  expect(found[0]?.id).toBe(git("rev-parse", "HEAD").trim());
});

test("there are none before the first commit", async () => {
  const { folder, git } = makeRepository({});
  git("update-ref", "-d", "HEAD");
  const tool = createGit(folder, gitEnvironment);
  expect(await tool.meetings(await tool.repository(folder), "items")).toEqual([]);
});
