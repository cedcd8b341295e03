/** `gtm resolve` where real gits have stopped: what it solves, what it leaves, and what it says of that. */
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { makeRepository, type TestRepository } from "../shell/repository.ts";
import { item1, item2, kettle } from "../support/tracker-files.ts";
import { environment, gtm, ownProcess, root, run } from "./built-gtm.ts";

const one = "items/001-handle-that-stays-cool.md";
const two = "items/002-warranty-text.md";

interface World extends TestRepository {
  readonly run: (...args: string[]) => ReturnType<typeof gtm>;
  /** Git, which may fail. */
  readonly tries: (...args: string[]) => void;
  readonly unmerged: () => string;
}

function world(contents: Readonly<Record<string, string>> = { ...kettle, "a.txt": "a\n" }): World {
  const repository = makeRepository(contents);
  const { folder, git } = repository;
  git("branch", "topic");
  return {
    ...repository,
    run: (...args) => gtm(folder, args),
    tries: (...args) => {
      try {
        git(...args);
      } catch {
        // It has stopped, as it was meant to.
      }
    },
    unmerged: () => git("diff", "--name-only", "--diff-filter=U"),
  };
}

type Edits = Readonly<Record<string, string | null>>;

/** Commits other texts on both branches, and stays on main. */
function diverge({ git, write }: World, ours: Edits, theirs: Edits): void {
  for (const [branch, edits] of [
    ["topic", theirs],
    ["main", ours],
  ] as const) {
    git("switch", "--quiet", branch);
    for (const [name, text] of Object.entries(edits)) {
      if (text === null) git("rm", "--quiet", name);
      else write(name, text);
    }
    git("add", "--all");
    git("commit", "--quiet", `--message=on ${branch}`);
  }
}

/** Waits for a git that has outlived its gtm to make the merge. */
async function ended({ git }: World): Promise<void> {
  for (let round = 0; round < 400 && git("log", "-1", "--format=%p").trim().split(" ").length < 2; round++)
    await sleep(20);
}

const comment = (text: string, words: string): string => `${text}- **2026-03-0${words}\n`;
const [ours, theirs] = [comment(item1, "5 @bo** Ours."), comment(item1, "4 @amara** Theirs.")];
const united = comment(comment(item1, "4 @amara** Theirs."), "5 @bo** Ours.");
const due = (day: string): string => item1.replace("due: 2026-03-01", `due: 2026-03-${day}`);

const operations: Readonly<Record<string, { readonly start: (world: World) => void; readonly next: string }>> = {
  merge: { start: ({ tries }) => tries("merge", "topic"), next: "git commit" },
  rebase: { start: ({ tries }) => tries("rebase", "topic"), next: "git rebase --continue" },
  "cherry-pick": { start: ({ tries }) => tries("cherry-pick", "topic"), next: "git cherry-pick --continue" },
  "stash pop": {
    start: ({ git, tries }) => {
      git("switch", "--quiet", "--detach", "topic");
      git("reset", "--quiet", "--soft", "HEAD~1");
      git("stash", "--quiet");
      git("switch", "--quiet", "main");
      tries("stash", "pop");
    },
    next: "git stash drop",
  },
};

