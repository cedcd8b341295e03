import fc from "fast-check";
import { SaxesParser } from "saxes";
import { describe, expect, test } from "vitest";
import { diffItems } from "../../src/core/diff.ts";
import type { Item } from "../../src/core/item.ts";
import { makePage } from "../../src/core/page.ts";
import type { Tracker } from "../../src/core/tracker.ts";
import { renderConfluence } from "../../src/render/confluence.ts";
import { anyCharacter } from "../support/any-character.ts";
import { aComment, anItem, aTracker } from "../support/builders.ts";
import {
  expectOfAll,
  filledWith,
  heavyTexts,
  hostileMarkdown,
  hostileTexts,
  nameOf,
} from "../support/hostile-texts.ts";
import { parseEachTextOnce } from "../support/known-trees.ts";
import { trials } from "../support/trials.ts";

parseEachTextOnce();

/** What only XML minds, or only a spreadsheet. */
const moreTexts = [
  "a\u0007b\u0000c\u001bd\u007fe\u0085f",
  "\uD800 lone \uDC00 \uDBFF",
  "\uD83D\uDE80\uD83D",
  "\uFFFE\uFFFF\uFDD0",
  "&#7;&#0;&#xD800;&#xFFFE;&#x202E;",
  "```\n]]>\n]]]]>>\n]]\n```",
  "`]]>` ]]> ]]&gt;",
  "\u202Eabc\u2066def\u2069",
  "مرحبا بالعالم \u200F(שלום)",
  "=cmd|' /C calc'!A0",
  "<ac:structured-macro ac:name='html'><ac:plain-text-body><![CDATA[<script>]]></ac:plain-text-body></ac:structured-macro>",
  "</ac:rich-text-body></ac:structured-macro></td></tr>",
  '"><ri:user ri:account-id="x"/>',
  "&nbsp; &copy; &unknown; & &&",
  "x".repeat(5000),
];
const texts = [...hostileTexts, ...moreTexts];

const columns =
  "number,title,status,priority,area,owners,start,due,timeline,refs,description,closed,text-field,comments";
const width = columns.split(",").length;
const template = `# Page

<!-- gtm:priorities -->

<!-- gtm:milestones -->

<!-- gtm:table columns:${columns} -->

## Changed

<!-- gtm:changes -->

<!-- gtm:list group:area columns:title,status,priority,owners,refs,description,comments -->
`;

function filled(id: number, text: string): Item {
  const comments = [1, 2, 3].map((day) => aComment(text, { author: text, date: `2026-10-0${day}` }));
  return { ...filledWith(text, id), start: text, due: text, closed: text, fields: { "text-field": text }, comments };
}

function render(items: readonly Item[], changes: Partial<Tracker> = {}): string {
  const tracker = aTracker({
    template,
    fields: { "text-field": { label: null, type: "text", values: [] } },
    ...changes,
  });
  // Items with odd numbers have changed in every field, the others are new.
  const before = items.filter(({ id }) => id % 2 === 1).map(({ id }) => anItem({ id }));
  const past = { changes: { since: "2026-10-01", items: diffItems(before, items, tracker) }, counts: [] };
  return renderConfluence(makePage(tracker, items, "2026-10-22", past).page);
}

/** Every element that the renderer may make. */
const elements = new Set(
  "page,p,h1,h2,h3,h4,h5,h6,ul,ol,li,table,colgroup,col,tbody,tr,th,td,strong,em,del,code,a,br,hr,blockquote,time,ac:link,ri:user,ac:structured-macro,ac:parameter,ac:rich-text-body,ac:plain-text-body".split(
    ",",
  ),
);
const macros = new Set(["status", "expand", "code"]);

interface Audit {
  readonly dangers: string[];
  /** The number of cells of each row of each table. */
  readonly tables: number[][];
  readonly words: string;
}

