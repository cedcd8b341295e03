/** `gtm init`: a tracker where one stands, committed. */
import { join } from "node:path";
import { freshTracker } from "../core/fresh-tracker.ts";
import { printableLine } from "../core/printable.ts";
import { UserError } from "../errors.ts";
import type { Context, Identity, Repository } from "../ports.ts";
import { writeMessage } from "../write-message.ts";
import { changeFiles, openRepository } from "./change-items.ts";
import { type NewPerson, personOfIdentity } from "./identity.ts";
import type { InitOptions } from "./init-flags.ts";
import { attributeEdit, setDriver } from "./merge-setup.ts";
import { folderInGit, nearestTracker, shownPath, type TrackerPlace, trackerHere } from "./workspace.ts";

export async function init(context: Context, options: InitOptions): Promise<number> {
  const place = trackerHere(context, options);
  const file = join(place.folder, "tracker.md");
  const shown = shownPath(place, file);
  const isThere = context.files.exists(file);
  if (isThere && options.ci === undefined) {
    await writeMessage(context.stdout, `${shown} already exists: nothing to do\n`);
    return 0;
  }
  const outer = nearestTracker(context, options);
  const folder = existingFolder(context, place.folder);
  const [repository, maker] = await Promise.all([
    openRepository(context, folder, options),
    findIdentity(context, folder),
  ]);
  // Without an identity git makes no commit; a tracker can be begun all the same.
  const isUnknown = maker instanceof UserError;
  const me = isUnknown ? null : personOfIdentity(maker);
  const fresh = await newTracker(me);
  const workflow = options.ci === undefined ? null : await workflowFor(context, repository, place, options.ci);
  const made = [isThere ? [] : { path: file, text: fresh, shown }, workflow ?? []].flat();
  if (made.every(({ path }) => context.files.exists(path))) {
    await writeMessage(
      context.stdout,
      `${made.map((each) => each.shown).join(" and ")} already exists: nothing to do\n`,
    );
    return 0;
  }
  const attribute = isThere ? null : attributeEdit(context, repository, place);
  const what = isThere ? "a review of pull requests for" : "a tracker in";
  const plan = () => ({
    message: printableLine(`gtm init: ${what} ${shownPath(place, place.folder)}`),
    edits: [
      ...made.map(({ path, text }) => ({ path, edit: (old: string | null) => old ?? text })),
      attribute ?? [],
    ].flat(),
  });
  const { commit } = await changeFiles(context, repository, plan, isUnknown ? { ...options, commit: false } : options);
  if (options.dryRun) return 0;
  if (!isThere) await setDriver(context, repository);
  const names = made.map((each) => each.shown).join(" and ");
  await writeMessage(context.stdout, `${names} created${commit ? ` [${commit}]` : ""}\n`);
  const lines = isThere
    ? reviewSteps(options.ci, context.version)
    : [
        ...begun(maker, me, shown),
        ...outerStays(place, outer),
        ...(attribute ? ["git merges it by meaning here (.gitattributes); other clones need gtm setup once"] : []),
        ...(workflow ? reviewSteps(options.ci, context.version) : []),
        nextStep(options),
      ];
  await writeMessage(context.stderr, lines.map((line) => `${line}\n`).join(""));
  return 0;
}

/** The forge's workflow, as a file of the repository. Throws a UserError for a forge that gtm does not know. */
async function workflowFor(context: Context, repository: Repository, place: TrackerPlace, forge: string) {
  const { forges, reviewWorkflow } = await import("./review-workflow.ts");
  const known = forges.find((each) => each === forge);
  if (!known) throw new UserError(`unknown forge "${forge}"`, { hint: `--ci takes ${forges.join(" or ")}` });
  const { path, text } = reviewWorkflow(known, folderInGit(context, repository, place), context.version);
  return { path: join(repository.top, path), text, shown: path };
}

function reviewSteps(forge: string | undefined, version: string): readonly string[] {
  return [
    `it installs gtm-tracker@${version} from npm; where npm view does not know that yet, set GTM in it to a package of your own (npm pack)`,
    forge === "gitlab"
      ? "next: add it to .gitlab-ci.yml (include: /.gitlab/gtm-review.yml), then push"
      : "next: push it; pull requests that change the tracker are then reviewed",
  ];
}

function outerStays(place: TrackerPlace, outer: TrackerPlace | null): readonly string[] {
  if (outer === null) return [];
  const [inner, above] = [place, outer].map(({ folder }) => printableLine(shownPath(place, folder)));
  return [`from here, gtm now uses ${inner}; ${above} is unchanged`];
}

function nextStep({ tracker }: InitOptions): string {
  const gtm = tracker === undefined ? "gtm" : `gtm -t ${printableLine(tracker)}`;
  return `next: ${gtm} import PAGE.md to bring in an existing page, or ${gtm} add "Title" to start from scratch`;
}

/** Who is in the new tracker, or why nobody is. */
function begun(maker: Identity | UserError, me: NewPerson | null, shown: string): readonly string[] {
  if (maker instanceof UserError) {
    const mend = `  ${maker.hint}, then git add ${shown} && git commit`;
    return [`not committed, and you are not listed under people: ${maker.message}`, mend];
  }
  return me === null ? [] : [printableLine(`you are listed in it as ${me.handle}: ${me.name} <${me.email}>`)];
}

/** Who makes the tracker; the error that says how to set it where git does not know. */
async function findIdentity(context: Context, folder: string): Promise<Identity | UserError> {
  try {
    return await context.git.identity(folder);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

async function newTracker(me: NewPerson | null): Promise<string> {
  if (me === null) return freshTracker;
  const { addEntries } = await import("../core/tracker-edit.ts");
  const { handle, ...person } = me;
  const result = addEntries(freshTracker, "people", { [handle]: person });
  return result.ok ? result.text : freshTracker;
}

/** The nearest folder that is there: the tracker's own may not be yet. */
function existingFolder(context: Context, folder: string): string {
  let existing = folder;
  while (!context.files.isFolder(existing) && existing !== join(existing, "..")) existing = join(existing, "..");
  return existing;
}
