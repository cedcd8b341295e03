import { describe, expect, it } from "vitest";
import { gtm, type World } from "../support/gtm.ts";
import { item1, kettle } from "../support/tracker-files.ts";

const one = "items/001-handle-that-stays-cool.md";
const two = "items/002-warranty-text.md";

function editing(edit: (text: string) => string, ...answers: string[]): World {
  return { terminal: true, edit, answers };
}

describe("an item in the editor", () => {
  it("is committed as it was left, and what changed is said in words", async () => {
    const { code, files, commits, stdout } = await gtm(
      ["edit", "1"],
      kettle,
      editing((text) => text.replace("P1", "P2 # for now")),
    );
    expect(code).toBe(0);
    expect(stdout).toBe("#1 Handle that stays cool: priority P1 → P2 [a1b2c3d]\n");
    expect(files).toEqual({ ...kettle, [one]: item1.replace("P1", "P2 # for now") });
    expect(commits).toEqual([{ message: "gtm edit 1: priority P1 → P2", files: [one] }]);
  });

  it("stays where nothing was typed", async () => {
    const { code, files, commits, stdout, stderr } = await gtm(
      ["edit", "1"],
      kettle,
      editing((text) => text),
    );
    expect([code, files, commits, stderr]).toEqual([0, kettle, [], "(text removed)\n"]);
    expect(stdout).toBe(`${one}: nothing changed\n`);
  });

  it("with a problem is edited again", async () => {
    const turns = [
      (text: string) => text.replace("due: 2026-03-01", "due: soon"),
      (text: string) => text.replace("soon", "2026-03-20"),
    ];
    const { code, files, stderr } = await gtm(
      ["edit", "1"],
      kettle,
      editing((text) => turns.shift()?.(text) ?? text, "again"),
    );
    expect([code, files[one]]).toEqual([0, item1.replace("due: 2026-03-01", "due: 2026-03-20")]);
    expect(stderr).toContain(`${one}:9:6: due: "soon" is not a valid date`);
  });

  it("with a problem is kept in the file, uncommitted", async () => {
    const { code, files, commits, stdout } = await gtm(
      ["edit", "1"],
      kettle,
      editing((text) => text.replace("---\n", ""), "keep"),
    );
    expect([code, files[one], commits]).toEqual([0, item1.replace("---\n", ""), []]);
    expect(stdout).toContain("not committed");
  });

  it("with a problem is dropped", async () => {
    const { code, files, stderr } = await gtm(
      ["edit", "1"],
      kettle,
      editing((text) => text.replace("id: 1", "id: 2"), "drop"),
    );
    expect([code, files]).toEqual([1, kettle]);
    expect(stderr.replace(/\n/g, " ")).toContain("id is 2, but the file name says 1: make them agree");
    expect(stderr).not.toContain("(kept)");
  });

  it("that is read no more can be opened by its number, and mended", async () => {
    const broken = { ...kettle, [one]: item1.replace("title: Handle", "title: [Handle") };
    const { code, files } = await gtm(
      ["edit", "1"],
      broken,
      editing((text) => text.replace("[Handle", "Handle")),
    );
    expect([code, files[one]]).toEqual([0, item1]);
  });

  it("is told of what check will warn of from now on", async () => {
    const { stderr } = await gtm(
      ["edit", "1"],
      kettle,
      editing((text) => text.replace("2026-02-20 @amara", "2027-02-20 @amara")),
    );
    expect(stderr).toContain(`${one}:16:1: warning: `);
  });

  it("is kept where it was typed when the file has changed elsewhere in the same place", async () => {
    const { code, stderr } = await gtm(["edit", "1"], kettle, {
      ...editing((text) => text.replace("priority: P1", "priority: P2")),
      savedMeanwhile: { [one]: item1.replace("priority: P1", "priority: P3") },
    });
    expect(code).toBe(2);
    expect(stderr).toContain("(kept)");
    expect(stderr).toContain("has other changes in the same place");
  });

  it("needs a terminal, and one number", async () => {
    const without = await gtm(["edit", "1"], kettle);
    expect([without.code, without.stderr]).toEqual([
      2,
      "gtm: edit opens an editor, and there is no terminal\n  gtm set 1 FIELD=VALUE changes fields and the description, gtm note adds a comment\n",
    ]);
    expect((await gtm(["edit", "1,2"], kettle, { terminal: true })).stderr).toContain("one item at a time");
    expect((await gtm(["edit", "9"], kettle, { terminal: true })).stderr).toContain("no item 9");
  });
});

