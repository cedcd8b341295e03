/** The pages that are tried in a browser: the sample, a thousand items, and what strangers would like to run. */
import { readdirSync, readFileSync } from "node:fs";
import { diffItems } from "../../src/core/diff.ts";
import type { Item } from "../../src/core/item.ts";
import { readItem } from "../../src/core/item-file.ts";
import { makePage } from "../../src/core/page.ts";
import { readTracker } from "../../src/core/tracker-file.ts";
import { aComment, anItem, aTracker } from "../support/builders.ts";
import { filledWith } from "../support/hostile-texts.ts";
import { renderHtml } from "../support/rendered.ts";

const day = "2026-10-22";

function readSample() {
  const folder = new URL("../../items/", import.meta.url);
  const { tracker } = readTracker(readFileSync(new URL("tracker.md", folder), "utf8"));
  if (!tracker) throw new Error("the sample tracker does not read");
  const names = readdirSync(folder).filter((name) => /^\d+-.*\.md$/.test(name));
  const items = names.flatMap(
    (name) => readItem(readFileSync(new URL(name, folder), "utf8"), `items/${name}`, tracker).item ?? [],
  );
  return { tracker, items };
}

/** The sample tracker as it is. */
export function samplePage(): string {
  const { tracker, items } = readSample();
  return renderHtml(makePage(tracker, items, day).page);
}

/** The sample with changes since a week ago and counts, so that every part of a page is on it. */
export function samplePageSince(since: string): string {
  const { tracker, items } = readSample();
  const before = items.slice(1).map((item) => ({
    ...item,
    status: item.id === 9 ? "in-progress" : item.status,
    comments: item.comments.filter(({ date }) => date !== null && date <= since),
  }));
  const counts = [
    { date: "2026-09-10", open: 12, closed: 0 },
    { date: since, open: 31, closed: 2 },
  ];
  return renderHtml(
    makePage(tracker, items, day, { changes: { since, items: diffItems(before, items, tracker) }, counts }).page,
  );
}

/** As many items as asked for, with six comments each. */
export function largePage(count: number): string {
  const [people, areas, states] = [
    ["mreyes", "tokonkwo", "hnakata"],
    ["Product", "Product Marketing", "Pilot Bakeries"],
    ["pending", "in-progress", "blocked"],
  ];
  const items = Array.from({ length: count }, (_, index): Item => {
    const pick = (values: readonly string[]) => values[index % values.length] ?? "";
    const comments = Array.from({ length: 6 }, (_, at) =>
      aComment(
        `**Decided**: comment ${at} on where item ${index + 1} stands, see #${(index % 900) + 1} and @mreyes. Run \`gtm show ${index + 1}\` as [the minutes](https://example.com/minutes/${at}) say.`,
        { author: pick(people), date: `2026-10-${10 + at}` },
      ),
    );
    return anItem({
      id: index + 1,
      title: `Item ${index + 1}`,
      owners: [pick(people)],
      area: pick(areas),
      status: pick(states),
      comments,
    });
  });
  const template = "# Many\n\n## Open items\n\n<!-- gtm:table is:open -->\n";
  return renderHtml(makePage(aTracker({ template }), items, day).page);
}

/** Every column a page can have, fields with long names, and words that do not break. */
export function widePage(): string {
  const fields = Object.fromEntries(
    ["legal-input", "effort", "region", "confidence"].map((key) => [
      key,
      { label: `The ${key} of this item (as agreed)`, type: "text" as const, values: [] },
    ]),
  );
  const columns =
    "number,priority,start,due,closed,updated,area,title,owners,timeline,refs,status,legal-input,effort,region,confidence,description,comments";
  const template = `# ${"Launchofeverything".repeat(4)}\n\n## Items\n\n<!-- gtm:table columns:${columns} -->\n\n## List\n\n<!-- gtm:list -->\n`;
  const items = Array.from({ length: 8 }, (_, index) =>
    anItem({
      id: index + 1,
      title: "Weightandbalancecertificateofthemaindisplay".repeat(2),
      refs: ["DOUGH-12345", "https://example.com/a/very/long/address/that/does/not/break/anywhere"],
      owners: ["mreyes", "somebody.with.a.very.long.handle"],
      fields: { "legal-input": "unquestionably", effort: "twelve weeks", region: "Benelux", confidence: "medium" },
      description: "A description".repeat(20),
      comments: [
        aComment("https://example.com/another/very/long/address/that/does/not/break/anywhere/at/all".repeat(3)),
      ],
    }),
  );
  return renderHtml(makePage(aTracker({ template, fields }), items, day).page);
}

/** Hostile texts in every place of an item: of all of them, a page is long. */
export function hostilePage(texts: readonly string[]): string {
  const items = texts.map((text, index) => filledWith(text, index + 1));
  const columns = "number,title,status,priority,area,owners,timeline,refs,description,comments";
  const template = `# Page\n\n<!-- gtm:table columns:${columns} -->\n\n<!-- gtm:list group:area -->\n`;
  return renderHtml(makePage(aTracker({ template, title: "<script>alert(1)</script>" }), items, day).page);
}