/** Parsed again by a strict parser, which throws where it would refuse the page. */
function audit(storage: string): Audit {
  const found: Audit & { words: string } = { dangers: [], tables: [], words: "" };
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    if (!elements.has(name)) found.dangers.push(`element ${name}`);
    if (name === "table") found.tables.push([]);
    if (name === "tr") found.tables.at(-1)?.push(0);
    if (name === "td" || name === "th") found.tables.at(-1)?.push((found.tables.at(-1)?.pop() ?? 0) + 1);
    const macro = attributes["ac:name"]?.value;
    if (name === "ac:structured-macro" && !macros.has(macro ?? "")) found.dangers.push(`macro ${macro}`);
    const url = (attributes.href?.value ?? "").replace(/[\x00-\x20]/g, "");
    if (/^[a-z][a-z0-9+.-]*:/i.test(url) && !/^(?:https?|mailto):/i.test(url)) found.dangers.push(`address ${url}`);
    for (const [key, { value }] of Object.entries(attributes)) {
      const isWidth = name === "col" && key === "style" && /^width: \d+\.0px;$/.test(value);
      if (/^(?:on|style|src)/i.test(key) && !isWidth) found.dangers.push(`attribute ${key}`);
    }
  });
  const take = (text: string) => {
    found.words += text;
  };
  parser.on("text", take);
  parser.on("cdata", take);
  parser.write(`<page xmlns:ac="http://ac.example.com" xmlns:ri="http://ri.example.com">${storage}</page>`).close();
  if (/[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\u202A-\u202E\u2066-\u2069\p{Cs}\uFFFE\uFFFF]/u.test(found.words))
    found.dangers.push("character");
  return found;
}

describe("a page of strangers' texts in storage format", () => {
  test("is strict XML with a row an item, whatever text is in it", () => {
    expectOfAll(texts, (some) => {
      // Each text in an item that has changed, beside a plain one that is new.
      const items = some.flatMap((text, index) => [filled(index * 2 + 17, text), filled(index * 2 + 18, "plain")]);
      const { dangers, tables } = audit(render(items));
      expect(dangers).toEqual([]);
      expect(tables).toEqual([[width, ...items.map(() => width)]]);
    });
  });

  test.each(heavyTexts.map((text) => [nameOf(text), text]))("comes to an end with %s", (_, text) => {
    const page = render([anItem({ description: text, comments: [aComment(text)] })]);
    expect(audit(page).tables).toEqual([[width, width]]);
  });

  test("is strict XML with a row an item, whatever row of signs and characters is in it", () => {
    const hostile = fc.oneof(hostileMarkdown, fc.string({ unit: anyCharacter }), fc.constantFrom(...texts));
    fc.assert(
      fc.property(hostile, hostile, (a, b) => {
        const { dangers, tables } = audit(render([filled(1, a), filled(2, `${b}${a}`), filled(17, `${a}\n\n${b}`)]));
        expect(dangers).toEqual([]);
        expect(tables).toEqual([[width, width, width, width]]);
      }),
      trials.strangers,
    );
  });

  test.each(texts.map((text) => [nameOf(text), text]))("is safe with %s in its tracker's words", (_, text) => {
    const person = { name: text, url: null, email: null, "account-id": null, userkey: null, username: null };
    const page = render(
      [anItem({ owners: ["mreyes", "tokonkwo"], comments: [aComment("@mreyes @tokonkwo @hnakata")] })],
      {
        people: {
          mreyes: { ...person, "account-id": text },
          tokonkwo: { ...person, email: text },
          hnakata: { ...person, url: text },
        },
        statuses: { "in-progress": text },
        priorities: { P2: { label: text, weeks: null }, [text]: { label: text, weeks: null } },
        columns: { title: text, comments: text },
        milestones: [{ date: text, end: text, title: text, url: text }],
      },
    );
    expect(audit(page)).toMatchObject({ dangers: [], tables: [[width, width]] });
  });

  test.each(texts.map((text) => [nameOf(text), text]))("is safe with %s in the template's prose", (_, text) => {
    for (const prose of [text, `Words ${text} words`, `- a\n\n  ${text}\n\n<!-- gtm:milestones -->\n\n    ${text}`])
      expect(audit(render([anItem()], { template: `${prose}\n\n<!-- gtm:table -->\n\n${prose}\n` })).dangers).toEqual(
        [],
      );
  });
});

describe("a page of a thousand items", () => {
  const long = Array.from({ length: 1000 }, (_, index) =>
    anItem({
      id: index + 1,
      comments: Array.from({ length: 6 }, (_, day) =>
        aComment(`Note ${day} on what was agreed, and @mreyes sees to DOUGH-${index}.`, {
          date: `2026-10-0${day + 1}`,
        }),
      ),
    }),
  );

  test("has every row and every comment", () => {
    const { tables, words } = audit(render(long, { template: "<!-- gtm:table -->" }));
    expect(tables[0]).toHaveLength(1001);
    expect(words.match(/Note \d/g)).toHaveLength(6000);
  });
});
