/** A change that is stopped, killed, or overtaken: what is true afterwards, and what the user is told. */
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { contentionIn } from "../../src/shell/git-contention.ts";
import { GitFailure } from "../../src/shell/git-process.ts";
import { start } from "./probe-process.ts";
import { gitEnvironment, makeRepository, repositoryAt, type TestRepository, temporaryFolder } from "./repository.ts";

const litter = ({ path }: TestRepository): readonly string[] =>
  readdirSync(path(".git")).filter((name) => /^gtm|lock$/.test(name));

/** Starts an append, and waits until a hook of its commit runs; the hook then goes on for 20 seconds. */
async function inHook(repository: TestRepository, name: string, line = "x"): Promise<ReturnType<typeof start>> {
  const { hook, path } = repository;
  hook(name, `: > "${path(".git/started")}"; sleep 20`);
  const started = start("append", path("1.md"), line);
  while (!existsSync(path(".git/started"))) await sleep(10);
  rmSync(path(`.git/hooks/${name}`));
  return started;
}

/** A git that first runs a script, once, when it is called with this word (`*`: any), and the condition holds. */
function withGit(repository: TestRepository, word: string, script: string, condition = ":"): TestRepository {
  const folder = temporaryFolder();
  const done = join(folder, "done");
  writeFileSync(
    join(folder, "git"),
    `#!/bin/sh\ncase " $* " in *" "${word}" "*) if { ${condition}; } && mkdir "${done}" 2>/dev/null; then (PATH="$OLD_PATH"; unset GIT_INDEX_FILE; cd "${repository.folder}"; ${script}) </dev/null >/dev/null; fi;; esac\nPATH="$OLD_PATH" exec git "$@"\n`,
  );
  chmodSync(join(folder, "git"), 0o755);
  const { PATH } = gitEnvironment;
  return repositoryAt(repository.folder, { ...gitEnvironment, PATH: `${folder}:${PATH}`, OLD_PATH: PATH });
}

async function recover({ port, folder }: TestRepository): Promise<void> {
  await port.recover(folder);
}

test.for(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  "%s while a post-commit hook runs: the commit stands, everywhere",
  async (signal) => {
    const repository = makeRepository({ "1.md": "one\n" });
    const { git, read } = repository;
    const { child, end } = await inHook(repository, "post-commit");
    child.kill(signal);
    expect(await end).toBe(signal);
    expect([git("show", "HEAD:1.md"), read("1.md"), git("status", "--porcelain")]).toEqual([
      "one\nx\n",
      "one\nx\n",
      "",
    ]);
    expect(litter(repository)).toEqual([]);
  },
);

test.for(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  "%s while a pre-commit hook runs: nothing was changed",
  async (signal) => {
    const repository = makeRepository({ "1.md": "one\n" });
    const { git, read } = repository;
    const { child, end } = await inHook(repository, "pre-commit");
    child.kill(signal);
    expect(await end).toBe(`${signal} stopped; nothing was changed`);
    expect([git("rev-list", "--count", "HEAD"), read("1.md"), git("status", "--porcelain")]).toEqual([
      "1\n",
      "one\n",
      "",
    ]);
    expect(litter(repository)).toEqual([]);
  },
);

test.for(["pre-commit", "commit-msg"])(
  "killed while a %s hook runs: the next command takes it back, and says so",
  async (name) => {
    const repository = makeRepository({ "1.md": "one\n", "a.txt": "a\n" });
    const { git, read, write, said } = repository;
    write("a.txt", "staged\n");
    git("add", "a.txt");
    const { child, end } = await inHook(repository, name);
    child.kill("SIGKILL");
    expect(await end).toBe("SIGKILL");
    await recover(repository);
    expect([git("rev-list", "--count", "HEAD"), read("1.md"), git("status", "--porcelain")]).toEqual([
      "1\n",
      "one\n",
      "M  a.txt\n",
    ]);
    expect(said).toEqual([
      expect.stringMatching(
        /^"append: x" was interrupted, so its changes were undone: 1\.md; git show [0-9a-f]+ has the new text$/,
      ),
    ]);
    const [, id = ""] = /git show (\S+)/.exec(said[0] ?? "") ?? [];
    expect(git("show", id)).toBe("one\nx\n");
    expect(litter(repository)).toEqual([]);
    await sleep(100);
    expect(git("rev-list", "--count", "HEAD")).toBe("1\n");
  },
);

