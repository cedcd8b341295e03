/** `gtm sync` between clones of one bare repository. */
import { execFileSync, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { randomFrom } from "../import/generator/random.ts";
import { gitEnvironment, repositoryAt, type TestRepository, temporaryFolder } from "../shell/repository.ts";
import { kettle } from "../support/tracker-files.ts";
import { seed, trials } from "../support/trials.ts";
import { environment, gtm, ownProcess, root } from "./built-gtm.ts";
import type { Run } from "./resident-gtm.ts";

interface Clone extends TestRepository {
  readonly gtm: (...args: string[]) => Promise<Run>;
  readonly env: Readonly<Record<string, string | undefined>>;
}

interface Team {
  readonly hub: string;
  readonly ann: Clone;
  readonly bo: Clone;
  /** Another clone, as the hub is now. */
  readonly clone: (name: string) => Clone;
  /** A hook of the hub. */
  readonly hubHook: (name: string, script: string) => void;
}

function makeTeam(files: Readonly<Record<string, string>> = kettle): Team {
  const folder = temporaryFolder();
  const hub = join(folder, "hub.git");
  execFileSync("git", ["init", "--quiet", "--bare", "--initial-branch=main", "--template=", hub], {
    env: gitEnvironment,
  });
  const clone = (name: string): Clone => {
    const env = { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: `${name}@example.com` };
    execFileSync("git", ["clone", "--quiet", hub, join(folder, name)], { env: gitEnvironment, stdio: "ignore" });
    const repository = repositoryAt(join(folder, name), { ...gitEnvironment, ...env });
    return { ...repository, env, gtm: (...args) => gtm(repository.folder, args, env) };
  };
  const ann = clone("ann");
  if (Object.keys(files).length > 0) {
    for (const [name, words] of Object.entries(files)) ann.write(name, words);
    ann.git("add", "--all");
    ann.git("commit", "--quiet", "--message=first");
    ann.git("push", "--quiet", "origin", "main");
  }
  const hubHook = (name: string, script: string): void => {
    mkdirSync(join(hub, "hooks"), { recursive: true });
    writeFileSync(join(hub, "hooks", name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(hub, "hooks", name), 0o755);
  };
  return { hub, ann, bo: clone("bo"), clone, hubHook };
}

const names = ({ git }: Clone, revision = "HEAD") =>
  git("ls-tree", "--name-only", revision, "items/")
    .trim()
    .split("\n")
    .map((path) => path.slice("items/".length))
    .filter((name) => name !== "tracker.md");
const isPublished = ({ git }: Clone) => git("rev-parse", "HEAD") === git("rev-parse", "origin/main");

/** The same in both clones, and nothing left to do in either. */
async function settle({ ann, bo }: Team): Promise<void> {
  expect(await ann.gtm("sync")).toMatchObject({ code: 0, stderr: "" });
  expect(await bo.gtm("sync")).toMatchObject({ code: 0, stderr: "" });
  expect((await ann.gtm("sync")).stdout).toBe("main: up to date with origin/main\n");
  expect(ann.git("rev-parse", "HEAD:items")).toBe(bo.git("rev-parse", "HEAD:items"));
  for (const clone of [ann, bo]) expect([isPublished(clone), clone.git("status", "--porcelain")]).toEqual([true, ""]);
  expect((await ann.gtm("check")).stdout).toContain("no errors");
}

describe("two clones that changed different things", () => {
  test.for([
    ["merge", [], 2],
    ["rebase", ["pull.rebase", "true"], 0],
    ["rebase of this branch", ["branch.main.rebase", "true"], 0],
  ] as const)("both changes end in both, by %s", async ([, config, merges]) => {
    const team = makeTeam();
    const { ann, bo } = team;
    if (config.length > 0) bo.git("config", ...config);
    await ann.gtm("set", "1", "priority=P2");
    await bo.gtm("set", "2", "owners=bo");
    expect((await ann.gtm("sync")).stdout).toBe("main: 1 commit to origin/main\n");
    expect((await bo.gtm("sync")).stdout).toBe(
      `main: 1 commit from origin/main, ${merges === 0 ? "1 commit" : "2 commits"} to origin/main\n`,
    );
    await settle(team);
    expect(ann.read("items/002-warranty-text.md")).toContain("owners: [bo]");
    expect(bo.read("items/001-handle-that-stays-cool.md")).toContain("priority: P2");
    expect(bo.git("rev-list", "--merges", "HEAD").trim().split("\n").filter(Boolean)).toHaveLength(merges / 2);
  });

  test("the first one of an empty remote publishes the branch", async () => {
    const { hub, ann } = makeTeam({});
    await ann.gtm("init");
    expect(await ann.gtm("sync")).toEqual({ code: 0, stdout: "main: 1 commit to origin/main\n", stderr: "" });
    expect(ann.git("ls-remote", hub, "main")).toContain(ann.git("rev-parse", "HEAD").trim());
  });
});

describe("two clones that took one number", () => {
  test("the item that is not published gets the next one; its words, its author's new ones and the commit say so", async () => {
    const team = makeTeam();
    const { ann, bo } = team;
    await ann.gtm("add", "Lid");
    await bo.gtm("add", "Spout", "-m", "First #4, then #40.");
    await bo.gtm("note", "2", "Waits for #4.");
    await ann.gtm("note", "1", "See #4.");
    await ann.gtm("sync");
    const run = await bo.gtm("sync");
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toMatch(/^#4 Spout is now #5: origin\/main has another #4\nmain: 2 commits from origin\/main, /);
    expect(names(bo)).toEqual(expect.arrayContaining(["004-lid.md", "005-spout.md"]));
    expect(bo.read("items/005-spout.md")).toContain("id: 5\n");
    expect(bo.read("items/005-spout.md")).toContain("First #5, then #40.");
    expect(bo.read("items/002-warranty-text.md")).toContain("Waits for #5.");
    expect(bo.read("items/001-handle-that-stays-cool.md")).toContain("See #4.");
    expect(bo.git("log", "-1", "--format=%B", "--grep=gtm sync")).toBe(
      [
        "gtm sync: #4 → #5 Spout",
        "",
        "origin/main has other items under this number.",
        "",
        "items/002-warranty-text.md: #4 → #5",
        "items/004-spout.md: renamed to 005-spout.md",
        "\n",
      ].join("\n"),
    );
    await settle(team);
  });

  test.for(["merge", "rebase"])(
    "and one file name: theirs keeps both, and what ours was told since stays with ours (%s)",
    async (by) => {
      const team = makeTeam();
      const { ann, bo } = team;
      if (by === "rebase") bo.git("config", "pull.rebase", "true");
      await ann.gtm("add", "Price list", "-m", "Of Ann.");
      await bo.gtm("add", "Price list", "-m", "Of Bo.");
      await bo.gtm("note", "4", "Bo again.");
      await ann.gtm("sync");
      expect(await bo.gtm("sync")).toMatchObject({ code: 0, stderr: "" });
      expect(bo.read("items/004-price-list.md")).toMatch(/^- .*Of Ann\.\n$/m);
      expect(bo.read("items/004-price-list.md")).not.toContain("Bo");
      expect(bo.read("items/005-price-list.md")).toMatch(/Of Bo\.[\s\S]*Bo again\./);
      await settle(team);
    },
  );

  test("joined by git alone: sync tells them apart all the same, and until then each command names both", async () => {
    const team = makeTeam();
    const { ann, bo } = team;
    await ann.gtm("add", "Lid", "--push");
    await bo.gtm("add", "Spout");
    bo.git("pull", "--quiet", "--no-rebase", "--no-edit");
    for (const args of [
      ["show", "4"],
      ["note", "4", "x"],
    ] as const)
      expect(await bo.gtm(...args)).toMatchObject({
        code: 2,
        stderr:
          "gtm: number 4 is used by more than one item: items/004-lid.md and items/004-spout.md\n  gtm check --fix gives the newer one the next number\n",
      });
    expect((await bo.gtm("sync")).stdout).toContain("#4 Spout is now #5: origin/main has another #4\n");
    await settle(team);
  });

  test("three clones, three numbers", async () => {
    const team = makeTeam();
    const cy = team.clone("cy");
    const clones = [team.ann, team.bo, cy];
    for (const [index, clone] of clones.entries()) await clone.gtm("add", `Item ${index}`);
    for (const clone of clones) expect(await clone.gtm("sync")).toMatchObject({ code: 0 });
    expect(names(cy).filter((name) => name.includes("item"))).toEqual([
      "004-item-0.md",
      "005-item-1.md",
      "006-item-2.md",
    ]);
    await settle(team);
  });

  test("a commit that was picked from the other branch is one item, not two", async () => {
    const { ann, bo } = makeTeam({ ...kettle, ".gitattributes": "items/*.md merge=gtm\n" });
    await ann.gtm("add", "Lid", "--push");
    bo.git("fetch", "--quiet");
    await bo.gtm("note", "2", "So that the commit is another.");
    bo.git("cherry-pick", "origin/main");
    await bo.gtm("set", "4", "priority=P1");
    await ann.gtm("note", "4", "Ann's.", "--push");
    const run = await bo.gtm("sync");
    expect(run).toMatchObject({ code: 0, stdout: expect.not.stringContaining("is now"), stderr: "" });
    expect(names(bo).filter((name) => name.startsWith("004"))).toEqual(["004-lid.md"]);
    expect(bo.read("items/004-lid.md")).toMatch(/priority: P1[\s\S]*Ann's\./);
  });

  test("a file with a new name is the item that it was", async () => {
    const team = makeTeam();
    const { ann, bo } = team;
    bo.git("mv", "items/002-warranty-text.md", "items/002-guarantee.md");
    bo.git("commit", "--quiet", "--message=rename");
    await ann.gtm("note", "2", "Still a draft.");
    await ann.gtm("sync");
    expect((await bo.gtm("sync")).stdout).not.toContain("is now");
    expect(bo.read("items/002-guarantee.md")).toMatch(/id: 2\n[\s\S]*Still a draft\./);
    await settle(team);
  });
});

test("a clone that was never set up has items merged by meaning all the same", async () => {
  const team = makeTeam();
  const { ann, bo } = team;
  await ann.gtm("setup");
  ann.git("push", "--quiet");
  bo.git("pull", "--quiet");
  await ann.gtm("note", "2", "Of Ann.", "--push");
  await bo.gtm("note", "2", "Of Bo.");
  expect(bo.git("config", "--default", "none", "merge.gtm.driver")).toBe("none\n");
  expect(await bo.gtm("sync")).toMatchObject({ code: 0, stderr: "" });
  expect(bo.read("items/002-warranty-text.md").match(/Of (?:Ann|Bo)\./g)).toHaveLength(2);
  await settle(team);
});

test("somebody who is faster each time is caught up with", async () => {
  const team = makeTeam();
  const { ann, bo } = team;
  for (const id of [1, 2, 3]) await ann.gtm("note", `${id}`, `Of Ann, ${id}.`);
  await bo.gtm("add", "Spout");
  bo.git("config", "core.hooksPath", ".git/hooks");
  // Between Bo's fetch and his push one commit more of hers is published, three times.
  bo.hook(
    "pre-push",
    `cd '${ann.folder}' && unset GIT_DIR && for n in 2 1 0; do git push --quiet origin "HEAD~$n:refs/heads/main" 2>/dev/null && git -C '${team.hub}' rev-parse main > '${bo.folder}/.git/last' ; test -e '${bo.folder}/.git/did'$n || { touch '${bo.folder}/.git/did'$n; break; }; done; exit 0`,
  );
  const run = await bo.gtm("sync", "--json");
  expect([run.code, JSON.parse(run.stdout)]).toMatchObject([
    0,
    { received: 3, sent: expect.any(Number), conflicts: [] },
  ]);
  expect(JSON.parse(run.stdout).outrun).toBeGreaterThan(0);
  expect(bo.git("rev-list", "--merges", "HEAD").trim().split("\n")).toHaveLength(1);
  await settle(team);
  expect(names(ann)).toContain("004-spout.md");
});

test("a true conflict: what it is about, git's own merge left open, and both ways out work", async () => {
  const { ann, bo } = makeTeam();
  await ann.gtm("set", "2", "due=2026-04-01", "--push");
  await bo.gtm("set", "2", "due=2026-04-08");
  const before = bo.git("rev-parse", "HEAD");
  const run = await bo.gtm("sync");
  expect(run).toEqual({
    code: 1,
    stdout: "",
    stderr: [
      "gtm: the merge with origin/main has stopped at a conflict",
      "  #2 Warranty text: due 2026-04-08 here, 2026-04-01 there",
      "  gtm resolve puts together what it can and says what is left; git merge --abort goes back to before. Then gtm sync",
      "",
    ].join("\n"),
  });
  expect(existsSync(bo.path(".git/MERGE_HEAD"))).toBe(true);
  expect(await bo.gtm("sync")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(
      "a merge is in progress in this repository, so nothing was synced\n  finish it first",
    ),
  });
  bo.git("merge", "--abort");
  expect([bo.git("rev-parse", "HEAD"), bo.git("status", "--porcelain")]).toEqual([before, ""]);
  const again = await bo.gtm("sync", "--json");
  expect([again.code, JSON.parse(again.stdout)]).toMatchObject([
    1,
    {
      conflicts: [
        {
          path: "items/002-warranty-text.md",
          id: 2,
          title: "Warranty text",
          clashes: [{ field: "due", ours: "2026-04-08", theirs: "2026-04-01" }],
        },
      ],
    },
  ]);
  bo.git("checkout", "--ours", "items");
  bo.git("add", "--all");
  bo.git("commit", "--quiet", "--no-edit");
  expect(await bo.gtm("sync")).toMatchObject({ code: 0 });
});

test("in a rebase, too, here is this clone", async () => {
  const { ann, bo } = makeTeam();
  bo.git("config", "pull.rebase", "true");
  await ann.gtm("set", "2", "due=2026-04-01", "--push");
  await bo.gtm("set", "2", "due=2026-04-08");
  const { code, stderr } = await bo.gtm("sync");
  expect(code).toBe(1);
  expect(stderr).toContain("the rebase with origin/main has stopped at a conflict\n");
  expect(stderr).toContain("due 2026-04-08 here, 2026-04-01 there");
  expect(stderr).toContain("git rebase --abort");
});

describe("what keeps a branch from being synced is said, with what to do, and nothing is changed", () => {
  const edited = `${kettle["items/002-warranty-text.md"]}\nMine.\n`;

  /** Each begins with a commit on both sides; gives what the message and its hint hold. */
  const cases: Readonly<Record<string, (team: Team) => Promise<readonly string[]> | readonly string[]>> = {
    "HEAD is detached": ({ bo }) => {
      bo.git("checkout", "--quiet", "--detach");
      return ["HEAD is detached: there is no branch to sync", "git switch BRANCH"];
    },
    "no upstream, though there is a remote": ({ bo }) => {
      bo.git("checkout", "--quiet", "-b", "topic", "--no-track");
      return ["topic has no upstream branch to sync with", "git push -u origin topic publishes it"];
    },
    "no remote": ({ bo }) => {
      bo.git("remote", "remove", "origin");
      return ["main has no upstream branch", "git remote add origin ADDRESS, then git push -u origin main"];
    },
    "an upstream of another name, where git push would not push": ({ bo }) => {
      bo.git("checkout", "--quiet", "-b", "topic", "--track", "origin/main");
      return ["topic follows origin/main, where git push would not publish it", "git push -u origin topic"];
    },
    "a merge in progress": ({ bo }) => {
      bo.git("checkout", "--quiet", "-b", "other", "HEAD~1");
      bo.git("commit", "--quiet", "--allow-empty", "--message=other");
      bo.git("checkout", "--quiet", "main");
      bo.git("merge", "--quiet", "--no-commit", "--no-ff", "other");
      return ["a merge is in progress in this repository, so nothing was synced", "git merge --abort"];
    },
    "an item with changes that are not committed, and a number that is to be given anew": async ({ ann, bo }) => {
      await ann.gtm("add", "Lid", "--push");
      await bo.gtm("add", "Spout");
      bo.write("items/002-warranty-text.md", edited);
      return [
        "items/002-warranty-text.md has changes that are not committed, and origin/main has taken a number that an item here has",
        "git commit -m WORDS -- items/002-warranty-text.md",
      ];
    },
    "an item with changes that are not committed, which the upstream has changed too": ({ bo }) => {
      bo.write("items/001-handle-that-stays-cool.md", edited);
      return [
        "items/001-handle-that-stays-cool.md has work that is not committed, and origin/main changes it too",
        "git stash",
      ];
    },
    "a file elsewhere that the upstream changes too": async ({ ann, bo }) => {
      ann.write("notes.txt", "theirs\n");
      ann.git("add", "--all");
      ann.git("commit", "--quiet", "--message=notes");
      ann.git("push", "--quiet");
      bo.write("notes.txt", "mine\n");
      return ["notes.txt has work that is not committed, and origin/main changes it too", "git stash"];
    },
    "staged work, which a merge needs out of the way": ({ bo }) => {
      bo.write("notes.txt", "mine\n");
      bo.git("add", "notes.txt");
      return ["notes.txt has changes that are not committed, which merging origin/main needs", "merge.autoStash true"];
    },
    "work that a rebase needs out of the way": async ({ ann, bo }) => {
      bo.write("notes.txt", "mine\n");
      bo.git("add", "notes.txt");
      bo.git("commit", "--quiet", "--message=notes");
      bo.write("notes.txt", "mine, more\n");
      bo.git("config", "pull.rebase", "true");
      expect(ann.folder).not.toBe(bo.folder);
      return [
        "notes.txt has changes that are not committed, which rebasing onto origin/main needs",
        "rebase.autoStash",
      ];
    },
    "both have moved, and only going forward is allowed": ({ bo }) => {
      bo.git("config", "pull.ff", "only");
      return ["main and origin/main have both moved, and git is set to go forward only", "git config pull.rebase true"];
    },
    "the two have begun apart": ({ bo }) => {
      bo.git("checkout", "--quiet", "--orphan", "anew");
      bo.git("commit", "--quiet", "--message=anew");
      bo.git("branch", "--quiet", "--force", "main");
      bo.git("checkout", "--quiet", "main");
      return ["main and origin/main cannot be joined", "--allow-unrelated-histories origin/main"];
    },
    offline: ({ hub }) => {
      renameSync(hub, `${hub}.away`);
      return [`cannot reach origin (${hub})`, "your commits stay here: gtm sync again when it can be reached"];
    },
    "the upstream branch is gone": ({ hub, ann }) => {
      ann.git("push", "--quiet", "origin", "main:other");
      execFileSync("git", ["update-ref", "-d", "refs/heads/main"], { cwd: hub, env: gitEnvironment });
      return ["origin/main is gone: origin has no such branch", "git push -u origin main publishes main anew"];
    },
    "the disk is full": ({ bo }) => {
      bo.git("config", "remote.origin.uploadpack", "echo 'fatal: write error: No space left on device' >&2; false");
      return [
        "git failed:\nfatal: write error: No space left on device",
        "the disk is full: make room on it, then try again",
      ];
    },
    "no access": ({ bo }) => {
      bo.write(".git/ssh", "#!/bin/sh\necho 'git@forge.example: Permission denied (publickey).' >&2\nexit 255\n");
      chmodSync(bo.path(".git/ssh"), 0o755);
      bo.git("config", "core.sshCommand", bo.path(".git/ssh"));
      bo.git("remote", "set-url", "origin", "ssh://git:secret@forge.example/kettle.git");
      return [
        "origin (ssh://forge.example/kettle.git) does not let you in\n  git@forge.example: Permission denied (publickey).",
        "git fetch origin in a terminal",
      ];
    },
  };

  test.for(Object.entries(cases))("%s", async ([, prepare]) => {
    const team = makeTeam();
    const { ann, bo } = team;
    await ann.gtm("note", "1", "Of Ann.");
    ann.git("push", "--quiet");
    await bo.gtm("note", "2", "Of Bo.");
    const [message = "", hint = ""] = await prepare(team);
    const state = () => [
      bo.git("rev-parse", "HEAD"),
      bo.git("status", "--porcelain"),
      bo.read("items/002-warranty-text.md"),
    ];
    const before = state();
    const { code, stdout, stderr } = await bo.gtm("sync");
    expect([code, stdout]).toEqual([2, ""]);
    const [first, ...rest] = stderr.trimEnd().split("\n");
    expect([first, ...rest].join("\n")).toContain(`gtm: ${message}`);
    expect(rest.at(-1)).toContain(hint);
    expect(state()).toEqual(before);
  });

  /** The push is refused: what came is joined, what is here stays. */
  const refusals: Readonly<Record<string, readonly [(team: Team) => void, string, string]>> = {
    "a protected branch": [
      ({ hubHook }) => hubHook("update", "echo 'GH006: Protected branch update failed for main.' >&2; exit 1"),
      "origin/main is protected: it takes no pushes of yours\n  GH006: Protected branch update failed for main.",
      "git push origin main:NEW-BRANCH publishes them for a pull request",
    ],
    "a hook of the remote": [
      ({ hubHook }) => hubHook("pre-receive", "printf 'Each \\033[31mcommit\\007 needs a ticket.\\n'; exit 1"),
      "a hook of origin refused the push to origin/main\n  Each ␛[31mcommit␇ needs a ticket.",
      "mend what it asks for, then gtm sync",
    ],
    "a hook of this clone": [
      ({ bo }) => bo.hook("pre-push", "echo 'Not on a Friday.' >&2; exit 1"),
      "this clone's pre-push hook refused the push\n  Not on a Friday.",
      "mend what it asks for, then gtm sync",
    ],
  };

  test.for(Object.entries(refusals))("%s", async ([, [prepare, message, hint]]) => {
    const team = makeTeam();
    const { ann, bo } = team;
    await ann.gtm("note", "1", "Of Ann.", "--push");
    await bo.gtm("note", "2", "Of Bo.");
    prepare(team);
    const { code, stdout, stderr } = await bo.gtm("sync");
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(`gtm: ${message}\n`);
    expect(stderr).toContain(hint);
    expect(bo.read("items/001-handle-that-stays-cool.md") + bo.read("items/002-warranty-text.md")).toMatch(
      /Of Ann\.[\s\S]*Of Bo\./,
    );
    expect(bo.git("status", "--porcelain")).toBe("");
  });
});

test("an edited item that the upstream leaves alone stays as it is, and is told", async () => {
  const { ann, bo } = makeTeam();
  await ann.gtm("note", "1", "Of Ann.", "--push");
  await bo.gtm("note", "2", "Of Bo.");
  const edited = `${bo.read("items/002-warranty-text.md")}- **2026-03-12** Not committed.\n`;
  bo.write("items/002-warranty-text.md", edited);
  expect(await bo.gtm("sync")).toEqual({
    code: 0,
    stdout: "main: 1 commit from origin/main, 2 commits to origin/main\n",
    stderr: "gtm: items/002-warranty-text.md has changes that are not committed, which stay here\n",
  });
  expect([bo.read("items/002-warranty-text.md"), bo.git("status", "--porcelain")]).toEqual([
    edited,
    " M items/002-warranty-text.md\n",
  ]);
  expect(bo.git("show", "origin/main:items/002-warranty-text.md")).not.toContain("Not committed");
});

test("uncommitted work elsewhere is no obstacle where git goes around it, and with autostash nowhere", async () => {
  const team = makeTeam({ ...kettle, "notes.txt": "one\n" });
  const { ann, bo } = team;
  await ann.gtm("note", "1", "Of Ann.", "--push");
  await bo.gtm("note", "2", "Of Bo.");
  bo.write("notes.txt", "one, mine\n");
  expect(await bo.gtm("sync")).toMatchObject({ code: 0, stderr: "" });
  bo.git("config", "pull.rebase", "true");
  bo.git("config", "rebase.autoStash", "true");
  await ann.gtm("sync");
  await ann.gtm("note", "1", "Again.", "--push");
  await bo.gtm("note", "3", "Of Bo.");
  expect(await bo.gtm("sync")).toMatchObject({ code: 0 });
  expect([bo.git("status", "--porcelain"), bo.read("notes.txt")]).toEqual([" M notes.txt\n", "one, mine\n"]);
});

test("a fork: what comes from one remote goes to the other, as git push would have it", async () => {
  const { hub, ann, bo } = makeTeam();
  const fork = join(temporaryFolder(), "fork.git");
  execFileSync("git", ["clone", "--quiet", "--bare", hub, fork], { env: gitEnvironment });
  bo.git("remote", "add", "fork", fork);
  bo.git("fetch", "--quiet", "fork");
  bo.git("config", "remote.pushDefault", "fork");
  await ann.gtm("note", "1", "Of Ann.", "--push");
  await bo.gtm("note", "2", "Of Bo.");
  expect(await bo.gtm("sync")).toMatchObject({ code: 0, stderr: "" });
  expect(bo.git("ls-remote", fork, "main").slice(0, 40)).toBe(bo.git("rev-parse", "HEAD").trim());
  expect(bo.git("ls-remote", hub, "main").slice(0, 40)).toBe(ann.git("rev-parse", "HEAD").trim());
});

test("--dry-run fetches, says what would be done, and does nothing of it", async () => {
  const { ann, bo } = makeTeam();
  await ann.gtm("add", "Lid", "--push");
  await bo.gtm("add", "Spout");
  const before = bo.git("rev-parse", "HEAD");
  expect(await bo.gtm("sync", "--dry-run")).toEqual({
    code: 0,
    stdout:
      "#4 Spout would become #5: origin/main has another #4\nmain: 1 commit from origin/main, 2 commits to origin/main (dry run)\n",
    stderr: "",
  });
  expect(JSON.parse((await bo.gtm("sync", "--dry-run", "--json")).stdout)).toEqual({
    branch: "main",
    upstream: "origin/main",
    received: 1,
    sent: 2,
    renumbered: [{ from: 4, to: 5, title: "Spout", path: "items/005-spout.md" }],
    conflicts: [],
    outrun: 0,
    dryRun: true,
  });
  expect([bo.git("rev-parse", "HEAD"), bo.git("status", "--porcelain")]).toEqual([before, ""]);
});

describe("--push", () => {
  test("makes the change and syncs; as data, the change is all there is on standard output", async () => {
    const { ann, bo } = makeTeam();
    expect((await ann.gtm("note", "1", "Of Ann.", "--push")).stdout).toMatch(
      /^#1 .*: noted on .* \[[0-9a-f]+\]\nmain: 1 commit to origin\/main\n$/,
    );
    const run = await bo.gtm("set", "2", "owners=bo", "--push", "--json");
    expect(JSON.parse(run.stdout)).toMatchObject([{ id: 2, owners: ["bo"] }]);
    expect(run.stderr).toBe("main: 1 commit from origin/main, 2 commits to origin/main\n");
    for (const args of [
      ["close", "2"],
      ["reopen", "2"],
      ["add", "Lid"],
    ]) {
      expect((await bo.gtm(...args, "--push")).stdout).toContain("main: 1 commit to origin/main\n");
    }
  });

  test("keeps the change where the sync cannot be done", async () => {
    const { hub, bo } = makeTeam();
    renameSync(hub, `${hub}.away`);
    const run = await bo.gtm("note", "2", "Of Bo.", "--push");
    expect([run.code, run.stdout]).toEqual([2, expect.stringContaining("noted on")]);
    expect(run.stderr).toContain("cannot reach origin");
    expect(bo.git("show", "HEAD:items/002-warranty-text.md")).toContain("Of Bo.");
  });

  test("goes with a commit", async () => {
    const { bo } = makeTeam();
    const run = await bo.gtm("note", "2", "x", "--push", "--no-commit");
    expect([run.code, run.stderr]).toEqual([2, expect.stringContaining("--push and --no-commit exclude each other")]);
    expect(bo.git("status", "--porcelain")).toBe("");
    await bo.gtm("note", "2", "x", "--push", "--dry-run");
    expect([bo.git("status", "--porcelain"), isPublished(bo)]).toEqual(["", true]);
  });
});

test("without a terminal nobody is asked for a password", async () => {
  const { bo } = makeTeam();
  bo.write(".git/bin/ssh", `#!/bin/sh\necho "$@" "$GIT_TERMINAL_PROMPT" > '${bo.path(".git/called")}'\nexit 255\n`);
  chmodSync(bo.path(".git/bin/ssh"), 0o755);
  bo.git("remote", "set-url", "origin", "ssh://git@forge.example/kettle.git");
  const run = await gtm(bo.folder, ["sync"], { PATH: `${bo.path(".git/bin")}:${process.env.PATH}` });
  expect([run.code, run.stderr]).toEqual([2, expect.stringContaining("cannot reach origin")]);
  expect(bo.read(".git/called")).toMatch(/^-oBatchMode=yes .* 0\n$/);
});

test("a remote that asks for a password is not waited for, and its password is not shown", async () => {
  const { bo } = makeTeam();
  await bo.gtm("note", "2", "Of Bo.");
  const server = createServer((_, answer) => answer.writeHead(401, { "WWW-Authenticate": "Basic" }).end());
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  bo.git("remote", "set-url", "origin", `http://127.0.0.1:${port}/kettle.git`);
  const state = () => [bo.git("rev-parse", "HEAD"), bo.git("status", "--porcelain")];
  const before = state();
  expect(await bo.gtm("sync")).toMatchObject({
    code: 2,
    stdout: "",
    stderr: expect.stringMatching(
      /^gtm: origin \(http:\/\/127\.0\.0\.1:\d+\/kettle\.git\) does not let you in\n[\s\S]*your commits stay here: sign in, or ask for access; /,
    ),
  });
  bo.git("remote", "set-url", "origin", `http://bo:secret@127.0.0.1:${port}/kettle.git`);
  const { code, stderr } = await bo.gtm("sync");
  expect([code, stderr]).toEqual([2, expect.stringContaining(") does not let you in\n")]);
  expect(stderr).not.toContain("secret");
  expect(state()).toEqual(before);
});

test("two syncs of one clone at once do it one after the other", async () => {
  const { ann, bo } = makeTeam();
  await ann.gtm("note", "1", "Of Ann.", "--push");
  await bo.gtm("note", "2", "Of Bo.");
  const runs = await Promise.all([1, 2, 3].map(() => ownProcess(bo.folder, ["sync"], bo.env)));
  expect(runs.map(({ code, stderr }) => `${code}${stderr}`)).toEqual(["0", "0", "0"]);
  expect(isPublished(bo)).toBe(true);
});

test.for(Array.from({ length: Math.ceil(trials.game.numRuns / 4) }, (_, round) => round))(
  "killed at any moment: the repository is whole, nothing committed is lost, and the next sync ends it (round %i)",
  async (round) => {
    const random = randomFrom(seed + round);
    const team = makeTeam();
    const { ann, bo } = team;
    if (random.chance(0.3)) bo.git("config", "pull.rebase", "true");
    await ann.gtm("add", "Spout", "-m", "Of Ann.");
    await ann.gtm("note", "1", "Ann was here.");
    await ann.gtm("sync");
    await bo.gtm("add", "Spout", "-m", "Of Bo.");
    await bo.gtm("note", "2", "Bo was here.");
    const own = bo.git("rev-parse", "HEAD").trim();
    const toGroup = random.chance(0.5);
    const child = spawn(process.execPath, [join(root, "bin/gtm.js"), "sync"], {
      cwd: bo.folder,
      env: { ...environment, ...bo.env },
      stdio: "ignore",
      detached: true,
    });
    const ended = new Promise((done) => child.on("exit", done));
    await sleep(random.whole(50, 2_500));
    if (child.pid !== undefined && child.exitCode === null) process.kill(toGroup ? -child.pid : child.pid, "SIGKILL");
    await ended;
    // A git that outlives it ends by itself.
    await sleep(300);
    bo.git("fsck", "--strict");
    expect((await bo.gtm("list")).code).toBe(0);
    expect(existsSync(bo.path(".git/gtm.sync"))).toBe(false);
    for (const [mark, by] of [
      ["MERGE_HEAD", "merge"],
      ["rebase-merge", "rebase"],
    ])
      if (existsSync(bo.path(`.git/${mark}`))) bo.git(by ?? "", "--abort");
    if (bo.git("config", "--default", "false", "pull.rebase").trim() !== "true")
      bo.git("merge-base", "--is-ancestor", own, "HEAD");
    expect(await bo.gtm("sync")).toMatchObject({ code: 0 });
    await settle(team);
    const all = names(ann)
      .map((name) => ann.read(`items/${name}`))
      .join("");
    for (const words of ["Of Ann.", "Ann was here.", "Of Bo.", "Bo was here."])
      expect(all.split(words)).toHaveLength(2);
    expect(names(ann).filter((name) => name.endsWith("spout.md"))).toEqual(["004-spout.md", "005-spout.md"]);
  },
);

test("a sync that was killed is told of by the next command, with what is left to do", async () => {
  const { ann, bo, hub } = makeTeam();
  await ann.gtm("note", "1", "Of Ann.", "--push");
  await bo.gtm("note", "2", "Of Bo.");
  bo.hook("pre-push", `kill -9 "$(sed -n 's/.*"pid":\\([0-9]*\\).*/\\1/p' '${bo.path(".git/gtm.sync")}')"; exit 1`);
  expect((await ownProcess(bo.folder, ["sync"], bo.env)).code).toBe("SIGKILL");
  expect((await bo.gtm("list")).stderr).toBe(
    "gtm: gtm sync was interrupted: 2 commits are not pushed yet; gtm sync goes on\n",
  );
  expect((await bo.gtm("list")).stderr).toBe("");
  bo.hook("pre-push", "exit 0");
  expect((await bo.gtm("sync")).stdout).toBe("main: 2 commits to origin/main\n");
  expect(bo.git("ls-remote", hub, "main").slice(0, 40)).toBe(bo.git("rev-parse", "HEAD").trim());
});

test("a rebase that outlives the sync that began it is waited for", async () => {
  const { bo } = makeTeam();
  for (let day = 10; day < 22; day++) await bo.gtm("set", "2", `due=2026-04-${day}`);
  const rebase = spawn("git", ["rebase", "--force-rebase", "--exec", "sleep 0.05", "@{upstream}"], {
    cwd: bo.folder,
    env: { ...environment, ...bo.env },
    stdio: "ignore",
  });
  const ended = new Promise((done) => rebase.on("exit", done));
  while (!existsSync(bo.path(".git/rebase-merge"))) await sleep(5);
  bo.write(".git/gtm.sync", "of a process that is dead");
  expect((await bo.gtm("list")).stderr).toBe(
    "gtm: gtm sync was interrupted: 12 commits are not pushed yet; gtm sync goes on\n",
  );
  expect(await ended).toBe(0);
});

test("killed while git waits at a conflict: the next command says so, and how to go on", async () => {
  const { ann, bo } = makeTeam();
  await ann.gtm("set", "2", "due=2026-04-01", "--push");
  await bo.gtm("set", "2", "due=2026-04-08");
  expect((await bo.gtm("sync")).code).toBe(1);
  bo.write(".git/gtm.sync", "of a process that is dead");
  expect((await bo.gtm("list")).stderr).toMatch(
    /^gtm: gtm sync was interrupted: a merge is in progress in this repository; finish it first with git merge --continue, or /,
  );
});