describe.for(Object.entries(operations))("a %s", ([name, { start, next }]) => {
  test("that has stopped at two comments is solved, and goes on", async () => {
    const here = world();
    diverge(here, { [one]: ours }, { [one]: theirs });
    start(here);
    expect(here.unmerged()).toBe(`${one}\n`);
    expect(await here.run("resolve")).toEqual({
      code: 0,
      stdout: `${one}: #1 Handle that stays cool: solved\n`,
      stderr: `all solved and staged; next: ${next}\n`,
    });
    expect([here.unmerged(), here.read(one), here.git("show", `:${one}`)]).toEqual(["", united, united]);
    here.git("-c", "core.editor=true", ...next.split(" ").slice(1));
    expect((await here.run("check")).code).toBe(0);
    expect((await here.run("resolve")).stdout).toBe("nothing is in conflict\n");
  });

  test("that has stopped at one value set twice says whose is which, in which line", async () => {
    const here = world();
    diverge(here, { [one]: due("10") }, { [one]: due("20") });
    start(here);
    const [main, topic] =
      name === "rebase"
        ? ["due is 2026-03-20 on topic", "2026-03-10 on main"]
        : ["due is 2026-03-10 on main", "2026-03-20 on"];
    const resolved = await here.run("resolve");
    expect(resolved.code).toBe(1);
    expect(resolved.stdout).toContain(`${one}:9: #1 Handle that stays cool: ${main}, ${topic}`);
    expect(resolved.stderr).toBe(
      `choose between the markers in 1 file, then: git add ${one}\nwhen nothing is left: ${next}\n`,
    );
    expect(here.read(one).split("\n")[8]).toMatch(/^<{7} /);
    expect(here.unmerged()).toBe(`${one}\n`);
  });
});

describe("a merge", () => {
  test.for(["merge", "diff3", "zdiff3"])(
    "with markers of %s is read, and solved as far as it can be",
    async (style) => {
      const here = world();
      const { git, run, read, tries } = here;
      git("config", "merge.conflictStyle", style);
      diverge(
        here,
        { [one]: ours.replace("03-01", "03-10"), [two]: item2.replace("Legal", "Sales") },
        {
          [one]: theirs.replace("03-01", "03-20"),
          [two]: item2.replace("Legal", "Design"),
        },
      );
      tries("merge", "topic");
      const first = await run("resolve");
      expect(first.stdout).toBe(
        `${one}:9: #1 Handle that stays cool: due is 2026-03-10 on main, 2026-03-20 on topic\n${two}:5: #2 Warranty text: area is Sales on main, Design on topic\n`,
      );
      const base = style === "merge" ? "" : "||||||| before\ndue: 2026-03-01\n";
      const clash = `<<<<<<< main\ndue: 2026-03-10\n${base}=======\ndue: 2026-03-20\n>>>>>>> topic\n`;
      expect(read(one)).toBe(united.replace("due: 2026-03-01\n", clash));
      // Again, with its own markers there: nothing changes, and the same is said.
      const text = read(one);
      expect(await run("resolve")).toEqual(first);
      expect(read(one)).toBe(text);
    },
  );

  test("settings of tracker.md are merged as well", async () => {
    const here = world();
    const [file, text] = ["items/tracker.md", kettle["items/tracker.md"] ?? ""];
    diverge(
      here,
      { [file]: text.replace("Sales]", "Sales, Press]") },
      { [file]: text.replace("Sales]", "Sales, Fair]") },
    );
    here.tries("merge", "topic");
    expect(here.unmerged()).toBe(`${file}\n`);
    expect((await here.run("resolve")).stdout).toBe(`${file}: tracker.md: solved\n`);
    expect(here.read(file)).toMatch(/areas: \[Design, Legal, Sales, (?:Press, Fair|Fair, Press)\]/);
  });

  test("what the user has edited between the markers is his, and left", async () => {
    const here = world();
    const { run, write, read, tries, unmerged } = here;
    diverge(here, { [one]: ours }, { [one]: theirs });
    tries("merge", "topic");
    const edited = read(one).replace("Ours.", "Ours, and mine.");
    write(one, edited);
    const resolved = await run("resolve");
    expect([resolved.code, read(one), unmerged()]).toEqual([1, edited, `${one}\n`]);
    expect(resolved.stdout).toBe(
      `${one}: #1 Handle that stays cool: edited since git stopped, so it is left as it is\n`,
    );
    expect(resolved.stderr).toContain(`git checkout --merge ${one} begins it anew`);
    write(one, ours);
    expect((await run("resolve")).stderr).toContain(`git add ${one} if it is right`);
    here.git("checkout", "--merge", one);
    expect((await run("resolve")).code).toBe(0);
    expect(read(one)).toBe(united);
  });

  test("files that are none of the tracker's stay as they are", async () => {
    const here = world({ ...kettle, "a.txt": "a\n", "items/readme.md": "a\n" });
    const { run, read, tries, unmerged } = here;
    diverge(
      here,
      { "a.txt": "b\n", "items/readme.md": "b\n", [one]: ours },
      { "a.txt": "c\n", "items/readme.md": "c\n", [one]: theirs },
    );
    tries("merge", "topic");
    const before = [read("a.txt"), read("items/readme.md")];
    const resolved = await run("resolve");
    expect([resolved.code, unmerged()]).toEqual([1, "a.txt\nitems/readme.md\n"]);
    expect(resolved.stdout).toContain("a.txt: not of the tracker, so it is left to you\n");
    expect([read("a.txt"), read("items/readme.md")]).toEqual(before);
  });

  test.for([
    ["main", "topic", { [one]: null }, { [one]: theirs }],
    ["topic", "main", { [one]: ours }, { [one]: null }],
  ] as const)(
    "an item that %s has deleted, and %s changed, is the user's to decide",
    async ([gone, kept, mine, other]) => {
      const here = world();
      diverge(here, mine, other);
      here.tries("merge", "topic");
      const resolved = await here.run("resolve");
      expect(resolved.code).toBe(1);
      expect(resolved.stdout).toBe(`${one}: #1 Handle that stays cool: deleted on ${gone}, changed on ${kept}\n`);
      expect(resolved.stderr).toContain(`${one}: git add ${one} keeps it, git rm ${one} deletes it\n`);
    },
  );

  test("with items of CRLF keeps their line ends", async () => {
    const crlf = (text: string) => text.replaceAll("\n", "\r\n");
    const here = world({ ...kettle, [one]: crlf(item1) });
    diverge(here, { [one]: crlf(ours) }, { [one]: crlf(theirs) });
    here.tries("merge", "topic");
    expect((await here.run("resolve")).code).toBe(0);
    expect(here.read(one)).toBe(crlf(united));
  });

  test("of items that git converts to CRLF in the work tree", async () => {
    const here = world();
    here.git("config", "core.autocrlf", "true");
    diverge(here, { [one]: ours.replaceAll("\n", "\r\n") }, { [one]: theirs.replaceAll("\n", "\r\n") });
    here.tries("merge", "topic");
    expect(here.read(one)).toContain("<<<<<<< HEAD");
    expect((await here.run("resolve")).code).toBe(0);
    expect([here.read(one), here.git("show", `:${one}`)]).toEqual([united.replaceAll("\n", "\r\n"), united]);
  });
});

