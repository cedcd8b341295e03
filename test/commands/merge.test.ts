/** How git comes to merge by meaning, and what it calls. */
import { describe, expect, it } from "vitest";
import { gtm, type World } from "../support/gtm.ts";
import { kettle } from "../support/tracker-files.ts";

const attributes = "items/*.md merge=gtm\n";
const byMeaning = "git merges items line by line in this clone: run gtm setup once\n";

describe("gtm init", () => {
  it("has git merge the tracker's files by meaning, in this clone and, with gtm setup, in others", async () => {
    const settings = new Map<string, string>();
    const run = await gtm(["init"], { ".gitattributes": "*.png binary\r\n*.md text" }, { settings });
    expect(run.files[".gitattributes"]).toBe("*.png binary\r\n*.md text\r\nitems/*.md merge=gtm\r\n");
    expect(run.commits[0]?.files).toEqual([".gitattributes", "items/tracker.md"]);
    expect(run.stderr).toContain("git merges it by meaning here (.gitattributes); other clones need gtm setup once\n");
    expect(settings.get("merge.gtm.driver")).toMatchInlineSnapshot(
      `"/usr/bin/node /opt/gtm/bin/gtm.js merge-driver %O %A %B %L %P %S %X %Y; case $? in 0) exit 0;; 1) grep -q '^<<<<<<<' %A && exit 1;; esac; n=$(wc -c <%A); git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B; s=$?; [ $s -lt 128 ] || [ "$n" = "$(wc -c <%A)" ] || rm -f %A; exit $s"`,
    );
  });

  it("names gtm alone where it is on the PATH, but not where npm has put it for the moment", async () => {
    const driver = async (world: World, files = {}) => {
      const settings = new Map<string, string>();
      await gtm(["init"], files, { ...world, settings });
      return settings.get("merge.gtm.driver")?.split(" %O")[0];
    };
    const there = { "bin/gtm": "", "node_modules/.bin/gtm": "" };
    expect(await driver({ env: { PATH: "/usr/bin:/repo/bin" } }, there)).toBe("gtm merge-driver");
    expect(await driver({ env: { PATH: "/repo/node_modules/.bin" } }, there)).toBe(
      "/usr/bin/node /opt/gtm/bin/gtm.js merge-driver",
    );
  });

  it.each([
    ["my items", '"my items/*.md" merge=gtm\n'],
    ["a*b", "a\\*b/*.md merge=gtm\n"],
    ["#plan", '"#plan/*.md" merge=gtm\n'],
  ])("writes the folder %j as git's pattern", async (folder, line) => {
    expect((await gtm(["-t", folder, "init"])).files[".gitattributes"]).toBe(line);
  });
});

describe("gtm setup", () => {
  it("sets up a fresh clone, and says so where it is already", async () => {
    const settings = new Map<string, string>();
    const files = { ...kettle, ".gitattributes": attributes };
    const run = await gtm(["setup"], files, { settings });
    expect([run.code, run.stdout, run.commits]).toEqual([0, "git now merges items by meaning in this clone\n", []]);
    expect(settings.get("merge.gtm.driver")).toContain("merge-driver %O %A %B");
    const again = await gtm(["setup"], files, { settings });
    expect([again.code, again.stdout]).toEqual([0, "git merges items by meaning in this clone already\n"]);
  });

  it("adds the line to a tracker of an older gtm, in a commit", async () => {
    const run = await gtm(["setup"], kettle, { settings: new Map() });
    expect(run.stdout).toBe(
      ".gitattributes: items/*.md merge=gtm [a1b2c3d]\ngit now merges items by meaning in this clone\n",
    );
    expect(run.commits).toEqual([{ message: "gtm setup: git merges items by meaning", files: [".gitattributes"] }]);
    expect(run.files[".gitattributes"]).toBe(attributes);
  });

  it("leaves a line alone that says otherwise for the folder", async () => {
    const files = { ...kettle, ".gitattributes": "items/*.md  text -merge\n" };
    const run = await gtm(["setup"], files, { settings: new Map() });
    expect(run.files).toEqual(files);
  });

  it("changes nothing with --dry-run", async () => {
    const settings = new Map<string, string>();
    const run = await gtm(["setup", "--dry-run"], kettle, { settings });
    expect(run.stdout).toContain("+items/*.md merge=gtm\n");
    expect(run.stdout).toContain("would set merge.gtm.driver to: /usr/bin/node ");
    expect([run.files, settings.size]).toEqual([kettle, 0]);
  });

  it("needs a tracker", async () => {
    expect((await gtm(["setup"])).stderr).toContain("no tracker here");
  });
});

