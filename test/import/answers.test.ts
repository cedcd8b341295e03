/** Columns whose cells say more than their heading: verdicts that are no titles, answers that close, times of one day. */
import { describe, expect, test } from "vitest";
import { trustedConfidence } from "../../src/core/repair.ts";
import { trackerKeys } from "../../src/core/tracker.ts";
import { adoptWords } from "../../src/import/merge-tracker.ts";
import { read, table } from "./support.ts";

const isSure = ({ confidence }: { readonly confidence: number }) => confidence >= trustedConfidence;

describe("a heading that may name titles, over verdicts in a few words that come again", () => {
  const wishes = [
    "Let me pay at the counter with a card",
    "The bell is too loud at night",
    "Open an hour earlier in May",
  ];
  const page = (heading: string, verdict: string, words: readonly string[]) =>
    read(
      table(
        [heading, "Votes", "Looked at by", verdict],
        wishes.map((wish, at) => [wish, `${9 - at}`, "Ines Quill", words[at] ?? ""]),
      ),
    );

  test.each([
    ["Feedback", "Decision", ["Deferred", "Rejected", "Deferred"]],
    ["Comment", "Outcome", ["Done", "Open", "Done"]],
    ["Rückmeldung", "Entscheidung", ["in Arbeit", "abgelehnt", "offen"]],
  ])("gives the titles to %s, beside %s", (heading, verdict, words) => {
    const { drafts } = page(heading, verdict, words);
    expect(drafts.map(({ title }) => title)).toEqual(wishes);
    expect(drafts.every(({ status }) => status !== null)).toBe(true);
    expect(drafts.every(isSure)).toBe(true);
  });

  test("keeps them where the heading has titles of its own", () => {
    const topics = ["Which oven do we buy?", "Do we close on Mondays?", "Who feeds the cat?"];
    const { drafts } = page("Note", "Decision", topics);
    expect(drafts.map(({ title }) => title)).toEqual(topics);
  });

  test("is doubted where two other columns would do", () => {
    const rows = wishes.map((wish, at) => [
      wish,
      ["Done", "Open", "Done"][at] ?? "",
      `It was said ${at + 2} times at the desk`,
    ]);
    const { drafts } = read(table(["Comment", "Decision", "Reason"], rows));
    expect(drafts.some(isSure)).toBe(false);
  });
});

test("titles that come again beside other sentences are doubted", () => {
  const rows = ["Training", "Training", "Opening", "Opening"].map((title, at) => [
    title,
    `Tell group ${at + 1} where the keys are`,
    "Ines Quill",
  ]);
  const { drafts } = read(table(["Activity", "Description", "Owner"], rows));
  expect(drafts.some(isSure)).toBe(false);
});

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

describe("rows with a time of day and no date", () => {
  const steps = (times: readonly string[], heading = "Time") =>
    table(
      [heading, "Step", "Owner"],
      times.map((time, at) => [time, `Turn key ${"abcd"[at]} of the gate`, "Ines Quill"]),
    );
  const due = (...lines: readonly string[]) => read(lines.join("\n\n")).drafts.map((draft) => draft.due);
  const times = ["06:30", "07:00", "9:15"];

  test.each([
    ["# Opening\n\n**Opening day: Wednesday, 5 June 2024.** Ring the bell twice.", "2024-06-05"],
    ["# Run sheet 2024-06-05\n\nUpdated 2024-05-18", "2024-06-05"],
    ["# Plan\n\n## Wednesday 5 June\n\nBring gloves.", "2024-06-05"],
    ["# Umzug\n\nTag: 05.06.2024", "2024-06-05"],
  ])("are on the day that is stated above them: %s", (words, day) => {
    const { drafts } = read(`${words}\n\n${steps(times)}`);
    expect(drafts.map((draft) => draft.due)).toEqual([day, day, day]);
    expect(drafts.map(({ fields }) => fields.time)).toEqual(times);
    expect(drafts.every(isSure)).toBe(true);
  });

  test("each below its own", () => {
    const [one, two] = ["## Friday 7 June 2024", "## Saturday 8 June 2024"];
    expect(due("# Plan", one, steps(["8 am", "9 am"]), two, steps(["8 am", "9 am"]))).toEqual([
      "2024-06-07",
      "2024-06-07",
      "2024-06-08",
      "2024-06-08",
    ]);
  });

  test("go on behind midnight on the next", () => {
    expect(due("# Night of 7 June 2024", steps(["22:00-22:30", "23:30", "00:15"]))).toEqual([
      "2024-06-07",
      "2024-06-07",
      "2024-06-08",
    ]);
  });

  test("are doubted where the page names several days", () => {
    const { drafts } = read(`# Fair\n\nWe build on 4 June 2024 and open on 5 June 2024.\n\n${steps(times)}`);
    expect(drafts.some(isSure)).toBe(false);
  });

  test("have none where only another day is told, or the cells are lengths of time", () => {
    expect(due("# Plan", "Last updated 18 May 2024", steps(times))).toEqual([null, null, null]);
    expect(due("# Plan for 5 June 2024", steps(["0:30", "2:00", "0:10"], "Duration"))).toEqual([null, null, null]);
    expect(due("# Plan for 5 June 2024", steps(["06:30", "07:00", "the week after"])).at(-1)).toBe(null);
  });
});

test("risks that are live beside closed ones are open, whatever the tracker calls its own", () => {
  const rows = [
    ["The hoist sticks", "Ines Quill", "Live"],
    ["The rope frays", "Wei Zhang", "Closed"],
  ];
  const page = read(table(["Risk", "Owner", "State"], rows));
  const tracker = { ...trackerKeys().parse({ statuses: { pending: "Pending" } }), template: "", templateLine: 1 };
  expect(adoptWords(page, tracker, []).drafts.map(({ closed }) => closed)).toEqual([false, true]);
});

test("a tick before the day on which it was done is no other word", () => {
  const rows = [
    ["Freeze the list", "9 Nov 2026", "✔ 9 Nov 2026"],
    ["Dry run", "16 Nov 2026", "✅ 17 Nov 2026"],
    ["Read-only", "7 Dec 2026", ""],
  ];
  const { drafts } = read(table(["Step", "Date", "Done"], rows), "2026-11-20");
  expect(drafts.map(({ closedDate }) => closedDate)).toEqual(["2026-11-09", "2026-11-17", null]);
  expect(drafts.map(({ description }) => description)).toEqual(["", "", ""]);
});
