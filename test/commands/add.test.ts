import { describe, expect, it } from "vitest";
import { gtm } from "../support/gtm.ts";
import { kettle } from "../support/tracker-files.ts";

describe("gtm add", () => {
  it("makes a file with the next number and prints it", async () => {
    const run = await gtm(
      [
        "add",
        "Spout: drip-free, at last?",
        "-a",
        "design",
        "-o",
        "amara",
        "bo",
        "-p",
        "1",
        "--due",
        "+1w",
        "safety=yes",
        "-m",
        "First sketch",
      ],
      kettle,
    );
    expect(run.stderr).toBe("");
    expect(run.stdout).toBe(
      "#4 Spout: drip-free, at last?: added as items/004-spout-drip-free-at-last.md, due 2026-03-19 (Thu) [a1b2c3d]\n",
    );
    expect(run.files["items/004-spout-drip-free-at-last.md"]).toBe(`---
id: 4
title: "Spout: drip-free, at last?"
status: pending
priority: P1
area: Design
owners: [amara, bo]
due: 2026-03-19
safety: yes
---

## Comments

- **2026-03-12 @sam** First sketch
`);
    expect(run.commits).toEqual([
      { message: "gtm add 4: Spout: drip-free, at last?", files: ["items/004-spout-drip-free-at-last.md"] },
    ]);
  });

  it("asks on a terminal for what is missing, offering the tracker's words", async () => {
    const run = await gtm(["add"], kettle, { terminal: true, answers: ["Box", "Legal", "Bo Lindgren", "", "4/1"] });
    expect(run.files["items/004-box.md"]).toBe(
      "---\nid: 4\ntitle: Box\nstatus: pending\narea: Legal\nowners: [bo]\ndue: 2026-04-01\n---\n",
    );
  });

  it("offers what was used before while the vocabulary is empty", async () => {
    const young = { ...kettle, "items/tracker.md": "---\ntitle: New\n---\n" };
    const run = await gtm(["add"], young, { terminal: true, answers: ["Box", "Legal", "amara", "P1", ""] });
    expect(run.files["items/004-box.md"]).toContain("area: Legal\nowners: [amara]\n");
  });

  it.each([
    [["add"], "no title"],
    [["add", " \t"], "the title is empty"],
    [["add", "T", "--due", "2026-02-30"], '"2026-02-30" is not a date that exists'],
    [["add", "T", "--start", "5/1", "--due", "4/1"], "due 2026-04-01 is before start 2026-05-01"],
    [["add", "T", "-o", "nobody"], 'unknown owner "nobody"'],
    [["add", "T", "stray words"], '"stray words" is not FIELD=VALUE'],
  ])("refuses %j in words", async (argv, message) => {
    const run = await gtm(argv, kettle);
    expect(run.stderr).toContain(message);
    expect([run.code, run.files]).toEqual([2, kettle]);
  });

  it.each(["../../etc/passwd", "con/../x", "\u0000\u001b]0;x\u0007", "ünïcödé 漢字", "-rf"])(
    "keeps a title like %j inside the tracker's folder",
    async (title) => {
      const run = await gtm(["add", "--", title], kettle);
      const [made] = Object.keys(run.files).filter((path) => !(path in kettle));
      expect(made).toMatch(/^items\/004-[a-z0-9-]+\.md$/);
    },
  );

  it("never gives a number twice, not even one that only a file's name has", async () => {
    const run = await gtm(["add", "Next"], { ...kettle, "items/041-broken.md": "no front matter" });
    expect(run.stdout).toContain("#42 Next");
  });

  it("gives no number that git has, be the file in the work tree or not", async () => {
    const run = await gtm(["add", "Lid"], kettle, { tracked: ["items/007-hidden.md", "elsewhere/009-other.md"] });
    expect(run.stdout).toContain("#8 Lid");
  });
});
