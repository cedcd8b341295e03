import { describe, expect, it } from "vitest";
import { gtm } from "../support/gtm.ts";
import { kettle } from "../support/tracker-files.ts";

const changes = [
  ["add", "Box", "-d", "Cardboard, no plastic", "--note", "First draft"],
  ["note", "1", "Cork arrived"],
  ["set", "1", "status=blocked", "due=+2w"],
  ["set", "1", "status=done"],
  ["close", "2", "Signed by all"],
  ["close", "3"],
  ["reopen", "3"],
];

describe.each(changes)("gtm %s %s %s", (...argv) => {
  it("with --json --dry-run prints the items as they would be, each marked so, and writes nothing", async () => {
    const made = await gtm([...argv, "--json"], kettle);
    const dry = await gtm([...argv, "--json", "--dry-run"], kettle);
    const items = JSON.parse(made.stdout) as object[];
    expect(items).not.toEqual([]);
    expect(JSON.parse(dry.stdout)).toEqual(items.map((item) => ({ ...item, dryRun: true })));
    expect([dry.code, dry.files, dry.commits]).toEqual([0, kettle, []]);
  });
});

it("gtm import with --json --dry-run prints its data, marked so, and writes nothing", async () => {
  const page =
    "# Lids\n\n| # | Task | Owner | Status |\n| - | - | - | - |\n| 7 | Steel lid | Bo Lindgren | Pending |\n";
  const files = { ...kettle, "page.md": page };
  const made = await gtm(["import", "page.md", "--json"], files);
  const dry = await gtm(["import", "page.md", "--json", "-n"], files);
  expect(JSON.parse(dry.stdout)).toEqual({ ...JSON.parse(made.stdout), dryRun: true });
  expect([dry.code, dry.files, dry.commits]).toEqual([0, files, []]);
});
