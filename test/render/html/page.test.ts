import { beforeAll, describe, expect, test } from "vitest";
import { loadMarkdownParser } from "../../../src/core/markdown-parser.ts";
import { aComment, anItem } from "../../support/builders.ts";
import { renderHtml } from "../../support/rendered.ts";
import { aPage, brokenIdsOf, byClass, byTag, dangersOf, elementsOf, parsed, wordsOf } from "./parsed-page.ts";

beforeAll(loadMarkdownParser);

const template = `# Prooftide launch

What is *still* to settle; ask @mreyes.

## Key milestones

<!-- gtm:milestones -->

## Open items

<!-- gtm:priorities -->

<!-- gtm:table is:open columns:number,legal-input,priority,due,area,title,owners,status,comments -->

## Closed

<!-- gtm:table is:closed columns:number,title,comments -->
`;
const milestones = [
  { date: "2026-10-14", end: null, title: "First displays", url: null },
  { date: "2026-10-28", end: null, title: "Firmware frozen", url: null },
  { date: "2026-11-10", end: "2026-11-12", title: "Fair", url: "https://fair.example.com" },
];
const items = [
  anItem({
    id: 1,
    title: "Booth",
    due: "2026-10-15",
    owners: ["mreyes", "hnakata"],
    comments: [
      aComment("Oldest", { date: "2026-09-01" }),
      aComment("Older", { date: "2026-09-20" }),
      aComment("See #2, #3, #99 and DOUGH-12.", { date: "2026-10-15", author: "mreyes" }),
      aComment("Newest, by @tokonkwo", { date: "2026-10-20" }),
    ],
  }),
  anItem({ id: 2, title: "Terms", status: "blocked", priority: null, owners: [], due: null, start: null }),
  anItem({ id: 3, title: "Done thing", status: "done", closed: "2026-10-01" }),
];
const page = () => parsed(items, { template, milestones }, { unheard: new Set([2]) });
const rowOf = (id: number) => elementsOf(page(), ({ properties }) => properties.id === `item-${id}`)[0];