describe("two items that two branches have added under one name", () => {
  const lid = (title: string) => `---\nid: 4\ntitle: ${title}\nstatus: pending\narea: Design\n---\n\nSee #4.\n`;
  const [file, fifth] = ["items/004-item.md", "items/005-item.md"];

  test("are taken apart: the one that came second gets the next number", async () => {
    const here = world();
    diverge(here, { [file]: lid("Крышка") }, { [file]: lid("蓋") });
    here.tries("merge", "topic");
    const resolved = await here.run("resolve");
    expect(resolved).toEqual({
      code: 0,
      stdout: `${file}: #4 Крышка: two items had this number: "蓋" of topic is now #5, in ${fifth}\n`,
      stderr: "all solved and staged; next: git commit\n",
    });
    expect(here.read(file)).toBe(lid("Крышка"));
    expect(here.read(fifth)).toBe(lid("蓋").replace("id: 4", "id: 5").replace("#4", "#5"));
    here.git("commit", "--quiet", "--no-edit");
    expect([here.git("status", "--porcelain"), (await here.run("check")).code]).toEqual(["", 0]);
  });

  test("the user's own does, where the upstream has the other one", async () => {
    const here = world();
    const { git } = here;
    diverge(here, { [file]: lid("Крышка") }, { [file]: lid("蓋") });
    git("remote", "add", "origin", ".");
    git("update-ref", "refs/remotes/origin/main", "topic");
    git("branch", "--quiet", "--set-upstream-to=origin/main");
    here.tries("merge", "origin/main");
    expect((await here.run("resolve")).stdout).toContain('"Крышка" of main is now #5');
    expect(here.read(file)).toBe(lid("蓋"));
  });

  test("a resolve that was cut off behind the first file goes on with that", async () => {
    const here = world();
    diverge(here, { [file]: lid("Крышка") }, { [file]: lid("蓋") });
    here.tries("merge", "topic");
    here.write(fifth, lid("蓋").replace("id: 4", "id: 5").replace("#4", "#5"));
    expect((await here.run("resolve")).stdout).toContain(`is now #5, in ${fifth}`);
    expect(here.git("status", "--porcelain")).toBe(`A  ${fifth}\n`);
  });

  test.for(["with", "without"])("stay two where their titles are one as well (%s the driver)", async (which) => {
    const here = world();
    if (which === "with") expect((await here.run("setup")).code).toBe(0);
    here.git("branch", "--force", "topic");
    const other = lid("Lid").replace("pending", "blocked");
    diverge(here, { [file]: lid("Lid") }, { [file]: other });
    const merge = await run(here.folder, "git", ["merge", "topic"], environment);
    expect(merge.code).toBe(1);
    if (which === "with")
      expect(merge.stdout + merge.stderr).toContain(
        `${file}: an item of this name was added on both sides: gtm resolve gives one of them the next number\n`,
      );
    expect((await here.run("check")).stdout).toContain("run gtm resolve");
    expect((await here.run("resolve")).stdout).toContain(
      `two items had this number: "Lid" of topic is now #5, in ${fifth}`,
    );
    expect(here.read(file)).toBe(lid("Lid"));
    expect(here.read(fifth)).toBe(other.replace("id: 4", "id: 5").replace("#4", "#5"));
    here.git("commit", "--quiet", "--no-edit");
    expect([here.git("status", "--porcelain"), (await here.run("check")).code]).toEqual(["", 0]);
  });

  test("of one title: the one that the upstream has keeps its number", async () => {
    const here = world();
    const other = lid("Lid").replace("pending", "blocked");
    diverge(here, { [file]: lid("Lid") }, { [file]: other });
    here.git("remote", "add", "origin", ".");
    here.git("update-ref", "refs/remotes/origin/main", "topic");
    here.git("branch", "--quiet", "--set-upstream-to=origin/main");
    here.tries("merge", "origin/main");
    expect((await here.run("resolve")).stdout).toContain('"Lid" of main is now #5');
    expect(here.read(file)).toBe(other);
  });

  test.for([
    ["rebase", (here: World) => here.tries("rebase", "topic")],
    ["cherry-pick", (here: World) => here.tries("cherry-pick", "topic")],
  ] as const)("in a %s: what is put on top gets the next number", async ([, start]) => {
    const here = world();
    diverge(here, { [file]: lid("Lid") }, { [file]: lid("Lid").replace("pending", "blocked") });
    start(here);
    expect((await here.run("resolve")).stdout).toContain("is now #5");
    expect(here.unmerged()).toBe("");
    for (const name of [file, fifth]) expect(here.read(name)).toContain("title: Lid\n");
  });

  test("one item, which came to both by one commit, is one item", async () => {
    const here = world();
    const { git } = here;
    diverge(here, { "a.txt": "b\n" }, { [file]: lid("Lid") });
    git("cherry-pick", "topic");
    diverge(
      here,
      { [file]: lid("Lid").replace("pending", "done") },
      { [file]: lid("Lid").replace("pending", "blocked") },
    );
    here.tries("merge", "topic");
    const resolved = await here.run("resolve");
    expect(resolved.stdout).toContain("#4 Lid: status is done on main, blocked on topic");
  });
});