describe("gtm check", () => {
  it("names gtm setup where the clone lacks it, which is no problem of the tracker's", async () => {
    const files = { ...kettle, ".gitattributes": attributes };
    const lacking = await gtm(["check", "--strict"], files, { settings: new Map() });
    expect([lacking.code, lacking.stderr]).toEqual([(await gtm(["check", "--strict"], kettle)).code, byMeaning]);
    expect((await gtm(["check", "--json"], files, { settings: new Map() })).stderr).toBe("");
    expect((await gtm(["check"], files, { settings: new Map([["merge.gtm.driver", "x"]]) })).stderr).toBe("");
    expect((await gtm(["check"], kettle, { settings: new Map() })).stderr).toBe("");
  });

  it("says in words what is in conflict, in tracker.md too", async () => {
    const tracker = (kettle["items/tracker.md"] ?? "").replace(
      /^(title: .*)$/m,
      "<<<<<<< HEAD\n$1\n||||||| 3f2a1\ntitle: Kettles\n=======\n>>>>>>> theirs",
    );
    const run = await gtm(["check"], { ...kettle, "items/tracker.md": tracker });
    expect(run.stdout).toMatchInlineSnapshot(`
      "items/tracker.md:2:1: error: merge conflict in title (Kettle launch or none): run gtm resolve (conflict-markers)
         2 | <<<<<<< HEAD
           | ^
      1 error, no warnings in 1 file
      "
    `);
  });
});

describe("gtm merge-driver", () => {
  const base = "---\nid: 1\ntitle: Lid\nstatus: pending\ndue: 2026-03-20\n---\n";
  const files = (ours: string, theirs: string) => ({ base, ours, theirs });
  const call = ["merge-driver", "base", "ours", "theirs", "7", "items/001-lid.md"];

  it("writes the merge to the second file", async () => {
    const run = await gtm(call, files(base.replace("pending", "done"), base.replace("03-20", "03-27")));
    expect([run.code, run.stdout, run.stderr]).toEqual([0, "", ""]);
    expect(run.files.ours).toBe(base.replace("pending", "done").replace("03-20", "03-27"));
  });

  it.each([
    [
      "in git's style",
      [],
      new Map<string, string>(),
      "<<<<<<< ours\ndue: 2026-03-21\n=======\ndue: 2026-03-27\n>>>>>>> theirs\n",
    ],
    [
      "in the style and with the labels that git gives",
      ["3f2a1", "HEAD", "feature"],
      new Map([["merge.conflictStyle", "zdiff3"]]),
      "<<<<<<< HEAD\ndue: 2026-03-21\n||||||| 3f2a1\ndue: 2026-03-20\n=======\ndue: 2026-03-27\n>>>>>>> feature\n",
    ],
    [
      "with the usual labels where an older git has left the placeholders",
      ["%S", "%X", "%Y"],
      new Map([["merge.conflictStyle", "diff3"]]),
      "<<<<<<< ours\ndue: 2026-03-21\n||||||| base\ndue: 2026-03-20\n=======\ndue: 2026-03-27\n>>>>>>> theirs\n",
    ],
  ])("marks what clashes %s", async (_, labels, settings, lines) => {
    const both = files(base.replace("03-20", "03-21"), base.replace("03-20", "03-27"));
    const run = await gtm([...call, ...labels], both, { settings });
    expect([run.code, run.stderr]).toEqual([1, "items/001-lid.md: merge conflict in due (2026-03-21 or 2026-03-27)\n"]);
    expect(run.files.ours).toBe(base.replace("due: 2026-03-20\n", lines));
  });

  it("leaves to git what it cannot do", async () => {
    const run = await gtm(call, { ours: base, theirs: base });
    expect([run.code, run.files.ours]).toEqual([1, "(merged by git)\n"]);
    expect(run.stderr).toMatch(/^gtm: git merges items\/001-lid.md by lines: cannot read \/repo\/base: /);
  });

  it("is not among the commands that people are told of", async () => {
    expect((await gtm(["--help"])).stdout).not.toContain("merge-driver");
    expect((await gtm(["merge-driver", "--help"])).stdout).toContain("for git");
    expect((await gtm(["merge-driver", "a", "b"])).code).toBe(2);
    expect((await gtm(["merge-driver", "a", "b", "c", "x", "d"])).code).toBe(2);
  });
});
