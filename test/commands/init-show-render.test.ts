import { describe, expect, it } from "vitest";
import { readTracker } from "../../src/core/tracker-file.ts";
import { gtm } from "../support/gtm.ts";
import { kettle } from "../support/tracker-files.ts";

describe("gtm init", () => {
  it.each(["github", "gitlab"])(
    "says what the review of %s installs, which may not be published yet",
    async (forge) => {
      const { code, stderr } = await gtm(["init", "--ci", forge]);
      expect([code, stderr]).toEqual([
        0,
        expect.stringContaining("they install gtm-tracker@1.2.3 from npm; where npm view"),
      ]);
      expect(stderr).toContain("npm pack");
    },
  );

  it("makes a tracker with the usual words and commits it", async () => {
    const run = await gtm(["init"]);
    expect([run.code, run.stdout]).toEqual([0, "items/tracker.md created [a1b2c3d]\n"]);
    expect(run.commits).toEqual([
      { message: "gtm init: a tracker in items", files: [".gitattributes", "items/tracker.md"] },
    ]);
    expect(await gtm(["check"], run.files)).toMatchObject({ code: 0, stdout: "no errors, no warnings in 1 file\n" });
  });

  it("makes you the first of its people, so that the first item can be yours", async () => {
    const made = await gtm(["init"]);
    expect(made.files["items/tracker.md"]).toContain(
      "\npeople:\n  sam: { name: Sam Tester, email: sam@example.com }\n---\n",
    );
    expect(made.stderr).toContain("you are listed in it as sam: Sam Tester <sam@example.com>\n");
    const run = await gtm(["add", "First thing", "-o", "me", "-m", "Begun"], made.files);
    expect([run.code, run.stderr]).toEqual([0, ""]);
    expect(run.files["items/001-first-thing.md"]).toContain("owners: [sam]\n");
    expect(run.files["items/001-first-thing.md"]).toContain("@sam** Begun");
  });

  it.each([
    ["Ana Kos", "ana.kos@example.com", "ana.kos: { name: Ana Kos, email: ana.kos@example.com }"],
    ["Octo Cat", "4711+octo@users.noreply.example.com", "octo: { name: Octo Cat, email: 4711+octo@users"],
    ["Émile Zo", "me@example.com", "émile.zo: { name: Émile Zo, email: me@example.com }"],
    ["x: { y", "*@example.com", 'x-.-.y: { name: "x: { y", email: "*@example.com" }'],
    ["木村", "", "木村: { name: 木村 }"],
  ])("gives %j <%s> a handle", async (name, email, entry) => {
    const run = await gtm(["init"], {}, { identity: { name, email } });
    expect(run.files["items/tracker.md"]).toContain(`  ${entry}`);
    expect((await gtm(["check"], run.files)).code).toBe(0);
    const added = await gtm(["add", "T", "-o", "me"], run.files, { identity: { name, email } });
    expect([added.code, added.stderr]).toEqual([0, ""]);
  });

  it("is made where git does not know who you are, too, but not committed", async () => {
    const run = await gtm(["init"], {}, { identity: null });
    expect([run.code, run.stdout, run.commits]).toEqual([0, "items/tracker.md created\n", []]);
    expect(run.files["items/tracker.md"]).toContain("\npeople: {}\n");
    expect(run.stderr).toContain(
      "not committed, and you are not listed under people: git does not know who you are\n  git config user.name …, then git add items/tracker.md && git commit\n",
    );
  });

  it("says so where one is already, and changes nothing", async () => {
    const run = await gtm(["init"], kettle);
    expect([run.code, run.stdout, run.files]).toEqual([0, "items/tracker.md already exists: nothing to do\n", kettle]);
  });

  it("shows the folder's name, there and in git, without what would act on a terminal", async () => {
    const run = await gtm(["-t", "a\u001b[2J", "init"]);
    const again = await gtm(["-t", "a\u001b[2J", "init"], run.files);
    expect([run.stdout, again.stdout, run.commits[0]?.message]).toEqual([
      "a␛[2J/tracker.md created [a1b2c3d]\n",
      "a␛[2J/tracker.md already exists: nothing to do\n",
      "gtm init: a tracker in a␛[2J",
    ]);
  });

  it("makes it in another folder with -t", async () => {
    expect(Object.keys((await gtm(["-t", "backlog", "init"])).files)).toEqual([".gitattributes", "backlog/tracker.md"]);
  });

  it("makes it where one stands, whatever tracker is further up", async () => {
    const first = await gtm(["init"], {}, { folder: "teamA" });
    expect([first.stdout, Object.keys(first.files)]).toEqual([
      "teamA/items/tracker.md created [a1b2c3d]\n",
      [".gitattributes", "teamA/items/tracker.md"],
    ]);
    const second = await gtm(["init"], first.files, { folder: "teamB" });
    expect(Object.keys(second.files)).toEqual([".gitattributes", "teamA/items/tracker.md", "teamB/items/tracker.md"]);
    const within = await gtm(["init"], kettle, { folder: "docs" });
    expect(Object.keys(within.files)).toContain("docs/items/tracker.md");
    expect(within.stderr).toContain("\nfrom here, gtm now uses docs/items; items is unchanged\n");
    for (const folder of ["teamA", "teamA/deep/er"]) {
      const added = await gtm(["add", "Box"], second.files, { folder });
      expect(added.commits[0]?.files).toEqual(["teamA/items/001-box.md"]);
    }
  });

  it("is named with the folder that was asked for, where there is no tracker", async () => {
    const run = await gtm(["-t", "plan", "import", "page.md"], { ...kettle, "page.md": "" }, { folder: "teamB" });
    expect([run.code, run.stderr]).toEqual([
      2,
      "gtm: no tracker here: teamB/plan/tracker.md does not exist\n  gtm -t plan init makes one; to use another folder, set -t DIR or GTM_TRACKER\n",
    ]);
    const made = await gtm(["-t", "plan", "init"], kettle, { folder: "teamB" });
    expect([made.stdout, made.stderr]).toEqual([
      "teamB/plan/tracker.md created [a1b2c3d]\n",
      'you are listed in it as sam: Sam Tester <sam@example.com>\ngit merges it by meaning here (.gitattributes); other clones need gtm setup once\nnext: gtm -t plan import PAGE.md to bring in an existing page, or gtm -t plan add "Title" to start from scratch\n',
    ]);
  });

  it.each(["Kettle launch", "Q1: #1 'launch' \"$&\"", "- [x] ---"])("calls the page %s", async (title) => {
    const { files } = await gtm(["init", "--title", ` ${title}\n`]);
    const { tracker, problems } = readTracker(files["items/tracker.md"] ?? "");
    expect([tracker?.title, problems]).toEqual([title, []]);
    expect(files["items/tracker.md"]).toContain(`\n---\n\n# ${title}\n\n## Key milestones\n`);
    expect((await gtm(["render"], files)).stdout).toContain(`# ${title}\n`);
  });

  it("leaves a tracker with a title open to the page that is imported first", async () => {
    const page = "# Teapot\n\n## Items\n\n| # | Open item | Owner |\n|---|---|---|\n| 1 | Spout | Bo Lindgren |\n";
    const imported = async (...args: string[]) => {
      const { files } = await gtm(["init", ...args], { "page.md": page });
      return (await gtm(["import", "page.md"], files)).files["items/tracker.md"];
    };
    expect(await imported("--title", "Kettle launch")).toBe(await imported());
  });

  it("refuses a title without a word", async () => {
    expect(await gtm(["init", "--title", " "])).toMatchObject({ code: 2, files: {} });
  });

  it("names git init outside of a repository", async () => {
    const run = await gtm(["init"], {}, { outsideGit: true });
    expect([run.code, run.stderr]).toEqual([2, expect.stringContaining("git init")]);
  });
});

