/**
 * gtm stopped at any moment, by any signal, with slow and refusing hooks, the user's own half-done work and another git's
 * `commit -a` beside it. What a change has done must then be everywhere (HEAD, index, work tree) or nowhere, once the next
 * command has run, and nobody's words may be gone. FC_RUNS=25 plays longer, FC_SEED=7 another game.
 */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync, readdirSync, renameSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { type Random, randomFrom } from "../import/generator/random.ts";
import { gitEnvironment, makeRepository, type TestRepository } from "../shell/repository.ts";
import { kettle } from "../support/tracker-files.ts";
import { seed, trials } from "../support/trials.ts";
import { environment, gtm, root } from "./built-gtm.ts";

const file = "items/002-warranty-text.md";
const renamed = "items/002-warranty.md";
const word = "the-change";

const hooks = {
  none: [],
  slow: [["pre-commit", "sleep 0.4"]],
  slowMessage: [["commit-msg", "sleep 0.3"]],
  slowEnd: [["post-commit", "sleep 0.5"]],
  slowBranch: [["reference-transaction", "sleep 0.1"]],
  refusing: [["pre-commit", "sleep 0.2; exit 1"]],
} as const satisfies Readonly<Record<string, readonly (readonly [string, string])[]>>;

/** What the user has begun, and `git status` shows of it. */
const begun: Readonly<Record<string, (repository: TestRepository) => void>> = {
  nothing: () => {},
  "another file staged": ({ write, git }) => {
    write("a.txt", "staged\n");
    git("add", "a.txt");
  },
  "the item edited": ({ write, read }) => write(file, read(file).replace("Warranty text", "Warranty text, mine")),
  "the item staged and edited": ({ write, read, git }) => {
    write(file, read(file).replace("Warranty text", "Warranty text, staged"));
    git("add", file);
    write(file, read(file).replace("area: Legal", "area: Sales"));
  },
  "the item renamed": ({ git }) => void git("mv", file, renamed),
};

interface Game {
  readonly random: Random;
  readonly hook: keyof typeof hooks;
  readonly work: string;
  readonly signal: NodeJS.Signals;
  /** The signal goes to git and its hooks as well, as from a terminal. */
  readonly toGroup: boolean;
  readonly after: number;
  readonly beside: "nobody" | "git commit -a" | "an editor";
  readonly args: readonly string[];
  /** What is undone has been pushed, so that a commit takes it back. */
  readonly isPushed: boolean;
}

function draw(random: Random): Game {
  const args = random.pick<readonly string[]>([
    ["note", "2", word],
    ["note", "2", word],
    ["set", "2", `timeline=${word}`],
    ["add", word],
    ["undo"],
    ["undo"],
  ]);
  return {
    random,
    args,
    isPushed: random.chance(0.4),
    hook: random.pick(["none", "none", "slow", "slowMessage", "slowEnd", "slowBranch", "refusing"]),
    work: random.pick(["nothing", "nothing", ...Object.keys(begun)]),
    signal: random.pick(["SIGTERM", "SIGINT", "SIGHUP", "SIGKILL", "SIGKILL", "SIGKILL"]),
    toGroup: random.chance(0.3),
    after: random.whole(60, 900),
    beside: random.pick(["nobody", "nobody", "git commit -a", "an editor"]),
  };
}

