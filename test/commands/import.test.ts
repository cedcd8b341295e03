import { describe, expect, it } from "vitest";
import { freshTracker } from "../../src/core/fresh-tracker.ts";
import { gtm } from "../support/gtm.ts";
import { kettle } from "../support/tracker-files.ts";

const page = `# Kettle launch

- 3/30 Trade fair

## Open

| # | Priority | Due | Area | Open item | Owner | Status | Updates |
| --- | --- | --- | --- | --- | --- | --- | --- |
| 1 | P1 | 4/3 | Design | Handle that stays cool | [Amara Osei](https://wiki.example.com/display/~amara) | In progress | <li>3/5: Cork works. <li>2/26 Silicone smells. |
| 2 | P2 | 4/10 | Legal | Warranty text | Bo Lindgren | Pending | 3/5: Draft is out. |
| 3 | P1 | 4/10 | Legal | Price list | Bo Lindgren | Blocked | 3/5: Waits for cork. |
`;

const fresh = { "items/tracker.md": freshTracker, "wiki.md": page };
const files = ["items/001-handle-that-stays-cool.md", "items/002-warranty-text.md", "items/003-price-list.md"];

/** What the repository is after a first import, with its history. */
async function imported() {
  const run = await gtm(["import", "wiki.md"], fresh);
  return {
    files: run.files,
    history: [
      { date: "2026-03-10", subject: "gtm init: a tracker in items", files: fresh },
      { date: "2026-03-12", subject: "gtm import wiki.md: 3 items", files: run.files },
    ],
  };
}

it("gives no number that git has, be the file in the work tree or not", async () => {
  const run = await gtm(["import", "wiki.md"], fresh, { tracked: ["items/002-hidden.md"] });
  const made = run.commits[0]?.files.filter((name) => name !== "items/tracker.md");
  expect(made).toEqual([files[0], files[2], "items/004-warranty-text.md"]);
});

describe("gtm import into a tracker that somebody has just made", () => {
  const people = async (name: string, items: Readonly<Record<string, string>> = {}) => {
    const identity = { name, email: "sam@example.com" };
    const made = await gtm(["init"], { "wiki.md": page, ...items }, { identity });
    const run = await gtm(["import", "wiki.md"], made.files, { identity });
    expect((await gtm(["check"], run.files)).stdout).toContain("no errors, no warnings");
    return /\npeople:\n((?: {2}.*\n)+)/.exec(run.files["items/tracker.md"] ?? "")?.[1];
  };

  it("takes over the page's words, and keeps who made it", async () => {
    expect(await people("Sam Tester")).toMatchInlineSnapshot(`
      "  amara: { name: Amara Osei, url: https://wiki.example.com/display/~amara }
        bo.lindgren: { name: Bo Lindgren }
        sam: { name: Sam Tester, email: sam@example.com }
      "
    `);
  });

  it("knows who made it in the page's own people", async () => {
    expect(await people("amara osei")).toMatchInlineSnapshot(`
      "  amara: { name: Amara Osei, url: https://wiki.example.com/display/~amara, email: sam@example.com }
        bo.lindgren: { name: Bo Lindgren }
      "
    `);
  });

  it("keeps the handle that items have already", async () => {
    const mine = { "items/009-mine.md": "---\nid: 9\ntitle: Mine\nstatus: pending\nowners: [sam]\n---\n" };
    expect(await people("Amara Osei", mine)).toContain("  sam: { name: Amara Osei, email: sam@example.com }\n");
  });
});

