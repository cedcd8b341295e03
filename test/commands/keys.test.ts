import { describe, expect, it } from "vitest";
import { gtm } from "../support/gtm.ts";

const trackerText = `---
title: Ferry terminal
statuses: { open: Open, held: Held, done: Done }
refs: { QUAY: "https://tickets.example.com/QUAY-{n}" }
columns: { refs: Risk ID }
---

<!-- gtm:table columns:refs,title,status -->
`;

function item(id: number, title: string, refs: string, status = "open"): string {
  return `---\nid: ${id}\ntitle: ${title}\nstatus: ${status}\nrefs: ${refs}\n---\n`;
}

const [gangway, tide, crane, paint, signs] = [
  "items/001-gangway.md",
  "items/002-tide-gauge.md",
  "items/003-crane.md",
  "items/004-paint.md",
  "items/005-signs.md",
] as const;
const ferry: Readonly<Record<string, string>> = {
  "items/tracker.md": trackerText,
  [gangway]: item(1, "Gangway", "[R-001, AI-S3-01]"),
  [tide]: item(2, "Tide gauge", "[R-002, R-001, 777]"),
  [crane]: item(3, "Crane", '["2.10"]'),
  [paint]: item(4, "Paint", "[KR1.1, QUAY-8]"),
  [signs]: item(5, "Signs", "[MA1-13, QUAY-8]"),
};

function changed(files: Readonly<Record<string, string>>): string[] {
  return Object.keys(files).filter((path) => files[path] !== ferry[path]);
}

