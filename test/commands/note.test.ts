import { describe, expect, it } from "vitest";
import { gtm } from "../support/gtm.ts";
import { item1, kettle } from "../support/tracker-files.ts";

const file = "items/002-warranty-text.md";

describe("gtm note", () => {
  it("appends a dated comment with its author and commits that file alone", async () => {
    const run = await gtm(["note", "2", "Draft is with counsel"], kettle);
    expect(run.code).toBe(0);
    expect(run.files[file]).toBe(`${kettle[file]}\n## Comments\n\n- **2026-03-12 @sam** Draft is with counsel\n`);
    expect(run.commits).toEqual([{ message: "gtm note 2: Draft is with counsel", files: [file] }]);
    expect(run.stdout).toBe("#2 Warranty text: noted on 2026-03-12 [a1b2c3d]\n");
  });

  it("takes words without quotes, and several numbers in any form", async () => {
    const run = await gtm(["note", "#1,002", "agreed", "at", "last"], kettle);
    expect(run.commits[0]?.files).toEqual(["items/001-handle-that-stays-cool.md", file]);
    expect(run.files[file]).toContain("agreed at last");
  });

  it("reads a file, standard input, or what the editor leaves", async () => {
    expect(
      (await gtm(["note", "2", "-F", "minutes.md"], { ...kettle, "minutes.md": "From a file\n" })).files[file],
    ).toContain("From a file");
    expect((await gtm(["note", "2", "-"], kettle, { stdin: "From a pipe\n\n- with a list\n" })).files[file]).toContain(
      "From a pipe\n\n  - with a list\n",
    );
    const edited = await gtm(["note", "1"], kettle, { terminal: true, edit: (text) => `Typed in peace${text}` });
    expect(edited.files["items/001-handle-that-stays-cool.md"]).toMatch(/- \*\*2026-03-12 @sam\*\* Typed in peace\n$/);
  });

  it("puts an older comment in date order, behind those of its day", async () => {
    const today = await gtm(["note", "1", "Later"], kettle);
    const first = await gtm(["note", "1", "Before", "--date", "yesterday"], today.files);
    const second = await gtm(["note", "1", "Also before", "--date", "yesterday"], first.files);
    expect(second.files["items/001-handle-that-stays-cool.md"]).toBe(
      `${item1}- **2026-03-11 @sam** Before\n- **2026-03-11 @sam** Also before\n- **2026-03-12 @sam** Later\n`,
    );
  });

  it.each([
    [["note", "2", "  \n "], "the comment is empty"],
    [["note", "2"], "no text for the comment"],
    [["note", "x", "text"], '"x" is not an item number'],
    [["note", "9", "text"], "no item 9\n  the nearest numbers are #1, #2, #3; gtm list shows all"],
    [["note", "2", "text", "--date", "2026-02-31"], '"2026-02-31" is not a date that exists'],
    [["note", "2", "text", "-F", "f"], "the text is given twice"],
    [
      ["note", "2", "text", "--author", "amra"],
      'unknown author "amra", did you mean "amara"?\n  use one of amara, bo, sam',
    ],
    [["note", "2", "text", "--author", "Carol Quint"], 'unknown author "Carol Quint"'],
  ])("refuses %j in words", async (argv, message) => {
    const run = await gtm(argv, kettle);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(message);
    expect(run.files).toEqual(kettle);
    expect(run.commits).toEqual([]);
  });

  it("needs an identity to commit, and none with --no-commit", async () => {
    expect((await gtm(["note", "2", "hi"], kettle, { identity: null })).stderr).toContain(
      "git does not know who you are",
    );
    const run = await gtm(["note", "2", "hi", "--no-commit"], kettle, { identity: null });
    expect([run.code, run.commits, run.files[file]?.endsWith("- **2026-03-12** hi\n")]).toEqual([0, [], true]);
  });

  it.each(["bo", "@bo", "Bo Lindgren", "lindgren"])("is by the author that %j names", async (author) => {
    const run = await gtm(["note", "2", "hi", "--author", author], kettle);
    expect(run.files[file]).toContain("- **2026-03-12 @bo** hi\n");
  });

  it("takes any handle for an author while nobody is declared, but nothing that is none", async () => {
    const young = { ...kettle, "items/tracker.md": "---\ntitle: New\n---\n" };
    expect((await gtm(["note", "2", "hi", "--author", "carol"], young)).files[file]).toContain("@carol** hi");
    const run = await gtm(["note", "2", "hi", "--author", "Carol Quint"], young);
    expect([run.code, run.files]).toEqual([2, young]);
    expect(run.stderr).toContain('"Carol Quint" is not a handle\n  a handle has no spaces,');
  });

  it("shows the change and writes nothing with --dry-run", async () => {
    const run = await gtm(["note", "2", "hi", "--dry-run"], kettle);
    expect(run.stdout).toContain("+- **2026-03-12 @sam** hi");
    expect(run.files).toEqual(kettle);
  });

  it("refuses while a merge is under way", async () => {
    const run = await gtm(["note", "2", "hi"], kettle, {
      obstacle: { message: "a merge is in progress", hint: "git merge --continue" },
    });
    expect([run.code, run.stderr]).toEqual([2, "gtm: a merge is in progress\n  git merge --continue\n"]);
  });

  it("meets what stands in its way before the editor opens", async () => {
    const terminal = {
      terminal: true,
      edit: (): string => {
        throw new Error("the editor was opened");
      },
    };
    const merging = { obstacle: { message: "a merge is in progress", hint: "git merge --continue" } };
    for (const obstacle of [merging, { identity: null }]) {
      const run = await gtm(["note", "2"], kettle, { ...terminal, ...obstacle });
      expect([run.code, run.stderr]).toEqual([2, expect.not.stringContaining("the editor was opened")]);
    }
  });

  it("has the editor's text kept where it cannot become a comment, and taken away where it has", async () => {
    const empty = await gtm(["note", "2"], kettle, { terminal: true, edit: () => "" });
    expect([empty.code, empty.stderr]).toEqual([2, "(kept)\ngtm: the comment is empty\n  nothing was changed\n"]);
    expect(empty.files).toEqual(kettle);
    const typed = await gtm(["note", "2"], kettle, { terminal: true, edit: () => "Typed" });
    expect([typed.code, typed.stderr]).toEqual([0, "(text removed)\n"]);
  });

  it("takes a kept text without the help that the editor showed", async () => {
    const opened: string[] = [];
    await gtm(["note", "2"], kettle, { terminal: true, edit: (text) => opened.push(text).toString() });
    const run = await gtm(["note", "2", "-F", "kept.md"], { ...kettle, "kept.md": `Typed${opened[0]}` });
    expect(run.files[file]).toMatch(/- \*\*2026-03-12 @sam\*\* Typed\n$/);
  });

  it("goes through on a file with another problem, and refuses one that cannot be read", async () => {
    const odd = { ...kettle, [file]: kettle[file]?.replace("area: Legal", "area: Nowhere\ndue: someday") ?? "" };
    expect((await gtm(["note", "2", "hi"], odd)).code).toBe(0);
    const broken = { ...kettle, [file]: '---\nid: 2\ntitle: "open\n---\n' };
    const run = await gtm(["note", "2", "hi"], broken);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/items\/002-warranty-text\.md:\d+:\d+: front matter/);
  });
});
