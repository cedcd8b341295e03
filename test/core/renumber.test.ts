/** An item under another number: what follows it, and what does not. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renumber } from "../../src/core/renumber.ts";
import { trials } from "../support/trials.ts";

const item = (id: number, words: string) => `---
id: ${id}
title: "Order the labels" # twice
due: 2026-01-05
---

${words}

## Comments

- **2026-01-02 @ines** ${words}
`;

const name = "017-order-the-labels.md";
const everywhere = () => true;

describe("the item itself", () => {
  test("gets the number in its file's name, in its id and in its own words, and no other byte changes", () => {
    const [before, after] = [
      "Like #17 and #170, ab#17, a/#17, \\#17, #17-b, #017.",
      "Like #18 and #170, ab#17, a/#17, \\#17, #17-b, #18.",
    ];
    expect(renumber([{ name, text: item(17, before) }], [{ name, from: 17, to: 18 }])).toEqual([
      { name, newName: "018-order-the-labels.md", text: item(18, after), told: [] },
    ]);
  });

  test("keeps its line ends, its byte order mark and the comments in its YAML", () => {
    const text = `\uFEFF${item(17, "See #17.").replace("due:", "# kept\nid2: x\ndue:").replaceAll("\n", "\r\n")}`;
    const [after] = renumber([{ name, text }], [{ name, from: 17, to: 1_018 }]);
    expect([after?.newName, after?.text]).toEqual([
      "1018-order-the-labels.md",
      text.replace("id: 17", "id: 1018").replaceAll("#17", "#1018"),
    ]);
  });

  test("is told in its front matter too", () => {
    const text = item(17, "").replace("due:", 'timeline: "after #17"\ndue:');
    const [after] = renumber([{ name, text }], [{ name, from: 17, to: 18 }]);
    expect(after?.text).toBe(text.replace("id: 17", "id: 18").replace("#17", "#18"));
  });

  test.for([
    ["has conflict markers", "<<<<<<< a\n---\nid: 17\n"],
    ["has no front matter", "Just words.\n"],
  ])("is left out where it %s", ([, text]) => {
    expect(renumber([{ name, text: text ?? "" }], [{ name, from: 17, to: 18 }])).toEqual([]);
  });
});

describe("the words of another item", () => {
  const other = "003-labels.md";

  test("follow on the lines where the moved item is meant, and only there", () => {
    const text = item(3, "First #17.\nThen #17.");
    const move = { name, from: 17, to: 18 };
    const meant = (file: string, line: number) => file === other && line === 8;
    expect(renumber([{ name: other, text }], [move], meant)).toEqual([
      { name: other, newName: other, text: text.replace("Then #17.\n\n", "Then #18.\n\n"), told: [move] },
    ]);
  });

  test("stay where nobody means the moved item", () => {
    expect(renumber([{ name: other, text: item(3, "See #17.") }], [{ name, from: 17, to: 18 }])).toEqual([]);
  });

  test("are told two moves at once, of which one's new number is the other's old one", () => {
    const moves = [
      { name, from: 17, to: 18 },
      { name: "018-bottles.md", from: 18, to: 19 },
    ];
    const [after] = renumber([{ name: other, text: item(3, "#17, then #18.") }], moves, everywhere);
    expect(after?.text).toBe(item(3, "#18, then #19."));
  });
});

test("whatever the words: back again is the text as it was, and no other text changes", () => {
  const words = fc.constantFrom(
    "#17",
    "#18",
    "17",
    "x#17",
    "#170",
    "\n- ",
    "\r\n",
    "`#17`",
    "[a](#17)",
    "é#17",
    " ",
    "<b>",
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 12 }), (drawn) => {
      // Where 18 is another item's, its mentions stand for that one afterwards too.
      const text = item(17, drawn.join("").replaceAll("#18", "#5"));
      const [there] = renumber([{ name, text }], [{ name, from: 17, to: 18 }]);
      const [back] = renumber(
        [{ name: there?.newName ?? "", text: there?.text ?? "" }],
        [{ name: there?.newName ?? "", from: 18, to: 17 }],
      );
      expect([back?.newName, back?.text]).toEqual([name, text]);
    }),
    trials.strangers,
  );
});
