import { expect, it } from "vitest";
import { escapeHtml } from "../../../src/core/html-text.ts";
import { printable } from "../../../src/core/printable.ts";
import { element, isNothing, write, writtenHtml } from "../../../src/render/html/element.ts";

it("every sign of a text is escaped and can be seen, whether or not a look at it finds that it needs it", () => {
  const signs = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));
  expect(signs.filter((sign) => writtenHtml(sign) !== escapeHtml(printable(sign)))).toEqual([]);
});

it("rows are drawn one by one, when they are written", () => {
  const drawn: number[] = [];
  const rows = function* () {
    for (const row of [1, 2, 3]) {
      drawn.push(row);
      yield element("li", {}, `<${row}>`);
    }
  };
  const page = element("main", { id: "a" }, "ahead", element("ul", {}, { rows }), null, ["behind"]);
  expect(drawn).toEqual([]);
  const seen: string[] = [];
  for (const piece of write(page)) seen.push(`${drawn.length} ${piece}`);
  expect(seen).toEqual([
    '0 <main id="a">ahead<ul>',
    "1 <li>&lt;1&gt;</li>",
    "2 <li>&lt;2&gt;</li>",
    "3 <li>&lt;3&gt;</li>",
    "3 </ul>behind</main>",
  ]);
  expect(writtenHtml(page)).toBe(
    '<main id="a">ahead<ul><li>&lt;1&gt;</li><li>&lt;2&gt;</li><li>&lt;3&gt;</li></ul>behind</main>',
  );
});

it.each([null, "", [], [null, [""]], { html: "" }])("%j is nothing", (content) => {
  expect(isNothing(content)).toBe(true);
});