describe("--onto", () => {
  test("merges by meaning what git alone cannot, and commits the merge", async () => {
    const here = world();
    diverge(here, { [one]: ours }, { [one]: theirs });
    const resolved = await here.run("resolve", "--onto", "topic");
    expect([resolved.code, resolved.stderr]).toEqual([0, ""]);
    expect(resolved.stdout).toMatch(/solved\ntopic is merged into main \[[0-9a-f]{7,}\]\n$/);
    expect([here.read(one), here.git("status", "--porcelain")]).toEqual([united, ""]);
    expect(here.git("log", "-1", "--format=%s|%p").trim()).toMatch(/^Merge branch 'topic'\|\w+ \w+$/);
    expect((await here.run("resolve", "--onto", "topic")).stdout).toBe("main has topic already\n");
  });

  test("does not go around a hook that refuses the merge", async () => {
    const here = world();
    diverge(here, { [two]: item2.replace("Legal", "Sales") }, { [one]: theirs });
    here.hook("pre-merge-commit", "echo 'Not on a Friday.' >&2; exit 1");
    const before = here.git("rev-parse", "HEAD");
    const refused = await here.run("resolve", "--onto", "topic");
    expect([refused.code, refused.stdout, here.git("rev-parse", "HEAD")]).toEqual([2, "", before]);
    expect(refused.stderr).toContain("nothing is in conflict, but git did not commit the merge:\n");
    expect(refused.stderr).toContain("Not on a Friday.");
    expect(refused.stderr).toContain("git merge --abort");
  });

  test("leaves git's merge where something can only be decided by the user", async () => {
    const here = world();
    diverge(here, { [one]: due("10") }, { [one]: due("20") });
    const resolved = await here.run("resolve", "--onto", "topic");
    expect(resolved.code).toBe(1);
    expect(resolved.stdout).toContain("due is 2026-03-10 on main, 2026-03-20 on topic");
    expect(resolved.stderr).toContain("when nothing is left: git commit");
    expect(here.unmerged()).toBe(`${one}\n`);
  });

  test.for([
    ["pre-merge-commit", { [two]: item2.replace("Legal", "Sales") }, "the same command again goes on"],
    ["pre-commit", { [one]: ours }, "gtm resolve --onto was interrupted"],
  ] as const)(
    "one that is killed while git is in its %s hook is told of by the next command, once",
    async ([hook, mine, words]) => {
      const here = world();
      diverge(here, mine, { [one]: theirs });
      here.hook(hook, `kill -9 "$(sed -n 's/.*"pid":\\([0-9]*\\).*/\\1/p' '${here.path(".git/gtm.lock")}')"`);
      expect((await ownProcess(here.folder, ["resolve", "--onto", "topic"])).code).toBe("SIGKILL");
      here.hook(hook, "exit 0");
      await ended(here);
      expect((await here.run("list")).stderr).toContain(words);
      expect((await here.run("list")).stderr).toBe("");
      expect(readdirSync(here.path(".git")).filter((name) => name.startsWith("gtm."))).toEqual([]);
      expect((await here.run("resolve", "--onto", "topic")).stdout).toBe("main has topic already\n");
      expect(here.read(one)).toContain("Theirs.");
    },
  );

  test.for([
    ["nowhere", '"nowhere" is neither'],
    ["--help", "neither a date nor a revision"],
  ])("%s is refused, with nothing changed", async ([word = "", words]) => {
    const here = world();
    const resolved = await here.run("resolve", `--onto=${word}`);
    expect([resolved.code, resolved.stderr]).toEqual([2, expect.stringContaining(words ?? "")]);
  });

  test("says what is in git's way", async () => {
    const here = world();
    diverge(here, { [one]: ours }, { [one]: theirs });
    here.write(one, `${ours}mine\n`);
    const resolved = await here.run("resolve", "--onto", "topic");
    expect([resolved.code, here.read(one)]).toEqual([2, `${ours}mine\n`]);
    expect(resolved.stderr).toContain("git did not merge topic:");
    here.git("switch", "--quiet", "--detach");
    expect((await here.run("resolve", "--onto", "topic")).stderr).toContain("no branch is checked out");
  });
});

