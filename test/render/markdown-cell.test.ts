import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeMarkdown } from "../../src/render/markdown-cell.ts";
import { anyCharacter } from "../support/any-character.ts";
import { trials } from "../support/trials.ts";

describe("words that are escaped for Markdown", () => {
  it("are the same whether or not a look at them finds that they need it", () => {
    const unit = fc.oneof(
      anyCharacter,
      fc.constantFrom(..." \u00a0\u2003\u2028\t\n\\`*_[]|~&<;#>a1é\u0000\u0085\u202e\ufeff"),
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 8 }), (text) => {
        // The star behind them always needs it.
        expect(`${escapeMarkdown(text)}\\*`).toBe(escapeMarkdown(`${text}*`));
      }),
      trials.rare,
    );
  });

  it("is so for every single sign", () => {
    const signs = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));
    expect(signs.filter((sign) => `${escapeMarkdown(sign)}\\*` !== escapeMarkdown(`${sign}*`))).toEqual([]);
  });
});
