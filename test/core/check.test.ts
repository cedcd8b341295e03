import { describe, expect, test } from "vitest";
import { checkFolder } from "../../src/core/check.ts";
import { checkItem } from "../../src/core/check-item.ts";
import type { Item } from "../../src/core/item.ts";
import { type ItemFile, readItem, readItemText } from "../../src/core/item-file.ts";
import type { Tracker } from "../../src/core/tracker.ts";
import { anItem, aTracker, itemText, readingOf, withCrlf } from "../support/builders.ts";

const text = itemText(
  "",
  "id: 17\ntitle: Support\nstatus: x\npriority: x\narea: x\nowners: [x]\nstart: x\ndue: x\ntimeline: x\nrefs: [x]\n",
);

function found(changes: Partial<Item>, tracker: Tracker = aTracker()): string {
  return checkItem(anItem(changes), readingOf(text), { tracker, today: "2026-10-22" })
    .map(({ line, column, severity, code, message }) => `${line}:${column} ${severity} ${code}: ${message}`)
    .join("\n");
}

function aFile(name: string, fileText: string): ItemFile {
  const path = `items/${name}`;
  return { name, path, text: fileText, reading: readItemText(fileText), ...readItem(fileText, path, aTracker()) };
}

/** What these tests are not about: their items have few values, and titles of one letter. */
const quiet = Object.fromEntries(
  ["owner-missing", "title-alike", "not-on-page"].map((code) => [code, { severity: "off" as const, limit: null }]),
);

function checked(files: readonly ItemFile[], changes: Partial<Tracker> = {}) {
  const tracker = aTracker({ rules: quiet, ...changes });
  return checkFolder({ files, tracker, trackerText: "", trackerPath: "items/tracker.md", today: "2026-10-22" });
}

function report(files: readonly ItemFile[]): string {
  return checked(files)
    .map(
      ({ file, line, column, severity, code, message }) => `${file}:${line}:${column} ${severity} ${code}: ${message}`,
    )
    .join("\n");
}

