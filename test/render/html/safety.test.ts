import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Item } from "../../../src/core/item.ts";
import { loadMarkdownParser } from "../../../src/core/markdown-parser.ts";
import { renderHtml } from "../../../src/render/html/html.ts";
import { aComment, anItem } from "../../support/builders.ts";
import { heavyTexts, hostileMarkdown, hostileTexts } from "../../support/hostile-texts.ts";
import { aPage, brokenIdsOf, byClass, byTag, dangersOf, elementsOf, parsed, wordsOf } from "./parsed-page.ts";

beforeAll(loadMarkdownParser);

const columns = "number,title,status,priority,area,owners,timeline,refs,description,comments";
const template = `# Page

<!-- gtm:changes -->

<!-- gtm:priorities -->

<!-- gtm:milestones -->

<!-- gtm:table columns:${columns} -->

Words between.

<!-- gtm:list group:area columns:title,owners,refs,comments -->
`;

/** An item with a text in each of its places. */
function filled(id: number, text: string): Item {
  return anItem({
    id,
    title: text,
    status: text,
    priority: text,
    area: text,
    owners: [text, "mreyes"],
    timeline: text,
    refs: [text],
    description: text,
    comments: [aComment(text, { author: text, date: text }), aComment(`words ${text}`)],
  });
}

/** Each item as new and as changed from and to the text. */
function changesOf(items: readonly Item[], text: string) {
  const fields = [
    { column: "title", from: text, to: `${text}!` },
    { column: "owners", from: "", to: text },
  ];
  return {
    changes: {
      since: "2026-10-15",
      items: items.map((item, index) => ({
        item,
        kind: index % 2 ? ("new" as const) : ("changed" as const),
        fields,
        comments: item.comments.map((comment) => ({ ...comment, kind: "new" as const, was: null })),
      })),
    },
  };
}

function name(text: string): string {
  return JSON.stringify(text.length > 70 ? `${text.slice(0, 50)}… (${text.length})` : text);
}

describe("an HTML page of strangers' texts", () => {
  test.each(hostileTexts.map((text) => [name(text), text]))("has no element, attribute or address of %s", (_, text) => {
    const items = [filled(1, text), filled(2, "plain"), filled(3, text)];
    const root = parsed(items, { template }, changesOf(items, text));
    expect(dangersOf(root)).toEqual([]);
    expect(brokenIdsOf(root)).toEqual([]);
    const rows = elementsOf(root, ({ properties }) => /^item-\d+$/.test(String(properties.id)));
    expect(rows.map(({ children }) => children.length)).toEqual([10, 10, 10]);
  });

  test.each(hostileTexts.map((text) => [name(text), text]))("is safe with %s in its tracker's words", (_, text) => {
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

  test.each(hostileTexts.map((text) => [name(text), text]))("is safe with %s in its template's prose", (_, text) => {
    for (const prose of [text, `Words ${text} words`, `# ${text}`, `- a\n\n  ${text}\n\n    ${text}\n\n## ${text}`])
      expect(dangersOf(parsed([anItem()], { template: `${prose}\n\n<!-- gtm:table -->\n\n${prose}\n` }))).toEqual([]);
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
          filled(1, a),
          anItem({ id: 2, title: b, description: `${a}\n\n${b}`, comments: [aComment(`${b}${a}`)] }),
        ];
        const root = parsed(items, { template: `${a}\n\n${template}\n\n${b}\n` }, changesOf(items, b));
        expect(dangersOf(root)).toEqual([]);
        expect(brokenIdsOf(root)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test.each(heavyTexts.map((text) => [name(text), text]))("comes to an end with %s", (_, text) => {
    const page = aPage([anItem({ title: text, timeline: text, description: text, comments: [aComment(text)] })], {
      template: `<!-- gtm:table columns:number,title,description,comments -->\n\n${text}`,
    });
    expect(renderHtml(page).endsWith("</html>\n")).toBe(true);
  });
});
