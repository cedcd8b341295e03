import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diffItems } from "../../src/core/diff.ts";
import type { Item } from "../../src/core/item.ts";
import { changesMarkdown, describeChanges } from "../../src/render/changes-words.ts";
import { anyCharacter } from "../support/any-character.ts";
import { aComment, anItem, aTracker } from "../support/builders.ts";
import { expectOfAll, hostileMarkdown, hostileTexts } from "../support/hostile-texts.ts";
import { parseEachTextOnce } from "../support/known-trees.ts";
import { dangersOf } from "../support/page-audit.ts";
import { trials } from "../support/trials.ts";

parseEachTextOnce();

const tracker = aTracker();
const changesBetween = (before: readonly Item[], after: readonly Item[]) => ({
  since: "2026-10-15",
  items: diffItems(before, after, tracker),
});

const before = [
  anItem({ id: 1, title: "Stays" }),
  anItem({ id: 2, title: "Goes" }),
  anItem({ id: 3, title: "Probes" }),
  anItem({ id: 4, title: "Leasing", closed: "2026-09-01", status: "done" }),
  anItem({ id: 9, title: "Radio approval", due: "2026-10-30", timeline: null, description: "Old" }),
  anItem({ id: 10, title: "Words only" }),
];
const after = [
  anItem({ id: 1, title: "Stays" }),
  anItem({ id: 3, title: "Probes", closed: "2026-10-20", status: "done", comments: [aComment("Solved.")] }),
  anItem({ id: 4, title: "Leasing", start: null }),
  anItem({
    id: 9,
    title: "Radio approval",
    status: "blocked",
    due: "2026-11-14",
    timeline: "Nov'26",
    owners: ["mreyes", "tokonkwo"],
    start: null,
    description: "New",
    fields: { "legal-input": true },
    comments: [aComment("Gaskets *late*.", { date: "2026-10-16" }), aComment("See DOUGH-1.", { author: "mreyes" })],
  }),
  anItem({ id: 10, title: "Words only", comments: [aComment("One.\n\n- a\n- b")] }),
  anItem({ id: 36, title: "Spare *parts*" }),
  anItem({ id: 37, title: "Returns", comments: [aComment("Begun.")] }),
];

describe("what changed, in words", () => {
  test("says the status with which an item is closed or open again, and the title that it had", () => {
    const words = aTracker({ statuses: { todo: "To do", blocked: "Blocked", done: "Done", dropped: "Dropped" } });
    const said = (from: Partial<Item>, to: Partial<Item>) => {
      const items = diffItems([anItem({ id: 3, ...from })], [anItem({ id: 3, title: "Probes", ...to })], words);
      return describeChanges({ since: "2026-10-15", items }, words).lines.map(({ text }) => text);
    };
    const open = { title: "Probes", status: "todo" };
    const closed = { ...open, closed: "2026-10-20" };
    expect(said(open, { ...closed, status: "done" })).toEqual(["#3 Probes: closed on 2026-10-20"]);
    expect(said(open, { ...closed, status: "dropped" })).toEqual(["#3 Probes: closed on 2026-10-20 as Dropped"]);
    expect(said(open, closed)).toEqual(["#3 Probes: closed on 2026-10-20"]);
    expect(said({ ...closed, status: "done" }, { ...open, status: "blocked" })).toEqual([
      "#3 Probes: reopened as Blocked",
    ]);
    expect(said(closed, open)).toEqual(["#3 Probes: reopened"]);
    expect(said({ ...open, title: "Probes, two" }, open)).toEqual(['#3 Probes: title was "Probes, two"']);
  });

  test("is a line an item: new, closed, reopened, changed, gone", () => {
    const { heading, lines } = describeChanges(changesBetween(before, after), tracker);
    expect([heading, ...lines.map(({ text }) => text)].join("\n")).toMatchInlineSnapshot(`
      "Changes since 2026-10-15
      #36 New item: Spare *parts*
      #37 New item: Returns; 1 comment
      #3 Probes: closed on 2026-10-20; 1 new comment
      #4 Leasing: reopened as In progress, start removed (was 2026-10-10)
      #9 Radio approval: status In progress → Blocked, Tobe Okonkwo added as owner, start removed (was 2026-10-10), due 2026-10-30 → 2026-11-14 (15 days later), timeline set to Nov'26, Legal input? set to Y, description changed; 2 new comments
      #10 Words only: 1 new comment
      #2 Goes: deleted (was In progress, P2)"
    `);
    expect(lines.map(({ kind }) => kind)).toEqual(["new", "new", "closed", "reopened", "changed", "changed", "gone"]);
  });

  test("has the new comments, newest first", () => {
    const line = describeChanges(changesBetween(before, after), tracker).lines.find(({ item }) => item.id === 9);
    expect(line?.comments.map(({ text }) => text)).toEqual(["See DOUGH-1.", "Gaskets *late*."]);
  });

  test("tells comments that are new, edited and removed apart, and has the words that were not there before", () => {
    const [kept, old] = [aComment("Kept."), aComment("Gone.", { date: "2026-10-10" })];
    const [was, edited] = [aComment("Late.", { date: "2026-10-12" }), aComment("Here.", { date: "2026-10-12" })];
    const fresh = [aComment("One."), aComment("Two.")];
    const [line] = describeChanges(
      changesBetween([anItem({ comments: [old, was, kept] })], [anItem({ comments: [edited, kept, ...fresh] })]),
      tracker,
    ).lines;
    expect(line?.text).toBe("#17 Support: 2 new comments, 1 comment edited, 1 comment removed");
    expect(line?.comments.map(({ text }) => text)).toEqual(["Two.", "One.", "Here."]);
  });

  test("is a line each, whatever is in it", () => {
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...hostileTexts), fc.string({ unit: anyCharacter })), (text) => {
        const changed = [
          anItem({ title: text, area: text, owners: [text], timeline: text }),
          anItem({ id: 99, title: text }),
        ];
        for (const line of describeChanges(changesBetween([anItem()], changed), tracker).lines)
          expect(line.text).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
      }),
    );
  });
});