describe("gtm import", () => {
  it("keeps what is saved while it plans, in tracker.md and in a file that it was about to make", async () => {
    const typed = `${freshTracker}\nTyped.\n`;
    const own = "---\nid: 1\ntitle: Own\nstatus: pending\n---\n";
    const savedMeanwhile = { "items/tracker.md": typed, [files[0] ?? ""]: own };
    const run = await gtm(["import", "wiki.md"], fresh, { savedMeanwhile });
    expect(run.code).toBe(0);
    expect(run.files["items/tracker.md"]).toMatch(/\nareas: \[Design, Legal\]\n.*\nTyped\.\n/s);
    expect(run.files[files[0] ?? ""]).toBe(own);
    expect(run.files["items/004-handle-that-stays-cool.md"]).toContain("title: Handle that stays cool\n");
  });

  it("makes a file of each row and the tracker's words of the page, in one commit", async () => {
    const run = await gtm(["import", "wiki.md"], fresh);
    expect(run.stdout).toBe("wiki.md: 3 items created, short dates read as 2026 [a1b2c3d]\n");
    expect(run.commits).toEqual([{ message: "gtm import wiki.md: 3 items", files: [...files, "items/tracker.md"] }]);
    expect(run.files[files[0] ?? ""]).toBe(
      "---\nid: 1\ntitle: Handle that stays cool\nstatus: in-progress\npriority: P1\narea: Design\nowners: [amara]\ndue: 2026-04-03\n---\n\n## Comments\n\n- **2026-02-26** Silicone smells.\n- **2026-03-05** Cork works.\n",
    );
    expect((await gtm(["check"], run.files)).stdout).toBe("no errors, no warnings in 4 files\n");
  });

  it("changes nothing when the same page comes again, and says so", async () => {
    const { files: before, history } = await imported();
    const run = await gtm(["import", "wiki.md"], before, { history });
    expect([run.stdout, run.files, run.commits]).toEqual([
      "wiki.md: nothing new, 3 items unchanged, short dates read as 2026\n",
      before,
      [],
    ]);
  });

  it("brings a new comment of the page, keeps what was edited in git, and says which is which", async () => {
    const { files: before, history } = await imported();
    const edited = (await gtm(["set", "2", "due=2026-05-01", "status=blocked"], before)).files;
    const later = page
      .replace("3/5: Draft is out.", "<li>3/12: Signed. <li>3/5: Draft is out.")
      .replace("| P1 | 4/10", "| P2 | 4/10");
    const run = await gtm(["import", "wiki.md"], { ...edited, "wiki.md": later }, { history });
    expect(run.commits).toEqual([{ message: "gtm import wiki.md: 1 updated", files: [files[1]] }]);
    expect(run.files[files[1] ?? ""]).toBe(`${edited[files[1] ?? ""]}- **2026-03-12** Signed.\n`);
    expect(run.stdout).toMatchInlineSnapshot(`
      "wiki.md: 1 item updated, 2 items unchanged, 1 change on the page not taken (--update), short dates read as 2026 [a1b2c3d]

      #3 "Price list": Priority is P2 on the page, P1 here: --update takes it
      #2 "Warranty text": Due was changed here and stays: 2026-05-01 (the page still has 2026-04-10)
      #2 "Warranty text": Status was changed here and stays: Blocked (the page still has Pending)
      #2 "Warranty text": new comment of 2026-03-12: Signed.

      next: gtm import wiki.md --update to take what changed on the page
      "
    `);
  });

  it("takes over what changed on the page alone with --update, and both with --prefer page", async () => {
    const { files: before, history } = await imported();
    const edited = (await gtm(["set", "3", "due=2026-05-01", "owners=amara"], before)).files;
    const later = page.replace("| P1 | 4/10 | Legal | Price", "| P2 | 4/20 | Legal | Price");
    const update = await gtm(["import", "wiki.md", "--update"], { ...edited, "wiki.md": later }, { history });
    expect(update.files[files[2] ?? ""]).toContain("priority: P2\narea: Legal\nowners: [amara]\ndue: 2026-05-01\n");
    const forced = await gtm(
      ["import", "wiki.md", "--update", "--prefer", "page"],
      { ...edited, "wiki.md": later },
      { history },
    );
    expect(forced.files[files[2] ?? ""]).toContain("priority: P2\narea: Legal\nowners: [amara]\ndue: 2026-04-20\n");
  });

  it("calls it both where history does not tell who changed it, and keeps git's", async () => {
    const { files: before } = await imported();
    const run = await gtm(["import", "wiki.md", "--update"], { ...before, "wiki.md": page.replace("4/3", "4/4") });
    expect(run.stdout).toContain("1 change on the page not taken (--update --prefer page)");
    expect(run.stdout).toContain(
      '#1 "Handle that stays cool": Due is 2026-04-04 on the page, 2026-04-03 here: not taken, because history does not tell',
    );
    expect(run.files[files[0] ?? ""]).toBe(before[files[0] ?? ""]);
  });

  it("says why it takes no change from a row that is itself a guess, and shows the row last", async () => {
    const { files: before, history } = await imported();
    const edited = (await gtm(["set", "1", "due=2026-05-01"], before)).files;
    const later = page
      .replace(
        "| 3 | P1 | 4/10 | Legal | Price list | Bo Lindgren | Blocked |",
        "| 3 | 4/20 | | Price list Legal | Amara Osei | |",
      )
      .replace("| 4/3 |", "| 4/5 |");
    const run = await gtm(["import", "wiki.md", "--update"], { ...edited, "wiki.md": later }, { history });
    expect(run.stdout).toMatchInlineSnapshot(`
      "wiki.md: nothing new, 3 items unchanged, 6 changes on the page not taken (--update --prefer page), 1 item to look at, short dates read as 2026

      #1 "Handle that stays cool": Due is 2026-04-05 on the page, 2026-05-01 here: not taken, because it was changed here too; --update --prefer page takes it
      #3 "Price list": Open item is "Price list Legal" on the page, "Price list" here: not taken, because the page's row is doubtful, see below
      #3 "Price list": Priority is nothing on the page, P1 here: not taken, because the page's row is doubtful, see below
      #3 "Price list": Due is 2026-04-20 on the page, 2026-04-10 here: not taken, because the page's row is doubtful, see below
      #3 "Price list": Area is nothing on the page, Legal here: not taken, because the page's cell is doubtful, see below
      #3 "Price list": Owner is Amara Osei on the page, Bo Lindgren here: not taken, because the page's row is doubtful, see below

      Row 3, "Price list" (#3): Area was left empty, but might be Legal (the area above may apply to this row too). Look at line 11 of the page.

      next: gtm show 3 to see what the row has become, gtm set 3 FIELD=VALUE to put it right
      "
    `);
  });

  it("flags a row that is only likely to be an item, and gives it the new comment alone", async () => {
    const unnumbered = page
      .replace(/^\| (?:#|---|\d) (?=\|)/gm, "")
      .replace("3/5: Draft is out.", "<li>3/5: Draft is out. <li>3/1: Counsel asked.");
    const { files: made } = await gtm(["import", "wiki.md"], { ...fresh, "wiki.md": unnumbered });
    const history = [{ date: "2026-03-12", subject: "gtm import wiki.md: 3 items", files: made }];
    const later = unnumbered.replace("Warranty text", "Leaflet").replace("<li>3/1", "<li>3/9: Printed. <li>3/1");
    const run = await gtm(["import", "wiki.md", "--update"], { ...made, "wiki.md": later }, { history });
    expect(run.stdout).toMatchInlineSnapshot(`
      "wiki.md: 1 item updated, 2 items unchanged, 1 change on the page not taken, 1 item to look at, short dates read as 2026 [a1b2c3d]

      #2 "Warranty text": Open item is Leaflet on the page, "Warranty text" here: not taken, because the row may be another item, see below
      #2 "Warranty text": new comment of 2026-03-09: Printed.

      Row 2, "Leaflet", was taken for #2 "Warranty text", but might be a new item (neither number, key nor title is the same). Look at line 10 of the page.

      next: gtm set 2 title=Leaflet if row 2 is that item, gtm add Leaflet if it is a new one
      "
    `);
    expect(run.files[files[1] ?? ""]).toBe(`${made[files[1] ?? ""]}- **2026-03-09** Printed.\n`);
  });

  it("names other words in a description, and leaves them to you", async () => {
    const own = "| Job | Who | Due | Notes |\n| --- | --- | --- | --- |\n";
    const notes = `# Boat\n\n${own}| Caulk the deck | Per Holm | 2026-05-04 | Two buckets of tar |\n| Mend the sail | Ane Vik | 2026-05-05 | Red thread |\n`;
    const { files: made } = await gtm(["import", "boat.md"], { ...kettle, "boat.md": notes });
    const later = notes.replace("Red thread", "White thread");
    const run = await gtm(["import", "boat.md", "--update"], { ...made, "boat.md": later });
    expect(run.stdout).toContain(
      '"Mend the sail": Notes is "White thread" on the page, "Red thread" here: not taken, because gtm changes no description',
    );
    expect(Object.entries(run.files).filter(([name]) => name.startsWith("items/"))).toEqual(
      Object.entries(made).filter(([name]) => name.startsWith("items/")),
    );
  });

  it("closes what the page has moved among the closed", async () => {
    const { files: before, history } = await imported();
    const row = page.split("\n").find((line) => line.includes("Price list")) ?? "";
    const head = page.split("\n").slice(6, 8).join("\n");
    const later = `${page.replace(`${row}\n`, "")}\n## Closed\n\n${head}\n${row}\n`;
    const run = await gtm(["import", "wiki.md", "--update"], { ...before, "wiki.md": later }, { history });
    // The page has no word for it: that it is closed, the date tells.
    expect(run.files[files[2] ?? ""]).toContain("status: blocked\n");
    expect(run.files[files[2] ?? ""]).toContain("closed: 2026-03-05\n");
  });

  it("adds to a tracker that has words of its own, and touches no other byte of them", async () => {
    const run = await gtm(["import", "wiki.md"], { ...kettle, "wiki.md": page.replace("| Design |", "| Packaging |") });
    const tracker = run.files["items/tracker.md"] ?? "";
    expect(tracker).toContain("areas: [Design, Legal, Sales, Packaging]\n");
    for (const line of (kettle["items/tracker.md"] ?? "").split("\n").filter((each) => !each.startsWith("areas:"))) {
      expect(tracker).toContain(line);
    }
    expect(run.code).toBe(0);
  });

  it("closes an item by its date alone where no status of the tracker says closed", async () => {
    const own =
      "---\ntitle: Ours\nstatuses: { pending: Pending, in-progress: In progress }\n---\n\n<!-- gtm:table -->\n";
    const over = `${page}\n## Closed\n\n| # | Open item | Owner | Updates |\n| --- | --- | --- | --- |\n| 4 | Box art | Bo Lindgren | 3/1: Printed. |\n`;
    const { files: made } = await gtm(["import", "wiki.md"], { "items/tracker.md": own, "wiki.md": over });
    expect(made["items/004-box-art.md"]).toMatch(/^title: Box art\nowners: .*\nclosed: 2026-03-01$/m);
    const moved = over.replace(/\| 3 .*\n/, "").replace(/$/, "| 3 | Price list | Bo Lindgren | 3/11: Signed. |\n");
    const again = await gtm(["import", "wiki.md", "--update", "--prefer", "page"], { ...made, "wiki.md": moved });
    expect(again.files[files[2] ?? ""]).toMatch(/\nstatus: blocked\n(?:.*\n)*closed: 2026-03-1[12]\n/);
    for (const { files: each } of [{ files: made }, again])
      expect((await gtm(["check"], each)).stdout).toContain("no errors, no warnings");
  });

  it("shows the report and writes nothing with --dry-run", async () => {
    const run = await gtm(["import", "wiki.md", "--dry-run"], fresh);
    expect(run.stdout).toContain("3 items would be created");
    expect([run.files, run.commits]).toEqual([fresh, []]);
  });

  it("has nothing to write for a page that has come before, and takes no next step to write it", async () => {
    const { files: before, history } = await imported();
    const same = await gtm(["import", "wiki.md", "--dry-run"], before, { history });
    expect(same.stdout.split("\n")[0]).toBe("wiki.md: nothing new, 3 items unchanged, short dates read as 2026");
    expect(same.stdout).not.toContain("next:");
    const told = { ...before, "wiki.md": `${before["wiki.md"]}\nThe kettle ships with a lid.\n` };
    for (const words of [["--dry-run"], ["--no-commit"], []]) {
      const { stdout } = await gtm(["import", "wiki.md", ...words], told, { history });
      expect([words, stdout.includes("nothing new"), stdout.includes("next: the same without --dry-run")]).toEqual([
        words,
        false,
        words[0] === "--dry-run",
      ]);
    }
  });

  it("shows a dry run through the pager where the screen is too small, and nothing else", async () => {
    const small = { terminal: true, height: 5 };
    expect((await gtm(["import", "wiki.md", "--dry-run"], fresh, small)).stderr).toBe("(paged)\n");
    expect((await gtm(["import", "wiki.md", "--dry-run", "--no-pager"], fresh, small)).stderr).toBe("");
    expect((await gtm(["import", "wiki.md"], fresh, { ...small, height: 1 })).stderr).toBe("");
  });

  it("prints the documented data with --json", async () => {
    const run = await gtm(["import", "wiki.md", "--json"], fresh);
    expect(JSON.parse(run.stdout)).toEqual({
      source: "markdown",
      year: 2026,
      created: [1, 2, 3],
      updated: [],
      unchanged: [],
      changes: [],
      repairs: [],
      gone: [],
      left: [],
    });
  });

  it("names what looks like items and was not taken, and takes it where that is asked for", async () => {
    const aside = `${page}\n## Resources\n\n- Print the carton with the new handle\n- Ask the museum for the loan\n`;
    const files = { ...fresh, "wiki.md": aside };
    const left = { line: 15, kind: "list", rows: 2, heading: "Resources" };
    const run = await gtm(["import", "wiki.md", "--json"], files);
    expect(JSON.parse(run.stdout)).toMatchObject({ created: [1, 2, 3], left: [left] });
    const said = 'line 15: the list of 2 entries under "Resources" was not read as items (--take 15 takes it)';
    const told = await gtm(["import", "wiki.md", "--report", "report.md"], files);
    expect(told.stdout.replace(/\n(?=\S)/g, " ")).toContain(said);
    expect(told.files["report.md"]).toContain("## Not taken\n\n- line 15");
    const taken = await gtm(["import", "wiki.md", "--take", "15", "--json"], files);
    expect(JSON.parse(taken.stdout)).toMatchObject({ created: [1, 2, 3, 4, 5], left: [] });
    const refused = await gtm(["import", "wiki.md", "--take", "1,15"], files);
    expect([refused.code, refused.stderr]).toEqual([
      2,
      expect.stringMatching(/no table or list stands on line 1\b[\s\S]*list on line 15/),
    ]);
    expect((await gtm(["import", "wiki.md", "--take", "x"], files)).stderr).toContain('"x" is not a line');
  });

  it("leaves the second time what it left the first time, though the tracker knows its headings", async () => {
    const guests = `${page}\n## Guests\n\n| Guest | Owner | Table |\n| --- | --- | --- |\n| Ada | Bo Lindgren | 4 |\n| Per | Bo Lindgren | 5 |\n\n## Shops\n\n| Name | Town |\n| --- | --- |\n| Cup | Lund |\n| Pot | Ystad |\n`;
    const once = await gtm(["import", "wiki.md", "--json"], { ...fresh, "wiki.md": guests });
    const again = await gtm(["import", "wiki.md", "--json"], once.files);
    expect([once, again].map(({ stdout }) => JSON.parse(stdout))).toMatchObject([
      {
        created: [1, 2, 3],
        left: [
          { line: 15, heading: "Guests" },
          { line: 22, heading: "Shops" },
        ],
      },
      {
        created: [],
        left: [
          { line: 15, heading: "Guests" },
          { line: 22, heading: "Shops" },
        ],
      },
    ]);
    for (const name of ["page.md", "page.html", "page.xml"]) {
      const { files: rendered } = await gtm(["render", "-o", name], once.files);
      const own = await gtm(["import", name, "--json"], rendered);
      expect(JSON.parse(own.stdout)).toMatchObject({
        created: [],
        unchanged: [1, 2, 3],
        left: [{ heading: "Guests" }, { heading: "Shops" }],
      });
    }
  });

  it("leaves a tracker with the page's own words and no others", async () => {
    const rows = page.replaceAll("P1", "Low").replaceAll("P2", "High");
    const run = await gtm(["import", "wiki.md"], { ...fresh, "wiki.md": rows });
    const text = run.files["items/tracker.md"] ?? "";
    expect(text).toContain("statuses: { pending: Pending, in-progress: In progress, blocked: Blocked }\n");
    expect(text).toContain("priorities:\n  High: {}\n  Low: {}\n");
    expect(text.match(/gtm:table.*/g)).toEqual([
      "gtm:table columns:number,priority,due,area,title,owners,status,comments -->",
    ]);
  });

  it("keeps the words that an item of a fresh tracker has already", async () => {
    const item = "---\nid: 9\ntitle: Cork\nstatus: done\npriority: P4\nclosed: 2026-03-01\n---\n";
    const run = await gtm(["import", "wiki.md"], { ...fresh, "items/009-cork.md": item });
    expect((await gtm(["check"], run.files)).stdout).toContain("no errors, no warnings");
  });

  it("gives no status on a page without any, and changes nothing by closing but the day", async () => {
    const bare =
      "# Kettle\n\n| Item | Owner |\n| --- | --- |\n| Find a mill | Amara Osei |\n| Buy cork | Bo Lindgren |\n";
    const run = await gtm(["import", "wiki.md"], { ...fresh, "wiki.md": bare });
    const added = await gtm(["add", "Glue"], run.files);
    const closed = await gtm(["close", "1"], added.files);
    const items = Object.entries(closed.files).flatMap(([name, text]) => (name.startsWith("items/0") ? [text] : []));
    expect(items).toHaveLength(3);
    for (const text of items) expect(text).not.toContain("status:");
    expect(items[0]).toContain("closed: 2026-03-12\n");
    expect((await gtm(["check"], closed.files)).stdout).toContain("no errors, 1 warning");
    expect((await gtm(["render"], closed.files)).stdout).toContain("| Find a mill |");
  });

  it("writes the report of a dry run where one is asked for, and says that it wrote nothing else", async () => {
    const run = await gtm(["import", "wiki.md", "-n", "--report", "report.md"], fresh);
    expect([run.code, run.stderr, run.commits]).toEqual([0, "report.md: the report; nothing else was written\n", []]);
    const { "report.md": report, ...others } = run.files;
    expect([report, others]).toEqual([expect.stringContaining("- 3 items would be created\n"), fresh]);
  });

  it("writes its report for a pull request", async () => {
    const run = await gtm(["import", "wiki.md", "--report", "report.md"], fresh);
    expect(run.files["report.md"]).toContain("# Import of wiki.md\n\n- 3 items created\n");
  });

  it("gives free numbers to rows whose own are taken", async () => {
    const other = page
      .replaceAll("Handle that stays cool", "Something else")
      .replaceAll("Warranty text", "Guarantee")
      .replaceAll("Price", "Cost");
    const run = await gtm(["import", "wiki.md", "--json"], { ...kettle, "wiki.md": other });
    expect(JSON.parse(run.stdout).created).toEqual([4, 5, 6]);
  });

  it.each([
    ["a page without a table or list", "# Just prose\n\nNothing here.\n", "wiki.md: "],
    ["a file that is none", "\u0000\u0001\u0002binary", "wiki.md: "],
    ["an empty file", "", "wiki.md: "],
  ])("refuses %s in words", async (_, text, message) => {
    const run = await gtm(["import", "wiki.md"], { ...fresh, "wiki.md": text });
    expect([run.code, run.stdout]).toEqual([2, ""]);
    expect(run.stderr).toContain(`gtm: ${message}`);
    expect(run.commits).toEqual([]);
  });

  it("keeps the source of a doubtful row for the reviewer, out of the description", async () => {
    const damaged = page.replace(
      "| 3 | P1 | 4/10 | Legal | Price list | Bo Lindgren | Blocked | 3/5: Waits for cork. |",
      "| 3 |  Price list --> and so on | | | | | | |",
    );
    const run = await gtm(["import", "wiki.md"], { ...fresh, "wiki.md": damaged });
    const [path, text] = Object.entries(run.files).find(([name]) => name.startsWith("items/003-")) ?? [];
    expect(text).toContain("<!-- gtm:source line 11\n| 3 |  Price list --&gt; and so on |");
    const shown = JSON.parse((await gtm(["show", "3", "--json"], run.files)).stdout);
    expect([shown.path, shown.description]).toEqual([path, ""]);
  });
});

describe("gtm import --review", () => {
  const doubtful = page.replace(
    "| 3 | P1 | 4/10 | Legal | Price list | Bo Lindgren | Blocked | 3/5: Waits for cork. |",
    "| 3 |  Price list for all markets, with cork | | | | | | |",
  );
  const world = { terminal: true, width: 100 };

  it("shows the row and its reading, and takes what is confirmed", async () => {
    const run = await gtm(
      ["import", "wiki.md", "--review"],
      { ...fresh, "wiki.md": doubtful },
      { ...world, answers: ["is right"] },
    );
    expect(run.stderr).toContain("1 of 1, line 11\n| 3 |  Price list for all markets, with cork | | | | | | |\n");
    const text = Object.entries(run.files).find(([name]) => name.startsWith("items/003-"))?.[1];
    expect(text).not.toContain("gtm:source");
  });

  it("changes a field, or leaves the row out", async () => {
    const changed = await gtm(
      ["import", "wiki.md", "--review"],
      { ...fresh, "wiki.md": doubtful },
      {
        ...world,
        answers: [
          "has a wrong value: change a field",
          "due=2026-05-02",
          "has a wrong value: change a field",
          "owner=Bo Lindgren",
          "is right",
        ],
      },
    );
    const text = Object.entries(changed.files).find(([name]) => name.startsWith("items/003-"))?.[1];
    expect(text).toContain("owners: [bo.lindgren]\ndue: 2026-05-02\n");
    const dropped = await gtm(
      ["import", "wiki.md", "--review"],
      { ...fresh, "wiki.md": doubtful },
      { ...world, answers: ["is not an item: leave it out"] },
    );
    expect(Object.keys(dropped.files).filter((name) => name.startsWith("items/0"))).toEqual(files.slice(0, 2));
  });

  it("needs a terminal, and says what else there is", async () => {
    const run = await gtm(["import", "wiki.md", "--review"], { ...fresh, "wiki.md": doubtful });
    expect([run.code, run.stderr]).toEqual([
      2,
      "gtm: --review needs a terminal\n  to list the guesses instead: gtm import FILE --dry-run --json\n",
    ]);
  });
});

describe("gtm import writes no status that check calls an error", () => {
  const table = (statuses: readonly string[]) =>
    [
      "| # | Item | Status |",
      "| --- | --- | --- |",
      ...statuses.map((each, row) => `| ${row + 1} | Loaf ${row} | ${each} |`),
    ].join("\n");
  const closed = "## Closed\n\n| # | Item | Owner |\n| --- | --- | --- |\n| 7 | Old loaf | |";
  const open = "# Bakery\n\n## Open";
  const item = "---\nid: 50\ntitle: Knead\nstatus: simmering\n---\n";

  it.each([
    ["leaves it out where the page has none", "statuses: {wip: Working, fin: Done}", closed, ["wip"]],
    ["leaves it out where no status says closed", "statuses: {wip: Working, hold: Waiting}", closed, ["wip"]],
    ["leaves it out where every status says closed", "statuses: {fin: Done}", closed, ["working"]],
    [
      "declares what the page has besides",
      "statuses: {wip: Working}",
      table(["Working", "5", "Shipped"]),
      ["wip", "5", "shipped"],
    ],
    ["declares what items have that needed no declaring so far", "people: {}", closed, ["working", "simmering"]],
    [
      "closes by the label that only the tracker has",
      "statuses: {wip: Working, fin: Done}",
      table(["WIP", "Fin"]),
      ["wip", "fin"],
    ],
  ])("%s", async (_, settings, rest, statuses) => {
    const wiki = `${open}\n\n${rest === closed ? `${table(["Working"])}\n\n${closed}` : rest}\n`;
    const run = await gtm(["import", "wiki.md"], {
      "items/tracker.md": `---\ntitle: Bakery\n${settings}\n---\n`,
      ...(settings === "people: {}" ? { "items/050-knead.md": item } : {}),
      "wiki.md": wiki,
    });
    const texts = Object.entries(run.files).flatMap(([name, text]) => (name.startsWith("items/0") ? [text] : []));
    expect(texts.flatMap((text) => /^status: "?(.*?)"?$/m.exec(text)?.[1] ?? [])).toEqual(statuses);
    expect((await gtm(["check"], run.files)).stdout).toContain("no errors, no warnings");
  });

  it("gives an item none that the page does not give", async () => {
    const run = await gtm(["import", "wiki.md"], {
      "items/tracker.md": "---\ntitle: Bakery\nstatuses: {fin: Done}\n---\n",
      "wiki.md": `${open}\n\n- Bake bread\n- [x] Buy flour\n`,
    });
    expect(run.files["items/001-bake-bread.md"]).toBe("---\nid: 1\ntitle: Bake bread\n---\n");
    expect(run.files["items/002-buy-flour.md"]).toBe("---\nid: 2\ntitle: Buy flour\nclosed: 2026-03-12\n---\n");
  });
});

describe("a page of many sections", () => {
  const fresh = { "items/tracker.md": freshTracker };
  const section = (index: number) => `## Stall ${index}\n\n- [ ] Paint sign ${index} (Kim)\n- [x] Hire till ${index}\n`;
  const problemsAfter = async (page: string) => {
    const imported = await gtm(["import", "page.md"], { ...fresh, "page.md": page });
    expect(imported.code).toBe(0);
    return { template: imported.files["items/tracker.md"] ?? "", check: await gtm(["check"], imported.files) };
  };

  it("has a marker each, and one for those that a page has no marker left for", async () => {
    const { template, check } = await problemsAfter(
      `# Fair\n\n${Array.from({ length: 52 }, (_, i) => section(i)).join("\n")}`,
    );
    expect(template.match(/<!-- gtm:/g)).toHaveLength(41);
    expect(template).toContain('gtm:list area:"Stall 40","Stall 41",');
    expect([check.code, check.stdout]).toEqual([0, expect.not.stringContaining("marker-limit")]);
  });

  it("may have a table without a row", async () => {
    const head = "| Task | Owner | Due | Status |\n|---|---|---|---|\n";
    const rows = "| Paint the sign | Kim Wells | 2026-12-04 | Open |\n| Hire a till | Jo Park | 2026-12-05 | Open |\n";
    const { template, check } = await problemsAfter(`# Fair\n\n## Risks\n\n${head}\n## Actions\n\n${head}${rows}`);
    expect(template).toContain("areas: [Risks, Actions]");
    expect(check.code).toBe(0);
  });
});
