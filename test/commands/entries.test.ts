import { describe, expect, it } from "vitest";
import { gtm, type World } from "../support/gtm.ts";
import { kettle, trackerText } from "../support/tracker-files.ts";

/** What an item of the generated tracker says, in turn in all the ways that people write YAML. */
const forms = [
  (n: number) =>
    `---\nid: ${n}\ntitle: Item ${n}\nstatus: blocked\narea: Sales\nowners: [bo]\nsafety: yes\n---\n\nAsk @bo, not @bob nor bo@example.com.\n\n## Comments\n\n- **2026-02-20 @bo** See @bo.\n`,
  (n: number) =>
    `---\nid: ${n}\ntitle: "Item ${n}"\nstatus: 'blocked' # until May\narea: "Sales"\nowners:\n  - amara\n  - bo # his\n"safety": no\n---\n\n## Comments\n\n* 2026-02-21 @bo/@amara, \`@bo\`\n`,
  (n: number) =>
    `\uFEFF---\r\nid: ${n}\r\ntitle: Item ${n}\r\nstatus:   Blocked\r\narea:   Sales   # abroad\r\nowners: 'bo'\r\npriority: P1\r\nsafety: Y\r\n---\r\n\r\n## Comments\r\n\r\n- **2026-02-22 @amara** For @bo: https://example.com/@bo\r\n`,
];
const tracker = `${trackerText
  .replace("areas: [Design, Legal, Sales]", "areas:\n  - Design\n  # where the money is\n  - 'Sales'")
  .replace(
    "milestones:",
    "status-moves: { pending: [blocked], blocked: [in-progress] }\ncolumns: { safety: Safe }\nmilestones:",
  )}
<!-- gtm:table status:block owner:bo -area:"Design" columns:number,safety="Is it safe?",title sort:-safety -->

<!-- gtm:list area:Sales has:safety group:area -->

Ask @bo about **Sales**.
`;
const thirty: Readonly<Record<string, string>> = {
  "items/tracker.md": tracker,
  ...Object.fromEntries(
    Array.from({ length: 30 }, (_, index) => {
      const number = String(index + 1).padStart(3, "0");
      return [`items/${number}-item.md`, forms[index % forms.length]?.(index + 1) ?? ""];
    }),
  ),
  "items/031-other.md": "---\nid: 31\ntitle: Other\nstatus: pending\narea: Design\nowners: [amara]\n---\n",
};

/** The words that differ between two texts of as many lines: each line with them is the same but for these. */
function renamedIn(before: string, after: string): readonly string[] {
  const [old, now] = [before.split("\n"), after.split("\n")];
  expect(now).toHaveLength(old.length);
  return old.flatMap((line, index) => (line === now[index] ? [] : [`${line} → ${now[index]}`]));
}

async function pages(files: Readonly<Record<string, string>>): Promise<string> {
  const runs = await Promise.all(["md", "json"].map((format) => gtm(["render", "-f", format], files)));
  return runs.map(({ stdout }) => stdout).join("\n");
}

