/** `gtm sync`: fetch, give numbers that were taken twice anew, join, push; again where somebody was faster. */
import { join } from "node:path";
import { countOf } from "../core/count-of.ts";
import { printableJson, printableLine } from "../core/printable.ts";
import { shorten } from "../core/shorten.ts";
import { exitCode } from "../errors.ts";
import type { ChangePlan, Context, FileEdit, Joining, Parting, RemoteCall, Repository } from "../ports.ts";
import { writeMessage } from "../write-message.ts";
import { conflictLines, type FileConflict, findConflicts } from "./conflicts.ts";
import { type Newcomer, planRenumbering, toldWords } from "./doubled-numbers.ts";
import type { CalledWith } from "./flags.ts";
import { driverOf, lacksDriver } from "./merge-setup.ts";
import { reportError } from "./report-error.ts";
import { toldApart } from "./same-item.ts";
import type { syncFlags } from "./sync-flags.ts";
import { newcomersAgainst, readIncoming, refuseInTheWay, sharesFile } from "./sync-incoming.ts";
import {
  keepsItsNumber,
  notJoined,
  type Ready,
  readyToSync,
  refuseUnsaved,
  remoteError,
  saidToBeUnsaved,
  stopped,
  unsaved,
} from "./sync-refusals.ts";
import { folderInGit, loadWorkspace, requireTracker, shownPath, type TrackerPlace } from "./workspace.ts";

type SyncOptions = CalledWith<typeof syncFlags>;

/** What a sync has done. */
interface Outcome {
  readonly branch: string;
  readonly upstream: string;
  /** Commits that came, and that went. */
  readonly received: number;
  readonly sent: number;
  readonly renumbered: readonly NewNumber[];
  readonly conflicts: readonly FileConflict[];
  /** How often somebody else pushed first. */
  readonly outrun: number;
}

/** An item whose number another clone had published for another item. */
interface NewNumber {
  readonly from: number;
  readonly to: number;
  readonly title: string;
  /** As shown: from the repository's top. */
  readonly path: string;
}

/** A merge of this sync that is not published yet; a rebase makes none. */
interface Merge {
  readonly id: string;
  /** Commits that came with it. */
  readonly received: number;
}

/** What all steps of a sync work on. */
interface Job {
  readonly context: Context;
  readonly options: SyncOptions;
  readonly place: TrackerPlace;
  readonly repository: Repository;
  /** The tracker's, from the repository's top. */
  readonly folder: string;
}

export async function sync(context: Context, options: SyncOptions): Promise<number> {
  const outcome = await runSync(context, options);
  if (options.json) {
    const data = options.dryRun ? { ...outcome, dryRun: true } : outcome;
    context.stdout.write(`${printableJson(data)}\n`);
  } else context.stdout.write(outcomeText(outcome, options));
  return outcome.conflicts.length > 0 ? exitCode.no : exitCode.done;
}

/** For `--push`, behind a change that is committed. Where the change was answered with data, that stays alone. */
export async function syncAfterChange(context: Context, options: SyncOptions): Promise<number> {
  const outcome = await runSync(context, { ...options, dryRun: false });
  (options.json ? context.stderr : context.stdout).write(outcomeText(outcome, options));
  return outcome.conflicts.length > 0 ? exitCode.no : exitCode.done;
}

/**
 * How often it is begun anew before somebody is told that others are always faster. Of eight clones that sync without a break
 * on one machine, one was outrun 99 times in a row.
 */
const mostRounds = 250;

async function runSync(context: Context, options: SyncOptions): Promise<Outcome> {
  const place = requireTracker(context, options);
  const repository = await context.git.repository(place.folder);
  const job = { context, options, place, repository, folder: folderInGit(context, repository, place) };
  return await context.git.syncing(repository, async () => {
    let outcome: Outcome | null = null;
    let merged: Merge | null = null;
    for (let round = 1; ; round++) {
      const branch = await readBranch(job);
      if (round > mostRounds) throw remoteError({ ok: false, reason: "behind", words: "" }, branch);
      outcome ??= { branch: branch.name, upstream: branch.upstream.shown, ...nothing };
      const isFetched = await fetchUpstream(job, branch);
      // Nobody has seen the merge of the round before: one merge is made of both.
      if (merged && (await context.git.unjoin(repository, merged.id)))
        outcome = { ...outcome, received: outcome.received - merged.received };
      merged = null;
      const incoming = isFetched ? await readIncoming(context, repository, branch) : null;
      const newcomers = incoming ? await newcomersAgainst(context, repository, job, branch, incoming) : [];
      if (options.dryRun) return await foretell(job, outcome, incoming ?? (await allOfIt(job)), newcomers);
      if (incoming) await refuseInTheWay(context, repository, branch, incoming);
      if (newcomers.length > 0) {
        refuseUnsaved(branch, job.folder);
        const numbers = await giveNumbers(job, branch, newcomers);
        outcome = { ...outcome, renumbered: followNumbers(outcome.renumbered, numbers) };
        // From the fetch on again: whoever takes longer between the fetch and the push is outrun more often.
        continue;
      }
      if (incoming) [outcome, merged] = await joinUpstream(job, branch, outcome, incoming);
      else outcome = { ...outcome, sent: (await allOfIt(job)).ahead };
      if (outcome.conflicts.length > 0) return outcome;
      if (outcome.sent === 0) return await tellUnsaved(job, branch, outcome);
      const answer = await context.git.push(repository, "HEAD", callOf(context, branch, "pushing to"));
      if (answer.ok) return await tellUnsaved(job, branch, outcome);
      if (answer.reason !== "behind") throw remoteError(answer, branch);
      outcome = { ...outcome, outrun: outcome.outrun + 1 };
      if (outcome.outrun % 10 === 1) tell(context, "somebody was faster: once more");
      await context.pause(backOff(outcome.outrun));
    }
  });
}

