import { describe, expect, it } from "vitest";
import { gtm } from "../support/gtm.ts";
import { kettle } from "../support/tracker-files.ts";

/** The kettle's tracker in commits a day apart: each changes files of the one before, or takes them away (null). */
function after(...steps: readonly Record<string, string | null>[]) {
  let files: Record<string, string> = { ...kettle };
  const commits = steps.map((step, index) => {
    const all = Object.entries({ ...files, ...step }).filter((file): file is [string, string] => file[1] !== null);
    files = Object.fromEntries(all);
    return { date: `2026-03-${String(index + 2).padStart(2, "0")}`, subject: `step${index + 1}`, files };
  });
  const history = [{ date: "2026-03-01", subject: "first", files: { ...kettle } }, ...commits];
  return { now: files, world: { history } };
}

async function log(words: readonly string[], ...steps: readonly Record<string, string | null>[]): Promise<string> {
  const { now, world } = after(...steps);
  return (await gtm(["log", ...words], now, world)).stdout;
}

const settings = kettle["items/tracker.md"] ?? "";

describe("a tracker.md that breaks", () => {
  it("is told of, and that it can be read again with what changed meanwhile", async () => {
    const broken = settings.replace("\n---", "\ntitle: [\n---");
    const mended = settings.replace("Trade fair", "Spring fair");
    const told = await log([], { "items/tracker.md": broken }, { "items/tracker.md": mended });
    const [mending = "", breaking = ""] = told.split(/\n\n/);
    expect(breaking).toContain("can no longer be read: items/tracker.md:");
    expect(mending).toContain("can be read again: before, items/tracker.md:");
    expect(mending).toContain("Spring fair");
    expect(await log(["1"], { "items/tracker.md": broken }, { "items/tracker.md": mended })).not.toContain(
      "tracker.md",
    );
  });
});

describe("a number that came free and was taken again", () => {
  it("is followed no further than the item that has it now", async () => {
    const path = "items/002-warranty-text.md";
    const old = kettle[path] ?? "";
    const fresh = "---\nid: 2\ntitle: Spare lids\nstatus: pending\n---\n";
    const steps = [
      { [path]: null, "items/009-warranty-text.md": old.replace("id: 2", "id: 9") },
      { "items/002-spare-lids.md": fresh },
      { "items/002-spare-lids.md": fresh.replace("pending", "blocked") },
    ];
    const told = await log(["2"], ...steps);
    expect(told).toMatch(/^#2 Spare lids\nuntil 2026-03-02 \(Mon\) number 2 was another item's, which is now #9\n\n/);
    expect(told.split("\n").filter((line) => /^ {2}[^ "]/.test(line))).toEqual([
      "  status Pending → Blocked",
      "  New item: Spare lids (Pending)",
    ]);
    expect(await log(["9"], ...steps)).toContain("  New item: Warranty text");
    expect(await log(["9"], ...steps)).not.toContain("Spare lids");
  });
});

it("names an item that was deleted while it could not be read", async () => {
  const path = "items/002-warranty-text.md";
  const broken = (kettle[path] ?? "").replace("title: W", "title: [W");
  const told = await log([], { [path]: broken }, { [path]: null });
  expect(told).toContain("deleted, and could not be read before: #2 Warranty text (before, items/002-");
});
