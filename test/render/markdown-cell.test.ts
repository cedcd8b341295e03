import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellMarkdown, escapeMarkdown, markdownLink } from "../../src/render/markdown-cell.ts";
import { anyCharacter } from "../support/any-character.ts";
import { aTracker } from "../support/builders.ts";
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

describe("a link", () => {
  it("is the same whether or not a look at its address finds signs to encode", () => {
    const unit = fc.oneof(anyCharacter, fc.constantFrom(..."ab1/:?&;=#%()<>|\\`\"' \u202e\u0007"));
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 8 }), (url) => {
        // The bracket behind it always has to be encoded.
        expect(markdownLink("x", url)).toBe(markdownLink("x", `${url}(`).replace(/%28\)$/, ")"));
      }),
      trials.rare,
    );
  });
});

describe("code", () => {
  it.each(["a", "a b", "npm ci --x", "a*b_c", "<li>"])(
    "without bars and backticks is a span of its own: %s",
    (code) => {
      expect(cellMarkdown(`\`${code}\``, aTracker())).toBe(`\`${code}\``);
    },
  );
});