test("items that have one number under two names are told, with what mends it", async () => {
  const here = world();
  const item = (title: string) => `---\nid: 4\ntitle: ${title}\nstatus: pending\narea: Design\nowners: [bo]\n---\n`;
  diverge(here, { "items/004-lid.md": item("Lid"), [one]: ours }, { "items/004-box.md": item("Box"), [one]: theirs });
  const resolved = await here.run("resolve", "--onto", "topic");
  expect(resolved.stderr).toBe(
    "004-box.md and 004-lid.md have one number: gtm check --fix gives one of them the next\n",
  );
  expect((await here.run("check", "--fix")).stdout).toContain("renamed to 005-");
});

test("a clone whose git merges by meaning has less to solve, and is told what is left alike", async () => {
  const here = world();
  expect((await here.run("setup")).code).toBe(0);
  here.git("branch", "--force", "topic");
  diverge(here, { [one]: ours.replace("03-01", "03-10") }, { [one]: theirs.replace("03-01", "03-20") });
  here.tries("merge", "topic");
  const text = here.read(one);
  expect(text).toContain("Theirs.\n- **2026-03-05 @bo** Ours.\n");
  const resolved = await here.run("resolve");
  expect(resolved.stdout).toBe(`${one}:9: #1 Handle that stays cool: due is 2026-03-10 on main, 2026-03-20 on topic\n`);
  expect(here.read(one)).toBe(text);
});

