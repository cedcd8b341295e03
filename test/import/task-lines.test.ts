/** Plain text whose tasks have no bullets: lines of one form, most of which say who or when. */
import { describe, expect, test } from "vitest";
import { read } from "./support.ts";

const rows = (text: string) =>
  read(text).drafts.map((item) => [item.title, item.owners.join(" "), item.due, item.confidence >= 0.9]);

const both = [
  ["Warm the oven", "Ruth", "2024-06-03", true],
  ["Order flour", "Owen", "2024-06-04", true],
  ["Count the jars", "Ruth Owen", "2024-06-05", true],
];

describe("lines that begin alike are a list", () => {
  test.each(["> ", "-> ", "=> ", "→ ", "(1) ", "2: ", "a) "])("%s", (sign) => {
    const page = `Bakery, 20 May 2024

Kitchen
${sign}Warm the oven (Ruth, 3 Jun 2024)
${sign}Order flour - Owen, 4 Jun 2024
${sign}Count the jars (Ruth & Owen, 5 Jun 2024)
`;
    expect(rows(page)).toEqual(both);
  });

  test("with a number or key of their own", () => {
    const page = read("#4 Warm the oven (Ruth, 3 Jun 2024)\n#7 Order flour (Owen, 4 Jun 2024)\n");
    expect(page.drafts.map(({ number, title }) => [number, title])).toEqual([
      [4, "Warm the oven"],
      [7, "Order flour"],
    ]);
    const keys = read("1.1  Warm the oven - Ruth - 3 Jun 2024\n1.2  Order flour - Owen - 4 Jun 2024\n");
    expect(keys.drafts.map(({ refs, title, due }) => [refs.join(), title, due])).toEqual([
      ["1.1", "Warm the oven", "2024-06-03"],
      ["1.2", "Order flour", "2024-06-04"],
    ]);
  });

  test("and go on in the lines below", () => {
    const page = "-> Warm the oven and\n   the stove (Ruth, 3 Jun 2024)\n-> Order flour (Owen, 4 Jun 2024)\n";
    expect(rows(page).map(([title]) => title)).toEqual(["Warm the oven and the stove", "Order flour"]);
  });

  test("those that say neither who nor when are doubted", () => {
    const page = "-> Warm the oven (Ruth, 3 Jun 2024)\n-> Order flour (Owen, 4 Jun 2024)\n-> The cake was good\n";
    expect(rows(page).map(([title, , , sure]) => [title, sure])).toEqual([
      ["Warm the oven", true],
      ["Order flour", true],
      ["The cake was good", false],
    ]);
  });

  test("with what stands behind an arrow for owners, also teams", () => {
    const page = `> Warm the oven => Ruth, 3 Jun 2024
> Order flour => Owen, 4 Jun 2024
> Count the jars => Shop managers, 5 Jun 2024
`;
    expect(rows(page)).toEqual([...both.slice(0, 2), ["Count the jars", "Shop managers", "2024-06-05", true]]);
  });
});

describe("lines of the same parts are a list", () => {
  test.each([
    [
      "title first",
      "Warm the oven - Ruth - 3 Jun 2024\nOrder flour - Owen - 4 Jun 2024\nCount the jars - Ruth/Owen - 5 Jun 2024",
    ],
    [
      "owner first",
      "Ruth – Warm the oven – 3 Jun 2024\nOwen – Order flour – 4 Jun 2024\nRuth, Owen – Count the jars – 5 Jun 2024",
    ],
    [
      "brackets",
      "Warm the oven (Ruth, 3 Jun 2024)\nOrder flour (Owen, 4 Jun 2024)\nCount the jars (Ruth and Owen, 5 Jun 2024)",
    ],
    [
      "names before a colon",
      "Ruth: Warm the oven, by 3 Jun 2024\nOwen: Order flour (due 4 Jun 2024)\nRuth, Owen: Count the jars, by 5 Jun 2024",
    ],
    [
      "a paragraph each",
      "Warm the oven - Ruth - 3 Jun 2024\n\nOrder flour - Owen - 4 Jun 2024\n\nCount the jars - Ruth/Owen - 5 Jun 2024",
    ],
  ])("%s", (_, lines) => {
    expect(rows(`Bakery, 20 May 2024\n\nDear all,\n\n${lines}\n\nRegards\nRuth\n`)).toEqual(both);
  });

  test("below the lines that name their sections", () => {
    const page = read(`Kitchen
  1.1  Warm the oven - Ruth - 3 Jun 2024
  1.2  Order flour - Owen - 4 Jun 2024

Shop
  2.1  Count the jars - Tomke - 5 Jun 2024
  2.2  Polish the scales - Tomke - 6 Jun 2024
`);
    expect(page.drafts.map(({ area, owners, confidence }) => [area, owners[0], confidence])).toEqual([
      ["Kitchen", "Ruth", 1],
      ["Kitchen", "Owen", 1],
      ["Shop", "Tomke", 1],
      ["Shop", "Tomke", 1],
    ]);
  });
});

