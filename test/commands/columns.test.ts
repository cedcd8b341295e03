import { describe, expect, it } from "vitest";
import { diffItems } from "../../src/core/diff.ts";
import { factsOf, valueColumns } from "../../src/core/standard-columns.ts";
import { readPage } from "../../src/import/read-page.ts";
import { isRefusal } from "../../src/import/reading.ts";
import { anItem, aTracker } from "../support/builders.ts";
import { gtm } from "../support/gtm.ts";
import { kettle } from "../support/tracker-files.ts";

/** A value that the tracker knows; of a column that is new to the table, one of its kind. */
const known: Readonly<Record<string, string>> = {
  status: "blocked",
  priority: "P2",
  area: "Legal",
  owners: "bo",
  refs: "CF-11",
};

function sampleOf(column: string): string {
  return known[column] ?? (factsOf(column)?.dateUse === undefined ? "large" : "2026-03-02");
}

describe.each(valueColumns)("the column %s", (column) => {
  const value = sampleOf(column);

  it("is set, and stands in the file and in the JSON under its own key", async () => {
    const set = await gtm(["set", "2", `${column}=${value}`, "--json"], kettle);
    expect(set.code).toBe(0);
    expect([JSON.parse(set.stdout)[0][column]].flat()).toEqual([value]);
    const list = factsOf(column)?.kind === "words" ? `[${value}]` : value;
    expect(set.files["items/002-warranty-text.md"]).toContain(`\n${column}: ${list}\n`);
  });

  it("is asked for and sorted by, and has its heading in delimited text", async () => {
    const { files } = await gtm(["set", "2", `${column}=${value}`], kettle);
    const query = ["list", "--all", `${column}:${value}`, `sort:${column}`, "--columns", "number"];
    expect((await gtm(query, files)).stdout).toMatch(/^2$/m);
    const { stdout } = await gtm(["render", "--format", "csv"], { ...files, "items/tracker.md": "---\n---\n" });
    expect(stdout.split("\r\n")[0]?.split(",")).toContain(factsOf(column)?.heading);
  });

  it("is compared", () => {
    const isList = factsOf(column)?.kind === "words";
    const before = { ...anItem(), [column]: isList ? [] : null };
    const after = { ...before, [column]: isList ? [value] : value };
    expect(diffItems([before], [after], aTracker())[0]?.fields.map((field) => field.column)).toEqual([column]);
  });

  it("is brought in by its heading", () => {
    const title = column === "title" ? "" : " Open item |";
    const head = `|${title} ${factsOf(column)?.heading} | Comments |`;
    const cells = `|${title === "" ? "" : " Brochure text |"} ${value} | 2026-01-02 sent |`;
    const page = readPage([head, head.replace(/[^|]+/g, "---"), cells].join("\n"), { today: "2026-03-01" });
    expect(isRefusal(page) ? [] : Object.keys(page.columns)).toContain(column);
  });
});
