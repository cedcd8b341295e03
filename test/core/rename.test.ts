import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readItem } from "../../src/core/item-file.ts";
import { findMentions, mentionsOf } from "../../src/core/mentions.ts";
import { renameInItem } from "../../src/core/rename-item.ts";
import { renameInQuery, type WordRename } from "../../src/core/rename-query.ts";
import { renameInTracker } from "../../src/core/rename-tracker.ts";
import type { Tracker } from "../../src/core/tracker.ts";
import { readTracker } from "../../src/core/tracker-file.ts";
import { aTracker, itemText } from "../support/builders.ts";
import { look, model, write } from "../support/item-edits.ts";
import { trials } from "../support/trials.ts";

const before = aTracker();

/** The tracker in which an entry has another name. */
function renamed(
  setting: "people" | "areas" | "statuses" | "priorities" | "fields",
  from: string,
  to: string,
): Tracker {
  const words = before[setting];
  const entries = Array.isArray(words)
    ? words.map((word) => (word === from ? to : word))
    : Object.fromEntries(Object.entries(words).map(([key, value]) => [key === from ? to : key, value]));
  return { ...before, [setting]: entries };
}

describe("a query in other words", () => {
  const area: WordRename = { column: "area", from: "Product Marketing", to: "Press, radio" };
  const field: WordRename = { column: null, from: "effort", to: "days" };
  const person: WordRename = { column: "owners", from: "mreyes", to: "m.reyes" };

  it.each<[string, WordRename, Tracker, string]>([
    ['area:"Product Marketing" is:open', area, renamed("areas", area.from, area.to), 'area:"Press, radio" is:open'],
    ['-area:Product,"product marketing"', area, renamed("areas", area.from, area.to), '-area:Product,"Press, radio"'],
    // Its first letters found it, and now they find Product alone.
    ['area:"product m"', area, renamed("areas", area.from, area.to), 'area:"Press, radio"'],
    ["marketing area:Product", area, renamed("areas", area.from, area.to), "marketing area:Product"],
    ["effort:>2 sort:-effort", field, renamed("fields", "effort", "days"), "days:>2 sort:-days"],
    ["-has:effort no:effort group:effort", field, renamed("fields", "effort", "days"), "-has:days no:days group:days"],
    [
      'columns:title,Effort="The effort",due',
      field,
      renamed("fields", "effort", "days"),
      'columns:title,days="The effort",due',
    ],
    ["sort:effort-desc,due", field, renamed("fields", "effort", "days"), "sort:days-desc,due"],
    ["owner:mreyes owner:me", person, renamed("people", "mreyes", "m.reyes"), "owner:m.reyes owner:me"],
    ["owner:@mreyes,hnakata", person, renamed("people", "mreyes", "m.reyes"), "owner:m.reyes,hnakata"],
    // By the name it is found as before.
    ["owner:marisol", person, renamed("people", "mreyes", "m.reyes"), "owner:marisol"],
    ["status:nonsense effort:2", field, renamed("fields", "effort", "days"), "status:nonsense effort:2"],
  ])("%s", (query, rename, after, wanted) => {
    expect(renameInQuery(query, rename, before, after)).toBe(wanted);
  });

  it("names another word in full, whose first letters mean two once there is a new name", () => {
    const rename: WordRename = { column: "status", from: "pending", to: "blossoming" };
    expect(renameInQuery("status:bl", rename, before, renamed("statuses", "pending", "blossoming"))).toBe(
      "status:blocked",
    );
  });
});

describe("the mentions in a text", () => {
  it.each([
    ["@dan, @dan. (@dan) **@dan**", 4],
    ["@dan/@bo @dan@", 2],
    ["dan@dan.example.com @dan.example @danny _@dan", 0],
    ["`@dan` <a href='@dan'> [x](https://x.example.com/@dan) https://x.example.com/@dan <!-- @dan -->", 0],
  ])("%s", (text, count) => {
    expect(mentionsOf("dan", text, 0)).toHaveLength(count);
    expect(findMentions(text, 0).filter(({ handle }) => handle === "dan").length).toBeLessThanOrEqual(count);
  });

  it("are whole handles", () => {
    expect(findMentions("npm i @scope/package, @a.b/c and @whole", 0).map(({ handle }) => handle)).toEqual(["whole"]);
  });
});