/** What the user has edited and not committed goes nowhere. */
async function tellUnsaved({ context, folder }: Job, branch: Ready, outcome: Outcome): Promise<Outcome> {
  const files = unsaved(branch, folder);
  if (files.length > 0) await writeMessage(context.stderr, `gtm: ${saidToBeUnsaved(files)}, which stay here\n`);
  return outcome;
}

/** Where the remote has nothing, every commit is ahead. */
function allOfIt({ context, repository }: Job): Promise<Ahead> {
  return context.git.distance(repository, null);
}

const nothing = { received: 0, sent: 0, renumbered: [], conflicts: [], outrun: 0 } as const;

/**
 * Milliseconds, by chance: those who met once would meet again. Shorter each time: who has been outrun most often goes before
 * those who come after.
 */
function backOff(tries: number): number {
  return (Math.random() * 400) / tries;
}

async function readBranch({ context, place, repository }: Job): Promise<Ready> {
  // Looked at anew: the user may have begun something since the last try.
  const now = await context.git.repository(place.folder);
  return readyToSync(now, await context.git.branch(repository));
}

/** False where the remote has no branch at all yet. */
async function fetchUpstream({ context, repository }: Job, branch: Ready): Promise<boolean> {
  const answer = await context.git.fetch(repository, callOf(context, branch, "fetching from"));
  if (answer.ok) return true;
  if (answer.reason === "nothing there") return false;
  throw remoteError(answer, branch);
}

/** To whoever sits there waiting. */
function tell({ stderr }: Context, words: string): void {
  if (stderr.isTerminal) stderr.write(`gtm: ${printableLine(words)}…\n`);
}

function callOf(context: Context, { upstream }: Ready, doing: string): RemoteCall {
  const { stdin, stdout, env } = context;
  const slow = (): void => tell(context, `${doing} ${upstream.remote}`);
  const mayAsk = stdin.isTerminal && stdout.isTerminal && env.GIT_TERMINAL_PROMPT !== "0";
  return { upstream, mayAsk, slow };
}

/** What would be done: commits as they are now, and the numbers as they are free now. */
async function foretell(
  job: Job,
  outcome: Outcome,
  { ahead, behind }: Ahead,
  newcomers: readonly Newcomer[],
): Promise<Outcome> {
  const { numbers } = await planNumbers(job, newcomers);
  return { ...outcome, received: behind, sent: ahead + (numbers.length > 0 ? 1 : 0), renumbered: numbers };
}

type Ahead = Pick<Parting, "ahead" | "behind">;

/** The outcome so far, with the commits that are to be sent, and the merge that was made. */
async function joinUpstream(
  job: Job,
  branch: Ready,
  before: Outcome,
  incoming: Parting,
): Promise<readonly [Outcome, Merge | null]> {
  const { context, place, repository, folder } = job;
  const { ahead, behind } = incoming;
  if (behind === 0) return [{ ...before, sent: ahead }, null];
  const outcome = { ...before, received: before.received + behind };
  // A rebase would make our changes again one by one, on the other item that has the same file name.
  const isMerge = branch.joins.by === "merge" || (await sharesFile(context, repository, folder, branch, incoming));
  const by = isMerge ? "merge" : branch.joins.by;
  const driver = (await lacksDriver(context, place)) ? driverOf(context) : null;
  const joining = await context.git.join(repository, branch.upstream, {
    ...branch.joins,
    by,
    driver,
    env: { [toldApart]: "1" },
  });
  if (joining.kind === "refused") throw notJoined(joining.words, branch);
  if (joining.kind === "stopped") return [{ ...outcome, conflicts: await tellConflicts(job, branch, joining) }, null];
  const hasOwn = ahead > 0 || branch.joins.forward === "never";
  // A rebase drops what the upstream has in another commit.
  const sent = isMerge
    ? ahead + (hasOwn ? 1 : 0)
    : (await context.git.distance(repository, branch.upstream.tracking)).ahead;
  return [{ ...outcome, sent }, joining.merge === null ? null : { id: joining.merge, received: behind }];
}