describe("gtm show", () => {
  it("prints an item readable, comments newest first", async () => {
    const run = await gtm(["show", "1"], kettle);
    expect(run.stdout).toMatchInlineSnapshot(`
      "#1 Handle that stays cool

      Status    In progress (stale)
      Priority  P1
      Area      Design
      Owner     Amara Osei
      Start     2026-02-01
      Due       2026-03-01 (overdue)

      The old one reached 60 degrees.

      2026-02-20 @amara
        Cork works, see KET-12.

      items/001-handle-that-stays-cool.md
      "
    `);
  });

  it("prints its data with --json", async () => {
    expect(JSON.parse((await gtm(["show", "3", "--json"], kettle)).stdout)).toMatchObject({
      id: 3,
      closed: "2026-02-02",
    });
  });
});

describe("gtm render", () => {
  it("makes the page from the template", async () => {
    const run = await gtm(["render"], kettle);
    expect(run.stdout).toMatchInlineSnapshot(`
      "# Kettle launch

      *As of 2026-03-12: 2 open, 1 overdue, 1 stale, 1 without an owner; 1 closed*

      - **2026-04-01 – 2026-04-03** Trade fair

      - **P1**: This week
      - **P2**: This month

      | # | Priority | Area | Open item | Owner | Due | Status |
      | --- | --- | --- | --- | --- | --- | --- |
      | 1 | P1 | Design | [Handle that stays cool](#item-1) | [Amara Osei](https://people.example.com/amara) | 2026-03-01 **(overdue)** | In progress **(stale)** |
      | 2 |  | Legal | [Warranty text](#item-2) |  |  | Pending |

      <!-- columns ["#","Priority","Area","Open item","Owner","Due","Status","Comments"] -->

      ## Closed

      | Open item | Closed |
      | --- | --- |
      | Colour of the lid | 2026-02-02 |

      ## Comments

      ### Item 1

      **Handle that stays cool**<br>
      **Priority** P1 ·
      **Area** Design ·
      **Owner** [Amara Osei](https://people.example.com/amara) ·
      **Due** 2026-03-01 **(overdue)** ·
      **Status** In progress **(stale)** ·
      [↑ Kettle launch](#kettle-launch)

      **Description** The old one reached 60 degrees.

      - **2026-02-20 @amara** Cork works, see [KET-12](https://tickets.example.com/browse/KET-12).

      ### Item 2

      **Warranty text**<br>
      **Area** Legal ·
      **Status** Pending ·
      [↑ Kettle launch](#kettle-launch)

      <!-- written by gtm -->
      "
    `);
  });

  it("writes a file with -o, and says what is in it", async () => {
    const run = await gtm(["render", "-o", "page.md"], kettle);
    expect(run.stdout).toBe("");
    expect(run.stderr).toBe("page.md: 2 open, 1 closed, as of 2026-03-12\n");
    expect(run.files["page.md"]).toContain("# Kettle launch");
  });

  it("prints the whole page as data", async () => {
    const page = JSON.parse((await gtm(["render", "--format", "json"], kettle)).stdout);
    expect(Object.keys(page)).toEqual(["tracker", "asOf", "open", "closed"]);
    expect(page.tracker.milestones).toEqual([
      { date: "2026-04-01", end: "2026-04-03", title: "Trade fair", url: null },
    ]);
    expect(page.tracker.priorities).toEqual([
      { key: "P1", label: "This week", weeks: 1 },
      { key: "P2", label: "This month", weeks: 4 },
    ]);
    expect([page.open.length, page.closed.length]).toEqual([2, 1]);
  });

  it("freezes the day where the tracker says so", async () => {
    const frozen = {
      ...kettle,
      "items/tracker.md": (kettle["items/tracker.md"] ?? "").replace("milestones:", "as-of: 2026-01-01\nmilestones:"),
    };
    expect(JSON.parse((await gtm(["render", "--format", "json"], frozen)).stdout).asOf).toBe("2026-01-01");
  });

  it("names the formats where it is asked for another", async () => {
    expect((await gtm(["render", "--format", "pdf"], kettle)).stderr).toBe(
      'gtm: unknown format "pdf"\n  formats are md, html, confluence, csv, json\n',
    );
  });
});

