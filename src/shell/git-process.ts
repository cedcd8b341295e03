/** Runs git; the only file that knows simple-git. */
import { UserError } from "../errors.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

interface GitOptions {
  /** What git reads on its standard input; not empty. */
  readonly input?: string;
  /** Added to the environment. */
  readonly env?: Environment;
  readonly signal?: AbortSignal;
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
}

/**
 * simple-git's guards are for services that pass strangers' words to git. Here the environment is the user's own, as it would
 * be with git by hand, and the arguments are gtm's constants, with paths only behind `--`.
 */
const unsafe = {
  // Else git's test switch against abbreviated options is exported, and breaks the user's hooks that use them.
  allowAbbreviatedOptions: true,
  allowUnsafeAlias: true,
  allowUnsafeAskPass: true,
  allowUnsafeCommandBinaries: true,
  allowUnsafeConfigEnvCount: true,
  allowUnsafeConfigPaths: true,
  allowUnsafeCredentialHelper: true,
  allowUnsafeDiffExternal: true,
  allowUnsafeDiffTextConv: true,
  allowUnsafeEditor: true,
  allowUnsafeExec: true,
  allowUnsafeFilter: true,
  allowUnsafeFsMonitor: true,
  allowUnsafeGitProxy: true,
  allowUnsafeGpgProgram: true,
  allowUnsafeHooksPath: true,
  allowUnsafeInclude: true,
  allowUnsafeMergeDriver: true,
  allowUnsafePack: true,
  allowUnsafePager: true,
  allowUnsafeProtocolOverride: true,
  allowUnsafeSshCommand: true,
  allowUnsafeSubmodule: true,
  allowUnsafeTemplateDir: true,
  allowUnsafeUrlRewrite: true,
} as const;

/** These change how git reads the pathspecs that gtm writes with their own magic. */
const pathspecVariables = new Set([
  "GIT_LITERAL_PATHSPECS",
  "GIT_GLOB_PATHSPECS",
  "GIT_NOGLOB_PATHSPECS",
  "GIT_ICASE_PATHSPECS",
]);

/** A git that sees exactly this environment. simple-git is loaded at the first call. */
export function gitWith(environment: Environment): RunGit {
  const kept = Object.entries(environment).filter(([name]) => !pathspecVariables.has(name));
  return async (folder, args, { input, env, signal } = {}) => {
    const { simpleGit } = await import("simple-git");
    const all = { ...Object.fromEntries(kept), ...env };
    let failure: Error | undefined;
    const errors = (error: Buffer | Error | undefined, result: Finished): Buffer | Error | undefined => {
      // simple-git takes a silent non-zero exit, and a death by signal, for success.
      if (error === undefined && result.exitCode === 0) return undefined;
      failure = failureOf(args, result);
      return failure;
    };
    try {
      const git = simpleGit({
        baseDir: folder,
        // Not only "close": a hook may leave a process in the background that keeps git's output open. The timers that
        // "exit" costs are why the process is ended by end-process.ts.
        completion: { onClose: true, onExit: 50 },
        allowEnvironment: Object.keys(all),
        unsafe,
        errors,
        ...(input === undefined ? {} : { input: () => input }),
        ...(signal === undefined ? {} : { abort: signal }),
      });
      return await git.env(all).raw([...args]);
    } catch (error) {
      throw failure ?? error;
    }
  };
}

/** A path of the repository, from its top, as a pathspec that means only itself. */
export function literal(name: string): string {
  // Not --literal-pathspecs: git exports it to hooks, where `git ls-files "*.md"` then finds nothing.
  return `:(top,literal)${name}`;
}

interface Finished {
  readonly exitCode: number | null;
  readonly stdOut: readonly Buffer[];
  readonly stdErr: readonly Buffer[];
}

function failureOf(args: readonly string[], { exitCode, stdOut, stdErr }: Finished): Error {
  const stderr = Buffer.concat(stdErr).toString("utf8");
  if (exitCode !== null && exitCode < 0 && stderr.includes("ENOENT")) {
    return new UserError("git is not installed, or not on the PATH", {
      hint: "install git (https://git-scm.com) and try again",
    });
  }
  return new GitFailure(args[0] ?? "", { exitCode, stderr, stdout: Buffer.concat(stdOut).toString("utf8") });
}