test("killed while a post-commit hook runs: the commit stands, and the next command says so", async () => {
  const repository = makeRepository({ "1.md": "one\n" });
  const { git, said } = repository;
  const { child, end } = await inHook(repository, "post-commit");
  child.kill("SIGKILL");
  await end;
  await recover(repository);
  expect([git("show", "HEAD:1.md"), git("status", "--porcelain")]).toEqual(["one\nx\n", ""]);
  expect(said).toEqual([
    `"append: x" was interrupted after its commit ${git("rev-parse", "--short", "HEAD").trim()}, which is kept`,
  ]);
  expect(litter(repository)).toEqual([]);
});

test("what was saved after a kill stays; the next change finds everything in order", async () => {
  const repository = makeRepository({ "1.md": "one\n" });
  const { git, read, write, said } = repository;
  const { child, end } = await inHook(repository, "pre-commit");
  child.kill("SIGKILL");
  await end;
  write("1.md", "one\nx\ntyped\n");
  await repository.append("2.md", "y");
  expect(said).toEqual([expect.stringContaining("1.md has been saved since")]);
  expect([read("1.md"), git("show", "HEAD:1.md"), git("status", "--porcelain")]).toEqual([
    "one\nx\ntyped\n",
    "one\n",
    " M 1.md\n",
  ]);
});

test("what was saved and staged after a kill stays staged, without the change", async () => {
  const repository = makeRepository({ "1.md": "one\n\n\n\nlast\n" });
  const { git, read, write, said } = repository;
  const { child, end } = await inHook(repository, "pre-commit");
  child.kill("SIGKILL");
  await end;
  write("1.md", read("1.md").replace("one", "typed"));
  git("add", "--all");
  await recover(repository);
  expect([git("show", ":1.md"), read("1.md")]).toEqual(["typed\n\n\n\nlast\n", "typed\n\n\n\nlast\n"]);
  expect(said).toEqual([expect.stringContaining("so its changes were undone: 1.md")]);
});

test.for([
  ["edited", { "1.md": "one\n\n\n\nlast\n" }, "typed\n\n\n\nlast\n", "M  1.md\n"],
  ["as gtm left it", { "1.md": "first\n" }, "first\n", ""],
  ["and new", { "2.md": "two\n" }, null, ""],
] as const)(
  "what was staged, %s, after a kill before gtm's own staging loses the change",
  async ([, contents, text, status]) => {
    const repository = makeRepository(contents);
    const { git, path, read, write, said } = repository;
    const { child, end } = await inHook(repository, "pre-commit");
    child.kill("SIGKILL");
    await end;
    // As if it had come no further than to the files.
    for (const name of ["steps.json", "committer.json", "old-index", "new-index"])
      rmSync(path(`.git/gtm.change/${name}`));
    git("reset", "--quiet");
    write("1.md", read("1.md").replace("one", "typed"));
    git("add", "--all");
    await recover(repository);
    expect(git("status", "--porcelain")).toBe(status);
    if (text !== null) expect([git("show", ":1.md"), read("1.md")]).toEqual([text, text]);
    expect(said).toEqual([expect.stringContaining("so its changes were undone: 1.md")]);
  },
);

test("what was staged after a kill and cannot be told from the change is named", async () => {
  const repository = makeRepository({ "1.md": "one\n" });
  const { git, write, said } = repository;
  const { child, end } = await inHook(repository, "pre-commit");
  child.kill("SIGKILL");
  await end;
  write("1.md", "one\nx, typed\n");
  git("add", "--all");
  await recover(repository);
  expect(git("show", ":1.md")).toBe("one\nx, typed\n");
  expect(said).toEqual([
    '"append: x" was interrupted, but 1.md has been staged since and may contain its changes: see git diff --cached; git restore --staged takes a file out of the index',
  ]);
});

test("a commit -a by hand after a kill has the change: it stands", async () => {
  const repository = makeRepository({ "1.md": "one\n" });
  const { git } = repository;
  const { child, end } = await inHook(repository, "pre-commit");
  child.kill("SIGKILL");
  await end;
  git("commit", "--quiet", "--all", "--message=by hand");
  await recover(repository);
  expect([git("log", "--format=%s"), git("show", "HEAD:1.md"), git("status", "--porcelain")]).toEqual([
    "by hand\nfirst\n",
    "one\nx\n",
    "",
  ]);
});

test("killed while it held the index: the lock is known as gtm's and removed", async () => {
  const repository = makeRepository({ "1.md": "one\n" });
  const { git, path, read } = repository;
  mkdirSync(path(".git/gtm.change"));
  writeFileSync(path(".git/index.lock"), "held by gtm\nprocess 1\n");
  await recover(repository);
  expect(litter(repository)).toEqual([]);
  await repository.append("1.md", "x");
  expect([read("1.md"), git("status", "--porcelain")]).toEqual(["one\nx\n", ""]);
});