test.for(Array.from({ length: trials.game.numRuns }, (_, round) => round))("round %i", async (round) => {
  const game = draw(randomFrom(seed + round));
  const repository = makeRepository({ ...kettle, "a.txt": "a\n", "b.txt": "b\n" });
  const { git } = repository;
  const isUndo = game.args[0] === "undo";
  if (isUndo) await gtm(repository.folder, ["note", "2", word]);
  if (isUndo && game.isPushed) git("update-ref", "refs/remotes/origin/main", "HEAD");
  for (const [name, script] of hooks[game.hook]) repository.hook(name, script);
  begun[game.work]?.(repository);
  const before = git("status", "--porcelain", "--no-renames");
  const ran = await play(repository, game);
  const next = await gtm(repository.folder, game.random.chance(0.5) ? ["list"] : ["note", "1", "next", "--no-commit"]);
  const told = `${JSON.stringify({ ...game, random: undefined })}\n${ran.code} ${ran.words}\n${next.code} ${next.stderr}`;

  expect(ran.words + next.stderr, told).not.toContain("a bug in gtm");
  expect(next.code, told).toBe(0);
  git("checkout", "--quiet", "--", "items/001-handle-that-stays-cool.md");
  expect(
    [".git", ".git/refs/heads"].flatMap((place) =>
      readdirSync(repository.path(place)).filter((name) => /gtm|lock$/.test(name)),
    ),
    told,
  ).toEqual([]);
  expect(
    readdirSync(repository.path("items")).filter((name) => !name.endsWith(".md")),
    told,
  ).toEqual([]);
  const places = where(repository);
  // An undo is refused where the user has edited the same lines.
  if (ran.code === 0) expect(places.head, told).toBe(!isUndo);
  expect(places.index, told).toBe(places.head);
  // An editor that saves what it read before the change has taken it out of the work tree by itself.
  if (!ran.overwritten) expect(places.tree, told).toBe(places.head);
  if (game.beside === "an editor") expect(workText(repository), told).toContain("typed");
  if (game.beside === "nobody") expect(git("status", "--porcelain", "--no-renames"), told).toBe(before);
  if (ran.foreign) expect(git("show", "HEAD:b.txt"), told).toBe("foreign\n");
  expect(git("fsck", "--strict", "--no-dangling", "--connectivity-only"), told).toBe("");
});

interface Played {
  readonly code: number | string;
  readonly words: string;
  readonly foreign: boolean;
  readonly overwritten: boolean;
}

async function play(repository: TestRepository, game: Game): Promise<Played> {
  const { folder } = repository;
  const child = spawn(process.execPath, [`${root}/bin/gtm.js`, ...game.args], {
    cwd: folder,
    env: environment,
    stdio: ["ignore", "ignore", "pipe"],
    detached: true,
  });
  const ended = endOf(child);
  const beside = disturb(repository, game);
  await Promise.race([sleep(game.after), ended]);
  if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
    process.kill(game.toGroup ? -child.pid : child.pid, game.signal);
  }
  return { ...(await ended), ...(await beside) };
}

function endOf(child: ChildProcess): Promise<{ code: number | string; words: string }> {
  let words = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    words += chunk.toString();
  });
  return new Promise((done) => {
    child.on("exit", (code, signal) => setTimeout(() => done({ code: code ?? signal ?? "", words }), 20));
  });
}

/** What somebody else does at the same time. */
async function disturb(repository: TestRepository, game: Game): Promise<{ foreign: boolean; overwritten: boolean }> {
  const nothing = { foreign: false, overwritten: false };
  if (game.beside === "nobody") return nothing;
  const read = workText(repository);
  await sleep(game.random.whole(0, 700));
  if (game.beside === "an editor") {
    const path = repository.path(existsSync(repository.path(file)) ? file : renamed);
    // Half of the editors look whether the file has changed, and take the new text.
    const isFresh = game.random.chance(0.5);
    repository.write(
      ".git/typing",
      (isFresh ? workText(repository) : read).replace("id: 2\n", "id: 2\nstart: 2026-01-01 # typed\n"),
    );
    renameSync(repository.path(".git/typing"), path);
    return { ...nothing, overwritten: !isFresh };
  }
  repository.write("b.txt", "foreign\n");
  const env = { ...gitEnvironment };
  const args = ["commit", "--all", "--no-verify", "--quiet", "--message=foreign"];
  const foreign = await new Promise<boolean>((done) => {
    execFile("git", args, { cwd: repository.folder, env }, (error) => done(error === null));
  });
  return { ...nothing, foreign };
}

function workText({ path, read }: TestRepository): string {
  return read(existsSync(path(file)) ? file : renamed);
}

/** Whether each place has the change. */
function where({ git }: TestRepository): { head: boolean; index: boolean; tree: boolean } {
  const has = (...place: readonly string[]): boolean => {
    try {
      git("grep", "--quiet", ...place);
      return true;
    } catch {
      return false;
    }
  };
  return {
    head: has("-e", word, "HEAD", "--", "items"),
    index: has("--cached", "-e", word, "--", "items"),
    tree: has("--untracked", "-e", word, "--", "items"),
  };
}
