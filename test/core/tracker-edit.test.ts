import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFrontMatter } from "../../src/core/front-matter.ts";
import type { NestedEdit } from "../../src/core/nested-edit.ts";
import { editSettings } from "../../src/core/tracker-edit.ts";
import { trials } from "../support/trials.ts";

/** A map of people, a list of areas and a list of milestones, each written in one of the ways that people write them. */
type Style = "flow" | "lines" | "block" | "flush";

interface Written {
  readonly people: readonly string[];
  readonly areas: readonly string[];
  readonly days: readonly string[];
  readonly style: Style;
  readonly quote: "" | "'" | '"';
  readonly remark: boolean;
  readonly lineEnd: "\n" | "\r\n";
  readonly mark: string;
}

const handles = ["dan", "amara.osei", "no", "2.10", "bo"];
const names = ["Sales", "Product / Engineering", "Legal: abroad", "Ops #2", "Größe, Farbe"];

const written: fc.Arbitrary<Written> = fc.record({
  people: fc.uniqueArray(fc.constantFrom(...handles), { minLength: 1, maxLength: 4 }),
  areas: fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 4 }),
  days: fc.uniqueArray(fc.constantFrom("2026-11-01", "2026-12-24", "2027-01-06"), { minLength: 1, maxLength: 3 }),
  style: fc.constantFrom<Style>("flow", "lines", "block", "flush"),
  quote: fc.constantFrom("" as const, "'" as const, '"' as const),
  remark: fc.boolean(),
  lineEnd: fc.constantFrom("\n" as const, "\r\n" as const),
  mark: fc.constantFrom("", "\uFEFF"),
});

