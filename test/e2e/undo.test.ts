/** `gtm undo` in real repositories: what goes, what stays, and what is refused. */
import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { makeRepository, type TestRepository, temporaryFolder } from "../shell/repository.ts";
import { item1, item2, kettle } from "../support/tracker-files.ts";
import { environment, gtm, shell } from "./built-gtm.ts";

const file = "items/002-warranty-text.md";
const other = "items/001-handle-that-stays-cool.md";
const warranty = item2;

interface World extends TestRepository {
  readonly run: (...args: string[]) => ReturnType<typeof gtm>;
  readonly subjects: () => readonly string[];
}

function world(contents: Readonly<Record<string, string>> = { ...kettle, "a.txt": "a\n" }): World {
  const repository = makeRepository(contents);
  return {
    ...repository,
    run: (...args) => gtm(repository.folder, args),
    subjects: () => repository.git("log", "--format=%s").trim().split("\n"),
  };
}

/** As if what is committed had been pushed. */
function push({ git }: TestRepository): void {
  git("update-ref", "refs/remotes/origin/main", "HEAD");
}

describe("a commit that nobody else has", () => {
  test("goes, and says what it was", async () => {
    const { run, subjects, git } = world();
    await run("note", "2", "Nobody agreed to this.");
    const id = git("rev-parse", "HEAD").slice(0, 10);
    const undone = await run("undo");
    expect(undone).toEqual({
      code: 0,
      stdout: `"gtm note 2: Nobody agreed to this." (${id}) is taken back: the commit is off main
  #2 Warranty text: 1 comment removed
    2026-03-12: removed: "Nobody agreed to this."
`,
      stderr: "gtm undo --redo brings it back\n",
    });
    expect([subjects(), git("status", "--porcelain")]).toEqual([["first"], ""]);
  });

  test("one after the other, until there is none", async () => {
    const { run, subjects, git } = world();
    await run("add", "Carton");
    await run("note", "4", "Recycled.");
    await run("close", "2");
    for (const title of ["Warranty text: reopened", "Carton: 1 comment removed", "Carton: deleted (was Pending)"])
      expect((await run("undo")).stdout).toContain(title);
    expect([subjects(), git("status", "--porcelain")]).toEqual([["first"], ""]);
    const end = await run("undo");
    expect(end.code).toBe(2);
    expect(end.stderr).toContain("gtm has made no commit here for ada@example.com");
  });

  test("is told from people's own, whatever they say", async () => {
    const { run, write, git, subjects } = world();
    await run("note", "2", "One.");
    const subject = 'Revert "gtm note 2: none of this"';
    for (const message of [subject, "docs: how gtm notes are written", "gtm notes"]) {
      write("items/readme.md", message);
      git("add", ".");
      git("commit", "--quiet", `--message=${message}`);
    }
    const undone = await run("undo");
    expect(undone.stdout).toContain('"gtm note 2: One."');
    expect(subjects()[0]).toBe("gtm undo: note 2: One.");
  });

  test("is known behind a word that a hook has put before it", async () => {
    const { run, hook, subjects } = world();
    hook("commit-msg", 'sed -i "1s/^/[KET-7] /" "$1"');
    await run("note", "2", "One.");
    expect(subjects()[0]).toBe("[KET-7] gtm note 2: One.");
    expect((await run("undo")).code).toBe(0);
    expect(subjects()).toEqual(["first"]);
  });

  test("goes with what a hook has added to it", async () => {
    const { run, hook, subjects, git } = world();
    hook("pre-commit", "echo list > contents.txt; git add contents.txt");
    await run("note", "2", "One.");
    expect(git("show", "--name-only", "--format=")).toContain("contents.txt");
    expect((await run("undo")).stdout).toContain("contents.txt is gone again");
    expect([subjects(), git("status", "--porcelain")]).toEqual([["first"], ""]);
  });

  test("of somebody else stays: the user's own goes", async () => {
    const { run, folder, subjects } = world();
    await run("note", "2", "Mine.");
    await gtm(folder, ["note", "1", "Bo's."], { GIT_AUTHOR_EMAIL: "bo@example.com", GIT_AUTHOR_NAME: "Bo" });
    const undone = await run("undo");
    expect(undone.stdout).toContain('"gtm note 2: Mine."');
    expect(subjects().slice(0, 2)).toEqual(["gtm undo: note 2: Mine.", "gtm note 1: Bo's."]);
  });
});