describe("an item in other words", () => {
  const rename: WordRename = { column: "owners", from: "mreyes", to: "zoe" };

  it("differs in the word alone, in whatever form it is written", () => {
    fc.assert(
      fc.property(
        model,
        look,
        fc.constantFrom<WordRename>(
          rename,
          { column: "status", from: "blocked", to: "on-hold" },
          { column: "area", from: "Sales", to: "Pilot: Sales" },
          { column: "priority", from: "P2", to: "yes" },
          { column: null, from: "effort", to: "days" },
        ),
        (item, how, each) => {
          const text = write(item, how);
          const result = renameInItem(text, each, before);
          if (!result.ok) throw new Error(result.message);
          const key = each.column ?? each.from;
          const value = item.keys[key];
          const has = each.column === null ? value !== undefined : [value ?? []].flat().includes(each.from);
          const named = each === rename && /@mreyes\b/.test(text);
          expect(result.text !== text).toBe(has || named);
          const back = { ...each, from: each.to, to: each.from };
          const again = renameInItem(result.text, back, before);
          const [old, now] = [text, again.ok ? again.text : ""].map((words) => readItem(words, "", before).item);
          expect(now).toEqual(old);
          const lines = result.text.split("\n").filter((line, index) => line !== text.split("\n")[index]);
          const limit = (has ? 1 : 0) + (named ? text.split("@mreyes").length : 0);
          if (result.text.split("\n").length === text.split("\n").length)
            expect(lines.length).toBeLessThanOrEqual(limit);
        },
      ),
      trials.strangers,
    );
  });

  it("has no person of a longer name touched", () => {
    const text = itemText(
      "@mreyes, @mreyes2 and mreyes\n\n## Comments\n\n- **2026-10-01 @mreyes** @MREYES\n",
      "id: 17\ntitle: mreyes\nowners: [mreyes, mreyes2]\n",
    );
    const result = renameInItem(text, rename, before);
    expect(result.ok && result.text).toBe(
      itemText(
        "@zoe, @mreyes2 and mreyes\n\n## Comments\n\n- **2026-10-01 @zoe** @zoe\n",
        "id: 17\ntitle: mreyes\nowners: [zoe, mreyes2]\n",
      ),
    );
  });
});

describe("tracker.md in other words", () => {
  const text = `---\nstatuses:\n  open: Open\n  held: Waits # for now\nstatus-moves: { open: [held], held: [open, held] }\ncolumns: { effort: Days }\nfields: { effort: { type: number } }\n---\n\n\`\`\`\n<!-- gtm:table status:held -->\n\`\`\`\n\n<!-- gtm:table status:held sort:effort -->\n<!-- gtm:table status:wrong -->\n`;
  const { tracker } = readTracker(text);

  it("has a status renamed in its moves and in the markers that are some", () => {
    if (!tracker) throw new Error("it does not read");
    const result = renameInTracker(text, { column: "status", from: "held", to: "parked" }, tracker);
    expect(result.ok && result.text).toBe(
      text
        .replace("  held: Waits", "  parked: Waits")
        .replace("{ open: [held], held: [open, held] }", "{ open: [parked], parked: [open, parked] }")
        .replace("status:held sort", "status:parked sort"),
    );
  });

  it("has a field renamed in its headings", () => {
    if (!tracker) throw new Error("it does not read");
    const result = renameInTracker(text, { column: null, from: "effort", to: "days" }, tracker);
    expect(result.ok && result.text).toBe(text.replaceAll("effort", "days"));
  });
});
