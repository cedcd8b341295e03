/**
 * Asks git about days and names of the past through simple-git; the only file that knows it. A change, and what is asked every
 * day, has a process of its own: git-process.ts.
 */
import { codeOf } from "./files.ts";
import { type Environment, GitFailure, missingGit, type RunGit, withoutPathspecs } from "./git-process.ts";

/**
 * simple-git's guards are for services that pass strangers' words to git. Here the environment is the user's own, as it would
 * be with git by hand, and the arguments are gtm's constants, with paths only behind `--`.
 */
const unsafe = {
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

interface Finished {
  readonly exitCode: number | null;
  readonly stdOut: readonly Buffer[];
  readonly stdErr: readonly Buffer[];
}

/** A git that answers questions in this environment. simple-git is loaded at the first one. */
export function questionsTo(environment: Environment): RunGit {
  const kept = withoutPathspecs(environment);
  return async (folder, args, { input, env } = {}) => {
    const { simpleGit } = await import("simple-git");
    const all = { ...kept, ...env };
    let failure: Error | undefined;
    try {
      const git = simpleGit({
        baseDir: folder,
        allowEnvironment: Object.keys(all),
        unsafe,
        // simple-git takes a silent non-zero exit, and a death by signal, for success.
        errors: (error: Buffer | Error | undefined, result: Finished) => {
          if (error === undefined && result.exitCode === 0) return undefined;
          failure = failureOf(folder, args, result);
          return failure;
        },
        ...(input === undefined ? {} : { input: () => input }),
      });
      return await git.env(all).raw([...args]);
    } catch (error) {
      throw failure ?? (codeOf(error) === "ENOENT" ? missingGit(folder) : error);
    }
  };
}

function failureOf(folder: string, args: readonly string[], { exitCode, stdOut, stdErr }: Finished): Error {
  const stderr = Buffer.concat(stdErr).toString("utf8");
  if (exitCode !== null && exitCode < 0 && stderr.includes("ENOENT")) return missingGit(folder);
  return new GitFailure(args[0] ?? "", { exitCode, stderr, stdout: Buffer.concat(stdOut).toString("utf8") });
}
