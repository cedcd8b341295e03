/** `gtm resolve`: what git has stopped at is merged by meaning; what is left is said in words. */
import { join } from "node:path";
import { numberInName } from "../core/file-name.ts";
import { groupBy } from "../core/group-by.ts";
import { printableJson } from "../core/printable.ts";
import { UserError } from "../errors.ts";
import type { Context, Repository } from "../ports.ts";
import { writeMessage } from "../write-message.ts";
import { driverOf } from "./merge-setup.ts";
import { type Resolution, tellResolution, twinWords } from "./resolve-answer.ts";
import type { ResolveOptions } from "./resolve-flags.ts";
import { isOfTracker, type Judged, judgeFile } from "./settle-file.ts";
import { folderInGit, requireTracker } from "./workspace.ts";

export async function resolve(context: Context, options: ResolveOptions): Promise<number> {
  const place = requireTracker(context, options);
  const repository = await context.git.repository(place.base);
  const folder = folderInGit(context, repository, place);
  if (options.onto !== undefined) {
    if (options.dryRun) throw new UserError("--dry-run does not go with --onto", { hint: "gtm diff HEAD...REV" });
    const isMerged = await mergeRevision(context, repository, options.onto, options);
    if (isMerged) await writeMessage(context.stderr, twinWords(doubledIn(context, repository, folder), null));
    if (isMerged) return 0;
  }
  const resolution = await settleAll(context, repository, folder, options);
  const isDone = resolution.left.length + resolution.others.length === 0;
  const commit = options.onto !== undefined && isDone ? await context.git.commitMerge(repository) : null;
  return await tellResolution(context, resolution, commit, options);
}

/** Merges a revision into the branch that is checked out; false where git has stopped at a conflict. */
async function mergeRevision(
  context: Context,
  repository: Repository,
  word: string,
  options: ResolveOptions,
): Promise<boolean> {
  const [{ id }, before] = [
    await context.git.revision(repository, word),
    await context.git.revision(repository, "HEAD"),
  ];
  const place = await context.git.whereabouts(repository, id);
  if (place.branch === null)
    throw new UserError("no branch is checked out (detached HEAD), so there is none to merge into", {
      hint: "git switch BRANCH, then try again",
    });
  // The driver works where .gitattributes names it, also in a clone that was not set up: a forge's, say.
  const how = { by: "merge", forward: "can", stashes: false, driver: driverOf(context) } as const;
  const joining = await context.git.join(repository, { tracking: word, shown: word }, how);
  if (joining.kind === "stopped") {
    // A hook, say: committing what it refused would go around it.
    if (joining.files.length === 0)
      throw new UserError(`nothing is in conflict, but git did not commit the merge:\n${joining.words}`, {
        hint: "git commit once that is mended, or git merge --abort to go back",
      });
    return false;
  }
  if (joining.kind === "refused")
    throw new UserError(`git did not merge ${word}:\n${joining.words}`, {
      hint: "gtm resolve --onto again after that",
    });
  const after = await context.git.revision(repository, "HEAD");
  const name = word.replace(/^refs\/(?:heads|remotes|tags)\//, "");
  const isNew = after.id !== before.id;
  if (options.json) {
    const data = {
      stopped: null,
      solved: [],
      left: [],
      others: [],
      next: null,
      commit: isNew ? after.id.slice(0, 7) : null,
    };
    context.stdout.write(`${printableJson(data)}\n`);
  } else {
    const words = isNew
      ? `${name} is merged into ${place.branch} [${after.id.slice(0, 7)}]`
      : `${place.branch} has ${name} already`;
    await writeMessage(context.stdout, `${words}\n`);
  }
  return true;
}

/** Merges every file of the tracker that is in conflict, and writes what comes of it. */
async function settleAll(
  context: Context,
  repository: Repository,
  folder: string,
  { dryRun = false }: Pick<ResolveOptions, "dryRun">,
): Promise<Resolution> {
  const stopped = await context.git.stopped(repository);
  const own = stopped.files.filter(({ path }) => isOfTracker(path, folder));
  const judged: Judged[] = [];
  for (const file of own) judged.push(await judgeFile(context, repository, file, stopped));
  const settlements = judged.flatMap(({ verdict }) =>
    verdict.kind === "merged" ? verdict.settlement : verdict.kind === "taken apart" ? verdict.settlements : [],
  );
  if (!dryRun && settlements.length > 0) await context.git.settle(repository, () => settlements);
  const isSolved = ({ verdict }: Judged) =>
    verdict.kind === "taken apart" || (verdict.kind === "merged" && verdict.settlement.isSolved);
  return {
    stopped,
    solved: judged.filter(isSolved),
    left: judged.filter((each) => !isSolved(each)),
    others: stopped.files.flatMap(({ path }) => (isOfTracker(path, folder) ? [] : path)),
    doubled: doubledIn(context, repository, folder),
  };
}

/** Two branches that each added an item under one number have it twice now, and no conflict in any file. */
function doubledIn(context: Context, { top }: Repository, folder: string): readonly (readonly string[])[] {
  const items = context.files.names(join(top, folder)).filter((name) => numberInName(name) !== null);
  return [...groupBy(items, numberInName).values()].filter(({ length }) => length > 1);
}
