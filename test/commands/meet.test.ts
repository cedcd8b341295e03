import { describe, expect, it } from "vitest";
import { gtm, type World } from "../support/gtm.ts";
import { kettle } from "../support/tracker-files.ts";

const handle = "items/001-handle-that-stays-cool.md";
const warranty = "items/002-warranty-text.md";
const state = ".git/gtm-meet/state.json";
const item = (id: number, title: string, keys = "") => `---\nid: ${id}\ntitle: "${title}"\n${keys}---\n`;
const files: Readonly<Record<string, string>> = {
  ...kettle,
  "items/004-film.md": item(4, "Film", "status: blocked\npriority: P1\n"),
  "items/005-odd.md": item(5, "Odd \\u001B[31mone", "owners: [bo]\ndue: 2026-03-11\n"),
};
/** The page has P1 first, then what has no priority, each by number. */
const order = [1, 4, 2, 5];

function meet(
  answers: readonly string[],
  argv: readonly string[] = [],
  given: Readonly<Record<string, string>> = files,
  world: World = {},
) {
  return gtm(["meet", ...argv], given, { terminal: true, width: 80, answers, ...world });
}

/** The numbers on the screens, in their order. */
function walked(stderr: string): readonly number[] {
  return [...stderr.matchAll(/^#(\d+) /gm)].map(([, id]) => Number(id));
}

const nexts = ["return", "return", "return", "return"];

describe("gtm meet", () => {
  it("walks the open items in the order of the page, each once, and finishes behind the last", async () => {
    const run = await meet([...nexts, "f", "yes"]);
    expect(walked(run.stderr)).toEqual(order);
    expect(run).toMatchObject({ code: 0, stdout: "meeting of 2026-03-12: nothing was changed\n", commits: [] });
    expect(run.files[state]).toBeUndefined();
  });

  it.each([
    [["sort:-number"], [5, 4, 2, 1]],
    [["is:closed"], [3]],
    [["--agenda"], [4, 1, 5, 2]],
  ])("walks %j in its order", async (argv, expected) => {
    expect(walked((await meet(nexts.slice(0, expected.length), argv)).stderr)).toEqual(expected);
  });

  it("shows an item with why it is talked about, what fits of it, and how much is left", async () => {
    const run = await meet(["q"], ["id:1"], files, { height: 24 });
    expect(run.stderr).toMatchInlineSnapshot(`
      "[2J[HKettle launch, meeting of 2026-03-12                                      1 of 1

      #1 Handle that stays cool
      overdue by 11 days, no word for 20 days

      Status    In progress (stale)
      Priority  P1
      Area      Design
      Owner     Amara Osei
      Start     2026-02-01
      Due       2026-03-01 (overdue)

      The old one reached 60 degrees.

      2026-02-20 @amara
        Cork works, see KET-12.

      the meeting of 2026-03-12 is not finished: at 1 of 1, 0 items changed
        gtm meet goes on with it, gtm meet --finish ends it
      "
    `);
  });

  it("shows strangers' escapes as signs", async () => {
    const run = await meet(["q"], ["id:5"]);
    expect(run.stderr.replaceAll("\u001B[2J\u001B[H", "")).not.toContain("\u001B");
    expect(run.stderr).toContain("#5 Odd ␛[31mone");
  });

  it("makes each change in the file at once, and one commit of them at the end", async () => {
    const answers = [
      "n",
      "Cork is here",
      "s",
      "blocked",
      "d",
      "+1w",
      "o",
      "+bo",
      "p",
      "P2",
      "=",
      "region=north",
      "return",
    ];
    const paused = await meet([...answers, "c", "Filmed", "q"]);
    expect(paused).toMatchObject({ code: 1, commits: [] });
    expect(paused.files[handle]).toBe(
      files[handle]
        ?.replace("in-progress", "blocked")
        .replace("P1", "P2")
        .replace("[amara]", "[amara, bo]")
        .replace("due: 2026-03-01\n", "due: 2026-03-19\nregion: north\n")
        .concat("- **2026-03-12 @sam** Cork is here\n"),
    );
    expect(paused.files["items/004-film.md"]).toContain("status: done\n");
    expect(paused.stderr.replace(/\s+/g, " ")).toContain("at 2 of 4, 2 items changed (in the files, not committed)");

    const done = await meet(["f", "yes"], [], paused.files);
    expect(done.commits).toEqual([
      {
        message: expect.stringMatching(
          /^gtm meet 2026-03-12: 2 items changed\n\n- #1 .*\n- #4 .*\n\nMeeting: 2026-03-12\n$/,
        ),
        files: [handle, "items/004-film.md"],
      },
    ]);
    expect(done.files).toEqual({ ...paused.files, [state]: undefined });
  });

  it("asks what is to become of a meeting of another day", async () => {
    const paused = (await meet(["n", "Cork is here", "q"])).files;
    const tomorrow = { today: "2026-03-13" };
    const on = await meet(["go on with it", "f", "yes"], [], paused, tomorrow);
    expect(on.commits.map(({ message }) => message.split("\n")[0])).toEqual(["gtm meet 2026-03-12: 1 item changed"]);
    const fresh = await meet(
      ["commit what it has changed, and begin today's", "n", "Oil too", "f", "yes"],
      [],
      paused,
      tomorrow,
    );
    expect(fresh.commits.map(({ message }) => message.split("\n")[0])).toEqual([
      "gtm meet 2026-03-12: 1 item changed",
      "gtm meet 2026-03-13: 1 item changed",
    ]);
  });

  it("shows everything about an item at v, in the pager where the screen is too low", async () => {
    const low = await meet(["v", "q"], ["id:1"], files, { height: 12 });
    expect([low.stderr, low.stdout]).toEqual([
      expect.stringContaining("(paged)"),
      expect.stringContaining("items/001-"),
    ]);
    const high = await meet(["v", "x", "q"], ["id:1"], files, { height: 40 });
    expect([high.stderr, high.stdout]).toEqual([expect.stringContaining("items/001-"), ""]);
  });

  it("commits each change by itself with --each", async () => {
    const run = await meet(["n", "Cork is here", "p", "P2", "f", "yes"], ["--each"]);
    expect(run.commits.map(({ message }) => message)).toEqual([
      "gtm note 1: Cork is here\n\nMeeting: 2026-03-12\n",
      "gtm set 1: priority=P2\n\nMeeting: 2026-03-12\n",
    ]);
  });

  it("leaves what a question is left without an answer", async () => {
    const run = await meet(["n", "", "d", "", "o", "", "=", "", "s", "in-progress", "j", "", "f", "no", "f", "yes"]);
    expect([run.stdout, run.files]).toEqual(["meeting of 2026-03-12: nothing was changed\n", files]);
  });

  it("takes a value away at a dash, and the last change back at u", async () => {
    const run = await meet(["d", "-", "o", "-", "u", "u", "q"]);
    expect(run.files[handle]).toBe(files[handle]?.replace("due: 2026-03-01\n", ""));
    expect(run.stderr).toContain("the last change is taken back");
    expect(run.stderr).toContain("there is no change to take back");
  });

  it("jumps and searches, also to an item that is not in the walk, and goes on from there", async () => {
    const run = await meet(["j", "2", "/", "colour", "return", "b", "left", "q"]);
    expect(walked(run.stderr)).toEqual([1, 2, 3, 5, 3, 2]);
    expect((await meet(["j", "99", "q"])).stderr).toContain("no item 99");
  });

  it("says why a change is not made, keeps what was typed, and brings it back", async () => {
    const broken = { ...files, [handle]: `${files[handle]}\nLast words under no bullet` };
    const savedMeanwhile = { [handle]: "---\nid: 1\n" };
    const run = await meet(["n", "Cork is here", "q"], ["id:1"], broken, { savedMeanwhile });
    const said = run.stderr.replace(/\s+/g, " ");
    expect(said).toContain("what you typed is kept in /repo/.git/gtm-meet/typed.md; n brings it back");
    expect(run.files[".git/gtm-meet/typed.md"]).toBe("Cork is here");
  });

  it("keeps what was typed where Ctrl-C leaves a note or a closing comment, and says so until it is in an item", async () => {
    const left = await meet(["n", "Cork is\u0003", "q"], ["id:1"]);
    expect(left.stderr).toContain("what you typed is kept: n brings it back");
    expect(left.files[".git/gtm-meet/typed.md"]).toBe("Cork is");
    const closing = await meet(["c", "Signed\u0003", "f", "yes"], ["id:1"]);
    expect(closing.stdout).toContain("nothing was changed");
    expect(closing.files[handle]).toBe(files[handle]);
    const nothing = await meet(["n", " \u0003", "q"], ["id:1"]);
    expect(nothing.stderr).not.toContain("what you typed");
    expect(nothing.files[".git/gtm-meet/typed.md"]).toBeUndefined();
  });

  it("takes a note from the editor", async () => {
    const run = await meet(["N", "q"], ["id:1"], files, { edit: (text) => `Two\n\nlines\n${text}` });
    expect(run.files[handle]).toContain("- **2026-03-12 @sam** Two\n\n  lines\n");
  });

  it("leaves out an item that is gone by the time it comes", async () => {
    const begun = await meet(["q"]);
    const { "items/004-film.md": _, ...left } = begun.files;
    const run = await meet(["return", "q"], [], left);
    expect(walked(run.stderr)).toEqual([1, 2]);
    expect(run.stderr).toContain("no item 4");
  });

  it("ends a meeting without its walk: --finish commits, --drop leaves the changes in the files", async () => {
    const paused = await meet(["n", "Cork is here", "q"]);
    const finished = await gtm(["meet", "--finish"], paused.files);
    expect([finished.code, finished.stdout]).toEqual([0, expect.stringContaining("1 item changed [a1b2c3d]\n")]);
    const dropped = await gtm(["meet", "--drop"], paused.files);
    expect(dropped).toMatchObject({
      stdout: "meeting of 2026-03-12: dropped; 1 item changed, not committed: gtm diff\n",
      commits: [],
    });
    expect(dropped.files[handle]).toContain("Cork is here");
  });

  it.each([
    [["--finish"], "no meeting is open here"],
    [["--drop"], "no meeting is open here"],
    [["--finish", "--drop"], "--finish and --drop exclude each other"],
    [["--finish", "area:Legal"], "--finish and a query exclude each other"],
    [["--agenda", "area:Legal"], "give a query or --agenda, not both"],
    [["nowhere"], "there are no items to walk"],
  ])("refuses %j", async (argv, message) => {
    const run = await meet([], argv);
    expect([run.code, run.stderr.split("\n")[0]]).toEqual([2, `gtm: ${message}`]);
  });

  it("needs a terminal, and another meeting is not begun over one that is not finished", async () => {
    expect((await gtm(["meet"], files)).stderr).toContain("gtm meet needs a terminal");
    const paused = await meet(["q"]);
    expect((await meet([], ["area:Legal"], paused.files)).stderr).toContain(
      "the meeting of 2026-03-12 is not finished: at 1 of 4, 0 items changed",
    );
    const other = { ...paused.files, "other/tracker.md": files["items/tracker.md"] ?? "" };
    expect((await gtm(["-t", "other", "meet"], other, { terminal: true })).stderr).toContain(
      "a meeting of the tracker in items is not finished",
    );
  });
});

it("an item's own words at the end of the walk", async () => {
  const run = await meet([...nexts, "left", "n", "Said", "return", "q"], [], files);
  expect(run.stderr).toContain("All 4 items walked, 4 seen, 1 item changed\n  #5 Odd ␛[31mone: 1 new comment");
  expect(run.files[warranty]).toBe(files[warranty]);
});