test("paragraphs that end in an owner and a day are items, with the words between as description", () => {
  const page = read(`# Bakery

**Old oven.** It was built for coal. Owner: Ruth Holt. Due: 3 June 2024.

**Flour.** Two mills have made offers. Owner: Owen Reed. Due: 4 June 2024.

What is settled goes to the archive.
`);
  expect(page.drafts.map(({ title, owners, due, description }) => [title, owners[0], due, description])).toEqual([
    ["Old oven", "Ruth Holt", "2024-06-03", "It was built for coal."],
    ["Flour", "Owen Reed", "2024-06-04", "Two mills have made offers."],
  ]);
  expect(page.template).toContain("What is settled goes to the archive.");
});

test("terms with their values below, as definition lists have them, are items", () => {
  const page = read(`Old oven
: Owner: Ruth Holt
: Due: 3 June 2024
: It was built for coal.

Flour
: Owner: Owen Reed
: Due: 4 June 2024
`);
  expect(page.drafts.map(({ title, owners, due, description }) => [title, owners[0], due, description])).toEqual([
    ["Old oven", "Ruth Holt", "2024-06-03", "It was built for coal."],
    ["Flour", "Owen Reed", "2024-06-04", ""],
  ]);
});

describe("other lines stay words", () => {
  const tasks = "\n\n* Warm the oven (Ruth, 3 Jun 2024)\n* Order flour (Owen, 4 Jun 2024)\n";
  test.each([
    ["an agenda", "09:00 - Welcome - Ruth\n09:15 - Oven of 3 Jun 2024 - Owen\n10:00 - Flour - Ruth"],
    ["those present", "Ruth Holt - Kitchen\nOwen Reed - Shop\nTomke Lang - Shop"],
    [
      "addresses",
      "Ruth Holt - 3 Jun 2024 - ruth@bakery.example\nOwen Reed - 3 Jun 2024 - +49 30 1234567\nTomke Lang - 3 Jun 2024 - t@bakery.example",
    ],
    ["versions", "1.0  3 Jun 2024  Ruth  first\n1.1  4 Jun 2024  Owen  second\n1.2  5 Jun 2024  Ruth  third"],
    ["a log", "3 Jun 2024 - Ruth - warmed the oven\n4 Jun 2024 - Owen - ordered flour\n5 Jun 2024 - Ruth - counted"],
    ["talk", "Ruth: the oven is cold, 3 Jun is early\nOwen: it is\nRuth: then later"],
    ["results", "-> The old name stays\n-> The mill is late again"],
    [
      "a quoted mail",
      "> On 3 Jun 2024 Ruth wrote:\n> the oven is cold, and somebody has to\n> warm it by Friday, or we close.\n> Ruth",
    ],
    [
      "prose with dashes",
      "The oven - our third - was warm on 3 Jun 2024 - as ever.\nOwen came - late - on 4 Jun 2024 - by bus.",
    ],
    ["facts", "Room: 3\nHost: Ruth\nNext: 5 Jun 2024"],
    ["days", "Opening: 3 Jun 2024\nFair: in the hall, 4 Jun 2024\nClosing: 5 Jun 2024"],
  ])("%s", (_, lines) => {
    expect(rows(`Bakery\n\n${lines}${tasks}`).map(([title]) => title)).toEqual(["Warm the oven", "Order flour"]);
  });
});