/** Those that are there of HEAD and its branch. */
const refLocks = ({ git, path }: TestRepository): readonly string[] =>
  ["HEAD", git("symbolic-ref", "HEAD").trim()]
    .map((name) => `${name}.lock`)
    .filter((name) => existsSync(path(`.git/${name}`)));

const ownCommit = "git commit-tree -p HEAD -m 'append: x' HEAD^{tree}";
const otherCommit = "git commit-tree -p HEAD -m 'by hand' HEAD^{tree}";

test.for([
  ["of HEAD", ": > .git/HEAD.lock"],
  ["of the branch", ": > .git/refs/heads/main.lock"],
  ["of both", ": > .git/HEAD.lock; : > .git/refs/heads/main.lock"],
  ["of both, with gtm's commit in one,", `: > .git/HEAD.lock; ${ownCommit} > .git/refs/heads/main.lock`],
])("a lock %s that a killed git has left is removed: the next change is made", async ([, script]) => {
  const repository = makeRepository({ "1.md": "one\n" });
  const dying = withGit(repository, "commit", `${script}; kill -KILL $$`);
  await expect(dying.append("1.md", "x")).rejects.toThrow();
  expect(refLocks(repository)).toEqual([]);
  await repository.append("1.md", "y");
  expect([repository.git("log", "--format=%s"), repository.read("1.md")]).toEqual(["append: y\nfirst\n", "one\ny\n"]);
});

test("a lock of a worktree's branch that a killed git has left is removed", async () => {
  const repository = makeRepository({ "1.md": "one\n" });
  repository.git("worktree", "add", "--quiet", "-b", "side", repository.path("side"));
  const side = repositoryAt(repository.path("side"));
  const lock = repository.path(".git/refs/heads/side.lock");
  const made = repository.path(".git/made");
  const dying = withGit(side, "commit", `: > "${lock}"; ln "${lock}" "${made}"; kill -KILL $$`);
  await expect(dying.append("1.md", "x")).rejects.toThrow();
  expect([lock, made].map((path) => existsSync(path))).toEqual([false, true]);
});

test("a lock of another worktree's HEAD stays", async () => {
  const repository = makeRepository({ "1.md": "one\n" });
  repository.git("worktree", "add", "--quiet", "--detach", repository.path("side"));
  const side = repositoryAt(repository.path("side"));
  const dying = withGit(side, "commit", `: > "${repository.path(".git/HEAD.lock")}"; kill -KILL $$`);
  await expect(dying.append("1.md", "x")).rejects.toThrow();
  expect(refLocks(repository)).toEqual(["HEAD.lock"]);
});

test("a lock of a git that was killed together with its gtm goes with the next command", async () => {
  const repository = makeRepository({ "1.md": "one\n" });
  const { read, write, said } = repository;
  const { child, end } = await inHook(repository, "pre-commit");
  write(".git/HEAD.lock", "");
  child.kill("SIGKILL");
  process.kill(JSON.parse(read(".git/gtm.change/committer.json")).pid, "SIGKILL");
  await end;
  await recover(repository);
  expect(refLocks(repository)).toEqual([]);
  expect(said).toEqual([expect.stringContaining("was interrupted, so its changes were undone: 1.md")]);
});

test.for([
  ["was there before", "touch -t 201710251200 .git/HEAD.lock", ["HEAD.lock"]],
  ["is about to be written", "(sleep 0.2; echo x > .git/HEAD.lock) & : > .git/HEAD.lock", ["HEAD.lock"]],
  ["is beside one of its log", ": > .git/HEAD.lock; : > .git/logs/HEAD.lock", ["HEAD.lock"]],
  ["is beside one of the packed refs", ": > .git/HEAD.lock; : > .git/packed-refs.lock", ["HEAD.lock"]],
  [
    "is beside one of its branch",
    `: > .git/HEAD.lock; ${otherCommit} > .git/refs/heads/main.lock`,
    ["HEAD.lock", "refs/heads/main.lock"],
  ],
] as const)("a lock of HEAD that %s is another git's, and stays", async ([, script, left]) => {
  const repository = makeRepository({ "1.md": "one\n" });
  await expect(withGit(repository, "commit", `${script}; kill -KILL $$`).append("1.md", "x")).rejects.toThrow();
  expect(refLocks(repository)).toEqual(left);
  expect(repository.read("1.md")).toBe("one\n");
});

