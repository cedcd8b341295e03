/** Minutes that name what is to be done, with the key that people call it by. */
import { describe, expect, test } from "vitest";
import { read } from "./support.ts";

test.each([
  ["Action 14.1:", "14.1"],
  ["**Action AP-7:**", "AP-7"],
  ["ACTION D12 -", "D12"],
])("%j begins an action that is called %j", (label, key) => {
  const page = read(
    `# Board\n\nThe yard was swept.\n\n${label} Ines Quill to paint the gate by 9 May 2024.\n\n${label.replace(/\d(?=\D*$)/, "9")} Wei Zhang to order sand.\n`,
  );
  expect(page.drafts.map(({ owners, due, refs }) => [owners, due, refs[0]])).toEqual([
    [["Ines Quill"], "2024-05-09", key],
    [["Wei Zhang"], null, key.replace(/\d$/, "9")],
  ]);
});

describe("whom minutes name", () => {
  const minutes = (lines: string) =>
    read(
      `Yard group, 6 May 2024\nPresent: Ilka Dorn (ID), Tomke, Zbyszek Nowy\nApologies: Orsolya\n\n1. Gate\nThe gate is old.\n\n${lines}\n`,
    );

  test.each([
    ["ACTION: Ilka to paint the gate by 9 May", ["Ilka"]],
    ["ACTION: Tomke and Zbyszek will paint the gate by 9 May", ["Tomke", "Zbyszek"]],
    ["Action – Orsolya: paint the gate by 9 May", ["Orsolya"]],
    ["AP Zbyszek: paint the gate by 9 May", ["Zbyszek"]],
    ["Action for Ilka and Tomke: paint the gate by 9 May", ["Ilka", "Tomke"]],
    ["ACTION (Tomke): paint the gate by 9 May", ["Tomke"]],
    ["ACTION: ID to paint the gate by 9 May", ["ID"]],
    ["@tomke to paint the gate by 9 May", ["tomke"]],
  ])("%s", (line, owners) => {
    expect(minutes(line).drafts).toMatchObject([{ owners, due: "2024-05-09", confidence: 1 }]);
  });

  test("who is named nowhere else is doubted, and a thing to be done to is nobody", () => {
    const page = minutes("ACTION: Finance to pay the smith\nACTION: Invoice to be sent");
    expect(page.drafts.map((item) => [item.owners, item.confidence])).toEqual([
      [[], 0.85],
      [[], 1],
    ]);
  });

  test("words behind no name begin no action", () => {
    const page = minutes("AI Strategy: was praised.\nAction Required: none.\n\nACTION: Ilka to paint the gate");
    expect(page.drafts).toHaveLength(1);
  });

  test("the sender of a mail is somebody, too", () => {
    const page = read("From: Orsolya Kiss <okiss@example.com>\n\nHello,\n\nACTION: Orsolya to paint\n\nBye\n");
    expect(page.drafts).toMatchObject([{ owners: ["Orsolya"], confidence: 1 }]);
  });
});

test("an action that is nested in a point is of its part", () => {
  const page = read(`# Yard

1. Gate
   - it is old
   - **Action:** Nadia to paint it by 9 May 2024
2. Shed
   - **Action:** Nadia to mend it
`);
  expect(page.drafts.map(({ area, title }) => [area, title])).toEqual([
    ["Gate", "Nadia to paint it"],
    ["Shed", "Nadia to mend it"],
  ]);
  expect(page.template).toContain("- it is old");
});