describe("--redo", () => {
  test("brings commits back, each as it was, the last one that went first", async () => {
    const { run, git, write } = world();
    await run("add", "Carton");
    await run("note", "4", "Recycled.");
    const [second = "", first = ""] = git("log", "--format=%H", "-2").split("\n");
    write("a.txt", "staged\n");
    git("add", "a.txt");
    await run("undo");
    await run("undo");
    for (const [id, words] of [
      [first, "#4 New item: Carton"],
      [second, 'Recycled."'],
    ] as const) {
      const redone = await run("undo", "--redo");
      expect([redone.code, redone.stderr]).toEqual([0, ""]);
      expect(redone.stdout).toMatch(/ is back on main\n/);
      expect(redone.stdout).toContain(words);
      expect([git("rev-parse", "HEAD").trim(), git("status", "--porcelain")]).toEqual([id, "M  a.txt\n"]);
    }
    expect((await run("undo", "--redo")).stderr).toContain("no undo is the last thing that happened on this branch");
  });

  test("brings back what was undone by an item's number, too", async () => {
    const { run, subjects } = world();
    await run("note", "2", "One.");
    await run("undo", "2");
    expect((await run("undo", "--redo")).code).toBe(0);
    expect(subjects()).toEqual(["gtm note 2: One.", "first"]);
  });

  test("is over as soon as something else has happened", async () => {
    const { run, subjects } = world();
    await run("note", "2", "One.");
    await run("undo");
    await run("note", "2", "Two.");
    const redone = await run("undo", "--redo");
    expect([redone.code, redone.stderr]).toEqual([2, expect.stringContaining("git reflog shows the commits")]);
    expect(subjects()).toEqual(["gtm note 2: Two.", "first"]);
  });

  test("keeps what the user has edited since", async () => {
    const { run, write, read, git } = world();
    await run("set", "1", "timeline=soon");
    await run("undo");
    write(other, read(other).replace("area: Design", "area: Sales"));
    expect((await run("undo", "--redo")).code).toBe(0);
    expect(git("status", "--porcelain")).toBe(` M ${other}\n`);
    expect(read(other)).toMatch(/area: Sales[\s\S]*timeline: soon/);
  });
});

describe("what the user has begun stays as it is", () => {
  test("staged and unstaged, in other files and in the same", async () => {
    const { run, write, read, git, subjects } = world();
    await run("set", "1", "timeline=soon");
    write("a.txt", "staged\n");
    git("add", "a.txt");
    write("a.txt", "edited\n");
    write("b.txt", "new\n");
    write(other, read(other).replace("title: Handle that", "title: Handle which"));
    git("add", other);
    write(other, read(other).replace("area: Design", "area: Sales"));
    const before = git("status", "--porcelain");
    expect((await run("undo")).code).toBe(0);
    expect(subjects()).toEqual(["first"]);
    expect(git("status", "--porcelain")).toBe(before);
    expect(git("show", ":a.txt")).toBe("staged\n");
    expect(read(other)).toBe(
      item1.replace("title: Handle that", "title: Handle which").replace("area: Design", "area: Sales"),
    );
    expect(git("show", `:${other}`)).toBe(item1.replace("title: Handle that", "title: Handle which"));
  });

  test("a change that was taken back by hand, and not committed, is taken out of git as well", async () => {
    const { run, write, git, subjects } = world();
    await run("set", "2", "timeline=soon");
    write(file, warranty);
    expect((await run("undo")).code).toBe(0);
    expect([subjects(), git("status", "--porcelain")]).toEqual([["first"], ""]);
  });

  test("edits of the same value are refused, and told", async () => {
    const { run, write, read, subjects } = world();
    await run("set", "2", "timeline=soon");
    const edited = read(file).replace("timeline: soon", "timeline: later");
    write(file, edited);
    const undone = await run("undo");
    expect(undone.code).toBe(2);
    expect(undone.stderr).toContain(`in ${file} has been changed since, by edits that are not committed`);
    expect([read(file), subjects()[0]]).toEqual([edited, "gtm set 2: timeline=soon"]);
  });

  test("--no-commit changes the work tree alone", async () => {
    const { run, git, subjects, read } = world();
    await run("set", "2", "timeline=soon");
    const undone = await run("undo", "--no-commit");
    expect(undone.stdout).toContain("is taken back in the work tree");
    expect([subjects()[0], git("status", "--porcelain"), read(file)]).toEqual([
      "gtm set 2: timeline=soon",
      ` M ${file}\n`,
      warranty,
    ]);
  });

  test("--dry-run changes nothing, and says which commit would go", async () => {
    const { run, git, subjects } = world();
    await run("set", "2", "timeline=soon");
    const undone = await run("undo", "-n");
    expect(undone.stdout).toContain("\n-timeline: soon\n");
    expect(undone.stderr).toContain("the commit would go from main");
    expect([subjects()[0], git("status", "--porcelain")]).toEqual(["gtm set 2: timeline=soon", ""]);
  });
});

