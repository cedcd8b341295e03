import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { loadMarkdownParser } from "../../src/core/markdown-parser.ts";
import { cellMarkdown, escapeMarkdown, markdownLink } from "../../src/render/markdown-cell.ts";
import { anyCharacter } from "../support/any-character.ts";
import { aTracker } from "../support/builders.ts";
import { trials } from "../support/trials.ts";

beforeAll(loadMarkdownParser);

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

describe("plain words and plain code", () => {
  const fold = (text: string) => text.replace(/\s+/g, " ").trim();

  it("are in a cell what they are beside code, which no quick look takes for plain", () => {
    const tracker = aTracker();
    const pieces =
      "a|word|é|🍞| |  |1|1.|1)|-|+|#|=|>|_|*|[|]|(|)|!|~|<|&|:|@|/|www.|WWW.a.b|http://|a@b.c|DOUGH-1|DOUGH-|\t|\n|\u00a0|\u2028|\u202e|\u0085|&amp;|---".split(
        "|",
      );
    let plain = 0;
    const isSame = (text: string) => {
      const shown = cellMarkdown(text, tracker);
      // What the long way round would show as it stands is no less of a proof.
      if (shown !== text || text.trim() === "") return true;
      plain++;
      return fold(cellMarkdown(`${text}\`x\``, tracker)) === fold(`${text}\`x\``);
    };
    const unit = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...pieces, "|") }, anyCharacter);
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 5 }), (text) => {
        // These would change how the code behind them is read.
        fc.pre(!/[`\\<]/.test(text));
        expect(isSame(text)).toBe(true);
      }),
      trials.text,
    );
    expect(plain).toBeGreaterThan(trials.text.numRuns / 20);
    const signs = Array.from({ length: 0x3100 }, (_, code) => `a${String.fromCharCode(code)}b`);
    expect(signs.filter((text) => !isSame(text))).toEqual([]);
  });

  it("of code are what they are ahead of a bar, which is never plain", () => {
    const unit = fc.oneof(fc.constantFrom(..."ab*_<&\\ \t|\u00a0\u2028é"), anyCharacter);
    fc.assert(
      fc.property(fc.string({ unit, minLength: 1, maxLength: 6 }), (code) => {
        fc.pre(!/^\s|\s$|[`\n\r]|\\(?:\||$)/.test(code));
        const spanOf = (words: string) => cellMarkdown(`\`${words}\``, aTracker());
        expect(spanOf(`${code}|`)).toBe(spanOf(code).replace(/`$/, "\\|`"));
      }),
      trials.text,
    );
  });
});
