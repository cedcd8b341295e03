import { describe, expect, it } from "vitest";
import { gtm } from "../support/gtm.ts";
import { kettle } from "../support/tracker-files.ts";

const files: Readonly<Record<string, string>> = {
  ...kettle,
  "items/tracker.md": (kettle["items/tracker.md"] ?? "").replace(
    "[Design, Legal, Sales]",
    '[Design, "Spare parts", "Two\\tcells", "Line\\nbreak"]',
  ),
};

/** What is offered behind these words, each with its meaning behind a bar. */
async function offered(...words: readonly string[]): Promise<readonly string[]> {
  const { code, stdout, stderr } = await gtm(["complete", "--", ...words], files);
  expect([code, stderr]).toEqual([0, ""]);
  return stdout
    .split("\n")
    .slice(0, -1)
    .map((line) => line.replace("\t", " | "));
}

describe("gtm complete", () => {
  it.each<[readonly string[], readonly string[]]>([
    [["clo"], ["close | close items and record the date"]],
    [["-C", "elsewhere", "clo"], ["close | close items and record the date"]],
    [["help", "sh"], ["show | show items in full, newest comments first"]],
    [["close", "--dr"], ["--dry-run | show the change without making it"]],
    [["--tr"], ["--tracker | the tracker's folder (default: items, or GTM_TRACKER)"]],
    [
      ["--color", "a"],
      ["auto", "always"],
    ],
    [["completion", "f"], ["fish"]],
    [
      ["render", "--format", "c"],
      ["confluence", "csv"],
    ],
    [["render", "--format=h"], ["--format=html"]],
    [["render", "--since", "l"], ["last-meeting | the meeting before today's"]],
    [["render", "-o", ""], [":file"]],
    [["import", "pa"], [":file"]],
    [["ls", "--format", "m"], ["md"]],
    [
      ["area", "re"],
      ["rename", "retire"],
    ],
    [["person", "rename", "a"], ["amara | Amara Osei"]],
    [["milestone", "set", "T"], ["Trade fair | 2026-04-01"]],
    [["field", "add", "x", "--type", "b"], ["boolean"]],
    [["area", "add", ""], []],
  ])("offers commands, flags and their values: %j", async (words, expected) => {
    expect(await offered(...words)).toEqual(expected);
  });

  it.each<[readonly string[], readonly string[]]>([
    [
      ["note", ""],
      ["1 | Handle that stays cool", "2 | Warranty text", "3 | Colour of the lid (closed)"],
    ],
    [["show", "1,2"], ["1,2 | Warranty text"]],
    [["note", "1", ""], []],
    [["log", "1", "3"], ["3 | Colour of the lid (closed)"]],
    [
      ["set", "1", "st"],
      ["status= | Status", "start= | Start"],
    ],
    [["set", "1", "status=b"], ["status=blocked | Blocked"]],
    [["set", "1", "owners+=amara,b"], ["owners+=amara,bo | Bo Lindgren"]],
    [
      ["set", "1", "region="],
      ["region=north", "region=south"],
    ],
    [
      ["set", "1", "safety="],
      ["safety=yes", "safety=no"],
    ],
    [["add", "Title", "-o", "b"], ["bo | Bo Lindgren"]],
    [["add", "Title", "prio"], ["priority= | Priority"]],
  ])("offers items with their titles, fields and values: %j", async (words, expected) => {
    expect(await offered(...words)).toEqual(expected);
  });

  it.each<[readonly string[], readonly string[]]>([
    [["list", "ow"], ["owner: | Owner"]],
    [["list", "-ow"], ["-owner: | Owner"]],
    [
      ["meet", "owner:"],
      ["owner:me | you", "owner:amara | Amara Osei", "owner:bo | Bo Lindgren", "owner:sam | Sam Tester"],
    ],
    [["agenda", "is:overdue,st"], ["is:overdue,stale"]],
    [["list", "-status:pend"], ["-status:pending | Pending"]],
    [["list", "priority:P1"], ["priority:P1 | P1: This week"]],
    [
      ["list", "sort:ti"],
      ["sort:title | Open item", "sort:timeline | Timeline"],
    ],
    [["list", "since:l"], ["since:last-meeting | the meeting before today's"]],
  ])("offers the qualifiers of a query and their values: %j", async (words, expected) => {
    expect(await offered(...words)).toEqual(expected);
  });

  it("offers keys where no number is typed, and both behind id:", async () => {
    const keyed = { ...files, "items/004-film.md": "---\nid: 4\ntitle: Film\nrefs: [R-001]\n---\n" };
    const behind = async (...words: string[]) => (await gtm(["complete", "--", ...words], keyed)).stdout;
    expect(await behind("show", "R")).toBe("R-001\tFilm\n");
    expect(await behind("note", "1,R-")).toBe("1,R-001\tFilm\n");
    expect(await behind("list", "id:1,R")).toBe("id:1,R-001\tFilm\n");
    expect(await behind("list", "-id:2")).toBe("-id:2\tWarranty text\n");
  });

  it.each([
    [["render", "--at", "rel"], "release-1\n"],
    [["render", "--since=rel"], "--since=release-1\n"],
    [["check", "--base", "f"], "feature\n"],
    [["resolve", "--onto", ""], "feature\nrelease-1\n"],
    [["diff", "f"], "feature\n"],
    [["diff", "release-1...f"], "release-1...feature\n"],
    [["list", "since:rel"], "since:release-1\n"],
    [["note", "rel"], ""],
  ])("offers branches and tags where a revision may stand: %j", async (words, expected) => {
    const commit = { date: "2026-03-01", files: {} };
    const history = [
      { ...commit, subject: "release-1" },
      { ...commit, subject: "feature" },
    ];
    expect((await gtm(["complete", "--", ...words], files, { history })).stdout).toBe(expected);
    expect(await gtm(["complete", "--", ...words], files, { outsideGit: true })).toMatchObject({ code: 0, stderr: "" });
  });

  it("reads a word as the shell has it written, and offers it as the shell would hand it over", async () => {
    const parts = ["area:Spare parts"];
    expect(await offered("list", 'area:"Sp')).toEqual(parts);
    expect(await offered("list", "area:'Spare p")).toEqual(parts);
    expect(await offered("list", "area:Spare\\ p")).toEqual(parts);
  });

  it("leaves out what has control characters in it: a line is one word", async () => {
    expect(await offered("list", "area:")).toEqual(["area:Design", "area:Spare parts"]);
  });

  it("says nothing where there is no tracker, or none that can be read", async () => {
    for (const given of [{}, { "items/tracker.md": "---\nareas: [\n---\n", "items/001-a.md": "" }]) {
      const run = await gtm(["complete", "--", "list", "area:"], given);
      expect(run).toMatchObject({ code: 0, stdout: "", stderr: "" });
    }
  });
});

it("gtm completion knows three shells", async () => {
  const run = await gtm(["completion", "tcsh"]);
  expect(run).toMatchObject({
    code: 2,
    stderr: 'gtm: there is no completion for "tcsh"\n  use one of bash, zsh, fish\n',
  });
});
