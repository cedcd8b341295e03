/** The Context of a real run. On every command's path: what is heavy is loaded when it is first needed. */
import { isIsoDate, isoDate } from "../core/calendar.ts";
import { printable } from "../core/printable.ts";
import { UserError } from "../errors.ts";
import type { Context, Git, Prompts } from "../ports.ts";
import { isChanging } from "./cut-off.ts";
import { files } from "./files.ts";
import { isSetPlainly } from "./plain-setting.ts";
import { standardError, standardOutput } from "./standard-streams.ts";
import { input, output } from "./streams.ts";

/**
 * In `folder`, or where the process stands.
 * @param script absolute path of what node was started with
 */
export function nodeContext(version: string, script: string, folder?: string): Context {
  const { env } = process;
  const cwd = (): string => folder ?? workingFolder();
  return {
    version,
    program: [process.execPath, script],
    get cwd() {
      return cwd();
    },
    env,
    stdin: input(() => process.stdin),
    stdout: output(standardOutput, env),
    stderr: output(standardError, env),
    files,
    git: lazyGit(cwd, env),
    today: () => today(env, new Date()),
    now: () => performance.now(),
    bulk: async (work) => (await import("./late-optimizer.ts")).optimizingLate(work),
    pause: async (milliseconds) => (await import("node:timers/promises")).setTimeout(milliseconds),
    edit: async (text, name) => (await import("./editor.ts")).editText(text, name, { cwd: cwd(), env }),
    page: async (text) => {
      const { showInPager } = await import("./pager.ts");
      if (!(await showInPager(text, cwd(), env))) standardOutput().write(text);
    },
    ask: lazyPrompts(),
    desktop: {
      open: async (path) => (await import("./desktop.ts")).openFile(path),
      watch: async (folder, changed) => (await import("./desktop.ts")).watchFolder(folder, changed),
    },
  };
}

/** GTM_TODAY, or the local date of `now`. */
export function today(env: Context["env"], now: Date): string {
  const given = env.GTM_TODAY;
  if (given !== undefined && given !== "") {
    if (isIsoDate(given)) return given;
    throw new UserError(`GTM_TODAY is not a date: ${given}`, { hint: "write it as 2017-10-25, or unset it" });
  }
  const local = isoDate(now.getFullYear(), now.getMonth() + 1, now.getDate());
  if (local === null) throw new UserError(`this machine's clock says ${now.toString()}`, { hint: "set the clock" });
  return local;
}

/** Somebody may have removed it under the shell that gtm is started from. */
function workingFolder(): string {
  try {
    return process.cwd();
  } catch (error) {
    throw new UserError("the current folder no longer exists", { hint: "cd to another folder", cause: error });
  }
}

function lazyGit(cwd: () => string, env: Context["env"]): Git {
  const say = (words: string): void => void standardError().write(`gtm: ${printable(words)}\n`);
  let made: Promise<Git> | null = null;
  const make = async (): Promise<Git> => (await import("./git.ts")).createGit(cwd(), env, say);
  const load = (): Promise<Git> => {
    made ??= make();
    return made;
  };
  return {
    recover: async (folder) => {
      if (isChanging(folder, env)) await (await load()).recover(folder);
    },
    repository: async (folder) => (await load()).repository(folder),
    identity: async (folder) => (await load()).identity(folder),
    change: async (repository, plan, options) => (await load()).change(repository, plan, options),
    branch: async (repository) => (await load()).branch(repository),
    meeting: async (repository, work) => (await load()).meeting(repository, work),
    syncing: async (repository, work) => (await load()).syncing(repository, work),
    fetch: async (repository, call) => (await load()).fetch(repository, call),
    distance: async (repository, other) => (await load()).distance(repository, other),
    parting: async (repository, other) => (await load()).parting(repository, other),
    join: async (repository, upstream, how) => (await load()).join(repository, upstream, how),
    push: async (repository, commit, call) => (await load()).push(repository, commit, call),
    authors: async (repository, path, since) => (await load()).authors(repository, path, since),
    addedLast: async (repository, paths) => (await load()).addedLast(repository, paths),
    additions: async (repository, folder, span) => (await load()).additions(repository, folder, span),
    tracked: async (repository, folder) => (await load()).tracked(repository, folder),
    commits: async (repository, search) => (await load()).commits(repository, search),
    meetings: async (repository, folder) => (await load()).meetings(repository, folder),
    revision: async (repository, word) => (await load()).revision(repository, word),
    newestOf: async (repository, day) => (await load()).newestOf(repository, day),
    refsNamed: async (repository, name) => (await load()).refsNamed(repository, name),
    refNames: async (repository) => (await load()).refNames(repository),
    folderAt: async (repository, revision, folder) => (await load()).folderAt(repository, revision, folder),
    compare: async (place, span) => (await load()).compare(place, span),
    changedOutside: async (place, span) => (await load()).changedOutside(place, span),
    commitsOf: async (place, span) => (await load()).commitsOf(place, span),
    texts: async (repository, ids) => (await load()).texts(repository, ids),
    changesBetween: async (repository, from, to) => (await load()).changesBetween(repository, from, to),
    filteredTexts: async (repository, files) => (await load()).filteredTexts(repository, files),
    reflog: async (repository) => (await load()).reflog(repository),
    whereabouts: async (repository, commit) => (await load()).whereabouts(repository, commit),
    stopped: async (repository) => (await load()).stopped(repository),
    plainMerges: async (repository, texts, markerSize) => (await load()).plainMerges(repository, texts, markerSize),
    settle: async (repository, settlements) => (await load()).settle(repository, settlements),
    unjoin: async (repository, merge) => (await load()).unjoin(repository, merge),
    commitMerge: async (repository) => (await load()).commitMerge(repository),
    setting: async (folder, key) => (await load()).setting(folder, key),
    hasSetting: async (folder, key) => isSetPlainly(folder, key, env) || (await load()).hasSetting(folder, key),
    set: async (repository, key, value) => (await load()).set(repository, key, value),
    mergeAsText: async (folder, three) => (await load()).mergeAsText(folder, three),
    history: async (repository, folder, since) => (await load()).history(repository, folder, since),
  };
}

function lazyPrompts(): Prompts {
  const load = async (): Promise<Prompts> => (await import("./prompts.ts")).prompts;
  return {
    text: async (message, options) => (await load()).text(message, options),
    choose: async (message, choices, byDefault) => (await load()).choose(message, choices, byDefault),
    search: async (message, find) => (await load()).search(message, find),
    key: async (message, keys) => (await load()).key(message, keys),
    confirm: async (message, byDefault) => (await load()).confirm(message, byDefault),
  };
}
