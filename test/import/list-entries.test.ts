/** Lists whose entries name their values, as people write where they have no table. */
import { describe, expect, test } from "vitest";
import { draft, read } from "./support.ts";

describe("entries with named values", () => {
  const page = read(`# Bakery

## Open work

- Draft the rye leaflet
  - **Owner**: Mira Holt
  - **Due**: 2024-06-03
  - **Status:** Warming
  - 5/17: sent to the printer
  - 5/10: first version
- [x] Count the jars
  - Owner: Tomas Brandt
  - Note: kept in the cellar
- Order flour
  - **Owner**: Mira Holt
  - **Priority**: P1
`);

  test("are items with these values", () => {
    expect(page.drafts.map((item) => [item.title, item.owners, item.due, item.status, item.priority])).toEqual([
      ["Draft the rye leaflet", ["Mira Holt"], "2024-06-03", "warming", null],
      ["Count the jars", ["Tomas Brandt"], null, null, null],
      ["Order flour", ["Mira Holt"], null, null, "P1"],
    ]);
    expect(page.drafts.map((item) => item.confidence)).toEqual([1, 1, 1]);
  });

  test("keep what has no name: dated lines as comments, others as words", () => {
    expect(draft(page, "Draft the rye leaflet").comments.map((entry) => entry.date)).toEqual([
      "2024-05-10",
      "2024-05-17",
    ]);
    expect(draft(page, "Count the jars").description).toContain("kept in the cellar");
    expect(draft(page, "Count the jars").closed).toBe(true);
  });
});

test("an account in a link below an entry is no named value", () => {
  const page = read("# Bakery\n\n- [ ] Draft the rye leaflet\n\n  [Mira Holt](user:mholt) has the paper\n");
  expect(page.drafts).toMatchObject([{ owners: [], description: "@mholt has the paper" }]);
});

test("tasks below an entry without a box are of its part", () => {
  const page = read("# Move\n\n- Kitchen\n  - [ ] Pack the pans\n  - [x] Sell the stove\n- Cellar\n  - [ ] Sweep\n");
  expect(page.drafts.map((item) => [item.area, item.title, item.closed])).toEqual([
    ["Kitchen", "Pack the pans", false],
    ["Kitchen", "Sell the stove", true],
    ["Cellar", "Sweep", false],
  ]);
});

test("bold words before an entry are its own", () => {
  const page = read("# Move\n\n- **Pans:** pack them well\n- **Stove:** sell it\n- **Bottles:** count them\n");
  expect(page.drafts.map((item) => [item.area, item.title])).toEqual([
    [null, "Pans: pack them well"],
    [null, "Stove: sell it"],
    [null, "Bottles: count them"],
  ]);
});