test("killed before it had begun: its lock goes with the next command, and so does what waiting processes left", async () => {
  const repository = makeRepository({ "1.md": "one\n" });
  const { path } = repository;
  const { child, end } = await inHook(repository, "pre-commit");
  const lock = readFileSync(path(".git/gtm.lock"));
  child.kill("SIGKILL");
  await end;
  await recover(repository);
  for (const names of [["gtm.lock", "gtm.lock.1.draft"], ["gtm.lock.2.draft"]]) {
    for (const name of names) writeFileSync(path(`.git/${name}`), lock);
    await recover(repository);
    expect(litter(repository)).toEqual([]);
  }
});

test("another git's commit -a that takes the change along is its commit, not a refusal", async () => {
  const repository = makeRepository({ "1.md": "one\n" });
  const { git, hook, append } = repository;
  hook("pre-commit", "unset GIT_INDEX_FILE; git commit --quiet --all --no-verify --message=foreign");
  expect(await append("1.md", "x")).toBe(git("rev-parse", "--short", "HEAD").trim());
  expect([git("log", "--format=%s"), git("show", "HEAD:1.md"), git("status", "--porcelain")]).toEqual([
    "foreign\nfirst\n",
    "one\nx\n",
    "",
  ]);
});

test.for([
  ["the index as a whole", 1],
  ["the index as a whole", 2],
  ["the index as a whole", 3],
  ["the index as a whole", 4],
  ["the index as a whole", 5],
  ["entry by entry", 3],
  ["entry by entry", 5],
  ["entry by entry", 8],
] as const)(
  "a commit -a that begins while a change is taken back (%s, git call %i) has it everywhere, or nowhere",
  async ([way, call]) => {
    const repository = makeRepository({ "1.md": "one\n", "b.txt": "b\n" });
    const { git, hook, path, read, write } = repository;
    const { child, end } = await inHook(repository, "pre-commit");
    child.kill("SIGKILL");
    await end;
    write("b.txt", "mine\n");
    if (way === "entry by entry") git("add", "b.txt");
    hook("pre-commit", "sleep 0.7");
    const [calls, ended] = [path(".git/calls"), path(".git/ended")];
    const commit = `(git commit --quiet --all --message=mine 2>/dev/null; : > "${ended}") & sleep 0.3`;
    const isTime = `echo "$*" >> "${calls}"; [ $(wc -l < "${calls}") = ${call} ]`;
    await recover(withGit(repository, "*", commit, isTime));
    while (!existsSync(ended)) await sleep(10);
    const text = git("show", "HEAD:1.md");
    expect([git("show", ":1.md"), read("1.md")]).toEqual([text, text]);
    expect(read("b.txt")).toBe("mine\n");
    expect(litter(repository)).toEqual([]);
  },
);

test("another git's commit -a that takes the change along while it is being taken back keeps it, everywhere", async () => {
  const repository = makeRepository({ "1.md": "one\n", "b.txt": "b\n" });
  const { git, hook, read } = repository;
  // The index is not the one that gtm has put there, so the entries go back one by one.
  hook("pre-commit", "unset GIT_INDEX_FILE; echo more > b.txt; git add b.txt; exit 1");
  const foreign = "git commit --quiet --all --no-verify --message=foreign";
  const id = await withGit(repository, "--verify", foreign).append("1.md", "x");
  expect(id).toBe(git("rev-parse", "--short", "HEAD").trim());
  expect([git("log", "--format=%s"), git("show", "HEAD:1.md"), read("1.md"), git("status", "--porcelain")]).toEqual([
    "foreign\nfirst\n",
    "one\nx\n",
    "one\nx\n",
    "",
  ]);
});

test("a commit that gets in between is kept: gtm's is made again on top of it", async () => {
  const repository = makeRepository({ "1.md": "one\n", "b.txt": "b\n" });
  const { git, read } = repository;
  const foreign = "echo foreign > b.txt; git commit --quiet --message=foreign --only b.txt";
  await withGit(repository, "commit", foreign).append("1.md", "x");
  expect(git("log", "--format=%s")).toBe("append: x\nforeign\nfirst\n");
  expect([git("show", "HEAD:b.txt"), git("show", "HEAD:1.md"), read("1.md")]).toEqual([
    "foreign\n",
    "one\nx\n",
    "one\nx\n",
  ]);
  expect(git("status", "--porcelain")).toBe("");
});

test("a text that is saved while gtm waits for the index is kept, and gets the change", async () => {
  const { git, path, read, write, append } = makeRepository({ "1.md": "one\n" });
  write(".git/index.lock", "");
  const done = append("1.md", "x");
  await sleep(300);
  write("1.md", "typed\none\n");
  rmSync(path(".git/index.lock"));
  await done;
  expect([git("show", "HEAD:1.md"), read("1.md")]).toEqual(["one\nx\n", "typed\none\nx\n"]);
});

