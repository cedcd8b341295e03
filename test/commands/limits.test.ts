import { describe, expect, it } from "vitest";
import { gtm } from "../support/gtm.ts";
import { kettle } from "../support/tracker-files.ts";

describe("what could not be read again", () => {
  it.each([
    [
      "a title of 70 KB",
      ["add", "t".repeat(70_000)],
      "gtm could not read this item: front matter is larger than 64 KB",
    ],
    ["a title set to 70 KB", ["set", "1", `title=${"t".repeat(70_000)}`], "front matter is larger than 64 KB"],
    ["a note of 2.1 MB", ["note", "1", "n".repeat(2_100_000)], "the file is larger than 2 MB"],
    ["a note of 2.1 MB in UTF-8 alone", ["note", "1", "é".repeat(1_050_000)], "the file is larger than 2 MB"],
    ["a description of 2.1 MB", ["add", "Box", "-d", "n".repeat(2_100_000)], "the file is larger than 2 MB"],
    ["a note of endless lines", ["note", "1", "*a*\n".repeat(20_000)], "more than 20000 lines and Markdown marks"],
  ])("is refused before it is written: %s", async (_, argv, message) => {
    const run = await gtm(argv, kettle);
    expect([run.code, run.stdout, run.stderr]).toEqual([2, "", expect.stringContaining(message)]);
    expect([run.files, run.commits]).toEqual([kettle, []]);
  });

  it("is refused of a page too, before anything of it is written", async () => {
    const page = `# Fair\n\n${"n".repeat(2_100_000)}\n\n| # | Title |\n| --- | --- |\n| 1 | a |\n`;
    const files = { ...(await gtm(["init"])).files, "page.md": page };
    const run = await gtm(["import", "page.md"], files);
    expect([run.code, run.stderr]).toEqual([
      2,
      "gtm: the page would become a tracker.md that gtm could not read: the file is larger than 2 MB\n  shorten it on the page, then import again\n",
    ]);
    expect([run.files, run.commits]).toEqual([files, []]);
  });
});

describe("the last number", () => {
  const files = { ...kettle, "items/999999999-end.md": "---\nid: 999999999\ntitle: End\nstatus: pending\n---\n" };

  it("leaves none for a new item, which is said", async () => {
    const run = await gtm(["add", "Box"], files);
    expect([run.code, run.stderr, run.commits]).toEqual([
      2,
      "gtm: items/999999999-end.md already has the highest number possible, so a new item cannot get one\n  give that item a smaller number, in its file name and its id\n",
      [],
    ]);
  });

  it("has an import take the free ones below it", async () => {
    const page = "| # | Title |\n| --- | --- |\n|  | A stand |\n|  | A banner |\n";
    const run = await gtm(["import", "page.md", "--json"], { ...files, "page.md": page });
    expect(JSON.parse(run.stdout).created).toEqual([4, 5]);
  });
});