/** An item that somebody was faster with again has had a number in between, which nobody has seen. */
function followNumbers(earlier: readonly NewNumber[], later: readonly NewNumber[]): readonly NewNumber[] {
  const moved = earlier.map((each) => {
    const next = later.find(({ from, title }) => from === each.to && title === each.title);
    return next ? { ...next, from: each.from } : each;
  });
  const isFirst = ({ from, title }: NewNumber) => !earlier.some((each) => each.to === from && each.title === title);
  return [...moved, ...later.filter(isFirst)];
}

/** Says what git has stopped at. Throws where that is no conflict in a file. */
async function tellConflicts(
  { context, place, repository, folder }: Job,
  branch: Ready,
  joining: Joining & { kind: "stopped" },
): Promise<readonly FileConflict[]> {
  const at = { by: joining.by, folder, trackerText: context.files.read(join(place.folder, "tracker.md")) };
  const conflicts = await findConflicts(context, repository, joining.files, at);
  const error = stopped(joining, conflictLines(conflicts), branch);
  if (conflicts.length === 0) throw error;
  await reportError(context, error);
  return conflicts;
}

/** Commits the new numbers of items that came second. */
async function giveNumbers(job: Job, branch: Ready, newcomers: readonly Newcomer[]): Promise<readonly NewNumber[]> {
  if (newcomers.length === 0) return [];
  const { planOf } = await planNumbers(job, newcomers);
  let planned: PlannedNumbers = planOf();
  const plan = (): ChangePlan => {
    planned = planOf();
    const missing = newcomers.find(({ name }) => !planned.moved.has(name));
    if (missing) throw keepsItsNumber(missing.name, branch);
    const [only] = planned.numbers;
    const words =
      planned.numbers.length === 1 && only
        ? `#${only.from} → #${only.to} ${only.title}`
        : `${planned.numbers.length} new numbers`;
    const why = `${branch.upstream.shown} has other items under ${planned.numbers.length === 1 ? "this number" : "these numbers"}.`;
    return {
      message: [shorten(`gtm sync: ${printableLine(words)}`, 72), "", why, "", ...planned.said].join("\n"),
      edits: planned.edits,
    };
  };
  await job.context.git.change(job.repository, plan, { commit: true });
  return planned.numbers;
}

interface PlannedNumbers {
  readonly numbers: readonly NewNumber[];
  readonly edits: readonly FileEdit[];
  readonly said: readonly string[];
  /** By their old names. */
  readonly moved: ReadonlySet<string>;
}

async function planNumbers(
  { context, options, repository }: Job,
  newcomers: readonly Newcomer[],
): Promise<{ readonly numbers: readonly NewNumber[]; readonly planOf: () => PlannedNumbers }> {
  if (newcomers.length === 0)
    return { numbers: [], planOf: () => ({ numbers: [], edits: [], said: [], moved: new Set() }) };
  const renumbering = await planRenumbering(context, repository, loadWorkspace(context, options), newcomers);
  const planOf = (): PlannedNumbers => {
    const now = loadWorkspace(context, options);
    const { moves, files } = renumbering(now);
    const fileOf = (name: string) => now.files.find((file) => file.name === name);
    const shown = (name: string) => shownPath(now, join(now.folder, name));
    return {
      moved: new Set(moves.map(({ name }) => name)),
      numbers: moves.map(({ name, from, to }) => ({
        from,
        to,
        title: fileOf(name)?.item?.title ?? "",
        path: shown(files.find((file) => file.name === name)?.newName ?? name),
      })),
      said: files.flatMap((file) => [
        ...toldWords(file).map((line) => `${shown(file.name)}: ${line}`),
        ...(file.newName === file.name ? [] : [`${shown(file.name)}: renamed to ${file.newName}`]),
      ]),
      edits: files.flatMap(({ name, newName, text }): FileEdit[] => {
        const madeFrom = fileOf(name)?.text ?? "";
        const [from, to] = [join(now.folder, name), join(now.folder, newName)];
        if (name === newName) return [{ path: to, edit: (before) => (before === madeFrom ? text : before), madeFrom }];
        return [
          { path: from, edit: () => null, madeFrom },
          { path: to, edit: () => text, madeFrom: null },
        ];
      }),
    };
  };
  return { numbers: planOf().numbers, planOf };
}

function outcomeText(
  { branch, upstream, received, sent, renumbered, conflicts }: Outcome,
  { dryRun }: SyncOptions,
): string {
  const numbers = renumbered.map(
    ({ from, to, title }) =>
      `#${from} ${title} ${dryRun ? "would become" : "is now"} #${to}: ${upstream} has another #${from}`,
  );
  const [came, went] = [countOf(received, "commits"), countOf(sent, "commits")];
  const parts = [received > 0 ? `${came} from ${upstream}` : "", sent > 0 ? `${went} to ${upstream}` : ""];
  const done = parts.filter((part) => part !== "").join(", ") || `up to date with ${upstream}`;
  const lines = conflicts.length > 0 ? numbers : [...numbers, `${branch}: ${done}${dryRun ? " (dry run)" : ""}`];
  return lines.map((line) => `${printableLine(line)}\n`).join("");
}
