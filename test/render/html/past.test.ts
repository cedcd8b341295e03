import { beforeAll, describe, expect, test } from "vitest";
import { diffItems } from "../../../src/core/diff.ts";
import { loadMarkdownParser } from "../../../src/core/markdown-parser.ts";
import { aComment, anItem, aTracker } from "../../support/builders.ts";
import { brokenIdsOf, byClass, byTag, elementsOf, parsed, wordsOf } from "./parsed-page.ts";

beforeAll(loadMarkdownParser);

const before = [
  anItem({ id: 1, title: "Booth", due: "2026-10-15", comments: [aComment("Said before")] }),
  anItem({ id: 2, title: "Film", comments: [] }),
  anItem({ id: 4, title: "Given up" }),
];
const after = [
  anItem({
    id: 1,
    title: "Booth",
    due: "2026-10-30",
    comments: [aComment("Said before"), aComment("Said now"), aComment("And more"), aComment("And more still")],
  }),
  anItem({ id: 2, title: "Film", status: "done", closed: "2026-10-20" }),
  anItem({ id: 3, title: "Price list" }),
];
const past = { changes: { since: "2026-10-15", items: diffItems(before, after, aTracker()) } };
const template = "# Page\n\n## Items\n\n<!-- gtm:table columns:number,title,due,comments -->\n";
const page = (text = template) => parsed(after, { template: text }, past);
const rowOf = (id: number) => elementsOf(page(), ({ properties }) => properties.id === `item-${id}`)[0] ?? page();