describe("a description", () => {
  it.each([
    [
      "takes the place of the old one",
      one,
      "Wood\nstays cool.",
      item1.replace("The old one reached 60 degrees.", "Wood\nstays cool."),
    ],
    ["goes", one, "", item1.replace("The old one reached 60 degrees.\n\n", "")],
    ["is added where nothing stood", two, "Two pages.", `${kettle[two]}\nTwo pages.\n`],
  ])("%s, and nothing else changes", async (_, path, text, after) => {
    const id = path === one ? "1" : "2";
    expect((await gtm(["set", id, `description=${text}`], kettle)).files[path]).toBe(after);
    const crlf = { ...kettle, [path]: (kettle[path] ?? "").replaceAll("\n", "\r\n") };
    expect((await gtm(["set", id, "-F", "-"], crlf, { stdin: `${text}\n` })).files[path]).toBe(
      after.replaceAll("\n", "\r\n"),
    );
  });

  it("is set with fields in one commit, and said in a word", async () => {
    const { stdout, commits } = await gtm(["set", "1", "priority=2", "-F", "-"], kettle, { stdin: "Wood.\n" });
    expect(stdout).toBe("#1 Handle that stays cool: priority P1 → P2, description changed [a1b2c3d]\n");
    expect(commits[0]?.message).toBe("gtm set 1: priority=2 description");
  });

  it("is refused where it would be read as comments", async () => {
    const { code, files, stderr } = await gtm(
      ["set", "2", "description=x\n\n## Comments\n\n- **2026-01-01** y"],
      kettle,
    );
    expect([code, files]).toEqual([2, kettle]);
    expect(stderr).toContain("this text would be read as comments");
  });

  it("keeps what gtm has left there for a reviewer", async () => {
    const noted = item1.replace("The old one", "<!-- gtm: row 3\n| a | -->\n\nThe old one");
    const { files } = await gtm(["set", "1", "description=New."], { ...kettle, [one]: noted });
    expect(files[one]).toContain("\n\nNew.\n\n<!-- gtm: row 3\n| a | -->\n\n## Comments\n");
  });

  it("may be given to a new item as a field", async () => {
    const { files } = await gtm(["add", "Lid", "description=Red it is."], kettle);
    expect(files["items/004-lid.md"]).toContain("---\n\nRed it is.\n");
  });
});

describe("what is deleted", () => {
  const tracked = Object.keys(kettle);

  it("is gone in a commit that says why", async () => {
    const { code, files, commits, stdout } = await gtm(["delete", "2", "the same as #1", "--yes"], kettle, { tracked });
    expect([code, stdout]).toEqual([0, "#2 Warranty text: deleted [a1b2c3d]\n"]);
    expect(Object.keys(files)).not.toContain(two);
    expect(commits).toEqual([{ message: "gtm delete 2: the same as #1", files: [two] }]);
  });

  it("has all of a long reason in the commit", async () => {
    const reason = `Twice the same.\n\n${"It came from two pages. ".repeat(5).trim()}`;
    const { commits } = await gtm(["delete", "2", "-m", reason, "-y"], kettle, { tracked });
    expect(commits[0]?.message).toBe(`gtm delete 2: Twice the same.\n\n${reason}`);
  });

  it("is asked about on a terminal, where closing is named as the usual way", async () => {
    const no = await gtm(["delete", "2", "twice"], kettle, { tracked, terminal: true, answers: ["no"] });
    expect([no.code, no.files]).toEqual([1, kettle]);
    expect(no.stderr).toContain("  #2 Warranty text\ngtm close 2 is the usual way");
    expect(
      (await gtm(["delete", "2", "twice"], kettle, { tracked, terminal: true, answers: ["yes"] })).commits,
    ).toHaveLength(1);
  });

  it("is picked, and the reason asked for, where they are left out on a terminal", async () => {
    const { commits } = await gtm(["delete"], kettle, {
      tracked,
      terminal: true,
      answers: ["2", "Twice the same", "yes"],
    });
    expect(commits[0]?.message).toBe("gtm delete 2: Twice the same");
  });

  it("is told of where others still mention it", async () => {
    const files = { ...kettle, [one]: `${item1}\nSee #2.\n` };
    const { stderr } = await gtm(["delete", "2", "twice", "--yes"], files, { tracked });
    expect(stderr).toBe("#2 is still mentioned in #1\n");
  });

  it.each([
    [["delete", "2", "--yes"], "say why, for the history"],
    [
      ["delete", "2", "twice"],
      "delete asks before it takes a file away, and there is no terminal\n  --yes does it without asking; gtm close 2 is the usual way",
    ],
    [["delete", "9", "twice", "--yes"], "no item 9"],
    [["delete"], "delete needs an item's number"],
  ])("is not, for %j", async (args, message) => {
    const { code, files, stderr } = await gtm(args, kettle, { tracked });
    expect([code, files]).toEqual([2, kettle]);
    expect(stderr).toContain(message);
  });

  it("is not where git could not bring it back", async () => {
    const { code, files, stderr } = await gtm(["delete", "2", "twice", "--yes"], kettle, { tracked: [one] });
    expect([code, files]).toEqual([2, kettle]);
    expect(stderr).toContain(`${two} is not in git, so nothing could bring it back`);
  });
});
