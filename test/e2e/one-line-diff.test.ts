import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { makeRepository } from "../shell/repository.ts";
import { kettle } from "../support/tracker-files.ts";
import { gtm } from "./built-gtm.ts";

/** By hand, in an editor of Windows: comments, odd quotes and spaces, trailing blanks, no line end after the last line. */
const lines = [
  "---  ",
  "# what the fair needs",
  'title:   "Handle: that \\u0073tays cool"   # since the fair',
  "id:  1",
  "'status' : 'in-progress'   # asked Bo  ",
  "  ",
  "priority: P1\t",
  "owners: [ amara ,'bo' ]",
  "due:    2026-03-01",
  "safety: yes",
  "---",
  "",
  "The old one reached 60 degrees.  ",
  "",
  "Comments",
  "--------",
  "",
  "* 2026-02-20 @amara: Cork works   ",
  "+ **2026-02-21** So does beech\t",
];

test.for([
  ["CRLF", "\r\n", ""],
  ["CRLF and a byte order mark", "\r\n", "\uFEFF"],
  ["LF", "\n", ""],
] as const)(
  "set on a file with %s, YAML comments, odd quotes and trailing blanks changes that one line",
  async ([, end, mark]) => {
    const name = "items/001-handle-that-stays-cool.md";
    const before = mark + lines.join(end);
    const { folder, git, path, write } = makeRepository({ ...kettle, ".gitattributes": "* -text\n", [name]: before });
    write("unrelated.md", "mine\n");
    expect(await gtm(folder, ["set", "1", "status=blocked"])).toMatchObject({ code: 0, stderr: "" });
    const after = before.replace("'in-progress'", "'blocked'");
    const changed = [after, before.replace("'in-progress'", "blocked")];
    expect(changed).toContain(readFileSync(path(name), "utf8"));
    expect(git("diff", "--numstat", "HEAD~1")).toBe(`1\t1\t${name}\n`);
    expect(git("diff", "--unified=0", "HEAD~1", "--", name).split("\n").slice(5, -1)).toEqual([
      expect.stringMatching(/^-'status' : 'in-progress' {3}# asked Bo {2}\r?$/),
      expect.stringMatching(/^\+'status' : '?blocked'? {3}# asked Bo {2}\r?$/),
    ]);
    expect(git("status", "--porcelain")).toBe("?? unrelated.md\n");
  },
);
