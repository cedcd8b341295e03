import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { QueryContext } from "../../src/core/query.ts";
import { readTemplate } from "../../src/core/template.ts";
import { aTracker, withCrlf } from "../support/builders.ts";

const context: QueryContext = {
  tracker: aTracker(),
  today: "2026-10-22",
  me: null,
};

/** The parts in a line each: a marker as `<name>`, text as it is. */
function cut(template: string): string[] {
  return readTemplate(template, 1, context).parts.map((part) =>
    part.kind === "marker" ? `<${part.name}>` : part.markdown,
  );
}

describe("a template", () => {
  test.each([
    ["# Page\n\n<!-- gtm:milestones -->\n\nWords.\n", ["# Page", "<milestones>", "Words."]],
    ["<!-- gtm:table is:open -->", ["<table>"]],
    ["<!--gtm:list group:area-->  ", ["<list>"]],
    ["   <!-- gtm:priorities -->", ["<priorities>"]],
    ["<!-- gtm:table --><!-- gtm:list -->", ["<!-- gtm:table --><!-- gtm:list -->"]],
    ["a <!-- gtm:table -->", ["a <!-- gtm:table -->"]],
    ["<!-- gtm:table --> a", ["<!-- gtm:table --> a"]],
    ["    <!-- gtm:table -->", ["<!-- gtm:table -->"]],
    ["<!-- a note -->", ["<!-- a note -->"]],
    ["", []],
    ["\n\n \n", []],
  ])("%j is cut into %j", (template, parts) => {
    expect(cut(template)).toEqual(parts);
    expect(cut(withCrlf(template))).toEqual(parts);
  });

  test("has at most 50 markers: each may draw every item, and a page grows with the product", () => {
    const { parts, problems } = readTemplate(`# Page\n${"<!-- gtm:table -->\n".repeat(1000)}`, 8, context);
    expect(parts.filter(({ kind }) => kind === "marker")).toHaveLength(50);
    expect(parts).toHaveLength(52);
    expect(problems).toEqual([
      {
        code: "marker-limit",
        severity: "error",
        line: 59,
        column: 1,
        message: "a page has at most 50 markers: this one and those after it are left as they are",
      },
    ]);
  });

  test.each([
    ["a fence", "```\n<!-- gtm:table -->\n```"],
    ["a fence of tildes", "~~~ md\n<!-- gtm:table -->\n~~~"],
    ["a fence with another in it", "````\n```\n<!-- gtm:table -->\n````"],
    ["a fence that its own language does not close", "```\n```md\n<!-- gtm:table -->\n```"],
    ["a fence that the other sign does not close", "```\n~~~\n<!-- gtm:table -->\n```"],
    ["a fence in a list", "- ```\n  <!-- gtm:table -->\n  ```"],
    ["a fence that nothing closes", "```\n<!-- gtm:table -->"],
  ])("shows a marker in %s as it is", (_, template) => {
    expect(cut(template)).toEqual([template]);
  });

  test.each([
    "```\ncode\n```",
    "- ```\n  code\n  ```",
    "- ```\n  code\n  ```\n- more",
    "1. ~~~\n   code\n   ~~~",
    "`` ``` ``",
    "``` a ` b",
    "- ```\n  not closed",
    "> ```\n> code",
  ])("draws a marker behind %j", (before) => {
    expect(cut(`${before}\n\n<!-- gtm:table -->\n`)).toEqual([before, "<table>"]);
  });

  test("reports a marker that cannot be read, and keeps it in the page", () => {
    const template =
      "# Page\n\n<!-- gtm:tabel is:open -->\n<!-- gtm: -->\n  <!-- gtm:table is:opne -->\n<!-- gtm:list due:<soon -->\n<!-- gtm:table owner:me -->\n<!-- gtm:table columns:wat -->\n";
    const { parts, problems } = readTemplate(template, 12, context);
    expect(parts).toHaveLength(1);
    expect(
      problems.map(({ line, column, code, message }) => `${line}:${column} ${code}: ${message}`).join("\n"),
    ).toMatchInlineSnapshot(`
      "14:6 marker-unknown: gtm:tabel is not a marker: milestones, priorities, table, list, changes, chart; did you mean gtm:table?
      15:6 marker-unknown: gtm: is not a marker: milestones, priorities, table, list, changes, chart
      16:18 marker-query: is:opne is not known: is:open, is:closed, is:overdue, is:stale; did you mean is:open?
      17:15 marker-query: "soon" is not a date: 2017-10-25, 10/25, +2w, next fri, eom, mid nov, Q1 or week 48
      18:16 marker-query: nobody in tracker.md has your git e-mail or name: add yourself (gtm person add HANDLE --email ADDRESS), or name the owner
      19:16 marker-query: "wat" is not a column: number, title, status, priority, area, owners, start, due, timeline, refs, closed, updated, description, comments, legal-input, effort"
    `);
  });

  test("keeps every word of its prose", () => {
    const line = fc.constantFrom(
      "words",
      "# Heading",
      "- list",
      "```",
      "~~~~",
      "<!-- gtm:table -->",
      "<!-- gtm:list -->",
      "",
      "    code",
      "> quote",
      "<b>",
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const markers = { table: "<!-- gtm:table -->", list: "<!-- gtm:list -->" };
        const { parts } = readTemplate(lines.join("\n"), 1, context);
        const back = parts.map((part) =>
          part.kind === "text" ? part.markdown : markers[part.name as keyof typeof markers],
        );
        expect(back.join("\n").split(/\s+/).filter(Boolean)).toEqual(lines.join("\n").split(/\s+/).filter(Boolean));
      }),
    );
  });

  test.each(["<!--", "<!-- gtm:", "-", "<!-- gtm:table -", "`", " "])(
    "of %j many times over comes to an end",
    (piece) => {
      expect(cut(piece.repeat(200_000 / piece.length)).length).toBeLessThanOrEqual(1);
    },
  );
});
