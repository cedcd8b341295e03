import { beforeAll, describe, expect, test } from "vitest";
import { loadMarkdownParser } from "../../../src/core/markdown-parser.ts";
import { renderHtml } from "../../../src/render/html/html.ts";
import { aComment, anItem } from "../../support/builders.ts";
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
    const marks = byTag(root, "header", "nav", "main", "footer").map(({ tagName }) => tagName);
    expect(marks).toEqual(["header", "nav", "main", "footer"]);
    expect(byTag(root, "h1").map(wordsOf)).toEqual(["Prooftide launch"]);
    expect(wordsOf(byTag(root, "title")[0])).toBe("Prooftide launch, as of 22 October 2026");
    expect(byClass(root, "skip")[0]?.properties.href).toBe("#main");
  });

  test("takes the tracker's title where the template has none", () => {
    expect(byTag(parsed([], { template: "Words." }), "h1").map(wordsOf)).toEqual(["Prooftide launch"]);
  });

  test("tells its day, its counts and what comes next in its head", () => {
    const head = byTag(page(), "header")[0] ?? page();
    expect(wordsOf(byClass(head, "as-of")[0])).toBe(
      "As of Thursday, 22 October 2026. Next: Firmware frozen, in 6 days",
    );
    const figures = byTag(head, "dt").map((term, index) => `${wordsOf(byTag(head, "dd")[index])} ${wordsOf(term)}`);
    expect(figures).toEqual(["2 open", "1 closed", "1 overdue", "1 stale"]);
  });

  test("names each section after its heading, in the template's order", () => {
    const root = page();
    expect(byTag(root, "section").map(({ properties }) => properties.ariaLabelledBy)).toEqual([
      ["section-key-milestones"],
      ["section-open-items"],
      ["section-closed"],
    ]);
    expect(byTag(byTag(root, "nav")[0] ?? root, "a").map(wordsOf)).toEqual(["Key milestones", "Open items", "Closed"]);
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
    expect(byTag(people[0] ?? page(), "a")[0]?.properties).toMatchObject({
      href: "https://people.example.com/mreyes",
      rel: ["noopener", "noreferrer"],
    });
  });

  test("shows the two newest comments, newest first, and folds the older ones", () => {
    const cell = byClass(rowOf(1) ?? page(), "comments")[0] ?? page();
    expect(byTag(cell, "time").map(({ properties }) => properties.dateTime)).toEqual([
      "2026-10-20",
      "2026-10-15",
      "2026-09-20",
      "2026-09-01",
    ]);
    const [folded] = byTag(cell, "details");
    expect(wordsOf(byTag(folded ?? page(), "summary")[0])).toBe("2 older comments");
    expect(byTag(folded ?? page(), "li")).toHaveLength(2);
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
      "Support DOUGH-7 P2 MRMarisol Reyes",
    ]);
    expect(brokenIdsOf(root)).toEqual([]);
  });

  test("offers its controls hidden, with a choice for each value that an item has", () => {
    const [form] = byTag(page(), "form");
    expect(form?.properties.hidden).toBe(true);
    const choices = byTag(form ?? page(), "select").map((select) => [
      select.properties.name,
      byTag(select, "option").map(wordsOf),
    ]);
    expect(choices).toEqual([
      ["owner", ["Owner", "hnakata", "Marisol Reyes", "Nobody"]],
      ["area", ["Area", "Product"]],
      ["status", ["Status", "In progress", "Blocked", "Done"]],
      ["priority", ["Priority", "P2"]],
      ["is", ["All items", "Overdue", "Stale"]],
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
