import { describe, expect, it } from "vitest";
import { gtm } from "../support/gtm.ts";
import { kettle } from "../support/tracker-files.ts";

function changed(files: Readonly<Record<string, string>>): string[] {
  return Object.keys(files)
    .filter((path) => files[path] !== kettle[path])
    .map((path) => path.slice(6, 9));
}

describe("the items that a query names", () => {
  it.each([
    [
      ["set", "area:design,legal", "timeline=Spring", "--yes"],
      ["001", "002"],
    ],
    [["set", "area:Design", "owner:amara", "due=+1w", "-y"], ["001"]],
    [["set", "is:open -area:Design", "area=Sales", "--yes"], ["002"]],
    [
      ["set", "--all", "has:status", "timeline=Spring", "--yes"],
      ["001", "002", "003"],
    ],
    [["set", "is:closed", "timeline=Spring", "--yes"], ["003"]],
    [["note", "status:pending", "Ask again", "--yes"], ["002"]],
    [["note", "no:owner status:pending", "-m", "Ask again", "--yes"], ["002"]],
    [["note", "area:Design,Legal", "status:pending", "--yes", "--", "Ask again"], ["002"]],
    [["close", "area:Legal", "Signed", "--yes"], ["002"]],
    [["reopen", "is:closed owner:bo", "--yes"], ["003"]],
  ])("are changed in one commit: %j", async (args, numbers) => {
    const { code, files, commits, stderr } = await gtm(args, kettle);
    expect([code, stderr, changed(files)]).toEqual([0, "", numbers]);
    expect(commits).toHaveLength(1);
  });

  it("are shown, and asked about, on a terminal", async () => {
    const args = ["set", "is:open", "due=+1w"];
    const yes = await gtm(args, kettle, { terminal: true, answers: ["yes"] });
    expect(yes.stderr).toBe("  #1 Handle that stays cool\n  #2 Warranty text\n");
    expect([yes.code, changed(yes.files)]).toEqual([0, ["001", "002"]]);
    const no = await gtm(args, kettle, { terminal: true, answers: ["no"] });
    expect([no.code, no.files, no.commits]).toEqual([1, kettle, []]);
    expect(no.stderr).toContain("gtm: nothing was changed");
  });

  it("need --yes where nobody can be asked", async () => {
    const { code, files, stderr } = await gtm(["close", "is:open"], kettle);
    expect([code, files]).toEqual([2, kettle]);
    expect(stderr).toBe(
      "gtm: the query names 2 items: #1, #2\n  --yes changes them; --dry-run shows what would change\n",
    );
  });

  it("are shown as a difference with --dry-run, and nobody is asked", async () => {
    const { code, files, stdout } = await gtm(["set", "is:open", "area=Sales", "--dry-run"], kettle);
    expect([code, files]).toEqual([0, kettle]);
    expect(stdout.match(/^\+area: Sales$/gm)).toHaveLength(2);
  });

  it.each([
    [
      ["set", "area:Sales", "due=+1w", "--yes"],
      1,
      "no open items match; nothing was changed\n  closed ones are looked at with --all",
    ],
    [["set", "status:wip", "due=+1w", "--yes"], 2, 'unknown status "wip"'],
    [["note", "status:wip", "text"], 2, 'unknown status "wip"'],
    [["note", "FYI: done", "text"], 2, '"FYI: done" is not an item number'],
    [["set", "is:open", "--yes"], 2, "nothing to set"],
    [["set", "is:open", "status=wip", "--yes"], 2, 'unknown status "wip"'],
  ])("are none, or not understood: %j", async (args, exit, message) => {
    const { code, files, stderr } = await gtm(args, kettle);
    expect([code, files]).toEqual([exit, kettle]);
    expect(stderr).toContain(message);
  });

  it("are counted in the commit's subject where they are many", async () => {
    const items = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [
        `items/0${index + 10}-x.md`,
        `---\nid: ${index + 10}\ntitle: X ${index}\n---\n`,
      ]),
    );
    const { commits } = await gtm(["set", "10..21", "due=+1w"], { ...kettle, ...items });
    expect(commits[0]?.message).toBe("gtm set 12 items: due=+1w");
  });
});

describe("a range of numbers", () => {
  it.each([
    [
      ["set", "1..2", "due=+1w"],
      ["001", "002"],
    ],
    [
      ["set", "2..99", "due=+1w"],
      ["002", "003"],
    ],
    [
      ["note", "3,1..2", "Ask again"],
      ["001", "002", "003"],
    ],
    [
      ["close", "#1..#2"],
      ["001", "002"],
    ],
  ])("is every item in it, and nobody is asked: %j", async (args, numbers) => {
    const { code, files } = await gtm(args, kettle);
    expect([code, changed(files)]).toEqual([0, numbers]);
  });

  it("is refused where no item has such a number", async () => {
    const { code, stderr } = await gtm(["set", "7..9", "due=+1w"], kettle);
    expect([code, stderr]).toEqual([2, "gtm: no item has a number from 7 to 9\n  gtm list shows the numbers\n"]);
  });

  it("behind an item's number is the text, or more items", async () => {
    const { code, stderr } = await gtm(["note", "1", "2..3"], kettle);
    expect(code).toBe(2);
    expect(stderr).toContain("is 2..3 the text, or another item?");
  });
});
