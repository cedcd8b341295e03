/** A whole meeting at a real terminal: killed, resumed, refused, and what stays of it in git. */
import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { makeRepository } from "../shell/repository.ts";
import { kettle } from "../support/tracker-files.ts";
import { gtm } from "./built-gtm.ts";
import { inTerminal, type Terminal } from "./terminal.ts";

const enter = "\r";
const handle = "items/001-handle-that-stays-cool.md";
const warranty = "items/002-warranty-text.md";

/** Types a key, and what it asks for, and waits for the item's keys again. */
async function answer(terminal: Terminal, key: string, question: string, ...words: readonly string[]) {
  terminal.type(key);
  await terminal.until(question);
  for (const word of words) terminal.type(word);
  await terminal.until("? help");
}

test("a meeting that is killed goes on where it stopped, and is one commit of what it has changed", async () => {
  const { folder, git, read, write } = makeRepository({ ...kettle, "plan.md": "one\n" });
  write("plan.md", "two\n");
  git("add", "plan.md");
  const first = inTerminal(folder, ["meet"]);
  // The keys are shown once they are waited for: what is typed before is thrown away.
  expect(await first.until("? help")).toContain("1 of 2");
  await answer(first, "n", "Note", "Cork is here", enter);
  await answer(first, enter, "2 of 2");
  await answer(first, "d", "Due", "+2w", enter);
  expect(read(warranty)).toContain("due: 2026-03-26\n");
  process.kill(first.pid(), "SIGKILL");
  await first.ended;
  expect(git("log", "--format=%s")).toBe("first\n");

  const refused = await gtm(folder, ["meet", "--agenda"]);
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining("gtm meet needs a terminal") });
  const other = inTerminal(folder, ["meet", "status:blocked"]);
  expect(await other.until("gtm meet --drop")).toContain("not finished: at 2 of 2, 2 items changed");
  expect(await other.ended).toBe(2);

  const second = inTerminal(folder, ["meet"]);
  expect(await second.until("? help")).toContain("The meeting goes on: 2 of 2 seen, 2 items changed");
  await answer(second, "c", "Close #2", "Signed", enter);
  await answer(second, "b", "1 of 2");
  await answer(second, "j", "Number or key", "3", enter);
  expect(second.shown()).toContain("#3 Colour of the lid");
  second.type("f");
  await second.until("and commit?");
  second.type(enter);
  expect(await second.ended).toBe(0);
  expect(second.shown()).toContain("meeting of 2026-03-12: 2 items changed [");

  expect(git("log", "-1", "--format=%B").trim()).toMatchInlineSnapshot(`
    "gtm meet 2026-03-12: 2 items changed

    - #1 Handle that stays cool: 1 new comment
    - #2 Warranty text: closed on 2026-03-12, due set to 2026-03-26; 1 new comment

    Meeting: 2026-03-12"
  `);
  expect(git("show", "--format=", "--name-only")).toBe(`${handle}\n${warranty}\n`);
  expect(git("status", "--porcelain")).toBe("M  plan.md\n");
  const page = await gtm(folder, ["render", "--since", "last-meeting", "-f", "json"], { GTM_TODAY: "2026-03-13" });
  expect(JSON.parse(page.stdout).changes).toEqual({ since: "2026-03-12", items: [] });
});

test("what the user had changed in the same item before stays uncommitted, and what he had staged stays staged", async () => {
  const { folder, git, read, write } = makeRepository(kettle);
  write(handle, read(handle).replace("The old one reached 60 degrees.", "The old one reached 70 degrees."));
  write(warranty, read(warranty).replace("area: Legal", "area: Sales"));
  git("add", warranty);
  const before = git("diff", "HEAD");
  const terminal = inTerminal(folder, ["meet"]);
  await terminal.until("? help");
  await answer(terminal, "n", "Note", "Cork is here", enter);
  await answer(terminal, enter, "2 of 2");
  await answer(terminal, "n", "Note", "Counsel has it", enter);
  terminal.type("f");
  await terminal.until("and commit?");
  terminal.type(enter);
  expect(await terminal.ended).toBe(0);
  const added = (text: string) => text.split("\n").filter((line) => /^[+-](?![+-]{2} )/.test(line));
  expect(added(git("show", "--format="))).toEqual([
    "+- **2026-03-12** Cork is here",
    "+",
    "+## Comments",
    "+",
    "+- **2026-03-12** Counsel has it",
  ]);
  expect(added(git("diff", "HEAD"))).toEqual(added(before));
  expect(git("diff", "--cached", "--name-only")).toBe(`${warranty}\n`);
});