function write({ people, areas, days, style, quote, remark, lineEnd, mark }: Written): string {
  const word = (text: string) => (quote === "" && /[:#,]/.test(text) ? `"${text}"` : quote + text + quote);
  const why = remark ? "  # why" : "";
  const above = remark ? ["  # about the next one"] : [];
  const entries = (list: readonly string[], bullet: string, [open, close]: readonly [string, string]): string[] => {
    if (style === "flow") return [` ${open} ${list.join(", ")} ${close}${why}`];
    if (style === "lines") return [` ${open}${why}`, ...list.map((each) => `    ${each},${why}`), `  ${close}`];
    const indent = style === "flush" && bullet !== "" ? "" : "  ";
    return [why, ...list.flatMap((each) => [...above, `${indent}${bullet}${each}${why}`])];
  };
  const persons = people.map((handle) => `${word(handle)}: { name: ${word("Somebody Else")}, email: x@example.com }`);
  const milestones =
    style === "block"
      ? [why, ...days.flatMap((day) => [...above, `  - title: Day ${day}${why}`, `    date: ${day}`])]
      : entries(
          days.map((day) => `{ date: ${day}, title: Day ${day} }`),
          "- ",
          ["[", "]"],
        );
  const [p, a, m] = [entries(persons, "", ["{", "}"]), entries(areas.map(word), "- ", ["[", "]"]), milestones];
  const lines = ["---", "title: Kettle", `people:${p[0]}`, ...p.slice(1), `areas:${a[0]}`, ...a.slice(1), "# days"];
  return (
    mark + [...lines, `milestones:${m[0]}`, ...m.slice(1), "as-of: 2026-10-22", "---", "", "# Page", ""].join(lineEnd)
  );
}

/** The lines of a text that another does not have, each as often as it does. */
function linesBeyond(text: string, other: string): readonly string[] {
  const rest = other.split("\n");
  return text.split("\n").filter((line) => {
    const at = rest.indexOf(line);
    if (at !== -1) rest.splice(at, 1);
    return at === -1;
  });
}

function edited(text: string, ...edits: readonly NestedEdit[]): string {
  const result = editSettings(text, edits);
  if (!result.ok) throw new Error(`${result.line}:${result.column}: ${result.message}\n${text}`);
  return result.text;
}

function dataOf(text: string) {
  const reading = readFrontMatter(text);
  if (!reading.ok) throw new Error(reading.problem.message);
  return Object.fromEntries(reading.value.keys);
}

const pick = fc.nat(3);

describe("a setting in any form of YAML", () => {
  it("is renamed in its own line alone", () => {
    fc.assert(
      fc.property(written, pick, fc.constantFrom("zoe", "yes", "a b: c", "#7", "Ünal"), (form, at, to) => {
        const text = write(form);
        const [person, area] = [form.people[at % form.people.length] ?? "", form.areas[at % form.areas.length] ?? ""];
        const once = edited(text, { kind: "rename", path: ["people", person], to });
        expect(Object.keys(dataOf(once).people ?? {}).toSorted()).toEqual(
          form.people.map((each) => (each === person ? to : each)).toSorted(),
        );
        expect([linesBeyond(once, text).length, linesBeyond(text, once).length]).toEqual([1, 1]);
        const twice = edited(text, { kind: "rename", path: ["areas", area], to });
        expect(dataOf(twice).areas).toEqual(form.areas.map((each) => (each === area ? to : each)));
        expect([linesBeyond(twice, text).length, linesBeyond(text, twice).length]).toEqual([1, 1]);
        // And back again: not a byte is lost, but that quotes which a name did not need may stay.
        expect(dataOf(edited(twice, { kind: "rename", path: ["areas", to], to: area }))).toEqual(dataOf(text));
      }),
      trials.strangers,
    );
  });

  it("gets a new entry without a change to another line, but for its own", () => {
    fc.assert(
      fc.property(written, fc.option(pick), (form, at) => {
        const text = write(form);
        const before = at === null ? undefined : form.areas[at % form.areas.length];
        const after = edited(
          text,
          { kind: "add", path: ["areas"], name: null, value: "New, one", before },
          { kind: "add", path: ["people"], name: "new.one", value: { name: "New One" } },
          { kind: "add", path: ["milestones"], name: null, value: { date: "2027-02-02", title: "Last" } },
        );
        const { areas, people, milestones } = dataOf(after);
        expect(areas).toEqual(
          form.areas.toSpliced(before === undefined ? form.areas.length : form.areas.indexOf(before), 0, "New, one"),
        );
        expect(Object.keys(people ?? {})).toContain("new.one");
        expect(milestones).toHaveLength(form.days.length + 1);
        expect(linesBeyond(text, after).length).toBeLessThanOrEqual(3);
        expect(linesBeyond(after, text).length).toBeLessThanOrEqual(6);
        expect(after.split("#").length).toBe(text.split("#").length);
      }),
      trials.strangers,
    );
  });

  it("loses an entry, and no remark of another", () => {
    fc.assert(
      fc.property(written, pick, (form, at) => {
        const text = write(form);
        const area = form.areas[at % form.areas.length] ?? "";
        const after = edited(text, { kind: "set", path: ["areas", area], value: null });
        expect(dataOf(after).areas ?? []).toEqual(form.areas.filter((each) => each !== area));
        const own =
          text
            .split("\n")
            .filter((line) => line.includes(area))
            .join("")
            .split("#").length - 1;
        expect(after.split("#").length).toBeGreaterThanOrEqual(text.split("#").length - own);
        expect(after.replaceAll("\r\n", "").includes("\n")).toBe(form.lineEnd === "\n");
      }),
      trials.strangers,
    );
  });

  it("has a value within it set, added and removed in one line", () => {
    fc.assert(
      fc.property(written, pick, (form, at) => {
        const text = write(form);
        const person = form.people[at % form.people.length] ?? "";
        const day = at % form.days.length;
        const after = edited(
          text,
          { kind: "set", path: ["people", person, "name"], value: 'Zoë "Z": O\'Neil' },
          { kind: "set", path: ["people", person, "url"], value: "https://example.com/#zoe" },
          { kind: "set", path: ["people", person, "email"], value: null },
          { kind: "set", path: ["milestones", day, "date"], value: "2026-12-31" },
          { kind: "set", path: ["milestones", day, "end"], value: "2027-01-01" },
        );
        const { people, milestones } = dataOf(after) as { people: Record<string, unknown>; milestones: unknown[] };
        expect(people[person]).toEqual({ name: 'Zoë "Z": O\'Neil', url: "https://example.com/#zoe" });
        expect(milestones[day]).toEqual({ date: "2026-12-31", end: "2027-01-01", title: `Day ${form.days[day]}` });
        expect(linesBeyond(text, after).length).toBeLessThanOrEqual(2);
      }),
      trials.strangers,
    );
  });

  it.each([
    ["no such key", "title: T", "title: T\npeople:\n  dan: { name: Dan }"],
    ["no value", "people:\ntitle: T", "people:\n  dan: { name: Dan }\ntitle: T"],
    ["no value but a remark", "people: # nobody yet\ntitle: T", "people: # nobody yet\n  dan: { name: Dan }\ntitle: T"],
    ["an empty map", "people: {}  # nobody yet", "people:  # nobody yet\n  dan: { name: Dan }"],
    [
      "an empty map with a remark in it",
      "people: { # nobody\n  }",
      "people: { dan: { name: Dan } # nobody\n  }".replace("} #", "} #"),
    ],
  ])("takes its first entry where there is %s", (_, before, after) => {
    const add: NestedEdit = { kind: "add", path: ["people"], name: "dan", value: { name: "Dan" } };
    expect(edited(`---\n${before}\n---\n`, add)).toBe(`---\n${after}\n---\n`);
  });

  it("keeps a remark above the entry that it is about", () => {
    const text = "---\nstatuses:\n  open: Open\n  # the last one\n  done: Done\n---\n";
    const add: NestedEdit = { kind: "add", path: ["statuses"], name: "review", value: "Review", before: "done" };
    expect(edited(text, add)).toBe(
      "---\nstatuses:\n  open: Open\n  review: Review\n  # the last one\n  done: Done\n---\n",
    );
  });

  it.each([
    [
      "a key in a block of text",
      "areas:\n  - >-\n    Sales\n    abroad\n",
      { kind: "rename", path: ["areas", "Sales abroad"], to: "X" },
    ],
    [
      "a map where a word is meant",
      "statuses: { open: { label: Open } }\n",
      { kind: "set", path: ["statuses", "open"], value: "X" },
    ],
    [
      "a map that begins behind a dash",
      "milestones:\n  - date: 2026-01-01\n    title: T\n",
      { kind: "set", path: ["milestones", 0, "date"], value: null },
    ],
  ] as const)("is refused, with its place, in %s", (_, keys, edit) => {
    const result = editSettings(`---\n${keys}---\n`, [edit as NestedEdit]);
    expect(result).toEqual({
      ok: false,
      line: expect.any(Number),
      column: expect.any(Number),
      message: expect.stringContaining("edit the file"),
    });
  });
});
