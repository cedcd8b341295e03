import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tidyComment } from "../../src/core/add-comment.ts";
import { composeItem, type NewItem } from "../../src/core/compose.ts";
import { readItem } from "../../src/core/item-file.ts";
import { anyCharacter } from "../support/any-character.ts";
import { aComment, anItem, aTracker } from "../support/builders.ts";
import { trials } from "../support/trials.ts";

const tracker = aTracker({
  fields: {
    "hx-input": { label: null, type: "boolean", values: [] },
    effort: { label: null, type: "number", values: [] },
    note: { label: null, type: "text", values: [] },
  },
});

function aNewItem(changes: Partial<NewItem> = {}): NewItem {
  const { path: _, ...item } = anItem();
  return { ...item, comments: [], ...changes };
}

const hostile = fc
  .oneof(
    fc.constantFrom(
      "a: b",
      "a #b",
      "#b",
      "- a",
      "? a",
      "[a",
      "{a",
      "a]",
      "a, b",
      "yes",
      "no",
      "true",
      "null",
      "~",
      "123",
      "012",
      "1e3",
      "10:30",
      "2017-10-25",
      ".inf",
      "=",
      "<<",
      "---",
      "...",
      "|",
      ">",
      "%a",
      "@a",
      "`a`",
      "!a",
      "&a",
      "*a",
      "'",
      '"',
      "it's",
      'say "x"',
      "\\",
      "a\\nb",
      "a:",
      ":a",
      "a'b\"c: #d",
      "Größe",
      "👩‍🍳 日本",
      "\u202eevil",
      "مرحبا",
      "a\tb",
      "\u0085a",
      "a\u009bb",
      "\uFFFE",
      "\ud800",
      "\u2028",
      "a\u0000b",
      "<script>",
      "x".repeat(5000),
      "a: ".repeat(1600),
    ),
    fc.string({ unit: anyCharacter, minLength: 1 }),
  )
  .map((text) => text.trim())
  .filter((text) => text !== "");

describe("a composed item", () => {
  test("reads back exactly, whatever its words", () => {
    const words = fc.option(hostile);
    const aText = fc.array(hostile, { maxLength: 3 });
    fc.assert(
      fc.property(
        hostile,
        words,
        words,
        words,
        aText,
        aText,
        hostile,
        hostile,
        (title, status, area, timeline, owners, refs, note, comment) => {
          const item = aNewItem({
            title,
            status,
            area,
            timeline,
            owners,
            refs,
            fields: { "hx-input": false, effort: 2.5, note },
            comments: [aComment(tidyComment(comment) || "x", { author: "mreyes" }), aComment("last")],
          });
          const { item: read, problems } = readItem(composeItem(item), "items/017-support.md", tracker);
          expect(problems).toEqual([]);
          expect(read).toEqual({ ...item, path: "items/017-support.md" });
        },
      ),
      trials.text,
    );
  });

  test("has the form that format.md gives", () => {
    const item = aNewItem({
      refs: ["DOUGH-12"],
      closed: "2026-12-01",
      fields: { "hx-input": true, effort: 3 },
      description: "Words.\n\nMore.",
      comments: [aComment("One."), aComment("Two.\n\n- a", { author: "mreyes", date: "2026-10-20" })],
    });
    expect(composeItem(item)).toMatchInlineSnapshot(`
      "---
      id: 17
      title: Support
      status: in-progress
      priority: P2
      area: Product
      owners: [mreyes]
      start: 2026-10-10
      due: 2026-11-30
      timeline: Nov'26
      refs: [DOUGH-12]
      closed: 2026-12-01
      hx-input: yes
      effort: 3
      ---

      Words.

      More.

      ## Comments

      - **2026-10-18** One.
      - **2026-10-20 @mreyes** Two.

        - a
      "
    `);
  });

  test("says nothing of what it has not", () => {
    const item = aNewItem({
      status: null,
      priority: null,
      area: "",
      owners: [],
      start: null,
      due: null,
      timeline: null,
    });
    expect(composeItem(item)).toBe("---\nid: 17\ntitle: Support\n---\n");
  });

  test("needs quotes only where YAML does", () => {
    const titles = [
      "Support",
      "yes",
      "2017-10-25",
      "012",
      "10:30",
      "Nov'17",
      "a: b",
      "a #b",
      "[x]",
      "- x",
      "true",
      "",
      "Übergabe & mehr",
      'it\'s "so"',
      "a\u0007b",
    ];
    const lines = titles.map((title) => composeItem(aNewItem({ title })).split("\n")[2]);
    expect(lines.join("\n")).toMatchInlineSnapshot(`
      "title: Support
      title: yes
      title: 2017-10-25
      title: "012"
      title: 10:30
      title: Nov'17
      title: "a: b"
      title: "a #b"
      title: "[x]"
      title: "- x"
      title: "true"
      status: in-progress
      title: Übergabe & mehr
      title: it's "so"
      title: "a\\u0007b""
    `);
  });
});