describe("what changed, as Markdown", () => {
  test("has the new comments' words below their items", () => {
    expect(changesMarkdown(changesBetween(before, after), tracker)).toMatchInlineSnapshot(`
      "## Changes since 2026-10-15

      - #36 New item: Spare \\*parts\\*
      - #37 New item: Returns; 1 comment
        - **2026-10-18** Begun.
      - #3 Probes: closed on 2026-10-20; 1 new comment
        - **2026-10-18** Solved.
      - #4 Leasing: reopened as In progress, start removed (was 2026-10-10)
      - #9 Radio approval: status In progress → Blocked, Tobe Okonkwo added as owner, start removed (was 2026-10-10), due 2026-10-30 → 2026-11-14 (15 days later), timeline set to Nov'26, Legal input? set to Y, description changed; 2 new comments
        - **2026-10-18 @mreyes** See [DOUGH-1](https://tickets.example.com/browse/DOUGH-1).
        - **2026-10-16** Gaskets *late*.
      - #10 Words only: 1 new comment
        - **2026-10-18** One.<ul><li>a</li><li>b</li></ul>
      - #2 Goes: deleted (was In progress, P2)"
    `);
  });

  test("says when nothing has", () => {
    expect(changesMarkdown(changesBetween(before, before), tracker, 3)).toBe(
      "### Changes since 2026-10-15\n\nNothing has changed.",
    );
  });

  /** Of items that had no text and have these now. */
  function expectHarmless(texts: readonly string[]): void {
    const items = texts.map((_, index) => anItem({ id: index + 1 }));
    const changed = items.map((item, index): Item => {
      const text = texts[index] ?? "";
      return { ...item, title: text, timeline: text, comments: [aComment(text, { author: text })] };
    });
    const markdown = changesMarkdown(changesBetween(items, changed), tracker);
    expect(dangersOf(markdown)).toEqual([]);
    const lines = markdown.split(/[\n\r]/).slice(2);
    expect(lines.filter((line) => !/^(?: {2})?- /.test(line))).toEqual([]);
    expect(lines).toHaveLength(2 * texts.length);
  }

  test("runs nothing of strangers' texts, and keeps a line to each", () => {
    expectOfAll(hostileTexts, expectHarmless);
  });

  test("runs nothing of any row of signs, and keeps a line to it", () => {
    fc.assert(
      fc.property(hostileMarkdown, (text) => expectHarmless([text])),
      trials.value,
    );
  });
});