test.for(["status", "cat-file"])(
  "a text that is saved while git %s runs is kept, and gets the change",
  async (word) => {
    const repository = makeRepository({ "1.md": "one\n" });
    const { git, read, write } = repository;
    write("1.md", "mine\none\n");
    await withGit(repository, word, "sed -i s/mine/typed/ 1.md").append("1.md", "x");
    expect([git("show", "HEAD:1.md"), read("1.md")]).toEqual(["one\nx\n", "typed\none\nx\n"]);
  },
);

test.for([true, false])(
  "what is saved while a change is planned is kept, and planned with (with a commit: %s)",
  async (commit) => {
    const { read, write, path, port, folder } = makeRepository({ "1.md": "one\n" });
    const planned: string[] = [];
    const plan = () => {
      const name = `${["2", "3"].find((free) => !existsSync(path(`${free}.md`)))}.md`;
      const text = read("1.md");
      planned.push(`${name} ${text}`);
      // Another one each time.
      if (planned.length === 1) write("1.md", "one\ntyped\n");
      if (planned.length === 2) write("2.md", "typed\n");
      const made = (after: string) => () => after;
      return {
        message: "m",
        edits: [
          { path: path("1.md"), edit: made(`${text}x\n`), madeFrom: text },
          { path: path(name), edit: made("new\n"), madeFrom: null },
        ],
      };
    };
    await port.change(await port.repository(folder), plan, { commit });
    expect(planned).toEqual(["2.md one\n", "2.md one\ntyped\n", "3.md one\ntyped\n"]);
    expect(["1.md", "2.md", "3.md"].map(read)).toEqual(["one\ntyped\nx\n", "typed\n", "new\n"]);
  },
);

test("a text that is saved while git reads the file into the index is left as it is, and nothing is committed", async () => {
  const repository = makeRepository({ "1.md": "one\n" });
  const { git, read } = repository;
  const racing = withGit(repository, "update-index", "echo typed >> 1.md");
  await expect(racing.append("1.md", "x")).rejects.toThrow(
    /^1\.md was saved by another program while gtm was running.*$/,
  );
  expect([git("log", "--format=%s"), git("show", ":1.md"), read("1.md")]).toEqual([
    "first\n",
    "one\n",
    "one\nx\ntyped\n",
  ]);
});

test("an editor that saves an older text while the commit is made is told of", async () => {
  const repository = makeRepository({ "1.md": "one\n" });
  const { hook, append, said, git } = repository;
  hook("post-commit", "echo typed > 1.md");
  await append("1.md", "x");
  expect(said).toEqual(["1.md was saved by another program meanwhile, without this change: git diff 1.md shows it"]);
  expect(git("show", "HEAD:1.md")).toBe("one\nx\n");
});

test.for([
  ["update-index", "write error: No space left on device"],
  ["commit", "write error: No space left on device"],
  ["update-index", "sha1 file 'index.lock' write error. Out of diskspace"],
] as const)("a git %s that finds no room on the disk (%s): the hint says so", async ([word, said]) => {
  const repository = makeRepository({ "1.md": "one\n" });
  const full = withGit(repository, word, `echo "fatal: ${said}" >&2; kill -KILL $$`);
  await expect(full.append("1.md", "x")).rejects.toMatchObject({
    message: expect.stringContaining(said),
    hint: "the disk is full: make room on it, then try again",
  });
  expect(repository.read("1.md")).toBe("one\n");
});

test("a lock that cannot be made is no other git at work", () => {
  const stderr = (path: string) => `fatal: Unable to create '${path}': words in any language`;
  const failure = (path: string) => new GitFailure("commit", { exitCode: 128, stdout: "", stderr: stderr(path) });
  const folder = temporaryFolder();
  expect(contentionIn(failure(join(folder, "gone/refs/heads/main.lock")))).toBeNull();
  expect(contentionIn(failure(join(folder, "index.lock")))).not.toBeNull();
  expect(readdirSync(folder)).toEqual([]);
});

test("an index whose folder is gone is named, at once", async () => {
  const { folder, read } = makeRepository({ "1.md": "one\n" });
  const other = repositoryAt(folder, { ...gitEnvironment, GIT_INDEX_FILE: "/nonexistent/index" });
  await expect(other.append("1.md", "x")).rejects.toThrow("/nonexistent/index.lock");
  expect(read("1.md")).toBe("one\n");
  expect(readFileSync(join(folder, ".git/HEAD"), "utf8")).toContain("ref:");
});
