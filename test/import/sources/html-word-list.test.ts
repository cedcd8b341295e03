import { expect, test } from "vitest";
import type { SourceElement, SourceNode, SourceNodes } from "../../../src/import/sources/element.ts";
import { readHtml } from "../../../src/import/sources/html.ts";
import { readWordItem } from "../../../src/import/sources/html-look.ts";

const place = { line: 1, start: 0, end: 0 };

function element(
  name: string,
  children: SourceNodes,
  attributes: Readonly<Record<string, string>> = {},
): SourceElement {
  return { kind: "element", name, attributes: new Map(Object.entries(attributes)), children, ...place };
}

const text = (words: string): SourceNode => ({ kind: "text", text: words, line: 1 });

function paragraphOf(children: SourceNodes): SourceElement {
  return element("p", children, { class: "MsoListParagraphCxSpFirst" });
}

test("a bullet of Word's is cut off the beginning, over as many elements as it stands in", () => {
  const read = (words: string) => readHtml(`<p class=MsoListParagraphCxSpFirst>${words}</p>`);
  expect(read("<b> 1<i>.</i></b><br>&nbsp; Sweep it")).toMatchObject([
    { kind: "list", entries: [{ text: "Sweep it" }], source: "1. Sweep it" },
  ]);
  expect(read("1. Sweep it")).toMatchObject([{ kind: "paragraph" }]);
});

test("what is nested behind a bullet of Word's is not gone through at each depth", () => {
  let looks = 0;
  const words = Array.from(
    { length: 100 },
    (): SourceNode => ({
      kind: "text",
      line: 1,
      get text() {
        looks += 1;
        return "words that are many more than any bullet has, ";
      },
    }),
  );
  const nested = Array.from({ length: 300 }).reduce<SourceNodes>(
    (nodes) => [element("font", nodes)],
    [text("1.\u00a0"), ...words],
  );
  expect(readWordItem(paragraphOf(nested))?.ordered).toBe(true);
  expect(looks).toBeLessThan(2 * words.length);
});
