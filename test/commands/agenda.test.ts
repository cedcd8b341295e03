import { describe, expect, it } from "vitest";
import { gtm } from "../support/gtm.ts";
import { kettle } from "../support/tracker-files.ts";

const item = (id: number, title: string, keys = "") => `---\nid: ${id}\ntitle: "${title}"\n${keys}---\n`;
const files = {
  ...kettle,
  "items/004-film.md": item(
    4,
    "Film for the fair, in which nobody burns a finger on the lid",
    "status: blocked\nowners: [bo, amara]\ndue: 2026-03-20\n",
  ),
  "items/005-odd.md": item(5, "Odd *one* <b> \\u001B[31m", "owners: [amara]\ndue: 2026-03-13\n"),
};
const old = { date: "2026-01-01", subject: "began", files: { ...files } };

describe("gtm agenda", () => {
  it("is a list for each reason, broken to fit", async () => {
    const run = await gtm(["agenda"], files, { terminal: true, width: 60, history: [old] });
    expect(run.stdout).toMatchInlineSnapshot(`
      "Blocked (1)
        - #4 Film for the fair, in which nobody burns a finger on
          the lid (Bo Lindgren, Amara Osei): no word yet

      Overdue (1)
        - #1 Handle that stays cool (Amara Osei):
          overdue by 11 days, no word for 20 days

      Due within a week (1)
        - #5 Odd *one* <b> ␛[31m (Amara Osei): due tomorrow,
          no word yet

      Stale (1)
        - #2 Warranty text: no owner
      "
    `);
  });

  it("is Markdown by owner, who shares an item has it too, and strangers' signs are words", async () => {
    const run = await gtm(["agenda", "--by", "owner"], files, { history: [old] });
    expect(run.stdout).toMatchInlineSnapshot(`
      "## Amara Osei

      - **#4 Film for the fair, in which nobody burns a finger on the lid** (due 2026-03-20): blocked, no word yet
      - **#1 Handle that stays cool** (due 2026-03-01): overdue by 11 days, no word for 20 days
      - **#5 Odd \\*one\\* &lt;b> ␛\\[31m** (due 2026-03-13): due tomorrow, no word yet

      ## Bo Lindgren

      - **#4 Film for the fair, in which nobody burns a finger on the lid** (due 2026-03-20): blocked, no word yet

      ## (no owner)

      - **#2 Warranty text**: no word yet
      "
    `);
  });

  it("is items with their reasons for scripts", async () => {
    const run = await gtm(["agenda", "area:Legal", "--json"], files, { history: [old] });
    expect(JSON.parse(run.stdout)).toMatchObject([
      {
        id: 2,
        title: "Warranty text",
        reasons: [
          { kind: "stale", days: null },
          { kind: "unowned", days: null },
        ],
      },
    ]);
  });

  it("says so where there is nothing to talk about", async () => {
    const run = await gtm(["agenda", "id:99"], kettle);
    expect(run).toMatchObject({ code: 0, stdout: "", stderr: "nothing needs talking about\n" });
  });

  it.each([
    [["--by", "due"], "there is no agenda by due"],
    [["--by", "owner", "--json"], "give --by or --json, not both"],
  ])("refuses %j", async (flags, message) => {
    const run = await gtm(["agenda", ...flags], kettle);
    expect([run.code, run.stderr.split("\n")[0]]).toEqual([2, `gtm: ${message}`]);
  });
});

describe("what has changed since the last meeting", () => {
  const { "items/002-warranty-text.md": _, ...others } = kettle;
  const history = [
    { date: "2026-02-26", subject: "before", files: others },
    { date: "2026-03-05", subject: "gtm meet\n\nMeeting: 2026-03-05", files: { ...others, ...kettle } },
    { date: "2026-03-12", subject: "gtm meet\n\nMeeting: 2026-03-12", files: { ...kettle } },
  ];
  const changed = {
    ...kettle,
    "items/001-handle-that-stays-cool.md": (kettle["items/001-handle-that-stays-cool.md"] ?? "").replace("P1", "P2"),
  };
  const numbers = async (words: string[], today: string) => {
    const run = await gtm(["list", ...words], changed, { history, today });
    return run.code === 0 ? run.stdout.split("\n").flatMap((line) => line.split("\t")[0] || []) : run.stderr;
  };

  it("is found by since:, and what nobody touched by -since:", async () => {
    expect(await numbers(["since:last-meeting"], "2026-03-13")).toEqual(["1"]);
    expect(await numbers(["-since:last-meeting"], "2026-03-13")).toEqual(["2"]);
    expect(await numbers(["since:2026-02-26"], "2026-03-13")).toEqual(["1", "2"]);
  });

  it("is what a meeting of today has changed too: the last one is the one before it", async () => {
    expect(await numbers(["since:last-meeting"], "2026-03-05")).toContain("no meeting before 2026-03-05 is known");
    const page = await gtm(["render", "--since", "last-meeting", "-f", "json"], changed, {
      history,
      today: "2026-03-12",
    });
    expect(JSON.parse(page.stdout).changes).toMatchObject({ since: "2026-03-05", items: [{ id: 1 }] });
  });

  it("is no marker of the page", async () => {
    const tracker = `${kettle["items/tracker.md"]}\n<!-- gtm:list since:last-meeting -->\n`;
    const run = await gtm(["check"], { ...kettle, "items/tracker.md": tracker });
    expect(run.stdout).toContain("since: is for commands, not for the page");
  });
});