describe("the HTML page", () => {
  test("is made of its own elements only, with no id twice and no link to nowhere", () => {
    expect(dangersOf(page())).toEqual([]);
    expect(brokenIdsOf(page())).toEqual([]);
  });

  test("has the same bytes each time", () => {
    expect(renderHtml(aPage(items, { template, milestones }))).toBe(renderHtml(aPage(items, { template, milestones })));
  });

  test("has landmarks in their order, one h1 from the template, and a link past the head", () => {
    const root = page();
    const marks = byTag(root, "header", "main", "form", "footer").map(({ tagName }) => tagName);
    expect(marks).toEqual(["header", "main", "form", "footer"]);
    expect(byTag(root, "h1").map(wordsOf)).toEqual(["Prooftide launch"]);
    expect(wordsOf(byTag(root, "title")[0])).toBe("Prooftide launch, as of 22 October 2026");
    expect(byClass(root, "skip")[0]?.properties.href).toBe("#main");
  });

  test("takes the tracker's title where the template has none", () => {
    expect(byTag(parsed([], { template: "Words." }), "h1").map(wordsOf)).toEqual(["Prooftide launch"]);
  });

  test("tells its day, its figures and the milestones ahead in its head, with the days left", () => {
    const head = byTag(page(), "header")[0] ?? page();
    expect(wordsOf(byClass(head, "as-of")[0])).toBe("As of Thursday, 22 October 2026");
    expect(byClass(head, "figure").map(wordsOf)).toEqual([
      "2 open",
      "1 blocked",
      "1 overdue",
      "0 due by 28 Oct",
      "1 stale",
      "1 unowned",
    ]);
    expect(byTag(byClass(head, "strip")[0] ?? head, "li").map(wordsOf)).toEqual([
      "6 days Firmware frozen 28 Oct",
      "19 days Fair 10 – 12 Nov",
      "1 past",
    ]);
  });

  test("counts as due what is due up to the next milestone to begin, and is not overdue", () => {
    const dues = ["2026-10-21", "2026-10-22", "2026-10-28", "2026-10-29", null];
    const underWay = { date: "2026-10-20", end: "2026-10-23", title: "Trials", url: null };
    const root = parsed(
      dues.map((due, index) => anItem({ id: index + 1, due })),
      { template, milestones: [underWay, ...milestones] },
    );
    expect(byClass(root, "figure").map(wordsOf)).toContain("2 due by 28 Oct");
    expect(wordsOf(byTag(byClass(root, "strip")[0] ?? root, "li")[0])).toBe("under way Trials 20 – 23 Oct");
  });

  test("folds what stands ahead of the items, and shows them below their own heading and legend", () => {
    const root = page();
    const [fold] = byClass(root, "fold");
    expect(wordsOf(byTag(fold ?? root, "summary")[0])).toBe("About this page");
    expect(byTag(fold ?? root, "h2", "p", "ol").map(({ tagName }) => tagName)).toEqual(["p", "h2", "ol"]);
    const [main] = byTag(root, "main");
    const blocks = byTag(main ?? root, "details", "form", "h2", "table", "ul").filter(
      ({ properties, tagName }) => tagName !== "details" || String(properties.className) === "fold",
    );
    expect(
      blocks
        .map(({ tagName }) => tagName)
        .slice(-7)
        .join(" "),
    ).toMatch(/h2 ul table .*h2 table$/);
  });

  test("folds nothing where there are no items, and a heading with more than a few words below it with those", () => {
    expect(byClass(parsed([], { template: "# Page\n\nWords." }), "fold")).toEqual([]);
    const long = `# Page\n\n## Rules\n\n${"Many words of rules. ".repeat(20)}\n\n<!-- gtm:table -->`;
    const [fold] = byClass(parsed([anItem()], { template: long }), "fold");
    expect(byTag(fold ?? page(), "h2").map(wordsOf)).toEqual(["Rules"]);
    const short = "# Page\n\n## Items\n\nWalked on Thursdays.\n\n<!-- gtm:table -->";
    expect(byClass(parsed([anItem({ due: null, start: null, timeline: null })], { template: short }), "fold")).toEqual(
      [],
    );
  });

  test("leaves out a picture that lies nowhere, and keeps one that has an address", () => {
    const words = (markdown: string) => wordsOf(byTag(parsed([], { template: markdown }), "main")[0]);
    expect(words("# Page\n\n![](images/1/2.png?height=400)\n\nWords.")).toBe("Words.");
    expect(words("![](https://x.example.com/p.png)")).toBe("https://x.example.com/p.png");
    expect(words("Words, then [a plan](plan.html).")).toBe("Words, then a plan.");
  });

  test("shows no note of an import", () => {
    const note = '[as written]: # "12/6-12/8 Fair"';
    expect(renderHtml(aPage(items, { template: `# Page\n\nWords.\n\n${note}\n\n<!-- gtm:table -->` }))).not.toContain(
      "as written",
    );
  });

  test("names each section after its heading, in the template's order", () => {
    const root = page();
    expect(byTag(root, "section").map(({ properties }) => properties.ariaLabelledBy)).toEqual([
      ["section-key-milestones"],
      ["section-open-items"],
      ["section-closed"],
    ]);
    expect(byTag(root, "nav")).toEqual([]);
    const many = ["A", "B", "C"].map((title) => `## ${title}\n\n<!-- gtm:list -->`).join("\n\n");
    expect(byTag(byTag(parsed(items, { template: many }), "nav")[0] ?? root, "a").map(wordsOf)).toEqual([
      "A",
      "B",
      "C",
    ]);
  });

  test("closes gaps in the outline of headings", () => {
    const root = parsed([], { template: "# One\n\n#### Four\n\n# Another\n\n###### Six\n" });
    expect(byTag(root, "h1", "h2", "h3", "h4", "h5", "h6").map(({ tagName }) => tagName)).toEqual([
      "h1",
      "h2",
      "h2",
      "h3",
    ]);
  });

  test("gives a table a caption that counts, column heads with scope, and the title as each row's head", () => {
    const [table] = byClass(page(), "items");
    expect(wordsOf(byTag(table ?? page(), "caption")[0])).toBe("2 open items");
    const heads = byTag(table ?? page(), "th");
    expect(heads.filter(({ properties }) => properties.scope === "col").map(wordsOf)).toEqual([
      "#",
      "Legal input?",
      "Priority",
      "Due",
      "Area",
      "Open item",
      "Owner",
      "Status",
      "Comments",
    ]);
    expect(
      heads.filter(({ properties }) => properties.scope === "row").map((head) => wordsOf(byClass(head, "name")[0])),
    ).toEqual(["Booth", "Terms"]);
  });

  test("says overdue and stale in words", () => {
    expect(wordsOf(byClass(rowOf(1) ?? page(), "due")[0])).toBe("15 Oct overdue");
    expect(wordsOf(byClass(rowOf(2) ?? page(), "title")[0])).toBe("Terms stale");
  });

  test("shows owners with initials and name, linked where an address is known", () => {
    const people = byClass(rowOf(1) ?? page(), "person");
    expect(people.map(wordsOf)).toEqual(["MRMarisol Reyes", "Hhnakata"]);
    expect(byTag(people[0] ?? page(), "a")[0]?.properties.href).toBe("https://people.example.com/mreyes");
  });

  test("tells nobody whom it links to that it does", () => {
    expect(byTag(page(), "meta").map(({ properties: { name, content } }) => [name, content])).toContainEqual([
      "referrer",
      "no-referrer",
    ]);
    expect(byTag(page(), "a").some(({ properties }) => "target" in properties)).toBe(false);
  });

  test("leads with the newest comment, and keeps the description and the older ones behind it", () => {
    const cell = byClass(rowOf(1) ?? page(), "comments")[0] ?? page();
    expect(byTag(cell, "time").map(({ properties }) => properties.dateTime)).toEqual([
      "2026-10-20",
      "2026-10-15",
      "2026-09-20",
      "2026-09-01",
    ]);
    const [rest] = byClass(cell, "rest");
    expect(byTag(rest ?? page(), "li")).toHaveLength(3);
    const described = parsed([anItem({ description: "What it is", comments: [] })], {
      template: "<!-- gtm:table columns:title,comments -->",
    });
    expect(byClass(described, "rest")).toEqual([]);
    expect(wordsOf(byClass(described, "about")[0])).toBe("What it is");
  });

  test("links mentions, tickets and the numbers of items on the page, and nothing else", () => {
    const links = byTag(byClass(rowOf(1) ?? page(), "comments")[0] ?? page(), "a");
    expect(links.map((link) => [wordsOf(link), link.properties.href])).toEqual([
      ["Tobe Okonkwo", "mailto:tokonkwo@example.com"],
      ["Marisol Reyes", "https://people.example.com/mreyes"],
      ["#2", "#item-2"],
      ["#3", "#item-3"],
      ["DOUGH-12", "https://tickets.example.com/browse/DOUGH-12"],
    ]);
  });

  describe("whose items have keys", () => {
    const keyed = (text: string) =>
      parsed(
        [
          anItem({ id: 1, refs: ["R-001", "DOUGH-7"], timeline: text, description: text, comments: [aComment(text)] }),
          anItem({ id: 2, refs: ["AI-S3-01"], fields: { effort: 2 } }),
          anItem({ id: 3, refs: ["2.1"] }),
          anItem({ id: 4, refs: ["A.1", "B-1"] }),
          anItem({ id: 5, refs: ["T-1"] }),
          anItem({ id: 6, refs: ["T-1"] }),
          anItem({ id: 7, refs: ["Z-1"], closed: "2026-10-01" }),
        ],
        { template: "<!-- gtm:table is:open columns:refs,title,timeline,description,comments -->" },
      );
    const linksIn = (text: string, column: string) =>
      byTag(byClass(byTag(keyed(text), "tbody")[0] ?? keyed(text), column)[0] ?? keyed(text), "a").map(
        (link) => `${wordsOf(link)} ${String(link.properties.href)}`,
      );

    test.each([
      ["see R-001, AI-S3-01.", ["R-001 #item-1", "AI-S3-01 #item-2"]],
      ["ai-s3-01 (R-001): R-001/A.1", ["ai-s3-01 #item-2", "R-001 #item-1", "R-001 #item-1", "A.1 #item-4"]],
      ["#R-001, #2.1, #2.9 and #017", ["#R-001 #item-1", "#2.1 #item-3", "#2 #item-2"]],
      ["version 2.1, R-0011, XR-001, R-001-b, R-001b, AX1, _R-002", []],
      ["docs/R-001, @R-001, x@R-001, R-001@x, a/AI-S3-01", []],
      ["T-1 is two items', Z-1 is not on the page, B-1 is no first ref", []],
    ])("links %j to their rows", (text, links) => {
      for (const column of ["timeline", "description", "comments"]) expect(linksIn(text, column)).toEqual(links);
    });

    test("links none in code, in a link and in its own column, where tickets are linked", () => {
      expect(
        linksIn("`R-001` [R-001](https://x.example.com/R-001) https://x.example.com/?R-001", "description"),
      ).toEqual(["R-001 https://x.example.com/R-001", "https://x.example.com/?R-001 https://x.example.com/?R-001"]);
      expect(linksIn("x", "refs")).toEqual(["DOUGH-7 https://tickets.example.com/browse/DOUGH-7"]);
    });
  });

  test("gives the year of a date in another year than its own", () => {
    const [row] = elementsOf(
      parsed([anItem({ due: "2027-01-19" })], { template: "<!-- gtm:table columns:title,due -->" }),
      ({ tagName }) => tagName === "tbody",
    );
    expect(wordsOf(byTag(row ?? page(), "time")[0])).toBe("19 Jan 2027");
  });

  test("dims milestones that are past and marks the next", () => {
    const entries = byTag(byClass(page(), "milestones")[0] ?? page(), "li");
    expect(entries.map(({ properties }) => properties.className)).toEqual([["past"], ["next"], undefined]);
    expect(entries.map(wordsOf)).toEqual([
      "14 Oct First displays past",
      "28 Oct Firmware frozen next, in 6 days",
      "10 – 12 Nov Fair",
    ]);
  });

  test("draws an item in two tables, its anchor in the first", () => {
    const root = parsed([anItem()], { template: "<!-- gtm:table -->\n\n<!-- gtm:table -->" });
    expect(brokenIdsOf(root)).toEqual([]);
    expect(byTag(root, "tr")).toHaveLength(4);
  });

  test("draws a backlog as headed lists, with what is known of an item after its title", () => {
    const root = parsed([anItem({ id: 1, refs: ["DOUGH-7"] }), anItem({ id: 2, area: null, title: "Loose end" })], {
      template: "# Backlog\n\n## Initiatives\n\n<!-- gtm:list group:area -->\n",
    });
    expect(byTag(root, "h3").map(wordsOf)).toEqual(["Product", "(no area)"]);
    expect(byTag(byClass(root, "backlog")[0] ?? root, "li").map(wordsOf)).toEqual([
      "#1 Support DOUGH-7 P2 MRMarisol Reyes",
    ]);
    expect(brokenIdsOf(root)).toEqual([]);
  });

  test("offers a choice for each value that an item has, and for none, with how many have it", () => {
    const [form] = byTag(page(), "form");
    const choices = byTag(form ?? page(), "fieldset").map((choice) => byTag(choice, "legend", "label").map(wordsOf));
    expect(choices).toEqual([
      ["Show", "Open 2", "Closed 1", "Blocked 1", "Overdue 1", "Stale 1", "Unowned 1"],
      ["Owner", "hnakata 1", "Marisol Reyes 2", "Nobody 1"],
      ["Area", "Product 3"],
      ["Status", "In progress 1", "Blocked 1", "Done 1"],
      ["Priority", "P2 2", "No priority 1"],
    ]);
    expect(byTag(form ?? page(), "option").map(wordsOf)).toEqual([
      "No groups",
      "By area",
      "By owner",
      "By priority",
      "By status",
    ]);
  });

  test("offers the tracker's own fields too, and no groups on a page of lists", () => {
    const own = [true, true, undefined].map((input, index) =>
      anItem({ id: index + 1, fields: input === undefined ? {} : { "legal-input": input } }),
    );
    const root = parsed(own, { template: "<!-- gtm:list -->" });
    const [choice] = elementsOf(root, ({ properties }) => properties.dataFacet === "field.legal-input");
    expect(byTag(choice ?? root, "label").map(wordsOf)).toEqual(["Y 2", "No legal input 1"]);
    expect(byTag(root, "select")).toEqual([]);
  });

  test("offers no choice of a field whose values no two items share, or all of them do", () => {
    const fields = Object.fromEntries(
      ["rank", "project"].map((key) => [key, { label: key, type: "text" as const, values: [] }]),
    );
    const own = [1, 2, 3].map((id) => anItem({ id, fields: { rank: `0|${id}`, project: "Kestrel" } }));
    const root = parsed(own, { template: "<!-- gtm:table -->", fields });
    expect(elementsOf(root, ({ properties }) => String(properties.dataFacet).startsWith("field."))).toEqual([]);
  });

  test("keeps own fields beyond a dozen columns for a row that is open", () => {
    const keys = ["a", "b", "c", "d"];
    const fields = Object.fromEntries(keys.map((key) => [key, { label: key, type: "text" as const, values: [] }]));
    const columns = "number,priority,start,due,area,title,owners,timeline,status,comments";
    const own = [anItem({ fields: { a: "1", c: "3", d: "4" }, comments: [aComment("Said")] })];
    const root = parsed(own, { template: `<!-- gtm:table columns:${columns},${keys} -->`, fields });
    const heads = byTag(byTag(root, "thead")[0] ?? root, "th").slice(-4);
    expect(heads.map(({ properties }) => String(properties.className).replaceAll(",", " "))).toEqual([
      "field w3",
      "field void",
      "field w3",
      "field w3 extra",
    ]);
  });

  test("lets a column step aside of which no row has anything, and gives others the width that they need", () => {
    const bare = { start: null, timeline: null, refs: [] };
    const root = parsed([anItem({ ...bare, owners: ["mreyes"] }), anItem({ ...bare, id: 2 })], {
      template: "<!-- gtm:table columns:number,start,title,owners,timeline,refs,comments -->",
    });
    const heads = byTag(byTag(root, "thead")[0] ?? root, "th");
    expect(heads.map(({ properties }) => String(properties.className).replaceAll(",", " "))).toEqual([
      "number w3",
      "start void",
      "title",
      "owners w16",
      "timeline void",
      "refs void",
      "comments void",
    ]);
  });

  test("shows no column of comments where all that is said stands in one of descriptions", () => {
    const described = [anItem({ description: "What we do about it" })];
    const last = (columns: string) => {
      const root = parsed(described, { template: `<!-- gtm:table columns:${columns} -->` });
      return byTag(byTag(root, "thead")[0] ?? root, "th").at(-1)?.properties.className;
    };
    expect(last("title,description,comments")).toEqual(["comments", "void"]);
    expect(last("title,comments")).toEqual(["comments"]);
  });

  test("shows each area's figures, and what is due in it next, as filters", () => {
    const root = parsed(
      [
        anItem({ id: 1, area: "Product", status: "blocked", due: "2026-10-20" }),
        anItem({ id: 2, area: "Product", due: "2026-11-30" }),
        anItem({ id: 3, area: "Product", due: "2026-10-30" }),
        anItem({ id: 4, area: null, due: null }),
      ],
      { template },
    );
    const [table] = byClass(root, "overview");
    expect(byTag(table ?? root, "tr").map((row) => byTag(row, "th", "td").map(wordsOf).join("|"))).toEqual([
      "Area|Open|Blocked|Overdue|Stale|Next due",
      "Product|3|1|1||30 Oct",
      "(no area)|1||||",
    ]);
    expect(byTag(table ?? root, "td").flatMap(({ properties }) => properties.dataFilter ?? [])).toEqual([
      "area=Product&is=open",
      "area=Product&is=blocked",
      "area=Product&is=overdue",
      "area=Product&is=open&sort=due",
      "area=-&is=open",
    ]);
  });

  test("sorts what a timeline names by time, and words that name none last", () => {
    const root = parsed(
      ["Nov'26", "Ongoing", "2026-10-05", null].map((timeline, index) => anItem({ id: index + 1, timeline })),
      { template: "<!-- gtm:table columns:title,timeline -->" },
    );
    const cells = byClass(byTag(root, "tbody")[0] ?? root, "timeline");
    expect(cells.map(({ properties }) => properties.dataSort)).toEqual([
      "2026-11-01",
      "9999-12-31",
      "2026-10-05",
      undefined,
    ]);
  });

  test("keeps Markdown of comments: lists, emphasis, code, a picture as a link, tags as text", () => {
    const text = "Look:\n\n- a *b* `c`\n- [ ] d\n\n![plan](https://x.example.com/p.png) <b>bold</b>";
    const [cell] = byTag(
      parsed([anItem({ comments: [aComment(text)] })], { template: "<!-- gtm:table columns:title,comments -->" }),
      "td",
    );
    expect(byTag(cell ?? page(), "em", "code", "b", "img").map(({ tagName }) => tagName)).toEqual(["em", "code"]);
    expect(wordsOf(cell)).toBe("18 OctLook:a b c☐ dplan <b>bold</b>");
    expect(byTag(cell ?? page(), "a")[0]?.properties.href).toBe("https://x.example.com/p.png");
  });
});