describe("boxes", () => {
  test("of any kind say what is done", () => {
    const page = read(`# Mill

- [x] Grind
- [ ] ~~Sift~~
- [ ] Pack
- Weigh (done)
- Seal ✅
- ☑ Stack
- ☐ Load
`);
    expect(page.drafts.map(({ title, closed }) => [title, closed])).toEqual([
      ["Grind", true],
      ["Sift", true],
      ["Pack", false],
      ["Weigh", true],
      ["Seal", true],
      ["Stack", true],
      ["Load", false],
    ]);
  });

  test.each([
    ["plain text", "Mill\n\nMorning\n1/2 completed\n\n[ ] Grind @ruth\n[x] Sift\n\nNoon\n\n[ ] Rest\n"],
    ["signs", "# Mill\n\n## Morning\n\n☐ Grind @ruth\n✅ Sift\n\n## Noon\n\n⬜ Rest\n"],
    ["round ones", "# Mill\n\n## Morning\n\n( ) Grind @ruth\n(x) Sift\n\n## Noon\n\n( ) Rest\n"],
    ["with names glued to them", "Mill\n\nMorning\n☐ Grind @ruth\n☑ Sift\nNoon\n(0/1)\n☐ Rest\n"],
    ["HTML", "<h1>Mill</h1><h2>Morning</h2><p>☐ Grind @ruth<br>☑ Sift</p><h2>Noon</h2><p>[ ] Rest</p>"],
  ])("in lines that are no list are tasks all the same: %s", (_, text) => {
    expect(read(text).drafts.map(({ title, owners, area, closed }) => [title, owners, area, closed])).toEqual([
      ["Grind", ["ruth"], "Morning", false],
      ["Sift", [], "Morning", true],
      ["Rest", [], "Noon", false],
    ]);
  });

  test("without bullets hold what is indented below them", () => {
    const page = read(
      "# Mill\n\n[ ] Grind the\nwheat\n    Not on Sunday\n    [x] Oil the wheel\n    [ ] Call Ruth\n[ ] Sift\n",
    );
    expect(page.drafts.map(({ title, description, closed }) => [title, description, closed])).toEqual([
      ["Grind the wheat", "Not on Sunday", false],
      ["Oil the wheel", "Part of: Grind the wheat", true],
      ["Call Ruth", "Part of: Grind the wheat", false],
      ["Sift", "", false],
    ]);
  });

  test("that are explained, and the tenth of some, are words", () => {
    const page = read(
      "# Mill\n\n☐ open ☑ done\n\n[x] = done\n\n(ix) The miller grinds.\n(x) The miller sifts.\n\n- [ ] Grind\n",
    );
    expect(page.drafts.map(({ title }) => title)).toEqual(["Grind"]);
  });

  test("with a cross are doubted", () => {
    const page = read("# Mill\n\n✓ Grind\n✗ Sift\n");
    expect(page.drafts.map(({ title, closed, confidence }) => [title, closed, confidence])).toEqual([
      ["Grind", true, 1],
      ["Sift", false, 0.7],
    ]);
  });

  test("below a task make tasks of their own, which name it", () => {
    const page = read("# Mill\n\n- [ ] Open the mill\n  - [x] Oil the wheel (@ruth)\n  - [ ] Call the miller\n");
    expect(page.drafts.map(({ title, description, closed }) => [title, description, closed])).toEqual([
      ["Open the mill", "", false],
      ["Oil the wheel", "Part of: Open the mill", true],
      ["Call the miller", "Part of: Open the mill", false],
    ]);
  });

  test("come back as boxes, all of them where they stood", () => {
    const page = read("# Mill\n\n## Morning\n\n- [x] Grind\n- [ ] Sift (@ruth, P1)\n");
    expect(page.template).toContain("<!-- gtm:list columns:closed,title,owners,priority,due,refs,comments -->");
  });

  test("make words of a list beside them that has none", () => {
    const page = read("# Mill\n\n- It stands by the river.\n- It is old.\n\n## Tasks\n\n- [ ] Grind\n");
    expect(page.drafts.map(({ title }) => title)).toEqual(["Grind"]);
    expect(page.template).toContain("- It stands by the river.");
  });

  test("of Confluence: the first person has the task, the date in it is its end", () => {
    const user = '<ac:link><ri:user ri:username="rhale"/></ac:link>';
    const task = (id: number, status: string, body: string) =>
      `<ac:task><ac:task-id>${id}</ac:task-id><ac:task-status>${status}</ac:task-status><ac:task-body>${body}</ac:task-body></ac:task>`;
    const page = read(
      `<h1>Mill</h1><ac:task-list>${task(1, "incomplete", `${user} grind by <time datetime="2026-11-06"/>`)}${task(2, "complete", `Send ${user} the <time datetime="2026-11-07"/> flour`)}</ac:task-list>`,
    );
    expect(
      page.drafts.map(({ title, owners, due, closed, confidence }) => [title, owners, due, closed, confidence]),
    ).toEqual([
      ["grind", ["rhale"], "2026-11-06", false, 1],
      ["Send rhale the 2026-11-07 flour", ["rhale"], "2026-11-07", true, 1],
    ]);
  });

  test("of HTML are read wherever they are drawn", () => {
    const page = read(
      '<h1>Mill</h1><ul class="task-list"><li><input type="checkbox" checked disabled> Grind (@ruth)</li><li><p><input type="checkbox" disabled> Sift</p></li></ul><ul class="inline-task-list"><li data-inline-task-id="1" class="checked"><a class="user-mention" data-username="rhale" href="/display/~rhale">Ruth Hale</a> pack by <time datetime="2026-11-06">6 Nov</time></li></ul>',
    );
    expect(page.drafts.map(({ title, owners, due, closed }) => [title, owners, due, closed])).toEqual([
      ["Grind", ["ruth"], null, true],
      ["Sift", [], null, false],
      ["pack", ["rhale"], "2026-11-06", true],
    ]);
  });
});

test("names before every entry own it, but what is no person's does not", () => {
  const page = read(
    "# Mill\n\n## Actions\n\n- Anna: grind the rye\n- Docs: write the price list\n- Tove: sift the flour\n",
  );
  expect(page.drafts.map(({ title, owners }) => [title, owners])).toEqual([
    ["grind the rye", ["Anna"]],
    ["Docs: write the price list", []],
    ["sift the flour", ["Tove"]],
  ]);
});

