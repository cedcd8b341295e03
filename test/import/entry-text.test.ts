/** What people write beside the words of a task, and what stays in its title. */
import { describe, expect, test } from "vitest";
import { read } from "./support.ts";

const page = (...entries: readonly string[]) => read(`# Barn\n\n${entries.join("\n")}\n`, "2026-10-22");

function only(entry: string) {
  const { title, owners, due, start, priority, timeline, status, refs, closed, confidence } =
    page(entry).drafts[0] ?? expect.fail();
  const all = { owners, due, start, priority, timeline, status, refs };
  const said = Object.entries(all).filter(([, value]) => value !== null && value.length > 0);
  return { title, ...Object.fromEntries(said), ...(closed ? { closed } : {}), sure: confidence >= 0.9 };
}

describe("an entry's annotations, at its end or its beginning", () => {
  test.each([
    ["- [ ] Oil the gate, see HAY-17 (@ruth, @owen, due 2026-12-01)", "Oil the gate, see HAY-17"],
    ["- [ ] Oil the gate, see HAY-17 @ruth @owen due:2026-12-01", "Oil the gate, see HAY-17"],
    ["- [ ] @ruth, @owen: Oil the gate, see HAY-17 by 2026-12-01", "Oil the gate, see HAY-17"],
    ["- [ ] Oil the gate, see HAY-17 📅 2026-12-01 — @ruth & @owen", "Oil the gate, see HAY-17"],
    ["- [ ] Oil the gate, see HAY-17 (zuständig: @ruth, @owen, fällig 01.12.2026)", "Oil the gate, see HAY-17"],
    ["- [ ] Oil the gate, see HAY-17 | Owner: @ruth, @owen | Due: Dec 1, 2026", "Oil the gate, see HAY-17"],
  ])("%s", (entry, title) => {
    expect(only(entry)).toEqual({ title, owners: ["ruth", "owen"], due: "2026-12-01", refs: ["HAY-17"], sure: true });
  });

  test.each([
    ["- Mend the roof (Owner: Ruth Hale; Due: 5 Nov 2026)"],
    ["- Mend the roof — Ruth Hale, by Thu 5 Nov 2026"],
    ["- **Ruth Hale** – Mend the roof by 2026-11-05"],
    ["- [Ruth Hale] Mend the roof (due 5 Nov 2026)"],
    ["- Ruth Hale: Mend the roof, due 5 November 2026"],
    ["1. Mend the roof (Ruth Hale, 5 Nov 2026)"],
    ["- Mend the roof bis 5.11.2026 (Ruth Hale)"],
    ["- Mend the roof (échéance : 5.11.2026, Ruth Hale)"],
    ["- Mend the roof *(Ruth Hale, by 5 Nov 2026)*"],
    ["- Mend the roof => Ruth Hale, 5 Nov 2026"],
    ["- Mend the roof. Owner: Ruth Hale, due 5 Nov 2026"],
  ])("%s", (entry) => {
    expect(only(entry)).toEqual({ title: "Mend the roof", owners: ["Ruth Hale"], due: "2026-11-05", sure: true });
  });

  test.each([
    ["- @ruth to mend the roof by 5 Nov 2026", ["ruth"]],
    ["- @ruth and @owen will mend the roof by 5 Nov 2026", ["ruth", "owen"]],
  ])("%s", (entry, owners) => {
    expect(only(entry)).toEqual({ title: "mend the roof", owners, due: "2026-11-05", sure: true });
  });

  test("words that stand for no value are no part of the title, and stay", () => {
    const { title, owners, due, description } =
      page("- Mend the roof – Ruth (no date yet)", "- Oil the gate – Ruth, 5 Nov 2026").drafts[0] ?? expect.fail();
    expect([title, owners, due, description]).toEqual(["Mend the roof", ["Ruth"], null, "no date yet"]);
    expect(page("- Mend the roof – tbd, 5 Nov 2026").drafts).toMatchObject([
      { title: "Mend the roof", owners: [], due: "2026-11-05", description: "tbd" },
    ]);
    expect(page("- Menu – tbd").drafts).toMatchObject([{ title: "Menu – tbd" }]);
  });

  test("levels, states and stretches of time have their columns", () => {
    expect(only("- [ ] Sow rye !high")).toMatchObject({ title: "Sow rye", priority: "High", sure: true });
    expect(only("- [ ] Sow rye (P1, Q1 2027)")).toMatchObject({
      title: "Sow rye",
      priority: "P1",
      timeline: "Q1 2027",
    });
    expect(only("- [ ] Sow rye (in progress)")).toMatchObject({ title: "Sow rye", status: "in-progress", sure: true });
    expect(only("- [ ] [P2] Sow rye 🛫 2026-11-02")).toMatchObject({ priority: "P2", start: "2026-11-02", sure: true });
  });
});

