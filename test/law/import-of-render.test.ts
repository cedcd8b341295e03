/**
 * The law of the page: what is rendered and imported again is what it was, in every format that is both written and read.
 * All formats are in one file: they are given the same trackers, and what one has parsed the next knows (`test/support/known-trees.ts`).
 */
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Comment, Item } from "../../src/core/item.ts";
import { readItem } from "../../src/core/item-file.ts";
import { manyItems } from "../../src/core/page-marks.ts";
import type { Milestone } from "../../src/core/tracker.ts";
import { readTracker } from "../../src/core/tracker-file.ts";
import { aComment, anItem, aTracker } from "../support/builders.ts";
import { parseEachTextOnce } from "../support/known-trees.ts";
import { trials } from "../support/trials.ts";
import { bothSides, type Format, importedAgain, rendered } from "./both-sides.ts";
import { address, normalForm } from "./normal-form.ts";
import { type Made, type Target, trackers } from "./trackers.ts";

function sameAddress({ url, ...milestone }: Milestone) {
  return { ...milestone, url: url === null ? null : address(url) };
}

/** The sample tracker of this repository. */
function sample(): Made {
  const texts = readdirSync("items").map((name) => [name, readFileSync(`items/${name}`, "utf8")] as const);
  const { tracker } = readTracker(texts.find(([name]) => name === "tracker.md")?.[1] ?? "");
  if (tracker === null) throw new Error("items/tracker.md does not read");
  const items = texts
    .filter(([name]) => /^\d/.test(name))
    .map(([name, text]) => readItem(text, `items/${name}`, tracker).item)
    .filter((item) => item !== null);
  const columns = [...tracker.template.matchAll(/gtm:table .*columns:(\S+)/g)].map(
    (match) => match[1]?.split(",") ?? [],
  );
  return { tracker, items, open: columns[0] ?? [], closed: columns[1] ?? [], before: null };
}

/** Two tables, each with headings of its own, whose rows tell their area by the table they stand in. */
function inTwoTables({ tracker, items }: Made, words: readonly (readonly [title: string, owners: string])[]): Made {
  const columns = ["number", "title", "owners", "due", "status", "closed", "comments"];
  const sections = ["Product", "Support & Training"].map((area, index) => {
    const [title = "", owners = ""] = words[index] ?? [];
    const shown = columns.join(",").replace("title", `title="${title}"`).replace("owners", `owners=${owners}`);
    return `## ${area}\n\n<!-- gtm:table area:"${area}" columns:${shown} -->`;
  });
  const placed = items.map((item) => ({ ...item, area: item.id % 4 === 1 ? "Product" : "Support & Training" }));
  const template = `# The launch\n\n${sections.join("\n\n")}`;
  const both = [...columns, "area"];
  return { tracker: { ...tracker, template, columns: {} }, items: placed, open: both, closed: both, before: null };
}

const listed = ["title", "comments"];
const boxed = ["closed", "title", "owners", "priority", "start", "due", "refs", "comments"];

function inList({ tracker, items }: Made, columns: readonly string[]) {
  const template = `# The launch\n\n<!-- gtm:list columns:${columns.join(",")} -->`;
  const numbered = items.map((item) => ({ ...item, title: `Item ${item.id}` }));
  return { tracker: { ...tracker, template }, items: numbered, before: null };
}

function told(title: string, description: string, comments: readonly Comment[]) {
  const said = comments.map(({ text, ...head }) => ({ ...head, text: normalForm(text) }));
  return { title, description: normalForm(description), comments: said };
}

parseEachTextOnce();

test("an HTML page of many items, which it keeps from a browser's parser, comes back whole", () => {
  const { tracker, items, ...shown } = sample();
  const many = Array.from({ length: manyItems + 1 }, (_, index): Item[] => {
    const item = items[index % items.length];
    return item === undefined ? [] : [{ ...item, id: index + 1, title: `${item.title} ${index + 1}`, refs: [] }];
  }).flat();
  const { expected, actual } = bothSides({ tracker, items: many, ...shown }, "html", "fresh");
  expect(expected).toHaveLength(manyItems + 1);
  expect(actual).toEqual(expected);
});

