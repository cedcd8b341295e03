import { describe, expect, it } from "vitest";
import { gtm } from "../support/gtm.ts";
import { item1, item2, kettle } from "../support/tracker-files.ts";

const handle = "items/001-handle-that-stays-cool.md";
const warranty = "items/002-warranty-text.md";

/** The kettle's tracker in three commits: as it was, a day later, and two days later. */
const world = (second: Record<string, string>, third: Record<string, string> = second) => ({
  history: [
    { date: "2026-03-01", subject: "first", files: { ...kettle } },
    { date: "2026-03-05", subject: "second", files: { ...kettle, ...second } },
    { date: "2026-03-10", subject: "third", files: { ...kettle, ...second, ...third } },
  ],
});
const now = (...changes: readonly Record<string, string>[]) => Object.assign({}, kettle, ...changes);

const later = { [handle]: item1.replace("due: 2026-03-01", "due: 2026-03-15") };
const noted = { [warranty]: `${item2}\n## Comments\n\n- **2026-03-09 @bo** Read by <b>two</b> | lawyers.\n` };

describe("gtm diff", () => {
  it("compares the work tree with HEAD, a revision or a day", async () => {
    const history = world({}, {});
    expect((await gtm(["diff", "first"], now(later), history)).stdout).toMatchInlineSnapshot(`
      "1 item: 1 due later

      Due later
        #1 Handle that stays cool: due 2026-03-01 → 2026-03-15 (14 days later)
      "
    `);
    expect((await gtm(["diff", "--since", "2026-03-05"], now(later, noted), history)).stdout).toMatchInlineSnapshot(`
      "Since 2026-03-05 (Thu): 2 items: 1 due later, 1 with comments only

      Due later
        #1 Handle that stays cool: due 2026-03-01 → 2026-03-15 (14 days later)

      Comments only
        #2 Warranty text: 1 new comment
          2026-03-09 @bo: Read by <b>two</b> | lawyers.
      "
    `);
    expect((await gtm(["diff", "first"], now(), history)).stdout).toBe("Nothing has changed.\n");
  });

  it("compares two revisions, whatever the work tree holds", async () => {
    const run = await gtm(["diff", "first..second"], now(noted), world(later));
    expect(run.stdout).toContain("#1 Handle that stays cool: due 2026-03-01 → 2026-03-15 (14 days later)\n");
    expect(run.stdout).not.toContain("#2");
  });

  it("is Markdown for a pull request, with strangers' words escaped", async () => {
    const run = await gtm(["diff", "first", "--format", "markdown"], now(later, noted), world({}));
    expect(run.stdout).toMatchInlineSnapshot(`
      "## What changes

      2 items: 1 due later, 1 with comments only.

      ### Due later

      - #1 Handle that stays cool: due 2026-03-01 → 2026-03-15 (14 days later)

      ### Comments only

      - #2 Warranty text: 1 new comment
        - **2026-03-09 @bo** Read by &lt;b>two&lt;/b> | lawyers.
      "
    `);
  });

  it("is data, in keys and handles", async () => {
    const tracker = { "items/tracker.md": (kettle["items/tracker.md"] ?? "").replace("Trade fair", "Spring fair") };
    const run = await gtm(["diff", "first", "--json"], now(later, tracker), world({}));
    expect(JSON.parse(run.stdout)).toMatchObject({
      since: "2026-03-01",
      items: [
        { id: 1, kind: "changed", fields: [{ column: "due", from: "2026-03-01", to: "2026-03-15" }], comments: [] },
      ],
      tracker: [
        { setting: "milestones", key: "Trade fair", to: null },
        { setting: "milestones", key: "Spring fair", from: null },
      ],
      to: null,
    });
  });

  it("sees through a new number and a new name, and names what cannot be read", async () => {
    const renumbered = now({ "items/009-warranty.md": item2.replace("id: 2", "id: 9") });
    delete renumbered[warranty];
    expect((await gtm(["diff", "first"], renumbered, world({}))).stdout).toContain("#9 Warranty text: number 2 → 9\n");
    const broken = await gtm(["diff", "first"], now({ [handle]: "no front matter" }), world({}));
    expect(broken.stderr).toContain(`${handle}:1:1: no front matter`);
  });

  it("names first what can no longer be read, in every format", async () => {
    const twice = "items/008-b.md";
    const changed = now(later, { [warranty]: "no front matter", "items/007-a.md": "no front matter" });
    const { stdout } = await gtm(
      ["diff", "first"],
      { ...changed, [twice]: item2.replace("id: 2", "id: 8") },
      world({}),
    );
    const why = '1:1: no front matter: the file must start with a line "---"';
    expect(stdout.split("\n\n").slice(0, 4)).toEqual([
      "1 file can no longer be read; 1 file cannot be read; 2 items: 1 due later, 1 new",
      `Can no longer be read\n  #2 Warranty text (${warranty}:${why})`,
      `Cannot be read\n  #7 (items/007-a.md:${why})`,
      expect.stringContaining("Due later\n  #1"),
    ]);
    const markdown = (await gtm(["diff", "first", "--format", "markdown"], changed, world({}))).stdout;
    expect(markdown).toContain("### Can no longer be read\n\n- #2 Warranty text (items/002-warranty-text.md:1:1:");
    const json = JSON.parse((await gtm(["diff", "first", "--json"], changed, world({}))).stdout);
    expect(json.items).toHaveLength(1);
    expect(json.unread).toMatchObject([
      { path: warranty, id: 2, title: "Warranty text", kind: "broken", line: 1, column: 1 },
      { path: "items/007-a.md", id: 7, title: null, kind: "unread" },
    ]);
    const mended = await gtm(["diff", "first"], now(), {
      history: [{ date: "2026-03-01", subject: "first", files: changed }],
    });
    expect(mended.stdout).toContain("Can be read again\n  #2 Warranty text (before, items/002-warranty-text.md:1:1:");
    expect(mended.stdout).toContain("Deleted, and could not be read before\n  #7 (before, items/007-a.md:1:1:");
  });

  it("takes an item that cannot be read under its new name for no deleted one", async () => {
    const { [warranty]: text = "", ...others } = kettle;
    const broken = text.replace("title:", "title: [");
    const run = await gtm(["diff", "first"], { ...others, "items/002-w.md": broken }, world({}));
    expect(run.stdout).toMatch(/^1 file can no longer be read\n\nCan no longer be read\n {2}#2 Warranty text \(/);
    expect(run.stdout).not.toContain("Deleted");
  });

  it("reads the items beside a tracker.md that cannot be read", async () => {
    const run = await gtm(["diff", "first"], now(later, { "items/tracker.md": "---\ntitle: [\n---\n" }), world({}));
    expect(run.stdout).toMatch(/^Can no longer be read\n {2}items\/tracker\.md:/m);
    expect(run.stdout).toContain("  #1 Handle that stays cool: due 2026-03-01 → 2026-03-15 (14 days later)\n");
    expect(run.stdout).not.toContain("Deleted");
  });

  it("says what is written where no value can be read", async () => {
    const due = (word: string) => ({ [handle]: item1.replace("due: 2026-03-01", `due: ${word}`) });
    const to = async (word: string) => (await gtm(["diff", "first"], now(due(word)), world({}))).stdout;
    for (const word of ["soon", "2026-13-40", "12 Mar"])
      expect(await to(word)).toContain(
        `Without a due date now\n  #1 Handle that stays cool: due 2026-03-01 → "${word}" (no date)\n`,
      );
    const history = { history: [{ date: "2026-03-01", subject: "first", files: now(due("soon")) }] };
    const from = async (word: string) => (await gtm(["diff", "first"], now(due(word)), history)).stdout;
    expect(await from("2026-03-02")).toContain('due "soon" (no date) → 2026-03-02\n');
    expect(await from("later")).toContain('due "soon" (no date) → "later" (no date)\n');
    const json = JSON.parse((await gtm(["diff", "first", "--json"], now(due("soon")), world({}))).stdout);
    expect(json.items[0].fields).toEqual([
      { column: "due", from: "2026-03-01", to: null, written: { from: null, to: "soon" } },
    ]);
  });

  it("shows the words of comments that were edited or removed, and of a description, in text and in Markdown", async () => {
    const edited = item1.replace("Cork works", "Wood works");
    const removed = item1.replace(/- \*\*2026.*\n/, "");
    const markdown = async (text: string) =>
      (await gtm(["diff", "first", "--format", "markdown"], now({ [handle]: text }), world({}))).stdout;
    expect(await markdown(edited)).toContain(
      '### With rewritten comments\n\n- #1 Handle that stays cool: 1 comment edited\n  - 2026-02-20 @amara: edited from "Cork works, see KET-12." to "Wood works, see KET-12."\n',
    );
    expect(await markdown(removed)).toContain(
      "### With removed comments\n\n- #1 Handle that stays cool: 1 comment removed\n",
    );
    expect(await markdown(removed)).toContain('  - 2026-02-20 @amara: removed: "Cork works, see KET-12."\n');
    const blanks = item1.replace("Cork works", "Cork  works");
    expect(await markdown(blanks)).toContain("  - 2026-02-20 @amara: edited: only blanks and line ends differ\n");
    const described = (words: string) => ({ [warranty]: `${item2}\n${words}\n` });
    const history = { history: [{ date: "2026-03-01", subject: "first", files: now(described("Until nine.")) }] };
    const diff = async (words: string, ...more: string[]) =>
      (await gtm(["diff", "first", ...more], now(described(words)), history)).stdout;
    const words = '#2 Warranty text: description edited from "Until nine." to "Until ten."\n';
    expect(await diff("Until ten.")).toContain(words);
    expect(await diff("Until ten.", "--format", "markdown")).toContain(words);
    expect(await diff("")).toContain('description removed: "Until nine."');
  });

  it("counts every new item as new, and a new tracker as that", async () => {
    const fresh = (id: number, status: string) =>
      `---\nid: ${id}\ntitle: Lid ${id}\nstatus: ${status}\n---\n\n## Comments\n\n- **2026-03-09** Waits.\n`;
    const added = (...statuses: string[]) =>
      now(
        { [warranty]: item2.replace("pending", "blocked") },
        ...statuses.map((status, at) => ({ [`items/0${at + 10}-lid.md`]: fresh(at + 10, status) })),
      );
    const first = async (...statuses: string[]) =>
      (await gtm(["diff", "first"], added(...statuses), world({}))).stdout.split("\n")[0];
    expect(await first("blocked", "pending", "pending")).toBe("4 items: 1 blocked, 3 new (1 of them blocked)");
    expect(await first("blocked", "blocked")).toBe("3 items: 1 blocked, 2 new (blocked)");
    const all = await gtm(["diff", "--since", "2026-01-01"], kettle, world({}));
    expect(all.stdout.split("\n")[0]).toMatch(/^Since 2026-01-01 \(Thu\): \d+ items: \d+ new[^;]*; new tracker$/);
  });

  it("says all that a new item has", async () => {
    const fresh = `---\nid: 12\ntitle: Lid\nstart: 2026-03-02\ntimeline: Q2\nrefs: [KET-9, KET-10]\nsafety: Y\n---\n\nOf *tin*.\n`;
    const changed = now({ "items/012-lid.md": fresh });
    expect((await gtm(["diff", "first"], changed, world({}))).stdout).toContain(
      '#12 New item: Lid (start 2026-03-02, timeline Q2, refs KET-9 and KET-10, Safety? Y); description: "Of *tin*."\n',
    );
    expect((await gtm(["diff", "first", "--format", "markdown"], changed, world({}))).stdout).toContain(
      "refs KET-9 and KET-10",
    );
  });

  it("tells once of a person who got another handle, and a review refuses none of it", async () => {
    const after = Object.fromEntries(
      Object.entries(kettle).map(([path, text]) => [
        path,
        text.replace(/amara(?=[:\]*])/g, "amaro").replaceAll("@amara ", "@amaro "),
      ]),
    );
    expect(after[handle]).toContain("@amaro**");
    expect((await gtm(["diff", "first"], after, world({}))).stdout).toBe(
      "1 setting of the tracker\n\nTracker\n  person amara is now amaro\n",
    );
    const check = await gtm(["check", "--base", "first"], after, world({}));
    expect(check.stdout).not.toContain("comment-edited");
    const text = after["items/tracker.md"] ?? "";
    const other = { ...after, "items/tracker.md": text.replace("Amara Osei", "Mo Diallo") };
    expect((await gtm(["check", "--base", "first"], other, world({}))).stdout).toContain("comment-edited");
    const reworded = { ...after, [handle]: (after[handle] ?? "").replace("Cork", "Wood") };
    expect((await gtm(["check", "--base", "first"], reworded, world({}))).stdout).toContain("comment-edited");
  });

  it("says nothing of words that a field's new type reads otherwise", async () => {
    const text = kettle["items/tracker.md"] ?? "";
    const tracker = { "items/tracker.md": text.replace('"Safety?", type: boolean', '"Safety?", type: text') };
    const safe = (word: string) => ({ [warranty]: item2.replace("area:", `safety: ${word}\narea:`) });
    const history = { history: [{ date: "2026-03-01", subject: "first", files: now(safe("no")) }] };
    const diff = async (change: Record<string, string>) =>
      (await gtm(["diff", "first"], now(change, tracker), history)).stdout;
    const moved = { [warranty]: (safe("no")[warranty] ?? "").replace("area: Legal", "area: Sales") };
    expect(await diff(moved)).toContain("#2 Warranty text: area Legal → Sales\n");
    expect(await diff(safe("yes"))).toContain("#2 Warranty text: Safety? N → yes\n");
  });

  it("says that a title differs in blanks only, and that an item was reopened as blocked", async () => {
    const blanks = { [handle]: item1.replace("Handle that stays", '"Handle  that stays').replace("cool\n", 'cool"\n') };
    expect((await gtm(["diff", "first"], now(blanks), world({}))).stdout).toContain(
      "cool: title: only blanks differ\n",
    );
    const closed = { [warranty]: item2.replace("pending", "done\nclosed: 2026-03-01") };
    const history = { history: [{ date: "2026-03-01", subject: "first", files: now(closed) }] };
    const reopened = { [warranty]: item2.replace("pending", "blocked") };
    expect((await gtm(["diff", "first"], now(reopened), history)).stdout).toBe(
      "1 item: 1 reopened\n\nReopened\n  #2 Warranty text: reopened as Blocked\n",
    );
  });

  it("says what a setting got or lost, and no name twice", async () => {
    const text = kettle["items/tracker.md"] ?? "";
    const changed = text
      .replace(", values: [north, south]", "")
      .replace("milestones:", "milestones:\n  - { date: 2026-05-12, title: In the shops }");
    const { stdout } = await gtm(["diff", "first"], now({ "items/tracker.md": changed }), world({}));
    expect(stdout).toContain("  field region: values north, south → nothing\n");
    expect(stdout).toContain("  milestone In the shops added (date 2026-05-12)\n");
  });

  it("begins with what takes history away, and with the rules that would refuse it", async () => {
    const tracker = (kettle["items/tracker.md"] ?? "").replace(
      "refs:",
      "rules: { comment-edited: off }\nstale-after: 20\nrefs:",
    );
    const changed = now({
      [handle]: item1.replace("due: 2026-03-01\n", ""),
      [warranty]: item2.replace("pending", "blocked"),
      "items/tracker.md": tracker,
    });
    expect((await gtm(["diff", "first"], changed, world({}))).stdout).toMatchInlineSnapshot(`
      "2 items: 1 without a due date now, 1 blocked; 2 settings of the tracker

      Rules
        rule comment-edited switched off

      Without a due date now
        #1 Handle that stays cool: due removed (was 2026-03-01)

      Blocked
        #2 Warranty text: status Pending → Blocked

      Tracker
        stale-after: 14 → 20
      "
    `);
  });

  it("says of a setting what differs in it, and of a list who came or went", async () => {
    const text = kettle["items/tracker.md"] ?? "";
    const tracker = text.replace(/^priorities:(?:\n .*)*/m, "priorities:\n  1: { label: Now, weeks: 4 }");
    expect(tracker).not.toBe(text);
    const history = (weeks: number) => ({
      history: [
        {
          date: "2026-03-01",
          subject: "first",
          files: now({ "items/tracker.md": tracker.replace("weeks: 4", `weeks: ${weeks}`) }),
        },
      ],
    });
    const changed = now({
      "items/tracker.md": tracker,
      "items/003-new.md": item2.replace("id: 2", "id: 3\npriority: 1"),
      [handle]: item1.replace(/^owners: .*$/m, "owners: [amara, bo]\nrefs: [KET-3, KET-4]"),
    });
    const { stdout } = await gtm(["diff", "first"], changed, history(3));
    expect(stdout).toContain("  priority 1: weeks 3 → 4\n");
    expect(stdout).toContain("(Pending, priority 1, Legal)");
    expect(stdout).toMatch(/#1 .*: Bo .* added as owner, KET-3 and KET-4 added as refs\n/);
  });

  it("reads a day as check --fix would write it", async () => {
    const spelled = (day: string) => now({ [handle]: item1.replace("due: 2026-03-01", `due: ${day}`) });
    const same = await gtm(["diff", "first"], spelled("2026-3-1"), world({}));
    expect([same.code, same.stdout]).toEqual([0, "Nothing has changed.\n"]);
    expect(same.stderr).toContain(`${handle}:9:6: due: "2026-3-1"`);
    const moved = await gtm(["diff", "first"], spelled("15/3/2026"), world({}));
    expect(moved.stdout).toContain("due 2026-03-01 → 2026-03-15 (14 days later)\n");
    const check = await gtm(["check", "--base", "first"], spelled("15/3/2026"), world({}));
    expect(check.stdout).toContain("(due-later-unexplained)");
    const mended = { [handle]: item1.replace("due: 2026-03-01", "due: 2026-3-1") };
    expect((await gtm(["log", "1"], now(), world(mended, { [handle]: item1 }))).stdout).not.toContain("2026-03-05");
  });

  it("reads a comment's day as check --fix would write it", async () => {
    const spelled = { [warranty]: `${item2}\n## Comments\n\n- **27.2.2026 @bo** Read by two lawyers.\n` };
    const mended = now({ [warranty]: spelled[warranty]?.replace("27.2.2026", "2026-02-27") ?? "" });
    const history = { history: [{ date: "2026-03-01", subject: "first", files: now(spelled) }] };
    expect((await gtm(["diff", "first"], mended, history)).stdout).toBe("Nothing has changed.\n");
    expect((await gtm(["check", "--base", "first"], mended, history)).stdout).not.toContain("(comment-");
  });

  it("tells of a comment with another date or author as one that was edited", async () => {
    const moved = now({ [handle]: item1.replace("2026-02-20 @amara", "2026-02-21 @bo") });
    const { stdout } = await gtm(["diff", "first"], moved, world({}));
    expect(stdout).toContain(
      '#1 Handle that stays cool: 1 comment edited\n    2026-02-21 @bo: changed its date from 2026-02-20 to 2026-02-21 and its author from amara to bo: "Cork works, see KET-12."\n',
    );
    expect(JSON.parse((await gtm(["diff", "first", "--json"], moved, world({}))).stdout).items[0].comments).toEqual([
      {
        date: "2026-02-21",
        author: "bo",
        text: "Cork works, see KET-12.",
        kind: "edited",
        was: "Cork works, see KET-12.",
        from: { date: "2026-02-20", author: "amara" },
      },
    ]);
    expect((await gtm(["check", "--base", "first"], moved, world({}))).code).toBe(1);
    expect((await gtm(["check", "--base", "first"], moved, world({}))).stdout).toContain("1 error");
  });

  it("exits with 1 for --exit-code where something changed", async () => {
    expect((await gtm(["diff", "first", "--exit-code"], now(later), world({}))).code).toBe(1);
    expect((await gtm(["diff", "first", "--exit-code"], now(), world({}))).code).toBe(0);
    const broken = now({ [handle]: "no front matter" });
    expect((await gtm(["diff", "first", "--exit-code"], broken, world({}))).code).toBe(1);
    expect((await gtm(["diff", "first"], broken, world({}))).code).toBe(0);
  });

  it.each([
    [["diff", "first", "second"], "one range at a time"],
    [["diff", "first", "--since", "-1w"], "give a range or --since, not both"],
    [["diff", "nowhere"], '"nowhere" is neither a date nor a revision'],
    [["diff", "yesterday"], "gtm diff --since yesterday"],
    [["diff", "17"], "gtm log 17"],
    [["diff", "--format", "xml"], 'unknown format "xml"'],
  ])("says what is wrong with %j", async (words, message) => {
    const run = await gtm(words, now(), world({}));
    expect([run.code, run.stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});

describe("gtm log", () => {
  it("names the commits that left a file unreadable and that mended it, with what changed meanwhile", async () => {
    const broken = { [handle]: item1.replace("title: Handle", "title: [Handle") };
    const mended = { [handle]: item1.replace("due: 2026-03-01", "due: 2026-03-04") };
    const { stdout } = await gtm(["log", "1"], now(mended), world(broken, mended));
    expect(stdout).toMatch(/2026-03-10.*\n {2}"third"\n {2}can be read again\n/);
    const place = "items/001-handle-that-stays-cool.md:3:";
    expect(stdout).toMatch(new RegExp(`2026-03-05.*\n  "second"\n  can no longer be read: ${place}`));
    expect(stdout).toMatch(/^#1 Handle that stays cool: due moved once, 3 days later in all/);
    const json = JSON.parse((await gtm(["log", "--json"], now(mended), world(broken, mended))).stdout);
    expect(json.map(({ unread }: { unread: { kind: string }[] }) => unread.map(({ kind }) => kind))).toEqual([
      ["mended"],
      ["broken"],
      [],
    ]);
  });

  it("says what is written where no value can be read", async () => {
    const soon = { [handle]: item1.replace("due: 2026-03-01", "due: soon") };
    expect((await gtm(["log", "1"], now(soon), world(soon))).stdout).toContain('  due 2026-03-01 → "soon" (no date)\n');
  });

  it("echoes the day that it begins after, and says where nothing changed since", async () => {
    const log = async (...words: string[]) => (await gtm(["log", ...words], now(later), world(later))).stdout;
    expect(await log("--since", "mar 3")).toMatch(/^since 2026-03-03 \(Tue\)\n\n2026-03-05 \(Thu\)/);
    expect(await log("--since", "mar 8")).toBe("no changes since 2026-03-08 (Sun)\n");
    expect(await log("2", "--since", "first")).toBe("no changes since first\n");
  });

  it("tells what each commit changed, newest first, and how often a due date moved", async () => {
    const third = { [handle]: item1.replace("due: 2026-03-01", "due: 2026-03-12").replace("in-progress", "blocked") };
    const run = await gtm(["log", "1"], now(third), world(later, third));
    expect(run.stdout).toMatchInlineSnapshot(`
      "#1 Handle that stays cool: due moved twice, 11 days later in all (2026-03-01 → 2026-03-12)

      2026-03-10 (Tue)  Sam Tester  0000000
        "third"
        status In progress → Blocked, due 2026-03-15 → 2026-03-12 (3 days earlier)

      2026-03-05 (Thu)  Sam Tester  0000000
        "second"
        due 2026-03-01 → 2026-03-15 (14 days later)

      2026-03-01 (Sun)  Sam Tester  0000000
        "first"
        New item: Handle that stays cool (In progress, P1, Design, Amara Osei, start 2026-02-01, due 2026-03-01); description: "The old one reached 60 degrees."; 1 comment
          2026-02-20 @amara: Cork works, see KET-12.
      "
    `);
  });

  it("is data, and begins at a day", async () => {
    const run = await gtm(["log", "--since", "2026-03-05", "--json"], now(), world(later, noted));
    expect(JSON.parse(run.stdout)).toMatchObject([
      { date: "2026-03-10", author: "Sam Tester", subject: "third", items: [{ id: 2, kind: "changed" }], tracker: [] },
    ]);
  });

  it("follows an item through names without its number, and to the number that it got", async () => {
    const { [warranty]: text = "", ...others } = kettle;
    const at = (date: string, files: Record<string, string>) => ({
      date,
      subject: date,
      files: { ...others, ...files },
    });
    const commits = [
      { date: "2026-03-01", subject: "first", files: kettle },
      at("2026-03-02", { "items/2-w.md": text }),
      at("2026-03-03", { "items/2-w.md": text.replace("pending", "blocked") }),
      at("2026-03-04", { [warranty]: text.replace("pending", "blocked") }),
      at("2026-03-05", { "items/warranty.md": text.replace("pending", "done") }),
    ];
    const told = async (...words: string[]) => {
      const { files = {} } = commits.at(-1) ?? {};
      const { stdout } = await gtm(["log", ...words], files, { history: commits });
      return stdout.split("\n").filter((line) => /^ {2}[^ "]/.test(line));
    };
    const life = [
      "  status Blocked → Done",
      "  status Pending → Blocked",
      "  New item: Warranty text (Pending, Legal)",
    ];
    expect(await told("2")).toEqual(life);
    commits.push(at("2026-03-06", { [warranty]: text.replace("pending", "done") }));
    commits.push(at("2026-03-07", { "items/009-w.md": text.replace("pending", "done").replace("id: 2", "id: 9") }));
    expect(await told("9")).toEqual(["  number 2 → 9", ...life]);
    expect(await told("2")).toEqual(["  number 2 → 9", ...life]);
  });

  it("tells an import in two lines", async () => {
    const ids = [1, 2, 3, 5, 6, 8, 9, 10];
    const items = ids.map((id) => [`items/00${id}-x.md`, item2.replace("id: 2", `id: ${id}`)] as const);
    const files = {
      ...Object.fromEntries(items),
      "items/tracker.md": kettle["items/tracker.md"] ?? "",
      "items/001-x.md": item1,
    };
    const history = [
      { date: "2026-03-01", subject: "init", files: { "items/tracker.md": "---\ntitle: Kettle\n---\n" } },
      { date: "2026-03-02", subject: "import", files },
    ];
    expect((await gtm(["log"], files, { history })).stdout).toMatchInlineSnapshot(`
      "2026-03-02 (Mon)  Sam Tester  0000000
        "import"
        8 new items with 1 comment: #1 to #3, #5, #6, #8 to #10
        tracker.md: title, 3 people, 3 areas, 4 statuses, 2 priorities, 3 fields, link for KET, milestone Trade fair and the page's template changed

      2026-03-01 (Sun)  Sam Tester  0000000
        "init"
        new tracker: Kettle
      "
    `);
    const all = await gtm(["log", ids.join(",")], files, { history });
    expect(all.stdout).toContain("#10 New item: Warranty text (Pending, Legal)\n");
  });

  it("finds items that are gone by their number, and none by a word that is no key", async () => {
    const gone = now();
    delete gone[warranty];
    expect((await gtm(["log", "2"], gone, world({}))).stdout).toContain("  New item: Warranty text");
    for (const words of [["99"], ["1,99"], ["99", "--since", "second"]]) {
      const run = await gtm(["log", ...words], gone, world({}));
      expect([run.code, run.stdout, run.stderr]).toEqual([2, "", expect.stringContaining("no item 99")]);
    }
    expect((await gtm(["log", "2", "--since", "second"], gone, world({}))).code).toBe(0);
    expect((await gtm(["log", "warranty"], gone, world({}))).code).toBe(2);
  });
});

describe("gtm check --rules", () => {
  it("goes through the pager where the screen is too small", async () => {
    const small = { terminal: true, height: 20 };
    expect((await gtm(["check", "--rules"], now(), small)).stderr).toBe("(paged)\n");
    expect((await gtm(["check", "--rules", "--no-pager"], now(), small)).stderr).toBe("");
    expect((await gtm(["check", "--rules", "--format", "markdown"], now(), small)).stderr).toBe("");
  });
});

describe("gtm check --base", () => {
  it("refuses what a review should, and passes what may be", async () => {
    const edited = { [handle]: item1.replace("Cork works", "Wood works") };
    const run = await gtm(["check", "--base", "first"], now(edited, later, noted), world({}));
    expect([run.code, run.stdout]).toEqual([1, expect.stringContaining("(due-later-unexplained)")]);
    const both = await gtm(["check", "--base", "first"], now(edited), world({}));
    expect(both.stdout).toMatchInlineSnapshot(`
      "items/001-handle-that-stays-cool.md:16:1: error: the comment of 2026-02-20 was edited from "Cork works, see KET-12." to "Wood works, see KET-12.": put it back, and add a new one (comment-edited)
        16 | - **2026-02-20 @amara** Wood works, see KET-12.
           | ^
      1 error, no warnings in 1 file
      1 problem was there before: gtm check lists it
      "
    `);
    expect((await gtm(["check", "--base", "first"], now(), world({}))).code).toBe(0);
  });

  it("takes a day as well as a revision, and nothing for neither", async () => {
    const days = world(later);
    expect((await gtm(["check", "--base", "2026-03-03"], now(later), days)).stdout).toContain(
      "(due-later-unexplained)",
    );
    expect((await gtm(["check", "--base", "2026-03-06"], now(later), days)).stdout).not.toContain("(due-later");
    for (const words of [
      ["check", "--base", ""],
      ["diff", ""],
    ])
      expect((await gtm(words, now(), days)).code).toBe(2);
  });

  it("says nothing of what was wrong before, whether tracker.md changed or not", async () => {
    const wrong = { [handle]: item1.replace("status: in-progress", "status: wip") };
    const history = { history: [{ date: "2026-03-01", subject: "first", files: { ...kettle, ...wrong } }] };
    expect((await gtm(["check", "--base", "first"], now(wrong, noted), history)).stdout).not.toContain(
      "status-unknown",
    );
    const settings = { "items/tracker.md": (kettle["items/tracker.md"] ?? "").replace("Trade fair", "Spring fair") };
    expect((await gtm(["check", "--base", "first"], now(wrong, settings), history)).stdout).not.toContain(
      "status-unknown",
    );
  });

  it("goes by the rules of the base, not by those that the change brings", async () => {
    const rules = (text: string) => ({
      "items/tracker.md": (kettle["items/tracker.md"] ?? "").replace("refs:", `rules: { ${text} }\nrefs:`),
    });
    const off = now(later, rules("due-later-unexplained: off"));
    expect((await gtm(["check", "--base", "first"], off, world({}))).stdout).toContain("(due-later-unexplained)");
    const base = [
      { date: "2026-03-01", subject: "first", files: { ...kettle, ...rules("due-later-unexplained: off") } },
    ];
    expect((await gtm(["check", "--base", "first"], off, { history: base })).stdout).not.toContain("(due-later");
  });

  it("knows a number that an unchanged item has", async () => {
    const twice = { "items/003-new.md": item2.replace("id: 2", "id: 3") };
    const run = await gtm(["check", "--base", "first"], now(twice), world({}));
    expect(run.stdout).toContain("items/003-new.md:2:5: error: number 3 is also used by 003-colour-of-the-lid.md");
  });
});

describe("gtm init --ci", () => {
  it.each([
    ["github", ".github/workflows/gtm-review.yml", ".github/workflows/gtm-resolve.yml"],
    ["gitlab", ".gitlab/gtm-review.yml", ".gitlab/gtm-resolve.yml"],
  ])("adds the workflows of %s, each once", async (forge, review, resolve) => {
    const message = "gtm init: a review of pull requests for items";
    const run = await gtm(["init", "--ci", forge], now());
    expect([run.code, run.stdout]).toEqual([0, `${review} and ${resolve} created [a1b2c3d]\n`]);
    expect(run.commits).toEqual([{ message, files: [resolve, review] }]);
    const again = await gtm(["init", "--ci", forge], run.files);
    expect([again.code, again.stdout]).toEqual([0, `${review} and ${resolve} already exist: nothing to do\n`]);
    const { [resolve]: _, ...before } = run.files;
    expect((await gtm(["init", "--ci", forge], before)).stdout).toBe(`${resolve} created [a1b2c3d]\n`);
  });

  it("knows two forges", async () => {
    const run = await gtm(["init", "--ci", "sourcehut"], now());
    expect([run.code, run.stderr]).toEqual([2, expect.stringContaining("--ci takes github or gitlab")]);
  });
});