test("--dry-run and --json say the same, and write nothing", async () => {
  const here = world();
  diverge(
    here,
    { [one]: ours, [two]: item2.replace("Legal", "Sales") },
    { [one]: theirs, [two]: item2.replace("Legal", "Design") },
  );
  here.tries("merge", "topic");
  const before = [here.read(one), here.unmerged()];
  const dry = await here.run("resolve", "-n");
  expect(dry.stdout).toContain(`${one}: #1 Handle that stays cool: can be solved\n`);
  expect(JSON.parse((await here.run("resolve", "-n", "--json")).stdout)).toEqual({
    stopped: { kind: "merge", ours: "main", theirs: "topic" },
    solved: [one],
    left: [
      {
        file: two,
        line: 5,
        item: "#2 Warranty text",
        field: "area",
        ours: "Sales",
        theirs: "Design",
        commands: [],
        message: "area is Sales on main, Design on topic",
      },
    ],
    others: [],
    next: null,
    commit: null,
    dryRun: true,
  });
  expect([here.read(one), here.unmerged()]).toEqual(before);
});

test("killed at any moment, it leaves files old or new, and the next one ends the work", async () => {
  for (const after of [120, 160, 200, 240, 280, 320, 360, 420]) {
    const here = world();
    diverge(
      here,
      { [one]: ours, [two]: item2.replace("Legal", "Sales") },
      { [one]: theirs, [two]: item2.replace("pending", "done") },
    );
    here.tries("merge", "topic");
    const begun = here.read(one);
    const child = spawn(process.execPath, [`${root}/bin/gtm.js`, "resolve"], {
      cwd: here.folder,
      env: environment,
      stdio: "ignore",
      detached: true,
    });
    const ended = new Promise((done) => child.on("exit", done));
    await Promise.race([sleep(after), ended]);
    if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    await ended;
    expect([begun, united]).toContain(here.read(one));
    const next = await here.run("resolve");
    expect([next.code, next.stderr]).toEqual([0, expect.not.stringContaining("bug")]);
    expect([here.unmerged(), here.read(one)]).toEqual(["", united]);
    here.git("commit", "--quiet", "--no-edit");
    expect(here.git("fsck", "--strict", "--no-dangling")).toBe("");
  }
});