describe("a commit that somebody else may have", () => {
  test.for([
    ["origin/main", "refs/remotes/origin/main"],
    ["topic", "refs/heads/topic"],
    ["v1", "refs/tags/v1"],
  ] as const)("%s: a new commit takes it back, and undo of that gives it again", async ([name, ref]) => {
    const { run, git, subjects, read } = world();
    await run("set", "2", "timeline=soon");
    const [then, id] = [read(file), git("rev-parse", "HEAD").trim()];
    git("update-ref", ref, "HEAD");
    const undone = await run("undo");
    expect(undone.stdout).toMatch(
      / is taken back \[[0-9a-f]{7,}\]\n {2}#2 Warranty text: timeline removed \(was soon\)\n$/,
    );
    expect(undone.stderr).toBe(`by a new commit, as ${name} has it; gtm undo brings it back\n`);
    expect(git("log", "-1", "--format=%B")).toBe(`gtm undo: set 2: timeline=soon\n\nThis reverts commit ${id}.\n\n`);
    expect([read(file), git("status", "--porcelain")]).toEqual([warranty, ""]);
    expect((await run("undo")).stdout).toContain("timeline set to soon");
    expect([read(file), subjects()[0]]).toEqual([then, "gtm set 2: timeline=soon"]);
  });

  test("an undo that was pushed itself is undone by a third commit", async () => {
    const here = world();
    await here.run("set", "2", "timeline=soon");
    push(here);
    await here.run("undo");
    push(here);
    await here.run("undo");
    expect(here.subjects().slice(0, 3)).toEqual([
      "gtm undo: undo: set 2: timeline=soon",
      "gtm undo: set 2: timeline=soon",
      "gtm set 2: timeline=soon",
    ]);
    expect(here.read(file)).toContain("timeline: soon");
  });

  test("what a later commit has changed too is refused, by its name", async () => {
    const { run, write, read, git, subjects } = world();
    await run("set", "2", "timeline=soon");
    write(file, read(file).replace("timeline: soon", "timeline: later"));
    git("commit", "--quiet", "--all", "--message=By hand");
    const id = git("rev-parse", "HEAD").slice(0, 10);
    const undone = await run("undo");
    expect(undone.code).toBe(2);
    expect(undone.stderr).toContain(`in ${file} has been changed since, by "By hand" (${id}) by Ada Author\n`);
    expect(undone.stderr).toContain("gtm log 2 shows both");
    expect([subjects()[0], git("status", "--porcelain")]).toEqual(["By hand", ""]);
  });

  test("other values and comments of later commits stay", async () => {
    const { run, write, read, git } = world();
    await run("note", "1", "The first.");
    await run("note", "1", "The second.");
    const id = git("rev-parse", "HEAD").trim();
    write(other, read(other).replace("area: Design", "area: Sales"));
    git("commit", "--quiet", "--all", "--message=By hand");
    await run("set", "1", "timeline=soon");
    expect((await run("undo")).stdout).toContain("timeline removed (was soon)");
    expect((await run("undo")).stdout).toContain('removed: "The second."');
    expect(git("log", "-1", "--format=%b").trim()).toBe(`This reverts commit ${id}.`);
    const text = `${item1}- **2026-03-12** The first.\n`;
    expect(read(other)).toBe(text.replace("area: Design", "area: Sales"));
  });

  test("a comment that was edited since is not taken out", async () => {
    const { run, write, read, git } = world();
    await run("note", "2", "The first.");
    write(file, read(file).replace("The first.", "The first, and more."));
    git("commit", "--quiet", "--all", "--message=By hand");
    const undone = await run("undo");
    expect([undone.code, undone.stderr]).toEqual([2, expect.stringContaining('has been changed since, by "By hand"')]);
  });
});

