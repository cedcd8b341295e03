/** Pages whose texts are plain words: the parser of Markdown is not loaded, until something does need it. */
import { expect, test } from "vitest";
import { makeRepository } from "../shell/repository.ts";
import { gtm } from "./built-gtm.ts";

const item = (id: number, more = "") => `---\nid: ${id}\ntitle: Box ${id}\nstatus: pending\n${more}---\n`;
const markers = [
  "gtm:table columns:number,refs,title",
  "gtm:table columns:number,description,title",
  "gtm:table columns:number,comments",
  "gtm:list",
  "gtm:list columns:description,refs,comments",
];
const formats = ["md", "html", "confluence", "csv", "json"];

function tracker(marker: string): string {
  return `---\ntitle: Boxes\n---\n\n# Boxes\n\n<!-- ${marker} -->\n`;
}

test.for(markers)(
  "a page with %s is drawn in every format where the items have nothing to put there",
  async (marker) => {
    const { folder } = makeRepository({ "items/tracker.md": tracker(marker), "items/001-box.md": item(1) });
    for (const format of formats)
      expect([format, await gtm(folder, ["render", "-f", format])]).toEqual([
        format,
        expect.objectContaining({ code: 0, stderr: "" }),
      ]);
  },
);

test("text that only the past holds is drawn too", async () => {
  const { folder, git, write } = makeRepository({
    "items/tracker.md": tracker("gtm:table columns:number,title,comments"),
    "items/001-box.md": `${item(1)}\n## Comments\n\n- **2017-10-01** It is \`blue\` and *large*.\n`,
  });
  write("items/001-box.md", `${item(1)}\n## Comments\n\n- **2017-10-01** It is green.\n`);
  git("commit", "--quiet", "--all", "--message=second");
  for (const format of formats)
    expect([format, await gtm(folder, ["render", "-f", format, "--since", "HEAD~1"])]).toEqual([
      format,
      expect.objectContaining({ code: 0, stderr: "" }),
    ]);
});
