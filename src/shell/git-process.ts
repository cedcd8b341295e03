/** Runs git, as a process of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { UserError } from "../errors.ts";
import { codeOf, explainFailure } from "./files.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

interface GitOptions {
  /** What git reads on its standard input. */
  readonly input?: string;
  /** Added to the environment. */
  readonly env?: Environment;
  /** Ends git; the call then fails like any other. */
  readonly signal?: AbortSignal;
  /** Whether Ctrl-C in the terminal, which goes to every process there, is kept from it. */
  readonly apart?: boolean;
  /** The file that takes what git says, in place of a pipe: a git that outlives gtm must not end at its first word. */
  readonly output?: string;
  /** Gets what git prints, as it comes; it is not kept then. Where it gives false, git is ended, and the call fails. */
  readonly read?: (chunk: Buffer) => boolean;
  /** Gets git's process id as soon as it has one. */
  readonly started?: (pid: number) => void;
}

/** Runs git in a folder and gives what it printed. Throws a GitFailure for any exit code but 0. */
export type RunGit = (folder: string, args: readonly string[], options?: GitOptions) => Promise<string>;

export class GitFailure extends Error {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;

  constructor(command: string, result: { exitCode: number | null; stdout: string; stderr: string }) {
    const words = result.stderr.trim() || result.stdout.trim();
    super(words === "" ? `git ${command} ended with exit code ${result.exitCode ?? "none"} and no message` : words);
    this.name = "GitFailure";
    this.exitCode = result.exitCode;
    this.stdout = result.stdout;
    this.stderr = result.stderr;
  }

  /** As far as git says so in English. */
  get isDiskFull(): boolean {
    return /No space left on device|Disk quota exceeded|Out of diskspace/.test(this.stderr);
  }
}

/** What the user can do then. */
export const makeRoom = "the disk is full: make room on it, then try again";

/** These change how git reads the pathspecs that gtm writes with their own magic. */
const pathspecVariables = new Set([
  "GIT_LITERAL_PATHSPECS",
  "GIT_GLOB_PATHSPECS",
  "GIT_NOGLOB_PATHSPECS",
  "GIT_ICASE_PATHSPECS",
]);

/** An environment in which pathspecs mean what gtm writes. */
export function withoutPathspecs(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !pathspecVariables.has(name)));
}

/** How long git's output is waited for once git has ended, in milliseconds: a hook may leave a process that holds it open. */
const lastWords = 50;

/** A git that sees exactly this environment. */
export function gitWith(environment: Environment): RunGit {
  const kept = withoutPathspecs(environment);
  return async (folder, args, { input, env, signal, apart = false, output, read, started } = {}) => {
    if (signal?.aborted) throw new GitFailure(args[0] ?? "", { exitCode: null, stdout: "", stderr: "" });
    const file = output === undefined ? null : explainFailure(output, "write", () => openSync(output, "w"));
    const git = spawn("git", args, {
      cwd: folder,
      env: { ...kept, ...env },
      stdio: [input === undefined ? "ignore" : "pipe", file ?? "pipe", file ?? "pipe"],
      detached: apart,
      windowsHide: true,
    });
    if (file !== null) closeSync(file);
    const end = (): unknown => git.kill();
    signal?.addEventListener("abort", end);
    try {
      const finished = ended(git, read);
      tellStart(git, started);
      // A git that ends before it has read everything says why in its exit code.
      git.stdin?.on("error", () => {});
      git.stdin?.end(input);
      const { exitCode, ...said } = await finished;
      const heard = output === undefined ? said : { stdout: "", stderr: readFileSync(output, "utf8") };
      const result = { exitCode, ...heard };
      if (result.exitCode !== 0) throw new GitFailure(args[0] ?? "", result);
      return result.stdout;
    } catch (error) {
      throw codeOf(error) === "ENOENT" ? missingGit(folder) : error;
    } finally {
      signal?.removeEventListener("abort", end);
    }
  };
}

/** Where its start cannot be told, a git must not go on. */
function tellStart(git: ChildProcess, started: GitOptions["started"]): void {
  try {
    if (git.pid !== undefined) started?.(git.pid);
  } catch (error) {
    git.kill("SIGKILL");
    throw error;
  }
}

interface Finished {
  /** Null where it was ended by a signal. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function ended(git: ChildProcess, read: GitOptions["read"]): Promise<Finished> {
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  let chunks = 0;
  const hear = (stream: ChildProcess["stdout"], take: (chunk: Buffer) => void): void => {
    stream?.on("data", (chunk: Buffer) => {
      chunks++;
      take(chunk);
    });
  };
  let isEnough = false;
  hear(git.stdout, (chunk) => {
    if (read === undefined) out.push(chunk);
    else if (!isEnough && !read(chunk)) {
      isEnough = true;
      git.kill();
    }
  });
  hear(git.stderr, (chunk) => err.push(chunk));
  const text = (parts: readonly Buffer[]): string => Buffer.concat(parts).toString("utf8");
  return new Promise((done, fail) => {
    let timer: NodeJS.Timeout | undefined;
    const finish = (exitCode: number | null): void => {
      clearTimeout(timer);
      git.stdout?.destroy();
      git.stderr?.destroy();
      done({ exitCode, stdout: text(out), stderr: text(err) });
    };
    const waitForSilence = (exitCode: number | null): void => {
      const heard = chunks;
      // setImmediate: what has arrived while this process was busy is read first.
      timer = setTimeout(() => {
        setImmediate(() => (chunks === heard ? finish(exitCode) : waitForSilence(exitCode)));
      }, lastWords);
    };
    git.on("error", fail);
    git.on("close", finish);
    git.on("exit", waitForSilence);
  });
}

/** What keeps git from starting. */
export function missingGit(folder: string): UserError {
  // The same error for a missing program and a missing folder to run it in.
  if (!existsSync(folder)) return new UserError(`no such folder: ${folder}`);
  return new UserError("git is not installed, or not on the PATH", {
    hint: "install git (https://git-scm.com) and try again",
  });
}

/** A path of the repository, from its top, as a pathspec that means only itself. */
export function literal(name: string): string {
  // Not --literal-pathspecs: git exports it to hooks, where `git ls-files "*.md"` then finds nothing.
  return `:(top,literal)${name}`;
}