describe("undo ID", () => {
  test("takes back that item's part of a commit that changed several", async () => {
    const { run, git, read } = world();
    await run("note", "1,2", "For both.");
    const id = git("rev-parse", "HEAD").trim();
    const undone = await run("undo", "2");
    expect(undone.stderr).toBe("by a new commit, as it changed more than that; gtm undo 2 brings it back\n");
    expect(git("log", "-1", "--format=%B")).toBe(
      `gtm undo 2: note 1 2: For both.\n\nThis reverts item 2 of commit ${id}.\n\n`,
    );
    expect([read(file), read(other).includes("For both.")]).toEqual([warranty, true]);
    await run("undo", "#2");
    expect(git("rev-parse", "HEAD").trim()).toBe(id);
  });

  test("takes back what was done by hand, of whoever it was", async () => {
    const { run, write, git, subjects } = world();
    write(file, warranty.replace("area: Legal", "area: Sales"));
    write("a.txt", "with it\n");
    write("b.bin", "\0\0");
    git("add", "--all");
    git("commit", "--quiet", "--message=By hand");
    const undone = await run("undo", "2");
    expect(undone.stdout).toContain(" of Ada Author is taken back [");
    expect(undone.stdout).toContain("#2 Warranty text: area Sales → Legal");
    expect(undone.stderr).toContain("as it is not one that gtm made for you");
    expect([subjects()[0], git("show", "HEAD:a.txt")]).toEqual(["gtm undo 2: By hand", "with it\n"]);
  });

  test("gives back an item that is gone", async () => {
    const { run, git, read } = world();
    git("rm", "--quiet", file);
    git("commit", "--quiet", "--message=Gone");
    expect((await run("undo", "2")).stdout).toContain("#2 New item: Warranty text");
    expect([read(file), git("status", "--porcelain")]).toEqual([warranty, ""]);
  });

  test("gives no number back that is another item's by now", async () => {
    const { run, git, write } = world();
    await run("note", "1", "Mine.");
    git("rm", "--quiet", file);
    git("commit", "--quiet", "--amend", "--no-edit");
    write("items/002-bag.md", warranty.replace("Warranty text", "Bag"));
    git("add", ".");
    git("commit", "--quiet", "--message=Bag");
    const undone = await run("undo");
    expect(undone.code).toBe(2);
    expect(undone.stderr).toContain(`${file} would come back, but number 2 is used by items/002-bag.md now`);
  });

  test("gives an item its earlier number, under its earlier name", async () => {
    const { run, git, read, write } = world();
    git("mv", file, "items/007-warranty.md");
    write("items/007-warranty.md", warranty.replace("id: 2", "id: 7"));
    git("commit", "--quiet", "--all", "--message=Renumbered");
    const undone = await run("undo", "7");
    expect(undone.stdout).toContain("#2 Warranty text: number 7 → 2");
    expect([read(file), git("ls-files", "items/007*")]).toEqual([warranty, ""]);
  });

  test.for([
    ["9", "no item 9"],
    ["1,2", "one item at a time"],
    ["4", "#4 has not been committed yet"],
  ] as const)("%s is refused: %s", async ([id, words]) => {
    const { run, write } = world();
    write("items/004-new.md", warranty.replace("id: 2", "id: 4"));
    const undone = await run("undo", id);
    expect([undone.code, undone.stderr]).toEqual([2, expect.stringContaining(words)]);
  });
});

describe("where nothing can be taken back", () => {
  test("the first commit", async () => {
    const { run, git } = world();
    git("commit", "--quiet", "--amend", "--message=gtm init: a tracker in items");
    const undone = await run("undo");
    expect(undone.code).toBe(2);
    expect(undone.stderr).toContain("is the first commit of the repository: there is nothing to go back to");
  });

  test("the first commit that a shallow clone has", async () => {
    const { run, folder } = world();
    await run("note", "2", "One.");
    const clone = temporaryFolder();
    execFileSync("git", ["clone", "--quiet", "--depth=1", `file://${folder}`, clone], { env: environment });
    const undone = await gtm(clone, ["undo"]);
    expect(undone.code).toBe(2);
    expect(undone.stderr).toContain('shallow: it does not have what was there before "gtm note 2: One."');
    expect(undone.stderr).toContain("git fetch --unshallow");
  });

  test("a merge", async () => {
    const { run, git } = world();
    git("switch", "--quiet", "--create=topic");
    await run("set", "2", "timeline=soon");
    git("switch", "--quiet", "main");
    await run("set", "1", "timeline=soon");
    git("merge", "--quiet", "--message=gtm resolve: topic", "topic");
    const undone = await run("undo");
    expect(undone.code).toBe(2);
    expect(undone.stderr).toMatch(/"gtm resolve: topic" \(\w+\) is a merge, .*\n {2}git revert -m 1 /);
  });

  test.for([
    ["a merge", ["merge", "--no-ff", "--no-commit", "topic"], "git merge --continue"],
    ["a rebase", ["rebase", "--exec=false", "HEAD~1"], "git rebase --continue"],
  ] as const)("during %s", async ([what, args, next]) => {
    const { run, git } = world();
    await run("set", "2", "timeline=soon");
    git("branch", "topic");
    git("reset", "--quiet", "--hard", "HEAD~1");
    await run("set", "1", "timeline=soon");
    try {
      git(...args);
    } catch {
      // The rebase stops.
    }
    const undone = await run("undo");
    expect([undone.code, undone.stderr]).toEqual([2, expect.stringContaining(`${what} is in progress`)]);
    expect(undone.stderr).toContain(next);
  });

  test("a detached HEAD", async () => {
    const { run, git } = world();
    await run("note", "2", "One.");
    git("switch", "--quiet", "--detach");
    const undone = await run("undo");
    expect([undone.code, undone.stderr]).toEqual([2, expect.stringContaining("no branch is checked out")]);
  });

  test("outside of git's text: an item of CRLF comes back as it was", async () => {
    const { run, git, read, write } = world();
    git("config", "core.autocrlf", "true");
    write(file, warranty.replaceAll("\n", "\r\n"));
    await run("set", "2", "timeline=soon");
    expect(read(file)).toContain("timeline: soon\r\n");
    expect((await run("undo")).code).toBe(0);
    expect([read(file), git("status", "--porcelain")]).toEqual([warranty.replaceAll("\n", "\r\n"), ""]);
  });
});

