/** Pages as the built program makes them: the parser of Markdown is loaded there when a text first needs it, and not before. */
import { describe, expect, test } from "vitest";
import { makeRepository } from "../shell/repository.ts";
import { ownProcess } from "./built-gtm.ts";

const formats = ["md", "html", "confluence", "csv", "json"] as const;

/** Every column and kind of part, and no word that is more than plain. */
const plain: Readonly<Record<string, string>> = {
  "items/tracker.md": `---
title: Kettle launch
refs: { KET: "https://tickets.example.com/browse/KET-{n}" }
---

# Kettle launch

<!-- gtm:milestones -->

<!-- gtm:priorities -->

<!-- gtm:table is:open columns:number,title,refs,description,comments -->

<!-- gtm:list group:area columns:title,refs,description,comments -->

<!-- gtm:chart -->
`,
  "items/001-cork-handle.md": "---\nid: 1\ntitle: Cork handle\n---\n",
};

/** The same with something in it that only the parser understands. */
const marked: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "a title": { "items/001-cork-handle.md": "---\nid: 1\ntitle: Cork *handle*\n---\n" },
  "a ticket": { "items/001-cork-handle.md": "---\nid: 1\ntitle: Cork handle\nrefs: [KET-12, '*x*']\n---\n" },
  "a description": { "items/001-cork-handle.md": "---\nid: 1\ntitle: Cork handle\n---\n\nTry **birch**.\n" },
  "a comment": {
    "items/001-cork-handle.md":
      "---\nid: 1\ntitle: Cork handle\n---\n\n## Comments\n\n- **2026-03-01** See <https://cork.example.com>.\n",
  },
  "the template": { "items/tracker.md": `${plain["items/tracker.md"]}\nSee [the plan](https://plan.example.com).\n` },
};

describe.each(formats)("the built program, asked for %s,", (format) => {
  test("makes the page of a tracker without any Markdown, and where one place alone is Markdown", async () => {
    const { folder, write } = makeRepository(plain);
    for (const [place, files] of [["nothing", {}] as const, ...Object.entries(marked)]) {
      for (const [name, text] of Object.entries({ ...plain, ...files })) write(name, text);
      expect([place, await ownProcess(folder, ["render", "-f", format])]).toEqual([
        place,
        { code: 0, stdout: expect.stringContaining("Cork"), stderr: "" },
      ]);
    }
  });
});
