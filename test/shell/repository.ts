/** A real git repository in a temporary folder, with nothing of the machine's configuration in it. */
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { Git } from "../../src/ports.ts";
import { createGit } from "../../src/shell/git.ts";
import { appendPlan } from "./append-plan.ts";

export const gitEnvironment: Readonly<Record<string, string | undefined>> = {
  PATH: process.env.PATH,
  HOME: "/nonexistent",
  TZ: "UTC",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  // After each commit git would start a process that looks whether the repository needs tidying.
  GIT_CONFIG_COUNT: "1",
  GIT_CONFIG_KEY_0: "maintenance.auto",
  GIT_CONFIG_VALUE_0: "false",
  GIT_AUTHOR_NAME: "Ada Author",
  GIT_AUTHOR_EMAIL: "ada@example.com",
  GIT_AUTHOR_DATE: "2017-10-25T12:00:00Z",
  GIT_COMMITTER_NAME: "Carl Committer",
  GIT_COMMITTER_EMAIL: "carl@example.com",
  GIT_COMMITTER_DATE: "2017-10-25T12:00:00Z",
};

export interface TestRepository {
  readonly folder: string;
  readonly port: Git;
  /** What the port has told the user. */
  readonly said: readonly string[];
  /** Absolute path of a file of the repository. */
  path(name: string): string;
  git(...args: string[]): string;
  read(name: string): string;
  write(name: string, text: string): void;
  hook(name: string, script: string): void;
  /** Through the port: appends a line to each file (makes it where it is missing) and commits. */
  append(names: string | readonly string[], line: string, options?: { commit?: boolean }): Promise<string | null>;
}

/** A folder that is gone after the test; its path is real. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "gtm-test-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** With `contents` in its first commit; without any, HEAD is unborn. */
export function makeRepository(contents: Readonly<Record<string, string>> = {}): TestRepository {
  const repository = repositoryAt(temporaryFolder());
  for (const [name, text] of Object.entries(contents)) repository.write(name, text);
  const isEmpty = Object.keys(contents).length === 0;
  const key = JSON.stringify(contents);
  const known = gitFolders.get(key);
  if (known !== undefined) {
    putFolder(repository.path(".git"), known);
    // The index has the times of other files.
    if (!isEmpty) repository.git("update-index", "--refresh");
    return repository;
  }
  repository.git("init", "--quiet", "--initial-branch=main", "--template=");
  if (!isEmpty) {
    repository.git("add", "--all");
    repository.git("commit", "--quiet", "--message=first");
  }
  gitFolders.set(key, takeFolder(repository.path(".git")));
  return repository;
}

/** What a folder holds, each folder in it (null) before what is in that: the bytes of files by their names. */
type Folder = ReadonlyMap<string, Buffer | null>;

/** Git's folders of repositories just made, by their contents: to write one costs less than three processes. */
const gitFolders = new Map<string, Folder>();

function takeFolder(folder: string): Folder {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return new Map(
    names.map((name) => [name, statSync(join(folder, name)).isDirectory() ? null : readFileSync(join(folder, name))]),
  );
}

function putFolder(folder: string, taken: Folder): void {
  mkdirSync(folder);
  for (const [name, bytes] of taken) {
    if (bytes === null) mkdirSync(join(folder, name));
    else writeFileSync(join(folder, name), bytes);
  }
}

export function repositoryAt(folder: string, env = gitEnvironment): TestRepository {
  const path = (name: string): string => join(folder, name);
  const said: string[] = [];
  const port = createGit(folder, env, (words) => said.push(words));
  return {
    folder,
    port,
    said,
    path,
    git: (...args) =>
      execFileSync("git", args, { cwd: folder, env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }),
    read: (name) => readFileSync(path(name), "utf8"),
    write(name, text) {
      mkdirSync(dirname(path(name)), { recursive: true });
      writeFileSync(path(name), text);
    },
    hook(name, script) {
      const file = join(folder, ".git/hooks", name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `#!/bin/sh\n${script}\n`);
      chmodSync(file, 0o755);
    },
    async append(names, line, { commit = true } = {}) {
      return await port.change(await port.repository(folder), () => appendPlan([names].flat().map(path), line), {
        commit,
      });
    },
  };
}
