/** Runs a command line in process: files in memory, git as a record of commits, nothing of this machine. */
import { posix } from "node:path";
import { isRead } from "../../src/core/file-name.ts";
import { LeftQuestion, UnknownRevision, UserError } from "../../src/errors.ts";
import { main } from "../../src/main.ts";
import type {
  ChangedFile,
  ChangePlan,
  Context,
  FileEdit,
  FileReading,
  Files,
  Git,
  HistoryCommit,
  Identity,
  Output,
  Prompts,
} from "../../src/ports.ts";

export interface Commit {
  readonly message: string;
  /** Paths from the repository's top. */
  readonly files: readonly string[];
}

export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Every file after the run, by path from the repository's top. */
  readonly files: Readonly<Record<string, string>>;
  readonly commits: readonly Commit[];
}

export interface World {
  readonly stdin?: string;
  readonly terminal?: boolean;
  readonly width?: number;
  /** Lines of the terminal; as many as it takes where not given. */
  readonly height?: number;
  readonly colour?: Output["colour"];
  readonly today?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly identity?: Identity | null;
  /** What the editor makes of a text. */
  readonly edit?: (text: string) => string;
  /** Answers to prompts, in their order. */
  readonly answers?: readonly string[];
  /** The folder to start in, from the repository's top. */
  readonly folder?: string;
  readonly obstacle?: { message: string; hint: string };
  readonly outsideGit?: boolean;
  /** Filled by the run: a folder each time that git is asked for the repository around one. */
  readonly lookedUp?: string[];
  /** Paths that git has; the files of the run need not be among them. */
  readonly tracked?: readonly string[];
  /** What somebody saves just after a change was planned for the first time. */
  readonly savedMeanwhile?: Readonly<Record<string, string>>;
  /** What has changed by the time that a watcher calls back. */
  readonly laterFiles?: Readonly<Record<string, string>>;
  /** Filled by the run: the files that it reads one by one; `*` for all of a folder. */
  readonly read?: string[];
  /** What git is set to; a run adds to it. */
  readonly settings?: Map<string, string>;
  /** Commits, oldest first, with every file as the commit left it. */
  readonly history?: readonly {
    readonly date: string;
    readonly subject: string;
    readonly files: Readonly<Record<string, string>>;
  }[];
}

const top = "/repo";

/** Runs `gtm` with these arguments over these files; never throws. */
export async function gtm(
  argv: readonly string[],
  files: Readonly<Record<string, string>> = {},
  world: World = {},
): Promise<Run> {
  const stored = new Map(Object.entries(files).map(([path, text]) => [posix.join(top, path), text]));
  const [out, err, commits]: [string[], string[], Commit[]] = [[], [], []];
  const context: Context = {
    version: "1.2.3",
    program: ["/usr/bin/node", "/opt/gtm/bin/gtm.js"],
    cwd: posix.join(top, world.folder ?? ""),
    env: world.env ?? {},
    stdin: {
      isTerminal: world.terminal ?? false,
      read: async () => world.stdin ?? "",
      readBytes: async () => new TextEncoder().encode(world.stdin ?? ""),
    },
    stdout: output(out, world),
    stderr: output(err, world),
    files: memoryFiles(stored, world),
    git: recordingGit(stored, commits, world),
    today: () => world.today ?? "2026-03-12",
    now: () => 0,
    bulk: async (work) => work(),
    pause: async () => {},
    edit: async (text) => ({
      text: (world.edit ?? ((same: string) => same))(text),
      remove: () => void err.push("(text removed)\n"),
      keep: (error) => {
        err.push("(kept)\n");
        return error;
      },
    }),
    page: async (text) => {
      err.push("(paged)\n");
      out.push(text);
    },
    ask: scriptedPrompts([...(world.answers ?? [])]),
    desktop: {
      open: async (path) => void err.push(`(opened ${posix.relative(top, path)})\n`),
      watch: async (_, changed) => {
        await changed();
        for (const [path, text] of Object.entries(world.laterFiles ?? {})) stored.set(posix.join(top, path), text);
        await changed();
      },
    },
  };
  const code = await main(argv, context);
  const after = Object.fromEntries([...stored].map(([path, text]) => [posix.relative(top, path), text]).sort());
  return { code, stdout: out.join(""), stderr: err.join(""), files: after, commits };
}

