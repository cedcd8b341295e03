/** No word of an item is missing from its page, and no note to the page's keepers stands on it. */
import { describe, expect, it } from "vitest";
import { gtm } from "../support/gtm.ts";

const formats = ["md", "html", "confluence", "csv", "json"] as const;

/** Pages without a place for what is said of their items: a table, and lists under headings. */
const pages: Readonly<Record<string, string>> = {
  "a table without comments":
    "# Oven launch\n\n| # | Task | Owner | Status |\n| - | - | - | - |\n| 1 | Starter kit | TBD, ask the baker | Open |\n",
  "lists under headings":
    "# Oven backlog\n\n## Dough\n\n1. Starter kit\n   - TBD, ask the baker\n2. Rye samples\n\n## Front\n\n1. Window\n",
};

describe.each(formats)("a page as %s", (format) => {
  it("shows a new item's description with the template that init makes", async () => {
    const { files } = await gtm(["init"]);
    const run = await gtm(["add", "Starter kit", "-d", "Made of rye alone"], files);
    expect((await gtm(["render", "-f", format], run.files)).stdout).toContain("Made of rye alone");
  });

  it.each(Object.entries(pages))("shows what an import of %s could not place, and a later comment", async (_, page) => {
    const { files } = await gtm(["init"], { "page.md": page });
    const imported = await gtm(["import", "page.md"], files);
    const noted = await gtm(["note", "1", "The jars are here"], imported.files);
    const { stdout } = await gtm(["render", "-f", format], noted.files);
    expect(stdout).toContain("TBD, ask the baker");
    expect(stdout).toContain("The jars are here");
  });

  it("shows a description once, in its own column where the row has one", async () => {
    const { files } = await gtm(["init"]);
    const template = "# Page\n\n<!-- gtm:table columns:title,description,comments -->\n";
    const tracker = (files["items/tracker.md"] ?? "").replace(/\n# Open items[\s\S]*/, `\n${template}`);
    const run = await gtm(["add", "Starter kit", "-d", "Made of rye alone"], { ...files, "items/tracker.md": tracker });
    const { stdout } = await gtm(["render", "-f", format], run.files);
    expect(stdout.split("Made of rye alone")).toHaveLength(2);
    expect(stdout).not.toMatch(/(?:<li>|<li><p>|- )(?:\*\*|<strong>)Description/);
  });

  it.each(["<!-- as written: 12/6-12-8 Fair (Lyon) -->", '[as written]: # "12/6-12-8 Fair (Lyon)"'])(
    "shows nothing of the template's note %s",
    async (note) => {
      const { files } = await gtm(["init"]);
      const tracker = (files["items/tracker.md"] ?? "").replace("<!-- gtm:milestones -->", `$&\n\n${note}`);
      const { stdout } = await gtm(["render", "-f", format], { ...files, "items/tracker.md": tracker });
      expect(stdout).not.toContain("12/6");
    },
  );
});
