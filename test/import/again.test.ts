/** A page of a tracker that was imported, rendered and brought in again: nothing is new, and nothing differs. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { gtm } from "../support/gtm.ts";

const folder = join(import.meta.dirname, "pages");
const pages = readdirSync(folder).filter((name) => !name.endsWith(".truth.json"));
const world = { today: "2026-11-09" };

const formats = [
  ["md", "page.md"],
  ["html", "page.html"],
  ["confluence", "page.xml"],
  ["csv", "page.csv"],
] as const;

/** What importing a page of gtm's own into the tracker that made it brings, a line each. */
async function brought(name: string): Promise<readonly string[]> {
  const fresh = await gtm(["init"], { [name]: readFileSync(join(folder, name), "utf8") }, world);
  const { files } = await gtm(["import", name], fresh.files, world);
  const lines: string[] = [];
  for (const [format, file] of formats) {
    const { stdout } = await gtm(["render", "--format", format], files, world);
    const again = await gtm(["import", file, "--json"], { ...files, [file]: stdout }, world);
    if (again.code !== 0) lines.push(`${format}: ${again.stderr.trim()}`);
    else {
      const { created, changes } = JSON.parse(again.stdout);
      lines.push(...created.map((id: number) => `${format}: ${id} is new`));
      lines.push(...changes.map((change: object) => `${format}: ${JSON.stringify(change)}`));
    }
    const [before, after] = [files, again.files].map((each) => each["items/tracker.md"] ?? "");
    const old = new Set(before?.split("\n"));
    lines.push(
      ...(after ?? "").split("\n").flatMap((line) => (old.has(line) ? [] : [`${format}: tracker.md has ${line}`])),
    );
  }
  return lines;
}

test.each(pages)("a round trip of %s through md, html, confluence and csv: the same items", async (name) => {
  expect(await brought(name)).toEqual([]);
});
