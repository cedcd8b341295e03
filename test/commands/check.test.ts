import { describe, expect, it } from "vitest";
import { gtm } from "../support/gtm.ts";
import { item2, kettle, trackerText } from "../support/tracker-files.ts";

const second = "items/002-warranty-text.md";

describe("gtm check", () => {
  it("is content with a tracker in order", async () => {
    const owned = { ...kettle, [second]: item2.replace("area", "owners: [bo]\narea") };
    const run = await gtm(["check"], owned, { today: "2026-02-25" });
    expect([run.code, run.stdout]).toEqual([0, "no errors, no warnings in 4 files\n"]);
  });

  it.each<[string, Record<string, string>, string]>([
    [
      "front matter that does not parse",
      { [second]: "---\nid: 2\ntitle: a: b\n---\n" },
      `${second}:3:9: error: front matter: `,
    ],
    [
      "an unknown status",
      { [second]: item2.replace("pending", "pendign") },
      `${second}:4:9: error: unknown status "pendign", did you mean "pending"?`,
    ],
    ["an unknown area", { [second]: item2.replace("Legal", "Law") }, `${second}:5:7: error: unknown area "Law"`],
    [
      "an unknown owner",
      { [second]: item2.replace("area", "owners: [amra]\narea") },
      `${second}:5:9: error: unknown owner "amra", did you mean "amara"?`,
    ],
    [
      "a date that does not exist",
      { [second]: item2.replace("area", "due: 2026-02-30\narea") },
      `${second}:5:6: error: due: "2026-02-30" is not a valid date`,
    ],
    [
      "due before start",
      { [second]: item2.replace("area", "start: 2026-03-01\ndue: 2026-02-01\narea") },
      `${second}:6:6: error: due 2026-02-01 is before start 2026-03-01`,
    ],
    [
      "two files with one number",
      { "items/002-other.md": item2 },
      `${second}:2:5: error: number 2 is also used by 002-other.md: give one of them a new number`,
    ],
    [
      "a number that disagrees with the file's name",
      { "items/009-other.md": item2.replace("id: 2", "id: 8") },
      "items/009-other.md:2:5: error: id is 8, but the file name says 9",
    ],
    [
      "a file that is no item's",
      { "items/notes.md": item2 },
      "items/notes.md:1:1: error: item files are named like 017-support.md",
    ],
    [
      "conflict markers",
      {
        [second]: item2.replace(
          "status: pending",
          "<<<<<<< HEAD\nstatus: done\n=======\nstatus: blocked\n>>>>>>> theirs",
        ),
      },
      `${second}:4:1: error: merge conflict in status (done or blocked): run gtm resolve`,
    ],
    [
      "code in front matter",
      { [second]: item2.replace("---", "---js") },
      `${second}:1:1: error: front matter must start with a plain "---" line`,
    ],
    [
      "a key that gtm does not know",
      { [second]: item2.replace("area", "aera: x\narea") },
      `${second}:5:7: warning: unknown key "aera": did you mean area?`,
    ],
    [
      "a comment without a date",
      { [second]: `${item2}\n## Comments\n\n- no date\n` },
      `${second}:10:3: warning: a comment starts with its date`,
    ],
    [
      "a date in another form",
      { [second]: `${item2}\n## Comments\n\n- 10/25/2017 no date\n` },
      `${second}:10:3: warning: write the date "10/25/2017" as 2017-10-25`,
    ],
    [
      "a hidden character wherever it stands",
      { [second]: item2.replace("area", "# \u001b[31m\narea") },
      `${second}:5:3: warning: the file has a hidden character (U+001B)`,
    ],
    [
      "a hidden character that an escape makes",
      { [second]: item2.replace("Warranty text", '"a\\u202Eb"') },
      `${second}:3:8: warning: title has a hidden character (U+202E)`,
    ],
    [
      "a marker that is none",
      { "items/tracker.md": trackerText.replace("gtm:priorities", "gtm:priority") },
      "items/tracker.md:26:6: error: gtm:priority is not a marker: milestones, priorities, table, list, changes, chart; did you mean gtm:priorities?",
    ],
    [
      "a marker's query",
      { "items/tracker.md": trackerText.replace("sort:priority", "sort:prio") },
      'items/tracker.md:28:24: error: "prio" is not a column',
    ],
    [
      "an address that would run",
      { "items/tracker.md": trackerText.replace("https://people", "javascript:people") },
      'items/tracker.md:4:61: error: people.amara.url: "javascript:people.example.com/amara" is not a web address',
    ],
    ["a tracker that does not parse", { "items/tracker.md": "---\ntitle: [\n---\n" }, "items/tracker.md:"],
  ])("reports %s with file, line and column", async (_, files, line) => {
    const run = await gtm(["check"], { ...kettle, ...files });
    expect(run.stdout).toContain(line);
    expect(run.code).toBe(line.includes("warning") ? 0 : 1);
  });

  it("counts warnings too with --strict, and speaks JSON", async () => {
    const files = { ...kettle, [second]: item2.replace("area", "mood: x\nowners: [bo]\narea") };
    const world = { today: "2026-02-25" };
    expect((await gtm(["check", "--strict"], files, world)).code).toBe(1);
    const run = await gtm(["check", "--json"], files, world);
    expect(JSON.parse(run.stdout)).toEqual({
      errors: 0,
      warnings: 1,
      problems: [
        {
          code: "key-unknown",
          severity: "warning",
          file: second,
          line: 5,
          column: 7,
          message: 'unknown key "mood": add it as a column (gtm field add mood), or ignore this',
        },
      ],
    });
  });
});

describe("a tracker with one bad value", () => {
  it("loses that value and nothing else", async () => {
    const bad = trackerText
      .replace("https://people", "javascript:people")
      .replace("date: 2026-04-01, end: 2026-04-03", "date: 2026-04-01, end: 2026-04-99");
    const page = JSON.parse((await gtm(["render", "--format", "json"], { ...kettle, "items/tracker.md": bad })).stdout);
    expect(page.tracker.people.amara).toMatchObject({ name: "Amara Osei", url: null });
    expect(page.tracker.people.bo.name).toBe("Bo Lindgren");
    expect(page.tracker.milestones).toEqual([{ date: "2026-04-01", end: null, title: "Trade fair", url: null }]);
  });
});
