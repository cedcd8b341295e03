import { describe, expect, it } from "vitest";
import { gtm } from "../support/gtm.ts";
import { kettle } from "../support/tracker-files.ts";

describe("gtm list", () => {
  it("is a table on a terminal", async () => {
    const run = await gtm(["list"], kettle, { terminal: true, width: 90 });
    expect(run.stdout).toMatchInlineSnapshot(`
      "# Pri… Status      Due        Area   Open item              Owner      Updated
      1 P1   In progress 2026-03-01 Design Handle that stays cool Amara Osei 2026-02-20
      2      Pending                Legal  Warranty text
      "
    `);
  });

  it("says on a terminal what days the words of a query meant", async () => {
    const run = await gtm(["list", "due:Q1", "due:<=next fri", "-updated:last thu", "due:>=2026-01-01"], kettle, {
      terminal: true,
    });
    expect(run.stderr).toMatchInlineSnapshot(`
      "due >= 2026-01-01 (Thu) and <= 2026-03-31 (Tue)
      due <= 2026-03-20 (Fri)
      updated >= 2026-03-05 (Thu) and <= 2026-03-05 (Thu)
      "
    `);
  });

  it.each([
    [["nowhere"], "no open items match; gtm list --all includes closed ones\n"],
    [["nowhere", "--all"], "no items match\n"],
    [["nowhere", "is:closed"], "no items match\n"],
  ])("says on a terminal where %j has looked for nothing", async (words, said) => {
    expect((await gtm(["list", ...words], kettle, { terminal: true })).stderr).toBe(said);
  });

  it("says how to begin in a tracker without items", async () => {
    const empty = { "items/tracker.md": kettle["items/tracker.md"] ?? "" };
    const said = async (files: typeof kettle, ...words: string[]) =>
      (await gtm(["list", ...words], files, { terminal: true })).stderr;
    expect(await said(empty)).toBe('no items yet; gtm add "Title" makes one\n');
    expect(await said(empty, "--all")).toBe('no items yet; gtm add "Title" makes one\n');
    const over = { ...empty, "items/003-x.md": "---\nid: 3\ntitle: X\nclosed: 2026-03-01\n---\n" };
    expect(await said(over)).toBe("no open items; gtm list --all shows the closed ones\n");
  });

  it("leaves out of the table, not of a pipe, the usual columns that hold nothing", async () => {
    const closed = await gtm(["list", "is:closed"], kettle, { terminal: true, width: 100 });
    expect(closed.stdout.split("\n")[0]).toBe("#  Status  Open item          Owner        Updated");
  });

  it.each([[[]], [["is:closed"]], [["--all"]], [["no:owner"]]])(
    "has the same columns in a pipe whatever the items of %j hold",
    async (query) => {
      const run = await gtm(["list", ...query], kettle);
      const lines = run.stdout.split("\n").slice(0, -1);
      expect(new Set(lines.map((line) => line.split("\t").length))).toEqual(new Set([8]));
    },
  );

  it("has an empty field for an empty value", async () => {
    expect((await gtm(["list", "is:closed"], kettle)).stdout).toBe(
      "3\t\tDone\t\t\tColour of the lid\tBo Lindgren\t2026-02-02\n",
    );
  });

  it("names the columns of a pipe in its help", async () => {
    const { stdout } = await gtm(["list", "--help"], kettle);
    expect(stdout.replace(/\s+/g, " ")).toContain("number, priority, status, due, area, title, owners, updated");
  });

  it("in colours that are forced on a pipe leaves the number bare", async () => {
    const run = await gtm(["list", "id:1", "--columns", "number,status,due"], kettle, { colour: 1 });
    expect(run.stdout).toBe("1\t\u001b[36mIn progress\u001b[39m\t\u001b[31m\u001b[1m2026-03-01\u001b[22m\u001b[39m\n");
  });

  it.each([
    ["never", 3 as const, false],
    ["always", 0 as const, true],
    ["auto", 0 as const, false],
    ["auto", 1 as const, true],
  ])("with --color %s where the environment says %i: %s", async (when, colour, isPainted) => {
    const run = await gtm(["list", "--color", when], kettle, { terminal: true, colour });
    expect(run.stdout.includes("\u001b[")).toBe(isPainted);
  });

  it("goes through the pager on a terminal that is not as high, and nowhere else", async () => {
    const paged = async (world: object, ...argv: string[]) => {
      const run = await gtm([...argv, "--all"], kettle, world);
      expect(run.stdout).toContain("Colour of the lid");
      return run.stderr === "(paged)\n";
    };
    expect(await paged({ terminal: true, height: 4 }, "list")).toBe(true);
    expect(await paged({ terminal: true, height: 5 }, "list")).toBe(false);
    expect(await paged({ height: 4 }, "list")).toBe(false);
    expect(await paged({ terminal: true, height: 4 }, "list", "--no-pager")).toBe(false);
    expect(await paged({ terminal: true, height: 4 }, "--no-pager", "list")).toBe(false);
    expect(await paged({ terminal: true, height: 4 }, "list", "--json")).toBe(false);
  });

  it("is a Markdown table with --format md, a heading for each group", async () => {
    const { stdout } = await gtm(["ls", "--group", "area", "-f", "md", "--columns", "number,title,owners,due"], kettle);
    expect(stdout).toBe(
      [
        "## Design",
        "| # | Open item | Owner | Due |\n| --- | --- | --- | --- |\n| 1 | Handle that stays cool | [Amara Osei](https://people.example.com/amara) | 2026-03-01 **(overdue)** |",
        "## Legal",
        "| # | Open item | Owner | Due |\n| --- | --- | --- | --- |\n| 2 | Warranty text |  |  |\n",
      ].join("\n\n"),
    );
  });

  it("is a spreadsheet's rows with --format csv, in which no cell is a formula", async () => {
    const files = { ...kettle, "items/004-x.md": '---\nid: 4\ntitle: "=1+1, really"\n---\n' };
    const { stdout } = await gtm(["list", "-f", "csv", 'columns:number,title="What, for whom",owners', "--all"], files);
    expect(stdout).toBe(
      '#,"What, for whom",Owner\r\n1,Handle that stays cool,Amara Osei (@amara)\r\n2,Warranty text,\r\n3,Colour of the lid,Bo Lindgren (@bo)\r\n4,"\'=1+1, really",\r\n',
    );
  });

  it("is the same in every place with a format that is named", async () => {
    const piped = await gtm(["list"], kettle);
    expect((await gtm(["list", "--format", "tsv"], kettle, { terminal: true })).stdout).toBe(piped.stdout);
    expect((await gtm(["list", "--format", "json"], kettle)).stdout).toBe(
      (await gtm(["list", "--json"], kettle)).stdout,
    );
    expect((await gtm(["list", "--format", "table"], kettle)).stdout).toContain("Handle that stays cool  Amara Osei");
  });

  it.each([
    [["list", "--format", "pdf"], 'unknown format "pdf"\n  use table, md, tsv, csv or json'],
    [["list", "--format", "md", "--json"], "--json and --format md exclude each other"],
    [["list", "--group", "team"], '"team" is not a column'],
    [["ls", "oner:bo"], '"oner" is not a column'],
  ])("refuses %j", async (argv, message) => {
    const run = await gtm(argv, kettle);
    expect([run.code, run.stdout]).toEqual([2, ""]);
    expect(run.stderr).toContain(message);
  });

  it("and the items in full are called by other names too", async () => {
    expect((await gtm(["ls", "-area:Legal"], kettle)).stdout).toBe((await gtm(["list", "-area:Legal"], kettle)).stdout);
    expect((await gtm(["view", "1"], kettle)).stdout).toBe((await gtm(["show", "1"], kettle)).stdout);
    expect((await gtm(["help", "view"], kettle)).stdout).toContain("Usage: gtm show|view [ID...]");
  });

  it("breaks an error between words on a terminal, and never in a pipe", async () => {
    const argv = ["list", "oner:bo"];
    const narrow = await gtm(argv, kettle, { terminal: true, width: 40 });
    expect(narrow.stderr.split("\n").every((line) => line.length <= 40)).toBe(true);
    const piped = await gtm(argv, kettle, { width: 40 });
    expect(narrow.stderr.replace(/\s+/g, " ")).toBe(piped.stderr.replace(/\s+/g, " "));
    expect(piped.stderr.trimEnd().split("\n")).toHaveLength(2);
  });

  it("is tab-separated lines in a pipe", async () => {
    const run = await gtm(["list", "--columns", "id,title,due"], kettle);
    expect(run.stdout).toBe("1\tHandle that stays cool\t2026-03-01\n2\tWarranty text\t\n");
  });

  it.each([
    [["--all"], [1, 2, 3]],
    [["is:closed"], [3]],
    [["is:overdue"], [1]],
    [["is:stale"], [1]],
    [["is:overdue,stale"], [1]],
    [["owner:amara"], [1]],
    [["owner:me"], []],
    [["owner:osei"], [1]],
    [["priority:1"], [1]],
    [["is:stale,closed"], [1, 3]],
    [["no:owner"], [2]],
    [["-area:Legal"], [1]],
    [["-area:Legal", "due:<2026-04-01"], [1]],
    [["due:last month..today"], [1]],
    [["due:<eom"], [1]],
    [["due:this month"], [1]],
    [["due:Q1"], [1]],
    [["due:>=next month"], []],
    [["due:>2026-W08", "due:<=2026-W09"], [1]],
    [["closed:feb"], [3]],
    [["updated:<last thu"], [1]],
    [["cork"], [1]],
    [["ref:KET-1"], []],
    [
      ["sort:-id", "--all"],
      [3, 2, 1],
    ],
    [["status:blocked,pending"], [2]],
  ])("finds with %j", async (argv, ids) => {
    const run = await gtm(["list", ...argv, "--json"], kettle);
    expect(run.stderr).toBe("");
    expect((JSON.parse(run.stdout) as { id: number }[]).map(({ id }) => id)).toEqual(ids);
  });

  it.each([
    ["on the day it is added", "2026-03-12", []],
    ["while it is two weeks old", "2026-02-26", []],
    ["once it is older than that", "2026-02-25", [2]],
    ["where an archive's day lies before it", "2026-06-01", []],
  ])("finds an item without a comment or a start stale by its age: %s", async (_, date, ids) => {
    const item2 = { "items/002-warranty-text.md": kettle["items/002-warranty-text.md"] ?? "" };
    const history = [
      { date, subject: "gtm add 2", files: item2 },
      { date: "2026-03-11", subject: "gtm set 2", files: item2 },
    ];
    const ask = async (query: string) => {
      const run = await gtm(["list", query, "-id:1", "--json"], kettle, { history });
      return (JSON.parse(run.stdout) as { id: number }[]).map(({ id }) => id);
    };
    expect(await ask("is:stale")).toEqual(ids);
    expect(await ask("is:open,stale")).toEqual([2]);
    const shown = await gtm(["show", "2"], kettle, { history });
    expect(shown.stdout.includes("(stale)")).toBe(ids.length > 0);
    const stalePage = {
      ...kettle,
      "items/tracker.md": `${kettle["items/tracker.md"]}\n<!-- gtm:list is:stale -id:1 -->\n`,
    };
    const page = await gtm(["render", "--wide"], stalePage, { history });
    expect(page.stdout.split("Warranty text").length - 1).toBe(1 + ids.length);
    const marks = async (format: string, mark: string) =>
      (await gtm(["render", "-f", format], kettle, { history })).stdout.split(mark).length - 1;
    expect(await marks("html", '<span class="flag stale"')).toBe(1 + ids.length);
    expect(await marks("confluence", "(stale)")).toBe(1 + ids.length);
    expect(await marks("csv", ",stale,")).toBe(1 + ids.length);
    // In its row, and in its section.
    expect(await marks("md", "(stale)")).toBe(2 * (1 + ids.length));
  });

  it("finds nothing stale by its age where git does not know it: not committed yet, or outside of git", async () => {
    expect((await gtm(["list", "is:stale", "-id:1"], kettle)).stdout).toBe("");
    expect((await gtm(["list", "is:stale", "-id:1"], kettle, { outsideGit: true })).stdout).toBe("");
  });

  it("prints items in the documented shape", async () => {
    const run = await gtm(["list", "id:1", "--json"], kettle);
    expect(JSON.parse(run.stdout)).toEqual([
      {
        id: 1,
        title: "Handle that stays cool",
        status: "in-progress",
        priority: "P1",
        area: "Design",
        owners: ["amara"],
        start: "2026-02-01",
        due: "2026-03-01",
        timeline: null,
        refs: [],
        closed: null,
        fields: {},
        description: "The old one reached 60 degrees.",
        comments: [{ date: "2026-02-20", author: "amara", text: "Cork works, see KET-12." }],
        path: "items/001-handle-that-stays-cool.md",
      },
    ]);
  });

  it.each([
    [["is:late"], "is:late is not known: is:open, is:closed, is:overdue, is:stale"],
    [["status:wip"], 'unknown status "wip": use one of pending, in-progress, blocked, done\n  in the query'],
    [["owner:nobody"], 'unknown owner "nobody": use one of amara, bo, sam'],
    [["oner:bo"], '"oner" is not a column: number, title'],
    [
      ["due:<someday"],
      '"someday" is not a date: 2017-10-25, 10/25, +2w, next fri, eom, mid nov, Q1 or week 48\n  in the query at character 1',
    ],
    [["--columns", "titel"], '"titel" is not a column, did you mean title?'],
  ])("refuses %j in words", async (argv, message) => {
    const run = await gtm(["list", ...argv], kettle);
    expect([run.code, run.stdout]).toEqual([2, ""]);
    expect(run.stderr).toContain(message);
  });

  it("asks for words that only items have, too", async () => {
    const odd = {
      ...kettle,
      "items/002-warranty-text.md": (kettle["items/002-warranty-text.md"] ?? "").replace("pending", "wip"),
    };
    expect((await gtm(["list", "status:wip", "--columns", "id"], odd)).stdout).toBe("2\n");
  });

  it.each([
    [
      "owner",
      "Amara Osei (1)\n1  Handle that stays cool\n\nBo Lindgren (1)\n3  Colour of the lid\n\n(no owner) (1)\n2  Warranty text\n",
    ],
    [
      "area",
      "Design (1)\n1  Handle that stays cool\n\nLegal (1)\n2  Warranty text\n\n(no area) (1)\n3  Colour of the lid\n",
    ],
    [
      "status",
      "Pending (1)\n2  Warranty text\n\nIn progress (1)\n1  Handle that stays cool\n\nDone (1)\n3  Colour of the lid\n",
    ],
    ["priority", "P1 (1)\n1  Handle that stays cool\n\n(no priority) (2)\n2  Warranty text\n3  Colour of the lid\n"],
  ])("groups by %s, in the tracker's order", async (column, table) => {
    const query = ["list", "--all", `group:${column}`, "--columns", "id,title"];
    const run = await gtm(query, kettle, { terminal: true });
    expect(run.stdout.replaceAll(/^#.*\n/gm, "")).toBe(table);
    const order = [...table.matchAll(/^\d/gm)].join("\n");
    expect((await gtm(query, kettle)).stdout.replaceAll(/\t.*/g, "")).toBe(`${order}\n`);
  });

  it("reports a file that cannot be read, lists the others, and exits with 1", async () => {
    const run = await gtm(["list"], { ...kettle, "items/002-warranty-text.md": '---\nid: 2\ntitle: "open\n---\n' });
    expect(run.code).toBe(1);
    expect(run.stdout).toContain("Handle that stays cool");
    expect(run.stderr).toMatch(/^items\/002-warranty-text\.md:\d+:\d+: front matter: /);
  });

  it("works from any folder of the repository, and names the next step where there is no tracker", async () => {
    expect((await gtm(["list"], { ...kettle, "src/deep/x.txt": "" }, { folder: "src/deep" })).stdout).toContain(
      "Warranty text",
    );
    const run = await gtm(["list"], { "README.md": "" });
    expect([run.code, run.stderr]).toEqual([
      2,
      "gtm: no tracker here: items/tracker.md does not exist\n  gtm init makes one; to use another folder, set -t DIR or GTM_TRACKER\n",
    ]);
  });

  it("lets no control character of an item's text through", async () => {
    const evil = (kettle["items/002-warranty-text.md"] ?? "").replace(
      "Warranty text",
      '"\\e]0;x\\a\\u009b31m| <script>"',
    );
    for (const terminal of [true, false]) {
      const run = await gtm(["list"], { ...kettle, "items/002-warranty-text.md": evil }, { terminal });
      expect(run.stdout).toContain("␛]0;x␇\uFFFD31m| <script>");
    }
    expect((await gtm(["list", "--json"], { ...kettle, "items/002-warranty-text.md": evil })).stdout).not.toMatch(
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/,
    );
  });
});