describe("labelled values at an entry's end", () => {
  test.each([
    ["- Lime for Barn South. Owner: Ruth Hale. Due: 5 Nov 2026"],
    ["1. Lime for Barn South. Owner: Ruth Hale. Due: 5 Nov 2026."],
    ["- Lime for Barn South; Owner: Ruth Hale; Due: 5 Nov 2026"],
    ["- Lime for Barn South, owner: Ruth Hale, due: Nov 5, 2026"],
    ["- Lime for Barn South – Owner: Ruth Hale – Due: 5 Nov 2026"],
    ["- Lime for Barn South Owner: Ruth Hale Due: 5 Nov 2026"],
    ["- Lime for Barn South. **Owner:** Ruth Hale. **Due:** 5 Nov 2026"],
    ["- Lime for Barn South. Verantwortlich: Ruth Hale. Termin: 5.11.2026"],
    ["- Lime for Barn South. Responsable : Ruth Hale. Échéance : 5 novembre 2026"],
    ["- Lime for Barn South. Ansvarig: Ruth Hale. Senast: 2026-11-05"],
    ["- Lime for Barn South. When: 5 Nov 2026. Who: Ruth Hale"],
  ])("%s", (entry) => {
    expect(only(entry)).toEqual({ title: "Lime for Barn South", owners: ["Ruth Hale"], due: "2026-11-05", sure: true });
  });

  test("several owners, none, and the day on which it was over", () => {
    expect(only("- Oil. Owner: Ruth Hale, Owen Brel. Due: tbd")).toMatchObject({ owners: ["Ruth Hale", "Owen Brel"] });
    expect(only("- Lime for Barn South. Owner: tbd. Due: 5 Nov 2026")).toEqual({
      title: "Lime for Barn South",
      due: "2026-11-05",
      sure: true,
    });
    expect(only("- Oil. Owner: Ruth H. Closed: 5 Oct 2026")).toEqual({
      title: "Oil",
      owners: ["Ruth H."],
      closed: true,
      sure: true,
    });
    expect(only("- Oil. Owner: Ruth Hale. Done: no")).toEqual({ title: "Oil", owners: ["Ruth Hale"], sure: true });
    expect(only("- Oil. Owner: Ruth Hale. Status: Done on 5 Oct 2026")).toMatchObject({ status: "done", closed: true });
  });

  test("what else they say is the description", () => {
    const [draft] = page("- Oil. Owner: Ruth Hale. She is away. Due: 5 Nov 2026. Note: ask first").drafts;
    expect(draft).toMatchObject({ title: "Oil", owners: ["Ruth Hale"], due: "2026-11-05" });
    expect(draft?.description).toBe("She is away Note: ask first");
  });

  test.each([
    ["Ask the owner of Barn South. Owner: Ruth Hale", "Ask the owner of Barn South"],
    ["Is the roof safe? Owner: Ruth Hale", "Is the roof safe?"],
    ["Seed of Owen Brel. Owner: Ruth Hale", "Seed of Owen Brel"],
    ["Roof — Barn South. Owner: Ruth Hale", "Roof — Barn South"],
    ["Gate of Fa. Holz - Owner: Ruth Hale", "Gate of Fa. Holz"],
  ])("%s", (entry, title) => {
    expect(only(`- ${entry}`)).toEqual({ title, owners: ["Ruth Hale"], sure: true });
  });
});

