import fc from "fast-check";
import { fromHtml } from "hast-util-from-html";
import { describe, expect, test } from "vitest";
import type { Item } from "../../../src/core/item.ts";
import { aComment, anItem } from "../../support/builders.ts";
import {
  expectOfAll,
  filledWith,
  heavyTexts,
  hostileMarkdown,
  hostileTexts,
  nameOf,
} from "../../support/hostile-texts.ts";
import { parseEachTextOnce } from "../../support/known-trees.ts";
import { renderHtml } from "../../support/rendered.ts";
import { trials } from "../../support/trials.ts";
import { aPage, brokenIdsOf, byClass, byTag, dangersOf, elementsOf, parsed, wordsOf } from "./parsed-page.ts";

parseEachTextOnce();

const columns = "number,title,status,priority,area,owners,timeline,refs,description,comments";
const template = `# Page

<!-- gtm:changes -->

<!-- gtm:priorities -->

<!-- gtm:milestones -->

<!-- gtm:table columns:${columns} -->

Words between.

<!-- gtm:list group:area columns:title,owners,refs,comments -->
`;

/** Each item as changed from and to its text, and as new. */
function changesOf(own: readonly { readonly item: Item; readonly text: string }[]) {
  return {
    changes: {
      since: "2026-10-15",
      items: own.map(({ item, text }, index) => ({
        item,
        kind: index % 2 ? ("new" as const) : ("changed" as const),
        fields: [
          { column: "title", from: text, to: `${text}!` },
          { column: "owners", from: "", to: text },
        ],
        comments: item.comments.map((comment) => ({ ...comment, kind: "new" as const, was: null })),
      })),
    },
  };
}

describe("an HTML page of strangers' texts", () => {
  test("has no element, attribute or address of any text that acts elsewhere", () => {
    expectOfAll(hostileTexts, (texts) => {
      const own = texts.flatMap((text, index) => [
        { item: filledWith(text, index * 2 + 1), text },
        { item: filledWith("plain", index * 2 + 2), text },
      ]);
      const items = own.map(({ item }) => item);
      const root = parsed(items, { template }, changesOf(own));
      expect(dangersOf(root)).toEqual([]);
      expect(brokenIdsOf(root)).toEqual([]);
      const rows = elementsOf(root, ({ properties }) => /^item-\d+$/.test(String(properties.id)));
      expect(rows.map((row) => row.children.filter(({ type }) => type === "element").length)).toEqual(
        items.map(() => 10),
      );
    });
  });

  test.each(hostileTexts.map((text) => [nameOf(text), text]))("is safe with %s in its tracker's words", (_, text) => {
    const nobody = { name: null, url: null, email: null, "account-id": null, userkey: null, username: null };
    const root = parsed([anItem({ owners: ["mreyes", "tokonkwo"], comments: [aComment("@mreyes and @tokonkwo")] })], {
      template,
      title: text,
      people: { mreyes: { ...nobody, name: text, url: text }, tokonkwo: { ...nobody, name: text, email: text } },
      statuses: { "in-progress": text },
      priorities: { P2: { label: text, weeks: null }, [text]: { label: text, weeks: null } },
      fields: { [text]: { label: text, type: "text", values: [] } },
      columns: { title: text, comments: text },
      areas: [text],
      milestones: [{ date: "2026-11-01", end: null, title: text, url: text }],
    });
    expect(dangersOf(root)).toEqual([]);
  });

  describe.each<[string, (text: string) => string]>([
    ["alone", (text) => text],
    ["among words", (text) => `Words ${text} words`],
    ["as a heading", (text) => `# ${text}`],
    ["in a list", (text) => `- a\n\n  ${text}\n\n    ${text}\n\n## ${text}`],
  ])("with texts that act elsewhere %s in its template's prose", (_, proseOf) => {
    const templateOf = (text: string) => `${proseOf(text)}\n\n<!-- gtm:table -->\n\n${proseOf(text)}\n`;
    const hasTable = (text: string) =>
      aPage([], { template: templateOf(text) }).parts.some(({ kind }) => kind === "table");
    const apart = hostileTexts.filter(hasTable);

    test("is safe", () => {
      // A page draws 50 markers, and each text takes two.
      const pages = Array.from({ length: Math.ceil(apart.length / 25) }, (_, at) => apart.slice(at * 25, at * 25 + 25));
      for (const each of pages) expectOfAll(each, expectSafe);
    });

    function expectSafe(texts: readonly string[]): void {
      // A table ends a part of the prose: what one text leaves open, the next is not inside of.
      const page = aPage([anItem()], { template: texts.map(templateOf).join("\n<!-- gtm:table -->\n\n") });
      expect(page.parts.filter(({ kind }) => kind === "table")).toHaveLength(texts.length * 2 - 1);
      expect(dangersOf(fromHtml(renderHtml(page)))).toEqual([]);
    }

    const hiding = hostileTexts.filter((text) => !hasTable(text));
    test.runIf(hiding.length > 0)("is safe where a text hides all that follows it", () => {
      for (const text of hiding)
        expect([text, dangersOf(parsed([anItem()], { template: templateOf(text) }))]).toEqual([text, []]);
    });
  });

  test("shows what it was given, signs of HTML and all", () => {
    for (const title of ["<script>alert(1)</script>", "a & b &amp; c", `"quoted" 'text'`, "</title><b>"]) {
      const root = parsed([anItem({ title })], { template: "<!-- gtm:table columns:title -->", title });
      expect(wordsOf(byClass(root, "name")[0])).toBe(title);
      expect(wordsOf(byTag(root, "title")[0])).toBe(`${title}, as of 22 October 2026`);
      expect(byClass(root, "title").at(-1)?.properties.dataSort).toBe(title);
    }
  });

  test("shows control characters and bidi overrides as signs", () => {
    const html = renderHtml(aPage([anItem({ title: "a\u001b[2J\u202eb\u0007" })], { template: "<!-- gtm:table -->" }));
    expect(html).toContain("a␛[2J�b␇");
    expect(html).not.toMatch(/[\x00-\x08\x0B-\x1F\x7F-\x9F\u202A-\u202E\u2066-\u2069]/);
  });

  test("has nothing that is not its own, whatever row of signs it is given", () => {
    fc.assert(
      fc.property(hostileMarkdown, hostileMarkdown, (a, b) => {
        const items = [
          filledWith(a, 1),
          anItem({ id: 2, title: b, description: `${a}\n\n${b}`, comments: [aComment(`${b}${a}`)] }),
        ];
        const root = parsed(
          items,
          { template: `${a}\n\n${template}\n\n${b}\n` },
          changesOf(items.map((item) => ({ item, text: b }))),
        );
        expect(dangersOf(root)).toEqual([]);
        expect(brokenIdsOf(root)).toEqual([]);
      }),
      trials.strangers,
    );
  });

  test.each(heavyTexts.map((text) => [nameOf(text), text]))("comes to an end with %s", (_, text) => {
    const page = aPage([anItem({ title: text, timeline: text, description: text, comments: [aComment(text)] })], {
      template: `<!-- gtm:table columns:number,title,description,comments -->\n\n${text}`,
    });
    expect(renderHtml(page).endsWith("</html>\n")).toBe(true);
  });
});