test("a sentence behind the values of an entry is its description", () => {
  const page = read(`# Mill

1. Oil the wheel
   Owner: Mira Holt
   Due: 2024-06-03
   Somebody has the key.
2. Count the sacks
   Owner: Tomas Brandt
   Due: 2024-06-10
`);
  expect(page.drafts.map(({ title, description }) => [title, description])).toEqual([
    ["Oil the wheel", "Somebody has the key."],
    ["Count the sacks", ""],
  ]);
});

test("teams in the brackets in which other entries have their people own them, whatever day stands behind", () => {
  const text = [
    "- [ ] Wipe the tables [Ines] by 12 Nov 2026",
    "- [ ] Count the cups [Ines, Wei] by 13 Nov 2026",
    "- [ ] Set the price [Finance] by 18 Nov 2026",
    "- [x] Write the code for staff [Finance]",
  ].join("\n");
  const { drafts } = read(text, "2026-11-10");
  expect(drafts.map(({ owners }) => owners)).toEqual([["Ines"], ["Ines", "Wei"], ["Finance"], ["Finance"]]);
  expect(drafts.map(({ title }) => title).at(2)).toBe("Set the price");
});

test("owners with accounts in brackets are these, in brackets themselves too", () => {
  const page = read(`# Mill

- [ ] Grind (Ines Quill (iquill), due 2024-06-03)
- [ ] Sift — Wei Zhang (wzhang)
- [ ] Sort the bags (big ones (sacks), small ones)
`);
  expect(page.drafts.map(({ title, owners, due }) => [title, owners, due])).toEqual([
    ["Grind", ["iquill"], "2024-06-03"],
    ["Sift", ["wzhang"], null],
    ["Sort the bags (big ones (sacks), small ones)", [], null],
  ]);
});

describe("statuses of a list", () => {
  const told = (text: string) =>
    read(text).drafts.map((item) => [item.title, item.status, item.closed, item.confidence]);

  test("are the words that stand where entry after entry has one, in the page's own wording", () => {
    const page = read(`# Bakery

1. Rye leaflet – 3 Jun 2024 – in progress
2. Jars – 4 Jun 2024 – At risk
3. Labels – 5 Jun 2024 – with the printer
4. Flour – 6 Jun 2024 – done
`);
    expect(page.drafts.map((item) => [item.title, item.due, item.status, item.closed, item.confidence])).toEqual([
      ["Rye leaflet", "2024-06-03", "in-progress", false, 1],
      ["Jars", "2024-06-04", "at-risk", false, 1],
      ["Labels", "2024-06-05", "with-the-printer", false, 1],
      ["Flour", "2024-06-06", "done", true, 1],
    ]);
    expect(Object.values(page.statuses)).toEqual(["in progress", "At risk", "with the printer", "done"]);
  });

  test.each(["[Green] Jars", "(Green) Jars", "GREEN: Jars", "Jars [Green]", "Jars - green", "**Green** – Jars"])(
    "%s",
    (entry) => {
      const other = entry.replace("Jars", "Rye").replace(/green/i, (word) => (word === "green" ? "amber" : "Amber"));
      expect(
        told(`# Bakery\n\n- ${entry}\n- ${other}\n`).map(([title, , closed, sure]) => [title, closed, sure]),
      ).toEqual([
        ["Jars", false, 1],
        ["Rye", false, 1],
      ]);
      expect(read(`# Bakery\n\n- ${entry}\n- ${other}\n`).drafts.map(({ status }) => status)).toEqual([
        "green",
        "amber",
      ]);
    },
  );

  test("are no part of the brackets behind, nor a name", () => {
    const page = read("# Bakery\n\n- [Amber] Jars (Ruth, 27 Nov 2024)\n- [Red] Rye (Owen and Ruth, 28 Nov 2024)\n");
    expect(page.drafts.map((item) => [item.title, item.owners, item.due, item.status, item.confidence])).toEqual([
      ["Jars", ["Ruth"], "2024-11-27", "amber", 1],
      ["Rye", ["Owen", "Ruth"], "2024-11-28", "red", 1],
    ]);
  });

  test("may be signs", () => {
    expect(told("# Bakery\n\n- 🟢 Jars\n- Rye 🔴\n")).toEqual([
      ["Jars", "🟢", false, 1],
      ["Rye", "🔴", false, 1],
    ]);
  });

  test("are none where one entry alone has such a word, or it says that the work is over", () => {
    expect(told("# Bakery\n\n- Jars – new\n- Rye\n- Draft: the leaflet\n")).toEqual([
      ["Jars – new", null, false, 1],
      ["Rye", null, false, 1],
      ["Draft: the leaflet", null, false, 1],
    ]);
    expect(told("# Bakery\n\n- Tins – done\n- Lids – done\n")).toEqual([
      ["Tins", null, true, 1],
      ["Lids", null, true, 1],
    ]);
  });
});