function output(written: string[], world: World): Output {
  return {
    write: (text) => void written.push(text),
    isTerminal: world.terminal ?? false,
    width: world.width ?? 80,
    height: world.height ?? Number.POSITIVE_INFINITY,
    colour: world.colour ?? 0,
  };
}

function memoryFiles(stored: Map<string, string>, world: World): Files {
  const isFolder = (path: string) =>
    path === top || path === "/" || [...stored.keys()].some((file) => file.startsWith(`${path}/`));
  const read = (path: string) => {
    const text = stored.get(path);
    if (text === undefined) throw new UserError(`cannot read ${path}: there is no such file`);
    return text;
  };
  return {
    exists: (path) => stored.has(path) || isFolder(path) || (path === `${top}/.git` && !world.outsideGit),
    isFolder,
    read,
    readBytes: (path) => new TextEncoder().encode(read(path)),
    readFolder: (folder) => readingsIn(stored, folder),
    survey: (folder) => {
      world.read?.push("*");
      const readings = new Map(readingsIn(stored, folder).map((reading) => [reading.name, reading]));
      return {
        names: [...readings.keys()],
        read: (name) => readings.get(name) ?? { name, problem: "is gone" },
        unknown: () => readings.size,
        kept: () => () => null,
        keep: () => {},
      };
    },
    names: (folder) =>
      [...stored.keys()].filter((path) => posix.dirname(path) === folder).map((path) => posix.basename(path)),
    readInFolder: (folder, name) => {
      world.read?.push(name);
      return readingsIn(stored, folder).find((reading) => reading.name === name) ?? null;
    },
    write: (path, text) => void stored.set(path, [text].flat().join("")),
    realPath: (path) => posix.normalize(path),
  };
}