describe("an item's key", () => {
  it.each([
    [["note", "R-001", "agreed"], [gangway], "agreed"],
    [["note", "r-001", "agreed"], [gangway], "agreed"],
    [["note", "#R-001", "agreed"], [gangway], "agreed"],
    [["note", "KR1.1", "agreed"], [paint], "agreed"],
    [["note", "2.10", "agreed"], [crane], "agreed"],
    [["note", "AI-S3-01", "agreed"], [gangway], "agreed"],
    [["note", "777", "agreed"], [tide], "agreed"],
    [["note", "R-001,3", "agreed"], [gangway, crane], "agreed"],
    [["note", "R-001", "R-002 agreed"], [gangway], "R-002 agreed"],
    [["note", "R-001", "R-002", "agreed"], [gangway], "R-002 agreed"],
    [["note", "R-001", "R-009"], [gangway], "R-009"],
    [["note", "R-001", "R-002", "-m", "agreed"], [gangway, tide], "agreed"],
    [["note", "1", "MA1-13", "--", "R-002"], [gangway, signs], "R-002"],
    [["close", "R-001,R-002", "agreed"], [gangway, tide], "agreed"],
  ])("stands where a number does: %j", async (argv, files, text) => {
    const run = await gtm(argv, ferry);
    expect([run.code, changed(run.files)]).toEqual([0, files]);
    for (const file of files) expect(run.files[file]?.endsWith(` ${text}\n`)).toBe(true);
  });

  it.each([
    ["[A/1]", ["note", "A/1", "agreed"], "agreed"],
    ["[2.1.]", ["note", "2.1", "agreed"], "agreed"],
    ["[Action 12]", ["note", "Action 12", "waits", "for", "R-001"], "waits for R-001"],
  ])("may be written %s", async (refs, argv, text) => {
    const files = { ...ferry, [crane]: item(3, "Crane", refs) };
    const run = await gtm(argv, files);
    expect([run.code, run.stderr, run.files[crane]?.endsWith(` ${text}\n`)]).toEqual([0, expect.anything(), true]);
  });

  it.each(["[A/1]", "[2.1.]"])("wants no address: %s", async (refs) => {
    const run = await gtm(["check"], { ...ferry, [crane]: item(3, "Crane", refs) });
    expect(run.stdout).not.toContain("items/003");
  });

  it("is named in the answer, with the number", async () => {
    expect((await gtm(["note", "2.10", "agreed"], ferry)).stdout).toBe(
      "#3 2.10 Crane: noted on 2026-03-12 [a1b2c3d]\n",
    );
    expect((await gtm(["show", "kr1.1"], ferry)).stdout).toMatch(/^#4 KR1.1 Paint\n/);
  });

  it("sets fields, and reopens what it closed", async () => {
    const run = await gtm(["set", "R-001,R-002", "MA1-13", "status=held"], ferry);
    expect(changed(run.files)).toEqual([gangway, tide, signs]);
    const closed = await gtm(["close", "R-001"], ferry);
    expect((await gtm(["reopen", "R-001"], closed.files)).stdout).toContain("#1 R-001 Gangway: open again");
  });

  it("shows an item that is named twice once", async () => {
    expect(JSON.parse((await gtm(["show", "1", "R-001", "--json"], ferry)).stdout)).toMatchObject({ id: 1 });
  });

  it.each([
    [["show", "R-003"], '"R-003" is no item\'s number or key\n  the nearest key is R-001; gtm list shows all'],
    [["show", "R-001,R-003"], '"R-003" is no item\'s number or key'],
    [["note", "nowhere", "text"], '"nowhere" is no item\'s number or key\n  write 17 or R-001; gtm list shows all'],
    [["note", "R-001", "R-002"], "is R-002 the text, or another item?\n  for the items: gtm note R-001,R-002;"],
    [["note", "gangway", "held", "R-001"], 'put the number first: gtm note R-001 "gangway held"'],
    [["set", "status=held", "R-001"], "put the item's number before its fields\n  gtm set R-001 status=held"],
    [["set", "R-003", "status=held"], '"R-003" is no item\'s number or key\n  the nearest key is R-001'],
    [["set", "R-001", "R-003", "status=held"], '"R-003" is no item\'s number or key\n  the nearest key is R-001'],
    [["show", "QUAY-8"], `QUAY-8 is a key of more than one item: ${paint} and ${signs}\n  use a number: 4 or 5`],
    [["show", "a\u001b[31mb"], '"a␛[31mb" is no item'],
  ])("is asked for, not guessed: %j", async (argv, message) => {
    const run = await gtm(argv, ferry);
    expect(run.stderr).toContain(message);
    expect([run.code, run.files]).toEqual([2, ferry]);
  });

  it("of two items is refused with both", async () => {
    const run = await gtm(["note", "R-001", "x"], { ...ferry, [crane]: item(3, "Crane", "[r-001]") });
    expect(run.stderr).toBe(
      `gtm: R-001 is a key of more than one item: ${gangway} and ${crane}\n  use a number: 1 or 3\n`,
    );
  });

  it("gives way to a number", async () => {
    const files = { ...ferry, [tide]: item(2, "Tide gauge", '["1"]') };
    expect((await gtm(["show", "1"], files)).stdout).toContain("Gangway");
  });

  it("is what people search and query by, closed or not by its id", async () => {
    const ids = async (...words: string[]) =>
      (await gtm(["list", ...words, "--columns", "number"], ferry)).stdout.trim().split("\n").join(" ");
    expect(await ids("AI-S3-01")).toBe("1");
    expect(await ids("r-001")).toBe("1 2");
    expect(await ids("R-00")).toBe("1 2");
    expect(await ids("ref:r-001")).toBe("1 2");
    expect(await ids("id:r-001")).toBe("1");
    expect(await ids("id:2.10,5")).toBe("3 5");
    expect((await gtm(["list", "id:R-009"], ferry)).stderr).toContain('"R-009" is not a number');
  });

  it("is searched for whole, and not as the beginning of another", async () => {
    const files = { ...ferry, [crane]: item(3, "Crane, after KR1.1-b and KR1.10", "[KR1.10]") };
    const ids = async (word: string) => (await gtm(["list", word, "--columns", "number"], files)).stdout;
    expect([await ids("KR1.1"), await ids("kr1.10"), await ids("KR1.")]).toEqual(["4\n", "3\n", "3\n4\n"]);
  });

  it("is set in any form, and stays the text that it is", async () => {
    const run = await gtm(["set", "1", "refs=2.20,AI-S3-02,quay 4"], ferry);
    expect(run.files[gangway]).toContain('refs: ["2.20", AI-S3-02, QUAY-4]\n');
    expect((await gtm(["show", "2.20"], run.files)).stdout).toContain("Gangway");
    const more = await gtm(["set", "2.10", "refs+=3.10"], ferry);
    expect(more.files[crane]).toContain('refs: ["2.10", "3.10"]\n');
  });
});

describe("a list on a terminal", () => {
  it("shows keys in place of the numbers where most open items have one", async () => {
    const files = { ...ferry, "items/006-lamps.md": "---\nid: 6\ntitle: Lamps\nstatus: open\n---\n" };
    expect((await gtm(["list"], files, { terminal: true, width: 80 })).stdout).toMatchInlineSnapshot(`
      "Risk ID  Status  Open item
      R-001    Open    Gangway
      R-002    Open    Tide gauge
      2.10     Open    Crane
      KR1.1    Open    Paint
      MA1-13   Open    Signs
      #6       Open    Lamps
      "
    `);
    expect((await gtm(["list"], files)).stdout.split("\n")[0]).toBe("1\t\tOpen\t\t\tGangway\t\t");
    expect((await gtm(["list", "columns:number,title"], files, { terminal: true, width: 80 })).stdout).toContain(
      "1  Gangway",
    );
  });

  it("shows numbers where few have, and where a key is not an item's own", async () => {
    const same = { ...ferry, [tide]: item(2, "Tide gauge", "[R-001]") };
    expect((await gtm(["list"], same, { terminal: true, width: 80 })).stdout).toMatch(/#1 +Open.*\n.*#2 +Open/);
    const few = Object.fromEntries(
      Object.entries(ferry).map(([path, text]) => [path, text.replace(/^refs: \[.*\n/m, "")]),
    );
    expect((await gtm(["list"], few, { terminal: true, width: 80 })).stdout).toMatch(/^#/);
  });
});

describe("an import of a page with keys", () => {
  const pumpPage = `# Pump house

| Ref | Item | Owner | Status | Due |
| --- | --- | --- | --- | --- |
| TUG-001 | Ballast pump leaks | Ana Prado | Open | 2026-11-02 |
| TUG-002 | Valve order | Jo Lindt | Open | 2026-11-05 |
| TUG-003 | Float switch | Ines & Wei | Open | 2026-11-08 |
| TUG-004 | Drain cover | Ana Prado | Done | 2026-11-09 |
`;
  const files = { "items/tracker.md": "---\ntitle: Pump house\n---\n", "page.md": pumpPage };

  it("calls items by them, in its answer, its report and its review", async () => {
    const run = await gtm(["import", "page.md", "--report", "report.md"], files);
    expect(run.stdout).toContain(`Row 3, "Float switch" (TUG-003): `);
    expect(run.files["report.md"]).toMatch(/## To look at\n[^#]+TUG-003/);
    expect(run.files["report.md"]).toContain("- TUG-001 001-ballast-pump-leaks.md");
    expect(run.files["items/001-ballast-pump-leaks.md"]).toContain("\nrefs: [TUG-001]\n");
    const asked = await gtm(["import", "page.md", "--review"], files, { terminal: true, answers: ["is right"] });
    expect(asked.stderr).toContain("1 of 1, line 7, TUG-003\n");
  });
});