describe("a page without a title", () => {
  const called = { title: "<title>Open items, as of 12 March 2026</title>", heading: "<h1>Open items</h1>" };

  it("is called Open items once it is imported", async () => {
    const page = "| # | Task | Owner | Status |\n| - | - | - | - |\n| 1 | Starter kit | Bo | Open |\n";
    const { files } = await gtm(["init"], { "page.md": page });
    const run = await gtm(["import", "page.md"], files);
    expect(run.files["items/tracker.md"]).toMatch(/^---\ntitle: Open items\n/);
    const { stdout } = await gtm(["render", "-f", "html"], run.files);
    expect([stdout.includes(called.title), stdout.includes(called.heading)]).toEqual([true, true]);
  });

  it.each(['title: ""', "title:", 'title: "  "', "as-of:"])(
    "is called Open items with %s in its tracker.md",
    async (key) => {
      const files = { "items/tracker.md": `---\n${key}\n---\n\n# <!-- to be named -->\n\n<!-- gtm:table -->\n` };
      const { stdout } = await gtm(["render", "-f", "html"], files);
      expect([stdout.includes(called.title), stdout.includes(called.heading)]).toEqual([true, true]);
      const data = JSON.parse((await gtm(["render", "-f", "json"], files)).stdout);
      expect(data.tracker.title).toBe("Open items");
    },
  );
});

describe("gtm", () => {
  it("says its version", async () => {
    expect((await gtm(["--version"])).stdout).toBe("1.2.3\n");
  });
});