/** What a port gives of a folder: the shell's own rule of what is read, over texts by their paths. */
function readingsIn(texts: ReadonlyMap<string, string>, folder: string): FileReading[] {
  return [...texts]
    .filter(([path]) => path.startsWith(`${folder}/`))
    .flatMap(([path, text]): FileReading[] => {
      const name = path.slice(folder.length + 1);
      const wanted = isRead(name);
      return wanted === true ? [{ name, text }] : wanted === false ? [] : [{ name, problem: wanted }];
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A commit with the files as it left them: what the fake git knows of history. */
interface Snapshot extends HistoryCommit {
  readonly tree: ReadonlyMap<string, string>;
}

function recordingGit(stored: Map<string, string>, commits: Commit[], world: World): Git {
  const relative = (path: string) => posix.relative(top, path);
  const snapshots: Snapshot[] = (world.history ?? []).map((commit, index) => ({
    id: `${index}`.padStart(40, "0"),
    date: commit.date,
    author: { name: "Sam Tester", email: "sam@example.com" },
    parents: index === 0 ? [] : [`${index - 1}`.padStart(40, "0")],
    subject: commit.subject,
    files: Object.keys(commit.files),
    tree: new Map(Object.entries(commit.files)),
  }));
  // What HEAD holds where there is no history: everything that the run began with.
  const atStart = new Map([...stored].map(([path, text]) => [relative(path), text]));
  const find = (word: string) => snapshots.find(({ id, subject }) => id === word || subject === word);
  const textAt = (name: string) => {
    const [revision = "", path = ""] = name.split(/:(.*)/s);
    const at = snapshots.findIndex(({ id }) => id === revision.replace("^", ""));
    return snapshots[revision.endsWith("^") ? at - 1 : at]?.tree.get(path) ?? null;
  };
  const treeOf = (word: string): ReadonlyMap<string, string> => {
    const tree = find(word)?.tree ?? (word === "HEAD" ? atStart : null);
    if (tree === null) throw new UnknownRevision(word);
    return tree;
  };
  const now = () => new Map([...stored].map(([path, text]) => [relative(path), text]));
  const statesOf = (from: string | null, to: string | null) =>
    [from === null ? new Map<string, string>() : treeOf(from), to === null ? now() : treeOf(to)] as const;
  return {
    recover: async () => {},
    repository: async (folder) => {
      world.lookedUp?.push(folder);
      if (world.outsideGit) throw new UserError("not in a git repository", { hint: "git init makes one" });
      const gitFolder = `${top}/.git`;
      const [hooks, shallowMark] = [`${gitFolder}/hooks`, `${gitFolder}/shallow`];
      return { top, gitFolder, hooks, shallowMark, obstacle: world.obstacle ?? null };
    },
    identity: async () => {
      if (world.identity === null)
        throw new UserError("git does not know who you are", { hint: "git config user.name …" });
      return world.identity ?? { name: "Sam Tester", email: "sam@example.com" };
    },
    change: async (_, makePlan, { commit }) => {
      let plan: ChangePlan = makePlan();
      for (const [path, text] of Object.entries(world.savedMeanwhile ?? {})) stored.set(posix.join(top, path), text);
      const isOld = ({ path, madeFrom }: FileEdit) => madeFrom !== undefined && madeFrom !== (stored.get(path) ?? null);
      if (plan.edits.some(isOld)) plan = makePlan();
      const changed = plan.edits.flatMap(({ path, edit, isLeftover }) => {
        const before = stored.get(path) ?? null;
        const after = edit(before);
        return after === before && !isLeftover ? [] : [{ path, after }];
      });
      for (const { path, after } of changed) {
        if (after === null) stored.delete(path);
        else stored.set(path, after);
      }
      if (changed.length === 0 || !commit) return null;
      commits.push({ message: plan.message, files: changed.map(({ path }) => relative(path)).sort() });
      return "a1b2c3d";
    },
    // A repository without a remote: what is beyond that is tested with real ones.
    branch: async () => ({
      name: "main",
      head: "0".repeat(40),
      upstream: null,
      remotes: [],
      joins: { by: "merge", forward: "can", stashes: false },
      changed: [],
    }),
    meeting: async (_, work) => {
      const pathOf = (name: string) => `${top}/.git/gtm-meet/${name}`;
      return work({
        read: (name) => stored.get(pathOf(name)) ?? null,
        write: (name, text) => void stored.set(pathOf(name), text),
        remove: (name) => void stored.delete(pathOf(name)),
        pathOf,
      });
    },
    syncing: async (_, work) => work(),
    fetch: async () => ({ ok: false, reason: "offline", words: "no remote" }),
    push: async () => ({ ok: false, reason: "offline", words: "no remote" }),
    distance: async () => ({ ahead: 0, behind: 0 }),
    parting: async () => ({ ahead: 0, behind: 0, base: "HEAD", ours: [], theirs: [] }),
    join: async () => ({ kind: "joined", merge: null }),
    authors: async () => null,
    addedLast: async () => null,
    additions: async () => new Map(),
    tracked: async (_, folder) =>
      (world.tracked ?? []).flatMap((path) => (posix.dirname(path) === folder ? posix.basename(path) : [])),
    commits: async (_, { paths, subject = "" }) =>
      snapshots
        .filter(
          (commit) =>
            commit.subject.includes(subject) &&
            commit.files.some((file) => paths.some((path) => file === path || file.startsWith(`${path}/`))),
        )
        .toReversed(),
    meetings: async () =>
      snapshots.toReversed().flatMap(({ id, subject }) => {
        const date = /^Meeting: (\S+)$/m.exec(subject)?.[1];
        return date === undefined ? [] : [{ id, date }];
      }),
    revision: async (_, word) => {
      const found = find(word);
      if (!found) throw new UnknownRevision(word);
      return found;
    },
    newestOf: async (_, day) => snapshots.findLast(({ date }) => date <= day) ?? null,
    refsNamed: async (_, name) => snapshots.flatMap(({ subject }) => (subject === name ? `refs/tags/${name}` : [])),
    refNames: async () => snapshots.map(({ subject }) => subject).toReversed(),
    folderAt: async (_, revision, folder) => readingsIn(find(revision)?.tree ?? atStart, folder),
    compare: async ({ folder }, { from, to }) => {
      const [before, after] = statesOf(from, to);
      const inFolder = (texts: ReadonlyMap<string, string>) =>
        new Map(readingsIn(texts, relative(folder)).map((reading) => [reading.name, reading]));
      const sides = [inFolder(before), inFolder(after)] as const;
      return namesIn(before, after)
        .filter((path) => path.startsWith(`${relative(folder)}/`))
        .filter((path) => path.endsWith("/tracker.md") || before.get(path) !== after.get(path))
        .map((path) => path.slice(relative(folder).length + 1))
        .map((name) => ({ name, before: sides[0].get(name) ?? null, after: sides[1].get(name) ?? null }));
    },
    changedOutside: async ({ folder }, { from, to }) => {
      const [before, after] = statesOf(from, to);
      return namesIn(before, after).filter(
        (path) => before.get(path) !== after.get(path) && !path.startsWith(`${relative(folder)}/`),
      );
    },
    commitsOf: async (_, { from, to }) => ({
      from: from && (find(from)?.id ?? from),
      to: to && (find(to)?.id ?? to),
      isFromFork: false,
    }),
    texts: async (_, names) =>
      names.map((name) => {
        const text = textAt(name);
        return text === null ? { name, problem: "is missing from git's objects" } : { name, text };
      }),
    changesBetween: async (_, from, to) => differences(from, treeOf(from), to, treeOf(to)),
    filteredTexts: async (_, files) =>
      files.map(({ id }) => {
        const [revision = "", path = ""] = id.split(/:(.*)/s);
        return treeOf(revision).get(path) ?? null;
      }),
    reflog: async () => [],
    whereabouts: async (_, commit) => ({
      branch: "main",
      isHead: snapshots.at(-1)?.id === commit,
      holders: [],
      isShallow: false,
    }),
    stopped: async () => ({
      kind: "stash",
      revision: null,
      ours: "main",
      theirs: "your stash",
      next: "git stash drop",
      files: [],
    }),
    plainMerges: async () => [],
    settle: async () => {},
    unjoin: async () => false,
    commitMerge: async () => "a1b2c3d",
    setting: async (_, key) => world.settings?.get(key) ?? null,
    hasSetting: async (_, key) => world.settings?.has(key) === true,
    set: async (_, key, value) => void world.settings?.set(key, value),
    mergeAsText: async (_, { ours }) => {
      stored.set(posix.join(top, ours), "(merged by git)\n");
      return false;
    },
    history: async (_, folder, since) =>
      snapshots
        .map(({ id, date, subject, tree }, index) => {
          const before = snapshots[index - 1] ?? null;
          const changed = differences(before?.id ?? null, before?.tree ?? new Map(), id, tree);
          const changes = [changed.filter(({ path }) => path.startsWith(`${folder}/`))];
          return { id, date, author: "Sam Tester", subject, changes };
        })
        .filter(({ id, changes }) => (changes[0]?.length ?? 0) > 0 && (since === null || id > since))
        .toReversed(),
  };
}

function namesIn(...trees: readonly ReadonlyMap<string, string>[]): readonly string[] {
  return [...new Set(trees.flatMap((tree) => [...tree.keys()]))].sort();
}

/** Objects are called by revision and path. */
function differences(
  from: string | null,
  before: ReadonlyMap<string, string>,
  to: string | null,
  after: ReadonlyMap<string, string>,
): ChangedFile[] {
  return namesIn(before, after)
    .filter((path) => before.get(path) !== after.get(path))
    .map((path) => ({
      path,
      before: before.has(path) ? `${from}:${path}` : null,
      after: !after.has(path) ? null : to === null ? "file" : `${to}:${path}`,
    }));
}

function scriptedPrompts(answers: string[]): Prompts {
  const next = () => answers.shift() ?? "";
  /** An answer that ends in Ctrl-C is left there. */
  const typed = () => {
    const answer = next();
    if (answer.endsWith("\u0003")) throw new LeftQuestion({ typed: answer.slice(0, -1) });
    return answer;
  };
  return {
    text: async () => typed(),
    choose: async (message, choices) => {
      const answer = next();
      const found = choices.find(({ name, value }) => name === answer || value === answer);
      if (!found)
        throw new Error(`${message}: no choice "${answer}" among ${choices.map(({ name }) => name).join(", ")}`);
      return found.value;
    },
    search: async (message, find) => {
      const answer = next();
      const [found] = find(answer);
      if (!found) throw new Error(`${message}: nothing like "${answer}"`);
      return found.value;
    },
    // Nobody is left at the keyboard: else a walk would never end.
    key: async (message, keys) => {
      if (answers.length === 0) throw new LeftQuestion();
      const key = next();
      if (keys.length > 0 && !keys.includes(key))
        throw new Error(`${message}: no key "${key}" among ${keys.join(" ")}`);
      return key;
    },
    confirm: async () => next() === "yes",
  };
}
