/** `gtm init`: a tracker where one stands, committed. */
import { join } from "node:path";
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
  const fresh = await newTracker(me, options.title);
  const workflows = options.ci === undefined ? [] : await workflowsFor(context, repository, place, options.ci);
  const wanted = [...(isThere ? [] : [{ path: file, text: fresh, shown }]), ...workflows];
  const made = wanted.filter(({ path }) => !context.files.exists(path));
  if (made.length === 0) {
    await writeMessage(
      context.stdout,
      `${listed(wanted)} ${wanted.length === 1 ? "already exists" : "already exist"}: nothing to do\n`,
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
  await writeMessage(context.stdout, `${listed(made)} created${commit ? ` [${commit}]` : ""}\n`);
  const lines = isThere
    ? reviewSteps(options.ci, context.version)
    : [
        ...begun(maker, me, shown),
        ...outerStays(place, outer),
        ...(attribute ? ["git merges it by meaning here (.gitattributes); other clones need gtm setup once"] : []),
        ...(workflows.length > 0 ? reviewSteps(options.ci, context.version) : []),
        nextStep(options),
      ];
  await writeMessage(context.stderr, lines.map((line) => `${line}\n`).join(""));
  return 0;
}

/** The forge's workflows, as files of the repository. Throws a UserError for a forge that gtm does not know. */
async function workflowsFor(context: Context, repository: Repository, place: TrackerPlace, forge: string) {
  const [{ forges }, { reviewWorkflow }, { resolveWorkflow }] = await Promise.all([
    import("./workflow-file.ts"),
    import("./review-workflow.ts"),
    import("./resolve-workflow.ts"),
  ]);
  const known = forges.find((each) => each === forge);
  if (!known) throw new UserError(`unknown forge "${forge}"`, { hint: `--ci takes ${forges.join(" or ")}` });
  const folder = folderInGit(context, repository, place);
  return [reviewWorkflow, resolveWorkflow].map((workflow) => {
    const { path, text } = workflow(known, folder, context.version);
    return { path: join(repository.top, path), text, shown: path };
  });
}

function listed(files: readonly { readonly shown: string }[]): string {
  const names = files.map(({ shown }) => shown);
  return names.length < 3 ? names.join(" and ") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

function reviewSteps(forge: string | undefined, version: string): readonly string[] {
  return [
    `they install gtm-tracker@${version} from npm; where npm view does not know that yet, set GTM in them to a package of your own (npm pack)`,
    forge === "gitlab"
      ? "next: add them to .gitlab-ci.yml (include: [/.gitlab/gtm-review.yml, /.gitlab/gtm-resolve.yml]), then push"
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

async function newTracker(me: NewPerson | null, title: string | undefined): Promise<string> {
  const words = title?.replace(/[\s\p{Cc}]+/gu, " ").trim();
  if (words === "") throw new UserError("the title is empty", { hint: 'gtm init --title "Kettle launch"' });
  const { freshTrackerOf } = await import("../core/fresh-tracker.ts");
  const named = freshTrackerOf(words ?? null, {});
  if (!named.ok) throw new UserError(`the title cannot be written: ${named.message}`);
  if (me === null) return named.text;
  const { handle, ...person } = me;
  const known = freshTrackerOf(words ?? null, { [handle]: person });
  return known.ok ? known.text : named.text;
}

/** The nearest folder that is there: the tracker's own may not be yet. */
function existingFolder(context: Context, folder: string): string {
  let existing = folder;
  while (!context.files.isFolder(existing) && existing !== join(existing, "..")) existing = join(existing, "..");
  return existing;
}
