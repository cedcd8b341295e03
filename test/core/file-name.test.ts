import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { itemFileName, numberInName } from "../../src/core/file-name.ts";
import { anyCharacter } from "../support/any-character.ts";

describe("an item's file name", () => {
  test.each([
    [17, "Support", "017-support.md"],
    [1, "Größe & Maß", "001-gro-e-ma.md"],
    [1234, "Ünïcode façade", "1234-unicode-facade.md"],
    [5, "../../etc/passwd", "005-etc-passwd.md"],
    [5, "..\\..\\windows", "005-windows.md"],
    [6, "日本語", "006-item.md"],
    [6, "", "006-item.md"],
    [6, "🚀🚀", "006-item.md"],
    [7, "-rf *; $(reboot)", "007-rf-reboot.md"],
    [8, "CON", "008-con.md"],
    [9, "Price: 10% \u202eoff", "009-price-10-off.md"],
    [10, "a".repeat(300), `010-${"a".repeat(50)}.md`],
    [11, `${"word ".repeat(40)}`, "011-word-word-word-word-word-word-word-word-word-word.md"],
  ])("of %i %j is %s", (id, title, name) => {
    expect(itemFileName(id, title)).toBe(name);
  });

  test("holds nothing but the number and [a-z0-9-], and its number reads back", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999_999_999 }),
        fc.string({ unit: anyCharacter, maxLength: 200 }),
        (id, title) => {
          const name = itemFileName(id, title);
          expect(name).toMatch(/^\d{3,9}-[a-z0-9]+(?:-[a-z0-9]+)*\.md$/);
          expect(name.length).toBeLessThanOrEqual(63);
          expect(numberInName(name)).toBe(id);
        },
      ),
    );
  });

  test.each([
    "17-support.md",
    "support.md",
    "017.md",
    "017-a/b.md",
    "017-a\\b.md",
    "017-a.txt",
    "0000000017-a.md",
    " 017-a.md",
  ])("is not %j", (name) => {
    expect(numberInName(name)).toBeNull();
  });

  test.each([
    ["017-.md", 17],
    ["017-Support Model.md", 17],
    ["1234-x.md", 1234],
    ["061-x.MD", 61],
    ["062-y.markdown", 62],
  ])("may be %j by hand, of number %i", (name, id) => {
    expect(numberInName(name)).toBe(id);
  });
});