describe("check", () => {
  test("finds nothing in an item that is right", () => {
    expect(found({})).toBe("");
    expect(found({ status: "done", closed: "2026-11-01", refs: ["DOUGH-1"], owners: ["mreyes", "hnakata"] })).toBe("");
    expect(found({ status: null, priority: null, area: null, start: null, due: null, timeline: null })).toBe("");
  });

  test("knows the vocabulary, and suggests the nearest word", () => {
    expect(found({ status: "bloked" })).toMatchInlineSnapshot(
      `"4:9 error status-unknown: unknown status "bloked", did you mean "blocked"? use one of pending, in-progress, blocked, done; or add one: gtm status add NAME"`,
    );
    expect(found({ priority: "P9" })).toMatchInlineSnapshot(
      `"5:11 error priority-unknown: unknown priority "P9", did you mean "P1"? use one of P1, P2; or add one: gtm priority add NAME"`,
    );
    expect(found({ area: "Sales" })).toMatchInlineSnapshot(
      `"6:7 error area-unknown: unknown area "Sales": use one of Product, Product Marketing, Pilot Bakeries; or add it: gtm area add Sales"`,
    );
    expect(found({ owners: ["mreyes", "mreys", "constructor"] })).toMatchInlineSnapshot(`
      "7:9 error owner-unknown: unknown owner "mreys", did you mean "mreyes"? use one of mreyes, tokonkwo, hnakata; or add one: gtm person add NAME
      7:9 error owner-unknown: unknown owner "constructor": use one of mreyes, tokonkwo, hnakata; or add them: gtm person add constructor"
    `);
  });

  test("lets any word pass while a vocabulary is empty", () => {
    const empty = aTracker({ statuses: {}, priorities: {}, areas: [], people: {}, refs: {} });
    expect(found({ status: "x", priority: "y", area: "z", owners: ["w"], refs: ["ABC-1"] }, empty)).toBe("");
  });

  test("says when due is before start", () => {
    expect(found({ start: "2026-11-02", due: "2026-11-01", priority: null })).toMatchInlineSnapshot(
      `"9:6 error due-before-start: due 2026-11-01 is before start 2026-11-02: change one of them"`,
    );
    expect(found({ start: "2026-11-02", due: "2026-11-02", priority: null })).toBe("");
  });

  test("says when status and closing date contradict", () => {
    expect(found({ status: "done" })).toMatchInlineSnapshot(
      `"4:9 warning closed-undated: status is done, but the item is open: gtm close 17"`,
    );
    expect(found({ closed: "2026-11-01" })).toMatchInlineSnapshot(
      `"4:9 warning closed-status: closed on 2026-11-01, but status is in-progress: gtm close 17, or gtm reopen 17"`,
    );
    expect(found({ status: null, closed: "2026-11-01" })).toBe("");
  });

  test("knows a ticket's form and the prefixes that have an address", () => {
    expect(
      found({ refs: ["DOUGH-1", "dough-1", "CIR-2100", "https://x.example.com/1", "DOUGH-"] }),
    ).toMatchInlineSnapshot(`
      "11:7 warning ref-form: "dough-1" is not a ticket: write it as PREFIX-123
      11:7 warning ref-form: "https://x.example.com/1" is not a ticket: write it as PREFIX-123
      11:7 warning ref-form: "DOUGH-" is not a ticket: write it as PREFIX-123"
    `);
  });

  test.each([
    [
      "a title",
      "title: a\u202eb",
      "",
      "items/017-a.md:3:9 warning hidden-character: the file has a hidden character (U+202E): remove it",
    ],
    [
      "a description",
      "title: a",
      "two\nwo\u200brds\n",
      "items/017-a.md:6:3 warning hidden-character: the file has a hidden character (U+200B): remove it",
    ],
    [
      "a comment",
      "title: a",
      "## Comments\n\n- **2026-10-10** a\uFEFFb\n",
      "items/017-a.md:7:19 warning hidden-character: the file has a hidden character (U+FEFF): remove it",
    ],
    [
      "an escape of YAML",
      'title: "a\\x07b"',
      "",
      "items/017-a.md:3:8 warning hidden-character: title has a hidden character (U+0007): remove it",
    ],
    ["another script", "title: Größe 👩‍🍳 مرحبا می‌خواهم", "two\n\tlines\n", ""],
    ["the flag of Scotland", "title: 🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F} 🏴 ✅️", "", ""],
    ...["061C", "180E", "200E", "200F", "2060", "2061", "2064", "206A", "FFF9", "E0001", "E0061", "E007F"].map(
      (code) => [
        `U+${code}`,
        `title: 🏴a${String.fromCodePoint(Number.parseInt(code, 16))}b`,
        "",
        `items/017-a.md:3:11 warning hidden-character: the file has a hidden character (U+${code}): remove it`,
      ],
    ),
  ])("points at characters that a reviewer does not see: %s", (_, key, body, expected) => {
    const unix = itemText(body, `id: 17\n${key}\n`);
    for (const each of [unix, withCrlf(unix), `\uFEFF${unix}`])
      expect(report([aFile("017-a.md", each)])).toBe(expected);
  });

  test("wants number and name of a file to agree, and names to be an item's", () => {
    const files = [
      aFile("018-a.md", itemText("", "id: 17\ntitle: a\n")),
      aFile("notes.md", itemText("", "id: 19\ntitle: b\n")),
      aFile("020-c.md", "# no front matter\n"),
    ];
    expect(report(files)).toMatchInlineSnapshot(`
      "items/018-a.md:2:5 error number-mismatch: id is 17, but the file name says 18: make them agree
      items/020-c.md:1:1 error front-matter-missing: no front matter: the file must start with a line "---"
      items/notes.md:1:1 error file-name: item files are named like 017-support.md: rename notes.md, or move it out of the tracker"
    `);
  });

  test("names every file of a number that stands twice", () => {
    const files = ["017-a.md", "017-b.md", "0017-c.md", "018-d.md"].map((name) =>
      aFile(name, itemText("", `id: ${Number(name.split("-")[0])}\ntitle: a\n`)),
    );
    expect(report(files)).toMatchInlineSnapshot(`
      "items/0017-c.md:2:5 error number-twice: number 17 is also used by 017-a.md, 017-b.md: give one of them a new number
      items/017-a.md:2:5 error number-twice: number 17 is also used by 017-b.md, 0017-c.md: give one of them a new number
      items/017-b.md:2:5 error number-twice: number 17 is also used by 017-a.md, 0017-c.md: give one of them a new number"
    `);
  });

  test("names every file of a key that stands twice, but not of a ticket, nor of a ref that is no key", () => {
    const files = ["[R-001]", "[r-001, R-002]", "[R-002]", "[DOUGH-7]", "[DOUGH-7]", "[R 1]", "[R 1]"].map(
      (refs, index) => aFile(`00${index + 1}-a.md`, itemText("", `id: ${index + 1}\ntitle: a\nrefs: ${refs}\n`)),
    );
    expect(report(files.slice(0, 5))).toMatchInlineSnapshot(`
      "items/001-a.md:4:7 warning key-twice: key R-001 is also used by 002-a.md: put another key first in refs in one of them
      items/002-a.md:4:7 warning key-twice: key r-001 is also used by 001-a.md: put another key first in refs in one of them"
    `);
    expect(report(files.slice(5))).not.toContain("key-twice");
  });

  test("names open items that lack what every table of the page asks for", () => {
    const files = ["", "area: Risks\n", "area: Actions\n", "closed: 2026-10-01\n"].map((key, index) =>
      aFile(`00${index + 1}-a.md`, itemText("", `id: ${index + 1}\ntitle: a\n${key}`)),
    );
    const told = (...queries: string[]) =>
      checked(files, {
        template: queries.map((query) => `<!-- gtm:${query} -->`).join("\n\n"),
        areas: [],
        rules: { ...quiet, "not-on-page": { severity: "warning", limit: null } },
      }).map(({ file, code, message }) => `${file} ${code}: ${message}`);
    expect(told('table area:"Risks"', 'list area:"Issues" is:open', "table is:closed", "milestones")).toEqual([
      "items/001-a.md not-on-page: no table or list of the page shows this item: it has no area, such as Risks",
    ]);
    expect(told('table area:"Risks"', "table is:overdue")).toEqual([]);
    expect(told("table is:closed")).toEqual([]);
    expect(told()).toEqual([]);
  });

  test("takes keys of any form, and refs with the prefix of a key", () => {
    expect(["R-001", "AI-S3-01", "MA1-13", "2.1", "KR1.1", "r-7"].map((ref) => found({ refs: [ref] }))).toEqual(
      Array.from({ length: 6 }, () => ""),
    );
    expect(found({ refs: ["R-001", "R-002", "AI-S3-01"] })).toBe("");
    const others = ["[R-001]", "[AI-S3-01, R-001, CIR-7, CIR-8]", "[AI-S3-02, CIR-9]"].map((refs, index) =>
      aFile(`00${index + 1}-a.md`, itemText("", `id: ${index + 1}\ntitle: a\nrefs: ${refs}\n`)),
    );
    expect(report(others)).toBe(
      "items/002-a.md:4:7 warning ref-unknown: no link is set for CIR (3 refs): add it under refs: in tracker.md",
    );
    expect(found({ refs: ["R-001", "42"] })).toContain('"42" is not a ticket');
  });

  test("puts problems in the order of files and lines", () => {
    const files = [
      aFile("002-b.md", itemText("stray\n## Comments\n\nx\n", "id: 2\ntitle: b\nzzz: 1\nstatus: bad\n")),
      aFile("001-a.md", itemText("", "id: 1\ntitle: a\ndue: x\n")),
    ];
    expect(checked(files).map(({ file, line }) => `${file}:${line}`)).toEqual([
      "items/001-a.md:4",
      "items/002-b.md:4",
      "items/002-b.md:5",
      "items/002-b.md:10",
    ]);
  });
});
