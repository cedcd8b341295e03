/** What somebody types who does not know gtm yet, and the command that the answer leads to. */
import { expect, it } from "vitest";
import { gtm } from "../support/gtm.ts";
import { kettle } from "../support/tracker-files.ts";

it.each([
  [["comment", "1", "Signed"], 'unknown command "comment", did you mean note?'],
  [["rm", "1"], "did you mean delete?"],
  [["add", "Dealer", "evening", "area=Sales"], 'quote a title of more than one word: gtm add "Dealer evening"'],
  [["add", "Film", "--area", "Marketing"], "or add it: gtm area add Marketing"],
  [["add", "Film", "--owner", "Kim Larsen"], 'or add them: gtm person add kim.larsen --name "Kim Larsen"'],
  [["add", "Film", "--owner", "zed@kettle.test"], "or add them: gtm person add zed --email zed@kettle.test"],
  [["add", "Film", "--owner", "!!"], "or add them: gtm person add HANDLE --name NAME"],
  [
    ["add", "Film", "--status", "blokced"],
    'did you mean "blocked"?\n  use one of pending, in-progress, blocked, done;',
  ],
  [["set", "1", "owner", "bo"], "write owner=VALUE"],
  [["set", "1", "blocked"], "write status=blocked"],
  [["set", "1", "sales"], "write area=sales"],
  [["set", "1", "bo"], "write owner=bo"],
  [["set", "1", "soon"], 'quote a value of more than one word: due="next fri"'],
  [["set", "1", "colour=red"], "or add it: gtm field add colour"],
  [["person", "add", "Kim", "Larsen"], 'a handle is one word: gtm person add kim.larsen --name "Kim Larsen"'],
  [["person", "add", "Kim Larsen"], 'gtm person add kim.larsen --name "Kim Larsen"'],
  [["person", "add", "me"], "me is whoever asks; take another handle"],
  [["person", "remove", "bo"], 'gtm person has no "remove", did you mean retire?'],
  [["field", "add", "cost", "--type", "text"], "to change it: gtm field set cost"],
  [["milestone", "add", "Sale", "4/1-4/3"], "gtm milestone add Sale 4/1 --end 4/3"],
])("%j is answered with what to type", async (args, words) => {
  const { code, stderr, commits } = await gtm(args, kettle);
  expect({ code, commits }).toEqual({ code: 2, commits: [] });
  expect(stderr).toContain(words);
});

it("several of a kind is another name of the command for one", async () => {
  for (const [one, several] of [
    ["person", "people"],
    ["status", "statuses"],
    ["priority", "priorities"],
  ] as const)
    expect((await gtm([several], kettle)).stdout).toBe((await gtm([one], kettle)).stdout);
});

it("gtm alone says how to start, below its commands", async () => {
  const { code, stderr } = await gtm([]);
  expect(code).toBe(2);
  expect(stderr).toContain('To start, run gtm init, then gtm import PAGE.md or gtm add "Title".');
});

it("a tracker without items says how to add one, in a list and before a meeting", async () => {
  const files = { "items/tracker.md": kettle["items/tracker.md"] ?? "" };
  const said = async (...args: string[]) => (await gtm(args, files, { terminal: true })).stderr;
  expect(await said("list")).toBe('no items yet; gtm add "Title" makes one\n');
  expect(await said("meet")).toContain('gtm add "Title" makes one\n');
});

it("on a terminal, a long answer is broken between words; in a pipe it stays one line", async () => {
  const args = ["set", "1", "status=blocked", "due=2026-04-10", "start=2026-03-02"];
  const { stdout } = await gtm(args, kettle, { terminal: true, width: 60 });
  expect(stdout).toBe(`#1 Handle that stays cool: status In progress → Blocked, due
  2026-03-01 → 2026-04-10 (Fri), start 2026-02-01 →
  2026-03-02 (Mon) [a1b2c3d]
`);
  expect((await gtm(args, kettle, { width: 60 })).stdout.split("\n")).toHaveLength(2);
  const added = await gtm(["area", "add", "Support", "Documentation", "Partners"], kettle, {
    terminal: true,
    width: 40,
  });
  expect(added.stdout).toBe("area Support, Documentation, Partners:\n  added [a1b2c3d]\n");
});

it("the first meeting leads to the page as it is, a later one to what has changed", async () => {
  const answers = ["n", "Signed", "f", "yes"];
  const first = await gtm(["meet"], kettle, { terminal: true, width: 110, answers });
  expect(first.stderr).toContain(
    "the page: gtm render --open; from the next meeting on, --since last-meeting marks what has changed\n",
  );
});
