import type { Element } from "hast";
import { beforeAll, describe, expect, test } from "vitest";
import { loadMarkdownParser } from "../../src/core/markdown-parser.ts";
import { cellMark, manyItems, rowMark } from "../../src/core/page-marks.ts";
import { saidIn, sortTextIn } from "../../src/page/row-source.ts";
import { aPage, elementsOf, parsed, wordsOf } from "../render/html/parsed-page.ts";
import { aComment, anItem } from "../support/builders.ts";
import { renderHtml } from "../support/rendered.ts";

beforeAll(loadMarkdownParser);

const columns = "number,title,status,priority,area,owners,due,timeline,refs,legal-input,description,comments";
const template = `<!-- gtm:table columns:${columns} -->`;
const item = anItem({
  id: 17,
  title: 'Ovens & <racks> "steel"',
  owners: ["mreyes", "hnakata"],
  due: "2026-10-01",
  refs: ["DOUGH-12"],
  fields: { "legal-input": true },
  description: "For **both** lines.\n\n- first\n- second",
  comments: [aComment("Agreed with @tokonkwo: `a < b`.", { author: "mreyes" }), aComment("**Pro**mised.")],
});
const others = Array.from({ length: manyItems }, (_, index) => anItem({ id: index + 100 }));

const rowOfLongPage = () =>
  renderHtml(aPage([item, ...others], { template }))
    .split(rowMark)
    .find((row) => row.includes('data-item="17"')) ?? "";

describe("a row that is not drawn", () => {
  test("says its words and handles, and nothing of what the page says about it", () => {
    const said = saidIn(rowOfLongPage());
    expect(said).toContain('ovens & <racks> "steel"');
    expect(said).toContain("agreed with tobe okonkwo: a < b.");
    expect(said).toContain("promised.");
    expect(said).toContain("@mreyes @hnakata @tokonkwo");
    expect(said).not.toMatch(/overdue|stale|\bmr\b|href|class/);
  });

  test("sorts by what each of its cells would, were it drawn", () => {
    const [row] = elementsOf(parsed([item], { template }), ({ properties }) => properties.dataItem === "17");
    const cells = (row?.children ?? []).filter((cell): cell is Element => cell.type === "element");
    expect(cells).toHaveLength(12);
    const source = rowOfLongPage().replace(/^<tr[^>]*>/, "");
    expect(source.split(cellMark)).toHaveLength(12);
    cells.forEach((cell, at) => {
      const { dataSort } = cell.properties;
      expect(sortTextIn(source, at).replaceAll(" ", "")).toBe(String(dataSort ?? wordsOf(cell)).replaceAll(" ", ""));
    });
  });
});