test("a day at the end of brackets is one whatever stands before it, and nobody knows who that is", () => {
  const page = read("# Bakery\n\n- Jars (Legal, 27 Nov 2024)\n- Rye (second batch, 28 Nov 2024)\n");
  expect(page.drafts.map((item) => [item.title, item.due, item.confidence < 0.9])).toEqual([
    ["Jars (Legal)", "2024-11-27", true],
    ["Rye (second batch)", "2024-11-28", true],
  ]);
});

test("a name that nobody knows is one where others stand beside their days", () => {
  const page = read("# Bakery\n\n- Jars (Ruth, 27 Nov 2024)\n- Rye (Tomke, 28 Nov 2024)\n- Tins (Owen, 29 Nov 2024)\n");
  expect(page.drafts.map((item) => [item.owners, item.confidence >= 0.9])).toEqual([
    [["Ruth"], true],
    [["Tomke"], true],
    [["Owen"], true],
  ]);
  const places = read(
    "# Tour\n\n- Show (Ruth, 27 Nov 2024)\n- Show (Paris, 28 Nov 2024)\n- Show (Porto, 29 Nov 2024)\n",
  );
  expect(places.drafts.map((item) => item.confidence >= 0.9)).toEqual([false, false, false]);
});
describe("the numbers of a list", () => {
  const numbers = (text: string) => read(text).drafts.map(({ number }) => number);

  test("that people say are the items'", () => {
    expect(numbers("# Mill\n\n14. Oil the wheel\n15. Count the sacks\n17. Sift the flour\n")).toEqual([14, 15, 17]);
  });

  test("are only places where they count from 1, fall, or stand in one of several lists", () => {
    expect(numbers("# Mill\n\n1. Oil the wheel\n2. Count the sacks\n")).toEqual([null, null]);
    expect(numbers("# Mill\n\n3. Oil the wheel\n3. Count the sacks\n")).toEqual([null, null]);
    expect(numbers("## Mill\n\n4. Oil the wheel\n\n## Shop\n\n5. Count the sacks\n")).toEqual([null, null]);
  });
});

test.each(["tbc", "TBD", "?", "n/a"])("%s in place of a day is none", (none) => {
  const { drafts } = read(`# Bakery\n\n- Jars - Ruth Hale - 27 Nov 2024\n- Rye - Owen Brel - ${none}\n- Venue (tbc)\n`);
  expect(drafts.map((item) => [item.title, item.owners, item.due, item.confidence])).toEqual([
    ["Jars", ["Ruth Hale"], "2024-11-27", 1],
    ["Rye", ["Owen Brel"], null, 1],
    ["Venue", [], null, 1],
  ]);
});

test.each(["- ", "1) "])("a list that is indented as a whole has all its entries: %s", (bullet) => {
  const lines = ["Sweep", "Mop", "Dust"].map((title, at) => `  ${bullet.replace("1", `${at + 1}`)}${title} the hall`);
  const page = read(`Notes of today\n\nACTIONS\n\n${lines[0]}\n    with the new broom\n${lines[1]}\n${lines[2]}\n`);
  expect(page.drafts.map(({ title }) => title)).toEqual([
    "Sweep the hall with the new broom",
    "Mop the hall",
    "Dust the hall",
  ]);
});

test("entries in columns have their owners and days", () => {
  const page = read(`Notes of today

ACTIONS

  1) Ines Quill   Sweep the hall             by 3 Jun 2024
  2) Wei Zhang    Mop the hall and the bar   by 9 Jun 2024
`);
  expect(page.drafts.map(({ title, owners, due }) => [title, owners, due])).toEqual([
    ["Sweep the hall", ["Ines Quill"], "2024-06-03"],
    ["Mop the hall and the bar", ["Wei Zhang"], "2024-06-09"],
  ]);
});
