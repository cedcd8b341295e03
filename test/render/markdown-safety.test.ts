import fc from "fast-check";
import type { Nodes, Root } from "mdast";
import { describe, expect, test } from "vitest";
import type { Item } from "../../src/core/item.ts";
import { makePage } from "../../src/core/page.ts";
import { markdownMark } from "../../src/core/page-marks.ts";
import type { Tracker } from "../../src/core/tracker.ts";
import { aComment, anItem, aTracker } from "../support/builders.ts";
import {
  expectOfAll,
  filledWith,
  heavyTexts,
  hostileMarkdown,
  hostileTexts,
  nameOf,
} from "../support/hostile-texts.ts";
import { parseEachTextOnce } from "../support/known-trees.ts";
import { dangersOf, tablesOf, treeOf } from "../support/page-audit.ts";
import { renderMarkdown } from "../support/rendered.ts";
import { trials } from "../support/trials.ts";

parseEachTextOnce();

const columns = "number,title,status,priority,area,owners,timeline,refs,description,comments";
const template = `# Page

<!-- gtm:priorities -->

<!-- gtm:milestones -->

<!-- gtm:table columns:${columns} -->

Words between.

<!-- gtm:list group:area columns:title,owners,refs,comments -->
`;

function render(items: readonly Item[], changes: Partial<Tracker> = {}, wide = false): string {
  return renderMarkdown(makePage(aTracker({ template, ...changes }), items, "2026-10-22").page, { wide });
}

/** As a forge reads it, without the notes for an import, the one piece of HTML beside tags of lists that gtm writes. */
function readByForge(page: string) {
  return treeOf(withoutNotes(page));
}

function withoutNotes(page: string): string {
  return page
    .replace(new RegExp(`\\n\\n${markdownMark}\\n$`), "\n")
    .replace(/(?<=\|\n\n)<!-- columns \["[ -~]*"\] -->(?=\n\n)/g, (note) =>
      note.indexOf(">") === note.length - 1 ? "" : note,
    );
}

/** The number of items that have a section of their own, each below all others. */
function sectionsOf(tree: Root): number {
  return tree.children.filter((node) => node.type === "heading" && node.depth === 3 && /^Item \d+$/.test(shownIn(node)))
    .length;
}

function shownIn(node: Nodes): string {
  return "value" in node ? node.value : "children" in node ? node.children.map(shownIn).join("") : "";
}