test("a commit that a hook refuses loses nothing: the words are in the files, and --finish tries again", async () => {
  const { folder, git, read } = makeRepository(kettle);
  const hook = join(folder, ".git/hooks/pre-commit");
  mkdirSync(join(folder, ".git/hooks"), { recursive: true });
  writeFileSync(hook, "#!/bin/sh\necho no commits on Thursdays >&2\nexit 1\n");
  chmodSync(hook, 0o755);
  const terminal = inTerminal(folder, ["meet", "id:1"]);
  await terminal.until("? help");
  await answer(terminal, "n", "Note", "Cork is here", enter);
  terminal.type("f");
  await terminal.until("and commit?");
  terminal.type(enter);
  expect(await terminal.ended).toBe(2);
  expect(terminal.shown().replace(/\s+/g, " ")).toContain(`no commits on Thursdays all that was noted is in ${handle}`);
  expect(read(handle)).toContain("Cork is here");

  const again = await gtm(folder, ["meet", "--finish"]);
  expect([again.code, again.stderr]).toEqual([2, expect.stringContaining("gtm meet --finish")]);
  chmodSync(hook, 0o644);
  expect((await gtm(folder, ["meet", "--finish"])).stdout).toContain("1 item changed [");
  expect(git("status", "--porcelain")).toBe("");
  expect((await gtm(folder, ["meet", "--finish"])).stderr).toContain("no meeting is open here");
});

test("with --each a note whose commit is refused is kept, and comes back at the next try", async () => {
  const { folder, git, read } = makeRepository(kettle);
  const hook = join(folder, ".git/hooks/pre-commit");
  mkdirSync(join(folder, ".git/hooks"), { recursive: true });
  writeFileSync(hook, "#!/bin/sh\nexit 1\n");
  chmodSync(hook, 0o755);
  const terminal = inTerminal(folder, ["meet", "--each"], { columns: 100, rows: 40 });
  await terminal.until("? help");
  await answer(terminal, "n", "Note", "Cork is here", enter);
  expect(terminal.shown().replace(/\s+/g, " ")).toContain("what you typed is kept in");
  expect(read(handle)).not.toContain("Cork is here");
  expect(read(".git/gtm-meet/typed.md")).toBe("Cork is here");
  chmodSync(hook, 0o644);
  await answer(terminal, "n", "Cork is here", "!", enter);
  expect(git("log", "-1", "--format=%B").trim()).toBe("gtm note 1: Cork is here!\n\nMeeting: 2026-03-12");
  expect(git("status", "--porcelain")).toBe("");
  terminal.type("q");
  expect(await terminal.ended).toBe(1);
});

test("Ctrl-C in a note keeps what is typed, the next n brings it back, and finishing says that it is left", async () => {
  const { folder, read } = makeRepository(kettle);
  const terminal = inTerminal(folder, ["meet"]);
  await terminal.until("? help");
  await answer(terminal, "n", "Note", "Cork is", "\u0003");
  expect(terminal.shown()).toContain("what you typed is kept: n brings it back");
  terminal.type("f");
  await terminal.until("a typed note is in no item");
  await answer(terminal, "n", "n", enter);
  await answer(terminal, "n", "Cork is", " here", enter);
  expect(read(handle)).toContain("Cork is here\n");
  terminal.type("q");
  expect(await terminal.ended).toBe(1);
});

test("what is wrong with an answer is told below the question, and no word of it is broken", async () => {
  const { folder } = makeRepository(kettle);
  const terminal = inTerminal(folder, ["meet"]);
  await terminal.until("? help");
  terminal.type("d");
  await terminal.until("Due");
  terminal.type("blah");
  terminal.type(enter);
  await terminal.until(/"blah" is not a date; .* Q1\s+or\s+week 48/s);
});

test("a signal in the middle of a change ends the meeting, and what was typed is kept", async () => {
  const { folder, git, read } = makeRepository(kettle);
  const hook = join(folder, ".git/hooks/pre-commit");
  mkdirSync(join(folder, ".git/hooks"), { recursive: true });
  writeFileSync(hook, "#!/bin/sh\ntouch .git/waiting\nsleep 30\n");
  chmodSync(hook, 0o755);
  const terminal = inTerminal(folder, ["meet", "--each"]);
  await terminal.until("? help");
  terminal.type("n");
  await terminal.until("Note");
  terminal.type("Cork is here");
  terminal.type(enter);
  while (!existsSync(join(folder, ".git/waiting"))) await sleep(20);
  process.kill(terminal.pid(), "SIGTERM");
  expect(await terminal.ended).toBe(143);
  expect(terminal.shown().replace(/\s+/g, " ")).toContain("what was typed last is in no item yet; it is kept in");
  expect(read(".git/gtm-meet/typed.md")).toBe("Cork is here");
  expect(git("status", "--porcelain")).toBe("");
});

test("one meeting at a time: the second is told who holds the first", async () => {
  const { folder } = makeRepository(kettle);
  const first = inTerminal(folder, ["meet"]);
  await first.until("? help");
  const second = await gtm(folder, ["meet", "--finish"]);
  expect([second.code, second.stderr]).toEqual([
    2,
    expect.stringContaining(`a meeting is being held here already, by process ${first.pid()} on `),
  ]);
  first.close();
  await first.ended;
  const third = inTerminal(folder, ["meet"]);
  expect(await third.until("? help")).toContain("The meeting goes on: 1 of 2 seen");
});
