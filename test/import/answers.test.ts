/** Columns whose cells say more than their heading: verdicts that are no titles, answers that close, times of one day. */
import { describe, expect, test } from "vitest";
import { trustedConfidence } from "../../src/core/repair.ts";
import { read, table } from "./support.ts";

const isSure = ({ confidence }: { readonly confidence: number }) => confidence >= trustedConfidence;

describe("a heading that asks whether the work is over", () => {
  const page = (heading: string, answers: readonly string[], today = "2024-05-20") =>
    read(
      table(
        ["Check", heading, "Contact", "Due"],
        answers.map((answer, at) => [`Read paper ${"abc"[at]} of the landlord`, answer, "Ines Quill", "2024-06-03"]),
      ),
      today,
    ).drafts;

  test.each([
    ["Cleared?", "Yes", "No"],
    ["Contract signed?", "y", "n"],
    ["Paid (y/n)", "y", "n"],
    ["Freigegeben?", "ja", "nein"],
    ["Envoyé ?", "oui", "non"],
    ["¿Firmado?", "sí", "no"],
  ])("%s closes where the answer is yes", (heading, yes, no) => {
    const drafts = page(heading, [yes, no]);
    expect(drafts.map(({ closed }) => closed)).toEqual([true, false]);
    expect(drafts.every(isSure)).toBe(true);
  });

  test.each(["N.A.", "not applicable", "NA", "entfällt"])("%s is no open work either", (answer) => {
    expect(page("Cleared?", ["Yes", "No", answer]).map(({ closed }) => closed)).toEqual([true, false, true]);
  });

  test("closes only where all of several say so", () => {
    const rows = [
      ["Page on refunds", "Yes", "No"],
      ["Page on gifts", "Yes", "Yes"],
    ];
    const { drafts } = read(table(["Task", "Checked?", "Published?"], rows));
    expect(drafts.map(({ closed }) => closed)).toEqual([false, true]);
  });

  test("is doubted where what is approved may be still to do, or the word is unknown", () => {
    expect(page("Approved?", ["Yes", "No"]).map(({ closed }) => closed)).toEqual([false, false]);
    expect(page("Approved?", ["Yes", "No"]).map(isSure)).toEqual([false, true]);
    expect(page("Approved?", ["Yes", "No"], "2024-07-01").map(({ closed }) => closed)).toEqual([true, false]);
    expect(page("Varnished?", ["Yes", "No"]).map(isSure)).toEqual([false, true]);
  });

  test.each(["Blocked?", "Budget needed?", "Outdoors?"])("%s asks something else", (heading) => {
    const drafts = page(heading, ["Yes", "No"]);
    expect(drafts.map(({ closed }) => closed)).toEqual([false, false]);
    expect(drafts.every(isSure)).toBe(true);
  });

  test("says nothing beside a status in words", () => {
    const rows = [
      ["Page on refunds", "Yes", "In progress"],
      ["Page on gifts", "Yes", "Done"],
    ];
    const { drafts } = read(table(["Task", "Checked?", "Status"], rows));
    expect(drafts.map(({ closed }) => closed)).toEqual([false, true]);
  });
});