describe("a page of strangers' texts", () => {
  test("keeps its rows and runs nothing of any text that acts elsewhere", () => {
    expectOfAll(hostileTexts, (texts) => {
      const items = texts.flatMap((text, index) => [filledWith(text, index * 2 + 1), anItem({ id: index * 2 + 2 })]);
      const wide = readByForge(render(items, {}, true));
      expect(dangersOf(wide)).toEqual([]);
      expect(tablesOf(wide)).toEqual([[10, ...items.map(() => 10)]]);
      const page = readByForge(render(items));
      expect(dangersOf(page)).toEqual([]);
      const [table = []] = tablesOf(page);
      expect(tablesOf(page)).toEqual([table.map(() => table[0])]);
      expect(sectionsOf(page)).toBe(items.length);
    });
  });

  test.each(heavyTexts.map((text) => [nameOf(text), text]))("comes to an end with %s", (_, text) => {
    const page = render(
      [anItem({ description: text, comments: [aComment(text)] })],
      {
        template: "<!-- gtm:table columns:number,description,comments -->",
      },
      true,
    ).replace(/^\*As of .*\n\n/, "");
    const lines = page.trimEnd().split("\n");
    expect(lines).toHaveLength(3);
    // Parsing it again would take a Markdown parser hours; what splits a cell is seen from here.
    expect(lines[2]?.match(/(?<!\\)(?:\\\\)*\|/g)).toHaveLength(4);
    expect(lines[2]).not.toMatch(/<(?!\/?(?:br|ul|ol|li|blockquote)>)/);
  });

  test("turns the order of no signs by an address", () => {
    const url = "https://x.example.com/a\u202eb\u2066c\u200fd";
    const person = { name: "A", url, email: null, "account-id": null, userkey: null, username: null };
    const page = render([anItem({ owners: ["a"], refs: ["CIR-1"], comments: [aComment(`@a [x](<${url}>)`)] })], {
      people: { a: person },
      refs: { CIR: `${url}{n}` },
      milestones: [{ date: "2026-11-01", end: null, title: "a", url }],
    });
    expect(page.match(/https:\S*?\/a%E2%80%AEb%E2%81%A6c%E2%80%8Fd/g)?.length).toBeGreaterThan(3);
    expect(page).not.toMatch(/\p{Bidi_Control}/u);
  });

  test("keeps its rows and runs nothing of any row of signs", () => {
    fc.assert(
      fc.property(hostileMarkdown, hostileMarkdown, (a, b) => {
        const items = [
          filledWith(a, 1),
          anItem({ id: 2, title: b, description: `${a}\n\n${b}`, comments: [aComment(`${b}${a}`)] }),
        ];
        const wide = readByForge(render(items, {}, true));
        expect(dangersOf(wide)).toEqual([]);
        expect(tablesOf(wide)).toEqual([[10, 10, 10]]);
        const page = readByForge(render(items));
        expect(dangersOf(page)).toEqual([]);
        expect(tablesOf(page)).toHaveLength(1);
        expect(sectionsOf(page)).toBe(2);
      }),
      trials.strangers,
    );
  });

  test.each(hostileTexts.map((text) => [nameOf(text), text]))("is safe with %s in its tracker's words", (_, text) => {
    const items = [anItem({ owners: ["mreyes"], comments: [aComment("@mreyes and @tokonkwo")] })];
    const words: Partial<Tracker> = {
      people: {
        mreyes: {
          name: text,
          url: "https://people.example.com/(a)|b&colon;c",
          email: null,
          "account-id": null,
          userkey: null,
          username: null,
        },
        tokonkwo: { name: text, url: null, email: text, "account-id": null, userkey: null, username: null },
      },
      statuses: { "in-progress": text },
      priorities: { P2: { label: text, weeks: null }, [text]: { label: text, weeks: null } },
      columns: { title: text, comments: text },
      milestones: [{ date: "2026-11-01", end: null, title: text, url: "https://x.example.com/?a=(b)&lt;c" }],
    };
    const page = readByForge(render(items, words));
    expect(dangersOf(page)).toEqual([]);
    expect(sectionsOf(page)).toBe(1);
  });
});

describe("the template's prose", () => {
  test.each(hostileTexts.map((text) => [nameOf(text), text]))("runs nothing of %s", (_, text) => {
    for (const prose of [
      text,
      `Words ${text} words`,
      `- a\n\n  ${text}\n\n<!-- gtm:milestones -->\n\n    ${text}\n\n${text}`,
    ]) {
      const page = render([anItem()], { template: `${prose}\n\n<!-- gtm:table -->\n\n${prose}\n` });
      expect(dangersOf(withoutNotes(page)).filter((danger) => !danger.startsWith("image"))).toEqual([]);
    }
  });

  test.each(heavyTexts.map((text) => [nameOf(text), text]))("comes to an end with %s", (_, text) => {
    expect(render([], { template: text }).length).toBeGreaterThan(0);
  });

  test("runs nothing of any row of signs, around any marker", () => {
    const marker = fc.constantFrom("milestones", "priorities", "table", "list group:area", "chart");
    fc.assert(
      fc.property(hostileMarkdown, marker, hostileMarkdown, (before, kind, after) => {
        const page = render([anItem()], {
          template: `${before}\n\n<!-- gtm:${kind} -->\n\n${after}\n`,
          milestones: [{ date: "2026-11-01", end: null, title: "a", url: null }],
        });
        expect(dangersOf(withoutNotes(page)).filter((danger) => !danger.startsWith("image"))).toEqual([]);
      }),
      trials.text,
    );
  });
});