test("behind a dash, where others have their people, a team is the owner", () => {
  const { drafts } = page(
    "- Sow — Tavi O. · Due Nov 5, 2026",
    "- Reap — Ruth Hale · Due Nov 6, 2026",
    "- Rake — Night crew · Due Nov 7, 2026",
    "- Rest — Second half · Due Nov 8, 2026",
  );
  expect(drafts.map(({ title, owners, confidence }) => [title, owners.join(), confidence >= 0.9])).toEqual([
    ["Sow", "Tavi O.", true],
    ["Reap", "Ruth Hale", true],
    ["Rake", "Night crew", true],
    ["Rest — Second half", "", false],
  ]);
});

describe("a title stays whole", () => {
  test.each([
    ["Fix HAY-18", ["HAY-18"]],
    ["Read https://farm.example.com/rye?x=1 before sowing", []],
    ["Sow rye (needs rain)", []],
    ["Clean up", []],
    ["Two of 2/3 passed", []],
    ["Agree the price with R&D", []],
    ["Count the hens (Beta)", []],
    ["Beta: count the hens", []],
    ["Count the hens of 5 Nov 2026", []],
  ])("%s", (title, refs) => {
    expect(page(`- [ ] ${title} due:2026-12-01`).drafts).toMatchObject([{ title, refs, due: "2026-12-01" }]);
    expect(only(`- [ ] ${title}`)).toMatchObject({ title, sure: true });
  });

  test("but for a ticket that stands apart", () => {
    expect(only("- [ ] Sow rye (HAY-18)")).toEqual({ title: "Sow rye", refs: ["HAY-18"], sure: true });
    expect(only("- [ ] Sow rye - HAY-18")).toEqual({ title: "Sow rye", refs: ["HAY-18"], sure: true });
    expect(only("- [ ] HAY-18: Sow rye")).toEqual({ title: "Sow rye", refs: ["HAY-18"], sure: true });
  });
});

test("a second day of a kind stays in the description", () => {
  const [draft] = page("- [ ] Sow rye (due 2026-12-01, due 2026-12-24)").drafts;
  expect(draft).toMatchObject({ title: "Sow rye", due: "2026-12-01", description: "2026-12-24" });
});

test("a long title ends with a sentence, not with Mr. or e.g.", () => {
  const long = `Ask Mr. Hale for the seed, e.g. rye of last year. ${"Then sow and reap and thresh it all. ".repeat(6)}`;
  expect(page(`- [ ] ${long}`).drafts[0]?.title).toBe("Ask Mr. Hale for the seed, e.g. rye of last year.");
});