describe("a page of what changed since a day", () => {
  test("tells each change in words, and links the items that it shows", () => {
    const [section] = byClass(page(), "changes");
    expect(wordsOf(byTag(section ?? page(), "h2")[0])).toBe("Changes since 15 October 2026");
    expect(byClass(section ?? page(), "kind").map(wordsOf)).toEqual([
      "Slipped 1#1 Booth: due 2026-10-15 → 2026-10-30 (15 days later)",
      "Closed 1#2 Film: closed on 2026-10-20",
      "New 1#3 New item: Price list",
      "Deleted 1#4 Given up: deleted (was In progress, P2)",
    ]);
    expect(byTag(section ?? page(), "a").map(({ properties }) => properties.href)).toEqual([
      "#item-1",
      "#item-2",
      "#item-3",
    ]);
    expect(brokenIdsOf(page())).toEqual([]);
  });

  test("marks rows and new comments, and folds no new comment", () => {
    expect(byClass(rowOf(3), "flag").map(wordsOf)).toContain("new");
    expect(byClass(rowOf(2), "flag").map(wordsOf)).toEqual(["closed"]);
    expect(byClass(rowOf(1), "flag").map(wordsOf)).toEqual(["new", "new", "new"]);
    expect(byTag(byClass(rowOf(1), "rest")[0] ?? page(), "li").map(wordsOf)).toEqual(["18 OctSaid before"]);
    expect(byClass(rowOf(1), "changed").map(wordsOf)).toEqual(["30 Oct was 15 Oct"]);
  });

  test("marks an edited comment as edited, with its author and its date before", () => {
    const said = { ...aComment("Stand at hall 4"), author: "mreyes", date: "2026-10-18" };
    const flagsOf = (comment: typeof said, columns: string) => {
      const [was, is] = [said, comment].map((each) => [anItem({ id: 7, title: "Stand", comments: [each] })]);
      const changes = { since: "2026-10-15", items: diffItems(was ?? [], is ?? [], aTracker()) };
      const text = `# Page\n\n<!-- gtm:table columns:${columns} -->\n`;
      return byClass(parsed(is ?? [], { template: text }, { changes }), "log").flatMap((log) =>
        byClass(log, "flag").map(wordsOf),
      );
    };
    const shown = "number,title,comments";
    expect(flagsOf({ ...said, text: "Stand at hall 5" }, shown)).toEqual(["edited"]);
    expect(flagsOf({ ...said, author: "someone" }, shown)).toEqual(["edited, author was Marisol Reyes"]);
    expect(flagsOf({ ...said, date: "2026-10-19" }, "number,title")).toEqual(["edited, date was 2026-10-18"]);
  });

  test("tells an item under each kind of its change, and those with nothing but new comments in one line", () => {
    const was = [
      anItem({ id: 1, title: "Booth", status: "in-progress", due: "2026-10-15", priority: "P3", owners: [] }),
      anItem({ id: 2, title: "Film", comments: [] }),
      anItem({ id: 3, title: "Talk", due: "2026-11-15" }),
    ];
    const is = [
      anItem({ id: 1, title: "Booth", status: "blocked", due: "2026-10-30", priority: "P1", owners: ["mreyes"] }),
      anItem({ id: 2, title: "Film", comments: [aComment("Said now")] }),
      anItem({ id: 3, title: "Talk", due: "2026-11-01" }),
    ];
    const root = parsed(is, { template }, { changes: { since: "2026-10-15", items: diffItems(was, is, aTracker()) } });
    expect(byClass(root, "kind").map(wordsOf)).toEqual([
      "Blocked 1#1 Booth: status In progress → Blocked",
      "Slipped 1#1 Booth: due 2026-10-15 → 2026-10-30 (15 days later)",
      "Priority 1#1 Booth: priority P3 → P1",
      "Other changes 2#1 Booth: Marisol Reyes added as owner#3 Talk: due 2026-11-15 → 2026-11-01 (14 days earlier)",
      "Comments only 1: #2",
    ]);
  });

  test("shows the value that a cell had, and that it had none", () => {
    const was = [anItem({ id: 1, due: null, title: "Stand", owners: ["mreyes"] })];
    const is = [anItem({ id: 1, due: "2026-10-30", title: "Booth", owners: ["tokonkwo"] })];
    const root = parsed(
      is,
      { template: "<!-- gtm:table columns:title,due,owners -->" },
      { changes: { since: "2026-10-15", items: diffItems(was, is, aTracker()) } },
    );
    expect(byClass(root, "was").map(wordsOf)).toEqual(["was Stand", "was empty", "was Marisol Reyes"]);
  });

  test("stands where the template says, a level below the heading there", () => {
    const root = page(
      "# Page\n\n## What is new\n\n<!-- gtm:changes -->\n\n## Items\n\n<!-- gtm:table columns:title -->\n",
    );
    expect(byTag(root, "h2", "h3").map(wordsOf)).toEqual(["What is new", "Changes since 15 October 2026", "Items"]);
  });

  test("tells new comments there where no part of the page shows comments", () => {
    const root = page("<!-- gtm:changes -->\n\n<!-- gtm:table columns:title -->\n");
    expect(wordsOf(byClass(root, "changes")[0])).toContain("Said now");
    expect(wordsOf(byClass(page(), "changes")[0])).not.toContain("Said now");
  });

  test("says so where nothing has changed, and says nothing where nobody asked", () => {
    const root = parsed(after, { template }, { changes: { since: "2026-10-15", items: [] } });
    expect(wordsOf(byClass(root, "changes")[0])).toBe("Changes since 15 October 2026Nothing has changed.");
    expect(byClass(parsed(after, { template }), "changes")).toEqual([]);
  });
});

describe("a row whose due day was moved", () => {
  const rowWith = (days: number, due: string | null) => {
    const slips = new Map([[1, { times: 3, first: "2026-10-01", last: "2026-10-18", days }]]);
    return parsed([anItem({ id: 1, due })], { template }, { slips });
  };
  const marks = (root: ReturnType<typeof parsed>) => byClass(root, "flag").map(wordsOf);

  test("says how often and how far, and from which day to which", () => {
    const root = rowWith(17, "2026-10-18");
    expect(marks(root)).toContain("moved 3 times, +17 days");
    expect(byClass(root, "flag").map(({ properties }) => properties.title)).toContain(
      "due day: first 1 October 2026, now 18 October 2026",
    );
  });

  test("says so of one that is earlier, or back where it was, and nothing of one that is due no more", () => {
    expect(marks(rowWith(-1, "2026-10-18"))).toContain("moved 3 times, \u22121 day");
    expect(marks(rowWith(0, "2026-10-18"))).toContain("moved 3 times, same day");
    expect(marks(rowWith(17, null)).filter((words) => words.includes("moved"))).toEqual([]);
  });
});