test("--json tells what was undone, and how", async () => {
  const { run, git } = world();
  await run("set", "2", "timeline=soon");
  const [id, date] = git("log", "-1", "--format=%H %cs").trim().split(" ");
  const data = {
    undone: { id, date, author: "Ada Author", subject: "gtm set 2: timeline=soon" },
    redo: false,
    moved: true,
    commit: null,
    items: [
      {
        id: 2,
        title: "Warranty text",
        kind: "changed",
        fields: [{ column: "timeline", from: "soon", to: null, written: null }],
        comments: [],
      },
    ],
    tracker: [],
    files: [],
  };
  expect(JSON.parse((await run("undo", "--json", "-n")).stdout)).toEqual({ ...data, dryRun: true });
  const commit = git("rev-parse", "--short", "HEAD~1").trim();
  expect(JSON.parse((await run("undo", "--json")).stdout)).toEqual({ ...data, commit });
});

test("settings come back, and are told", async () => {
  const { run, write, read, git } = world();
  write("items/tracker.md", read("items/tracker.md").replace("[Design, Legal, Sales]", "[Design, Legal]"));
  git("commit", "--quiet", "--all", "--message=gtm area: Sales is retired");
  expect((await run("undo")).stdout).toContain("  area Sales added\n");
  expect(read("items/tracker.md")).toBe(kettle["items/tracker.md"]);
});

describe("killed in the middle", () => {
  /** Runs `gtm undo`, which a hook of git's kills when the branch moves, at one of the steps that git tells of. */
  async function killedAt(step: "prepared" | "committed", after = ""): Promise<World> {
    const here = world();
    await here.run("set", "2", "timeline=soon");
    here.write("a.txt", "staged\n");
    here.git("add", "a.txt");
    here.hook("reference-transaction", `if [ "$1" = ${step} ]; then kill -9 $GTM_PID; ${after} fi`);
    const ran = await shell(here.folder, 'GTM_PID=$BASHPID exec "$NODE" "$GTM" undo');
    expect(ran.code).toBe("SIGKILL");
    here.hook("reference-transaction", "exit 0");
    return here;
  }

  test("as the branch goes back, the undo stands", async () => {
    const { run, git, subjects, read } = await killedAt("committed");
    const next = await run("list");
    expect(next.stderr).toContain('"gtm undo: set 2: timeline=soon" was interrupted when it was done, and stands');
    expect([subjects(), read(file), git("status", "--porcelain")]).toEqual([["first"], warranty, "M  a.txt\n"]);
  });

  test("before, it is taken back, and the commit stays", async () => {
    const { run, git, subjects, read } = await killedAt("prepared", "exit 1;");
    const next = await run("list");
    expect(next.stderr).toContain('"gtm undo: set 2: timeline=soon" was interrupted, so its changes were undone: ');
    expect([subjects()[0], git("status", "--porcelain")]).toEqual(["gtm set 2: timeline=soon", "M  a.txt\n"]);
    expect(read(file)).toContain("timeline: soon");
  });

  test("a branch that may not move keeps the commit, and everything else as it was", async () => {
    const { run, hook, git, subjects } = world();
    await run("set", "2", "timeline=soon");
    hook("reference-transaction", '[ "$1" != prepared ]');
    const undone = await run("undo");
    expect(undone.code).toBe(2);
    expect([subjects()[0], git("status", "--porcelain")]).toEqual(["gtm set 2: timeline=soon", ""]);
  });
});