describe("a word that thirty items use", () => {
  it.each([
    { args: ["person", "rename", "bo", "b.lindgren"], word: /\bbo\b/g, to: "b.lindgren" },
    { args: ["area", "rename", "Sales", "Sales, abroad"], word: /sales/gi, to: "Sales, abroad" },
    { args: ["status", "rename", "blocked", "At risk"], word: /blocked|block(?=\s)/gi, to: "at-risk" },
    { args: ["field", "rename", "safety", "is-safe"], word: /\bsafety\b/g, to: "is-safe" },
  ])("$args is renamed in one commit, and nothing else changes", async ({ args, word, to }) => {
    const { code, files, commits, stderr } = await gtm(args, thirty);
    expect([code, stderr]).toEqual([0, ""]);
    expect(commits).toHaveLength(1);
    expect(commits[0]?.files).toHaveLength(31);
    expect(commits[0]?.message).toMatch(/: 30 items$/);
    for (const [path, text] of Object.entries(thirty)) {
      const lines = renamedIn(text, files[path] ?? "");
      for (const line of lines) expect(line.split(" → ")[0]).toMatch(word);
      expect(lines.length > 0).toBe(path !== "items/031-other.md");
    }
    const check = await gtm(["check", "--json"], files);
    const checkedBefore = await gtm(["check", "--json"], thirty);
    const errors = ({ stdout }: { stdout: string }) =>
      JSON.parse(stdout).problems?.filter(({ severity }: { severity: string }) => severity === "error") ?? [];
    expect(errors(check).length).toBeLessThanOrEqual(errors(checkedBefore).length);
    const neutral = (page: string) =>
      page
        .replaceAll(`"${to}"`, '""')
        .replaceAll(to, "")
        .replace(/At risk/g, "")
        .replace(word, "")
        .replace(/"+/g, '"');
    expect(neutral(await pages(files))).toBe(neutral(await pages(thirty)));
  });

  it("leaves addresses, code and longer names alone", async () => {
    const { files } = await gtm(["person", "rename", "bo", "b.lindgren"], thirty);
    expect(files["items/001-item.md"]).toContain("Ask @b.lindgren, not @bob nor bo@example.com.");
    expect(files["items/002-item.md"]).toContain("* 2026-02-21 @b.lindgren/@amara, `@bo`");
    expect(files["items/003-item.md"]).toContain("For @b.lindgren: https://example.com/@bo");
    expect(files["items/tracker.md"]).toContain("Ask @b.lindgren about **Sales**.");
  });

  it("is renamed in the page's queries where they would not find it any more", async () => {
    const marker = async (...args: string[]) =>
      /<!-- gtm:table status.*-->/.exec((await gtm(args, thirty)).files["items/tracker.md"] ?? "")?.[0];
    expect(await marker("status", "rename", "blocked", "On hold")).toContain("status:on-hold owner:bo");
    expect(await marker("status", "rename", "blocked", "blocked-by-us")).toContain("status:block owner:bo");
    expect(await marker("field", "rename", "safety", "is-safe")).toContain(
      'columns:number,is-safe="Is it safe?",title sort:-is-safe',
    );
  });

  it("is refused where a marker of the page would end in it", async () => {
    const { code, files, stderr } = await gtm(["area", "rename", "Sales", "a --> b"], thirty);
    expect([code, files]).toEqual([2, thirty]);
    expect(stderr).toMatch(/^gtm: items\/tracker\.md:\d+:\d+: gtm cannot rename it in this marker/);
  });

  it("is shown with --dry-run, and nothing is written", async () => {
    const { code, stdout, files, commits } = await gtm(["area", "rename", "Sales", "Partners", "--dry-run"], thirty);
    expect([code, files, commits]).toEqual([0, thirty, []]);
    expect(stdout).toContain("-area: Sales\n+area: Partners\n");
  });

  it("is not renamed while a file cannot be read", async () => {
    const broken = { ...thirty, "items/032-broken.md": "---\nid: [\n---\n" };
    const { code, stderr, files } = await gtm(["area", "rename", "Sales", "Partners"], broken);
    expect([code, files]).toEqual([2, broken]);
    expect(stderr).toMatch(/items\/032-broken\.md:.*it may use the word too/s);
  });
});

async function refused(args: readonly string[], files = kettle, world: World = {}): Promise<string> {
  const run = await gtm(args, files, world);
  expect([run.code, run.files, run.commits]).toEqual([2, files, []]);
  return run.stderr;
}

describe("two that would become one", () => {
  it("are refused, with the command that moves items", async () => {
    expect(await refused(["area", "rename", "Legal", "sales"])).toMatchInlineSnapshot(`
      "gtm: two would become one: area Sales is in tracker.md already
        to move the items instead: gtm set --all area:Legal area=Sales; then gtm area retire Legal
      "
    `);
    expect(await refused(["person", "rename", "bo", "amara"])).toMatchInlineSnapshot(`
      "gtm: two would become one: person amara is in tracker.md already
        to move the items instead: gtm set --all owner:bo owners-=bo owners+=amara; then gtm person retire bo
      "
    `);
    expect(await refused(["status", "rename", "pending", "In Progress"])).toMatchInlineSnapshot(`
      "gtm: two would become one: status in-progress is in tracker.md already
        to move the items instead: gtm set --all status:pending status=in-progress; then gtm status retire pending
      "
    `);
    expect(await refused(["priority", "rename", "P1", "2"])).toMatchInlineSnapshot(`
      "gtm: two would become one: priority P2 is in tracker.md already
        to move the items instead: gtm set --all priority:P1 priority=P2; then gtm priority retire P1
      "
    `);
    expect(await refused(["field", "rename", "cost", "Region"])).toMatchInlineSnapshot(`
      "gtm: two would become one: field region is in tracker.md already
        choose another name
      "
    `);
  });

  it("are refused where only items have the other, which the tracker does not know", async () => {
    const files = { ...kettle, "items/004-x.md": "---\nid: 4\ntitle: X\narea: Ops\ncost-2: 3\n---\n\nFor @robin.\n" };
    expect(await refused(["area", "rename", "Sales", "Ops"], files)).toContain("#4 has area Ops already");
    expect(await refused(["field", "rename", "cost", "cost 2"], files)).toContain("#4 has field cost-2 already");
    expect(await refused(["person", "rename", "bo", "robin"], files)).toContain("#4 names @robin already");
  });

  it("are not, where one name only changes its case", async () => {
    const { code, files } = await gtm(["area", "rename", "Design", "DESIGN"], kettle);
    expect(code).toBe(0);
    expect(files["items/001-handle-that-stays-cool.md"]).toContain("area: DESIGN\n");
  });
});

describe("a status in other words", () => {
  it("still closes items, or still does not", async () => {
    expect(await refused(["status", "rename", "done", "Shipped to us"])).toContain(
      'status done says that the work is over, and "Shipped to us" does not',
    );
    expect(await refused(["status", "rename", "blocked", "Closed"])).toContain('"Closed" says that the work is over');
    expect((await gtm(["status", "rename", "done", "shipped", "--label", "Finished"], kettle)).code).toBe(0);
  });
});

describe("what is retired", () => {
  it("goes, where nobody uses it", async () => {
    const { code, stdout, files } = await gtm(["area", "retire", "Sales"], kettle);
    expect([code, stdout]).toEqual([0, "area Sales: retired [a1b2c3d]\n"]);
    expect(files["items/tracker.md"]).toBe(trackerText.replace("[Design, Legal, Sales]", "[Design, Legal]"));
  });

  it("stays while open items use it, which are named with what moves them", async () => {
    expect(await refused(["area", "retire", "design"])).toMatchInlineSnapshot(`
      "gtm: area Design is still used by 1 open item: #1
        to move them: gtm set --all area:Design area=OTHER
      "
    `);
    expect(await refused(["person", "retire", "Amara"])).toMatchInlineSnapshot(`
      "gtm: person amara is still used by 1 open item: #1
        to move them: gtm set --all owner:amara owners-=amara owners+=OTHER
      "
    `);
    expect(await refused(["status", "retire", "pending"])).toMatchInlineSnapshot(`
      "gtm: status pending is still used by 1 open item: #2
        to move them: gtm set --all status:pending status=OTHER
      "
    `);
  });

  it("stays for closed items, and for those whose words name a person", async () => {
    expect(await refused(["person", "retire", "bo"])).toMatchInlineSnapshot(`
      "gtm: person bo stays in tracker.md, for 1 closed item (#3)
        the page needs the name; nothing else need be done
      "
    `);
    expect(await refused(["status", "retire", "done"])).toContain("stays in tracker.md, for 1 closed item (#3)");
    const files = { ...kettle, "items/002-warranty-text.md": `${kettle["items/002-warranty-text.md"]}\nAsk @sam.\n` };
    expect(await refused(["person", "retire", "sam"], files)).toContain("for the words of #2");
  });

  it("stays while the page asks for it", async () => {
    const files = { ...kettle, "items/tracker.md": `${trackerText}\n<!-- gtm:table area:Sales columns:cost -->\n` };
    expect(await refused(["area", "retire", "Sales"], files)).toMatch(
      /^gtm: items\/tracker\.md:\d+:\d+: unknown area "Sales"/,
    );
    expect(await refused(["field", "retire", "cost"], files)).toMatch(
      /^gtm: items\/tracker\.md:\d+:\d+: "cost" is not a column/,
    );
  });
});

describe("what is added", () => {
  it.each([
    [
      ["person", "add", "dan", "--name", "Dan: Hersey", "--email", "dan@example.com"],
      '  sam: { name: Sam Tester, email: sam@example.com }\n  dan: { name: "Dan: Hersey", email: dan@example.com }\n',
    ],
    [["area", "add", "Ops", "Press, radio"], 'areas: [Design, Legal, Sales, Ops, "Press, radio"]\n'],
    [["area", "add", "Ops", "--before", "leg"], "areas: [Design, Ops, Legal, Sales]\n"],
    [["status", "add", "In review", "--before", "done"], "blocked: Blocked, in-review: In review, done: Done }\n"],
    [["status", "add", "on-hold"], "done: Done, on-hold: On hold }\n"],
    [
      ["priority", "add", "3", "--label", "Some day", "--weeks", "9"],
      '  P3: { label: Some day, weeks: "9" }\n'.replaceAll('"', ""),
    ],
    [
      ["field", "add", "HX input", "--type", "boolean", "--label", "HX?"],
      "  hx-input: { label: HX?, type: boolean }\n",
    ],
    [["field", "add", "shop", "--values", "ours,theirs"], "  shop: { type: choice, values: [ours, theirs] }\n"],
    [
      ["milestone", "add", "Launch day", "4/20", "--end", "4/21"],
      "  - { date: 2026-04-20, end: 2026-04-21, title: Launch day }\n",
    ],
  ])("%j stands in tracker.md", async (args, line) => {
    const { code, files, commits, stderr } = await gtm(args, kettle);
    expect([code, stderr]).toEqual([0, ""]);
    expect(files["items/tracker.md"]).toContain(line);
    expect(commits).toEqual([
      { message: expect.stringMatching(/^gtm \w+ add .*: tracker\.md$/), files: ["items/tracker.md"] },
    ]);
  });

  it.each([
    [["person", "add", "sam"], "person sam is in tracker.md already"],
    [["person", "add", "Dan Hersey"], '"Dan Hersey" cannot be a handle'],
    [["person", "add", "me"], '"me" cannot be a handle'],
    [["person", "add", "dan", "--url", "javascript:alert(1)"], "--url takes a web address"],
    [["area", "add", "sales"], "area Sales is in tracker.md already"],
    [["status", "add", "in progress"], "status in-progress is in tracker.md already"],
    [["field", "add", "owner"], "a field cannot be called owner"],
    [["field", "add", "x", "--type", "money"], "--type takes boolean, date, number, choice or text"],
    [["milestone", "add", "Launch day"], "a milestone needs a date"],
    [["milestone", "add", "Launch day", "4/20", "--end", "4/19"], "it ends on 2026-04-19"],
    [["milestone", "add", "Launch", "soon"], '"soon"'],
    [["priority", "add", "P3", "P4"], "takes one name"],
    [["area", "remove", "Sales"], 'gtm area has no "remove", did you mean retire?'],
  ])("%j is refused", async (args, message) => {
    expect(await refused(args)).toContain(message);
  });

  it("as the first of its kind tells of what items have besides", async () => {
    const files = { ...kettle, "items/tracker.md": trackerText.replace("[Design, Legal, Sales]", "[]") };
    const { code, stderr, files: after } = await gtm(["area", "add", "Ops"], files);
    expect([code, stderr]).toEqual([
      0,
      "items have more that tracker.md does not list: Design, Legal; gtm area add Design Legal\n",
    ]);
    expect((await gtm(["area", "add", "Design", "Legal"], after)).files["items/tracker.md"]).toContain(
      "areas: [Ops, Design, Legal]",
    );
  });

  it("of statuses that are a list is the word itself", async () => {
    const files = {
      ...kettle,
      "items/tracker.md": trackerText.replace(/statuses: .*/, "statuses: [pending, in-progress, blocked, done]"),
    };
    expect((await gtm(["status", "add", "On hold"], files)).files["items/tracker.md"]).toContain(
      "blocked, done, On hold]",
    );
    expect(
      (await gtm(["status", "rename", "pending", "waiting"], files)).files["items/002-warranty-text.md"],
    ).toContain("status: waiting\n");
    expect(await refused(["status", "add", "hold", "--label", "On hold"], files)).toContain(
      "is a list, which has no labels",
    );
  });
});

describe("what is set", () => {
  it.each([
    [["person", "set", "bo", "--email", "bo@example.com"], "  bo: { name: Bo Lindgren, email: bo@example.com }\n"],
    [["person", "set", "amara", "--url", ""], "  amara: { name: Amara Osei, email: amara@example.com }\n"],
    [["status", "set", "blocked", "--label", "Stuck"], "blocked: Stuck, done: Done }\n"],
    [["priority", "set", "1", "--weeks", "2"], "  P1: { label: This week, weeks: 2 }\n"],
    [["milestone", "set", "trade", "--date", "4/2"], "  - { date: 2026-04-02, end: 2026-04-03, title: Trade fair }\n"],
    [
      ["milestone", "rename", "Trade fair", "Fair: Ghent"],
      '  - { date: 2026-04-01, end: 2026-04-03, title: "Fair: Ghent" }\n',
    ],
    [["status", "rename", "blocked", "stuck", "--label", "Stuck by us"], "stuck: Stuck by us, done: Done }\n"],
  ])("%j changes that alone", async (args, line) => {
    const { code, files, stderr } = await gtm(args, kettle);
    expect([code, stderr]).toEqual([0, ""]);
    expect(files["items/tracker.md"]).toContain(line);
    expect(renamedIn(trackerText, files["items/tracker.md"] ?? "")).toHaveLength(1);
  });

  it("of a priority that is but a label makes room for more", async () => {
    const files = { ...kettle, "items/tracker.md": trackerText.replace("{ label: This week, weeks: 1 }", "This week") };
    const trackerAfter = async (...args: string[]) => (await gtm(args, files)).files["items/tracker.md"];
    expect(await trackerAfter("priority", "set", "P1", "--label", "Now")).toContain("  P1: Now\n");
    expect(await trackerAfter("priority", "set", "P1", "--weeks", "1")).toContain(
      "  P1: { label: This week, weeks: 1 }\n",
    );
  });

  it("leaves items alone that have the word in another case", async () => {
    const files = { ...kettle, "items/004-x.md": "---\nid: 4\ntitle: X\nstatus: Blocked\n---\n\nAsk @Bo.\n" };
    expect((await gtm(["status", "set", "blocked", "--label", "Stuck"], files)).commits[0]?.files).toEqual([
      "items/tracker.md",
    ]);
    expect((await gtm(["person", "set", "bo", "--name", "Bo"], files)).commits[0]?.files).toEqual(["items/tracker.md"]);
  });

  it("is refused where items have values that do not fit", async () => {
    const files = { ...kettle, "items/004-x.md": "---\nid: 4\ntitle: X\nregion: north\n---\n" };
    expect(await refused(["field", "set", "region", "--type", "number"], files)).toContain(
      "items/004-x.md:4:9: region: must be a number",
    );
  });
});

describe("the list of them", () => {
  it("has names and counts on a terminal, and tab-separated lines in a pipe", async () => {
    const { stdout } = await gtm(["person"], kettle, { terminal: true });
    expect(stdout).toMatchInlineSnapshot(`
      "Handle  Name         E-mail             Open  Closed
      amara   Amara Osei   amara@example.com     1       0
      bo      Bo Lindgren                        0       1
      sam     Sam Tester   sam@example.com       0       0
      "
    `);
    expect((await gtm(["status", "list"], kettle)).stdout).toMatchInlineSnapshot(`
      "pending	Pending	1	0
      in-progress	In progress	1	0
      blocked	Blocked	0	0
      done	Done	0	1
      "
    `);
    expect(
      (await gtm(["person"], kettle, { terminal: true, width: 40 })).stdout
        .split("\n")
        .every((line) => line.length <= 40),
    ).toBe(true);
  });

  it("is data with --json, and so is a change", async () => {
    expect(JSON.parse((await gtm(["milestone", "--json"], kettle)).stdout)).toEqual([
      { key: "Trade fair", date: "2026-04-01", end: "2026-04-03", url: null },
    ]);
    expect(JSON.parse((await gtm(["priority", "--json"], kettle)).stdout)).toContainEqual({
      key: "P1",
      label: "This week",
      weeks: 1,
      open: 1,
      closed: 0,
    });
    expect(JSON.parse((await gtm(["area", "rename", "Design", "Form", "--json"], kettle)).stdout)).toEqual({
      kind: "area",
      action: "rename",
      key: "Form",
      was: "Design",
      entries: [{ key: "Form" }],
      items: [1],
      commit: "a1b2c3d",
    });
  });
});