describe.each<Format>(["md", "wide md", "html", "confluence", "csv"])("%s", (format) => {
  test.each<Target>(["fresh", "same"])(
    `the sample tracker comes back whole from ${format}, into a %s tracker`,
    (target) => {
      const { expected, actual, reading } = bothSides(sample(), format, target);
      expect(expected.length).toBeGreaterThan(30);
      expect(actual).toEqual(expected);
      if (format !== "csv") expect(reading.milestones).toEqual(sample().tracker.milestones);
    },
  );

  test(`a mention in ${format} finds the owner whose address ends in the handle`, () => {
    const url = "https://intra.example.com/staff/j-doe";
    const person = { name: "John Doe", url, email: null, "account-id": null, userkey: null, username: null };
    const columns = ["number", "title", "owners", "comments"];
    const marker = `<!-- gtm:table is:open columns:${columns.join(",")} -->`;
    const tracker = aTracker({ people: { "j-doe": person }, template: `# Page\n\n${marker}` });
    const items = [anItem({ id: 1, owners: ["j-doe"], comments: [aComment("Ask @j-doe about DOUGH-12.")] })];
    const { reading } = importedAgain({ tracker, items, before: null }, format, "fresh");
    expect(reading.drafts).toMatchObject([{ owners: ["j-doe"], comments: [{ text: "Ask @j-doe about DOUGH-12." }] }]);
  });

  test(`who is only mentioned in ${format} keeps the name`, () => {
    const url = "https://wiki.example.com/~jdoe";
    const person = { name: "Jo Doe", url, email: null, "account-id": null, userkey: null, username: null };
    const columns = ["number", "title", "owners", "comments"];
    const marker = `<!-- gtm:table is:open columns:${columns.join(",")} -->`;
    const tracker = aTracker({ people: { jdoe: person }, template: `# Page\n\n${marker}` });
    const items = [anItem({ id: 1, owners: [], comments: [aComment("Ask (@jdoe) and @jdoe: when?")] })];
    const { reading } = importedAgain({ tracker, items, before: null }, format, "fresh");
    expect(reading.drafts).toMatchObject([{ comments: [{ text: "Ask (@jdoe) and @jdoe: when?" }] }]);
    expect(reading.people).toMatchObject({ jdoe: { name: "Jo Doe" } });
  });

  describe(`a page rendered as ${format}`, () => {
    test.each<Target>(["fresh", "same"])("comes back whole, into a %s tracker", (target) => {
      fc.assert(
        fc.property(trackers({ target, format }), (made) => {
          const { reading, expected, actual } = bothSides(made, format, target);
          expect(actual).toEqual(expected);
          expect(reading.drafts).toHaveLength(made.items.length);
          // Nothing that the page says of itself has become a column, or words of the tracker's.
          expect(Object.keys(made.tracker.fields)).toEqual(expect.arrayContaining(Object.keys(reading.fields)));
          expect(reading.template).not.toContain("Changes since");
          if (format === "csv") return;
          expect(reading.milestones.map(sameAddress)).toEqual(made.tracker.milestones.map(sameAddress));
          expect(Object.entries(reading.priorities).map(([key, { label }]) => [key, label])).toEqual(
            Object.entries(made.tracker.priorities).map(([key, { label }]) => [key, label]),
          );
        }),
        trials.tracker,
      );
    });
  });

  if (format === "csv") return;
  test(`an empty table of closed items in ${format} hides no list`, () => {
    const marker = "<!-- gtm:list is:open columns:title -->";
    const closed = "<!-- gtm:table is:closed columns:number,title,closed -->";
    const tracker = aTracker({ template: `# Page\n\n${marker}\n\n## Closed\n\n${closed}` });
    const items = [anItem({ id: 1, title: "Sweep the hall" })];
    const { reading } = importedAgain({ tracker, items, before: null }, format, "fresh");
    expect(reading.drafts.map(({ title }) => title)).toEqual(["Sweep the hall"]);
  });

  describe(`a page of two tables rendered as ${format}`, () => {
    test.each([
      [
        "fresh",
        [
          ["Risk", "Owner"],
          ["Action item", "Assignee"],
        ],
      ],
      [
        "same",
        [
          ["Was schiefgeht", "Wer"],
          ["Handgriff, klein", "Kümmerer"],
        ],
      ],
    ] as const)("brings every row back into its own, into a %s tracker", (target, words) => {
      fc.assert(
        fc.property(trackers({ target, format }), (made) => {
          const two = inTwoTables(made, words);
          const { reading, expected, actual } = bothSides(two, format, target);
          expect(actual).toEqual(expected);
          expect(reading.drafts).toHaveLength(two.items.length);
          if (target === "same") return;
          expect(reading.template.match(/gtm:table .*/g)).toEqual([
            expect.stringMatching(/^gtm:table area:"Product" columns:number,title,owners,/),
            expect.stringMatching(
              /^gtm:table area:"Support & Training" columns:number,title="Action item",owners="Assignee",/,
            ),
          ]);
        }),
        trials.tracker,
      );
    });
  });

  if (format === "wide md") {
    // What the other form's import tells is told of this one too.
    test.each([[listed], [boxed]])("a list of %j is the same text in narrow Markdown", (columns) => {
      fc.assert(
        fc.property(trackers({ target: "same", format }), (made) => {
          const list = inList(made, columns);
          expect(rendered(list, "wide md")).toBe(rendered(list, "md"));
        }),
        trials.tracker,
      );
    });
    return;
  }

  describe(`a list of items rendered as ${format}`, () => {
    test("brings every description and comment back", () => {
      fc.assert(
        fc.property(trackers({ target: "same", format }), ({ items, ...made }) => {
          const list = inList({ ...made, items: items.map((item) => ({ ...item, closed: null })) }, listed);
          const { reading } = importedAgain(list, format, "same");
          expect(reading.drafts.map(({ title, description, comments }) => told(title, description, comments))).toEqual(
            list.items.map(({ title, description, comments }) => told(title, description, comments)),
          );
        }),
        trials.tracker,
      );
    });
  });

  describe(`a list with boxes rendered as ${format}`, () => {
    test("brings its boxes, owners, days and tickets back", () => {
      fc.assert(
        fc.property(trackers({ target: "same", format }), (made) => {
          const list = inList(made, boxed);
          const { reading } = importedAgain(list, format, "same");
          const values = ({ title, owners, priority, start, due, refs }: (typeof reading.drafts)[number] | Item) => ({
            title,
            owners,
            priority,
            start,
            due,
            refs,
          });
          expect(reading.drafts.map((draft) => ({ ...values(draft), closed: draft.closed }))).toEqual(
            list.items.map((item) => ({ ...values(item), closed: item.closed !== null })),
          );
        }),
        trials.tracker,
      );
    });
  });
});