describe("what may be otherwise is flagged", () => {
  test.each([
    ["a first name that nobody else has", "Ruth: count the hens"],
    ["a mention among other words", "Count the hens with @ruth"],
    ["the day of an event", "Show the hens on 5 Nov 2026"],
    ["a weekday without a date", "Count the hens by Friday"],
    ["a heading", "Decisions:"],
    ["an explanation", "The hens were sold long ago. The barn fell down. Nobody minded. We went on."],
    ["a question with its answer", "Are there hens? No, none."],
    ["a bare link", "https://farm.example.com/hens"],
  ])("%s", (_, entry) => {
    expect(only(`- [ ] ${entry}`).sure).toBe(false);
  });

  test("so is a word where the other entries have their people", () => {
    const { drafts } = page("- Ruth Hale: sow", "- Owen Brel: reap", "- Zoltan: call the mill", "- Sell rye");
    expect(drafts.map(({ confidence }) => confidence >= 0.9)).toEqual([true, true, false, true]);
  });

  test("but not an unknown name where others stand beside their days", () => {
    const { drafts } = page(
      "- Sow (Tavi Orre, due 2026-11-05)",
      "- Reap (Xanthe Oddo, due 2026-11-06)",
      "- Rest (Quell Orre)",
    );
    expect(drafts.map(({ title, owners, confidence }) => [title, owners, confidence])).toEqual([
      ["Sow", ["Tavi Orre"], 1],
      ["Reap", ["Xanthe Oddo"], 1],
      ["Rest", ["Quell Orre"], 1],
    ]);
  });

  test("but not a name that the page says is a person's", () => {
    const { drafts } = page("Attendees: Brel, Xanthe Oddo", "", "- Count the hens (Brel)", "- Feed them - Xanthe Oddo");
    expect(drafts.map(({ title, owners, confidence }) => [title, owners, confidence])).toEqual([
      ["Count the hens", ["Brel"], 1],
      ["Feed them", ["Xanthe Oddo"], 1],
    ]);
  });
});

test.each(["**Brel** and **Xanthe**:", "**Brel**, **Xanthe**:", "*Brel* & *Xanthe*:", "**Brel** / **Xanthe** –"])(
  "several names, each in marks of its own: %s",
  (lead) => {
    const { drafts } = page("Attendees: Brel Oddo, Xanthe Oddo", "", `- ${lead} count the hens`);
    expect(drafts).toMatchObject([{ title: "count the hens", owners: ["Brel", "Xanthe"], confidence: 1 }]);
  },
);

test("names before a verb, entry after entry, are people's", () => {
  const { drafts } = page("- Brel to sow rye", "- Xanthe and Quell to reap", "- Brel will rest");
  expect(drafts.map(({ owners, confidence }) => [owners, confidence])).toEqual([
    [["Brel"], 1],
    [["Xanthe", "Quell"], 1],
    [["Brel"], 1],
  ]);
});

test("an annotation's dates tell the page's order of day and month", () => {
  const { drafts } = page("- Sow (Ruth Hale, 5/11)", "- Reap (Ruth Hale, 23/11)");
  expect(drafts.map(({ due, confidence }) => [due, confidence])).toEqual([
    ["2026-11-05", 1],
    ["2026-11-23", 1],
  ]);
});

test("what stands behind an entry's first line is its note where that line ends with who and when", () => {
  const { drafts } = page(
    "1. Mend the winch (Ada Quill, due 2026-11-30) - RED\n   The part is at the smith's.",
    "2. Count the ropes (Wei Zhang, due 2026-12-02) - GREEN",
    "3. Ask the harbour master of\n   Lisbon for a berth (Ada Quill, due 2026-12-04) - RED",
  );
  expect(drafts).toMatchObject([
    { title: "Mend the winch", owners: ["Ada Quill"], due: "2026-11-30", description: "The part is at the smith's." },
    { title: "Count the ropes", description: "" },
    { title: "Ask the harbour master of Lisbon for a berth", owners: ["Ada Quill"], description: "" },
  ]);
});

test("a year at the end is the title's", () => {
  expect(page("- Keep the ledgers until 2033").drafts).toMatchObject([
    { title: "Keep the ledgers until 2033", due: null, timeline: null },
  ]);
});

test("a megabyte of annotations, brackets or dashes is read in a test's time", () => {
  for (const text of [
    "(".repeat(1e6),
    "@a ".repeat(3e5),
    " - ".repeat(3e5),
    "due ".repeat(2e5),
    "[x](".repeat(2e5),
    `a${" ".repeat(1e6)}b`,
    "A".repeat(3e5),
    ", ".repeat(3e5),
  ])
    expect(page(`- ${text}`).drafts).toHaveLength(1);
  expect(page(`- ${" **10/12** x".repeat(1000)}`).drafts).toHaveLength(1);
});
