import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from "parse5";
import { beforeAll, describe, expect, test } from "vitest";
import { loadMarkdownParser } from "../../../src/core/markdown-parser.ts";
import { cellMark, manyItems, rowMark } from "../../../src/core/page-marks.ts";
import { anItem } from "../../support/builders.ts";
import { filledWith, hostileTexts } from "../../support/hostile-texts.ts";
import { renderHtml } from "../../support/rendered.ts";
import { aPage, byTag, elementsOf, parsed, wordsOf } from "./parsed-page.ts";

beforeAll(loadMarkdownParser);

const many = (count: number) => Array.from({ length: count }, (_, index) => anItem({ id: index + 1 }));
const columns = "number,title,status,priority,area,owners,timeline,refs,description,comments,hostile";

/** Every element of a page as a browser sees it that runs scripts: by name, with its attributes and text. */
function elementsWithScripts(html: string) {
  const found: { readonly name: string; readonly attributes: string; readonly text: string }[] = [];
  const collect = (node: DefaultTreeAdapterTypes.Node) => {
    if (defaultTreeAdapter.isElementNode(node)) {
      const text = node.childNodes.map((child) => (defaultTreeAdapter.isTextNode(child) ? child.value : "")).join("");
      found.push({ name: node.tagName, attributes: node.attrs.map(({ name }) => name).join(" "), text });
    }
    if ("childNodes" in node) node.childNodes.forEach(collect);
  };
  collect(parse(html, { scriptingEnabled: true }));
  return found;
}

describe("a page of many items", () => {
  test(`keeps tables and lists of more than ${manyItems} items from a browser's parser, and no others`, () => {
    const template = "<!-- gtm:table -->";
    expect(byTag(parsed(many(manyItems), { template }), "noscript")).toHaveLength(0);
    expect(byTag(parsed(many(manyItems + 1), { template }), "noscript")).toHaveLength(1);
    const lists = parsed(many(manyItems + 1), {
      template: "# Page\n\n<!-- gtm:list group:area -->\n\n<!-- gtm:table is:closed -->",
    });
    expect(byTag(lists, "noscript").map(({ children }) => children.length)).toEqual([1, 1]);
  });

  test("has all of its rows and cells for whoever reads without scripts", () => {
    const root = parsed(many(manyItems + 1), {
      template: `<!-- gtm:table columns:${columns.replace("hostile", "legal-input")} -->`,
    });
    const rows = elementsOf(root, ({ properties }) => properties.dataItem !== undefined);
    expect(rows).toHaveLength(manyItems + 1);
    expect(new Set(rows.map((row) => byTag(row, "td", "th").length))).toEqual(new Set([11]));
    expect(wordsOf(rows.at(-1))).toContain(String(manyItems + 1));
  });

  test("is one text for a browser with scripts, which no text of a stranger's ends, and whose marks are ours alone", () => {
    const hostile = hostileTexts.map((text, index) => filledWith(text, index + 1));
    const items = [...hostile, ...many(manyItems).map((item) => ({ ...item, id: item.id + hostile.length }))];
    const label = "</noscript><img src=x onerror=alert(1)>";
    const html = renderHtml(
      aPage(items, {
        template: `# Page\n\n<!-- gtm:table columns:${columns} -->\n`,
        fields: { hostile: { label, type: "text", values: [] } },
        columns: { title: label },
        statuses: Object.fromEntries(hostileTexts.map((text) => [text, text])),
      }),
    );
    const elements = elementsWithScripts(html);
    const isOfRow = (name: string, attributes: string) =>
      /^(?:img|iframe|th|td)$/.test(name) && /data-item|data-sort|src/.test(attributes);
    expect(elements.filter(({ name, attributes }) => isOfRow(name, attributes))).toEqual([]);
    const texts = elements.filter(({ name }) => name === "noscript").map(({ text }) => text);
    expect(texts).toHaveLength(1);
    const [head, ...rows] = texts[0]?.split(rowMark) ?? [];
    expect(head).toMatch(/^<table .*<tbody>$/s);
    expect(rows.pop()).toBe("</tbody></table>");
    expect(rows).toHaveLength(items.length);
    for (const row of rows) {
      expect(row).toMatch(/^<tr id="item-\d+"[^<>]*>.*<\/tr>$/s);
      expect(row.split(cellMark)).toHaveLength(11);
    }
  });
});
