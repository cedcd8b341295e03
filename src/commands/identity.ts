/** Who is at the keyboard, as the tracker knows them. */
import { handleOfName, toHandle } from "../core/handle.ts";
import type { Tracker } from "../core/tracker.ts";
import { UserError } from "../errors.ts";
import type { Context, Identity } from "../ports.ts";
import type { ChangeOptions } from "./flags.ts";
import type { Workspace } from "./workspace.ts";

/** The handle of the git identity; null for nobody's. Throws a UserError where git knows no identity. */
export async function myHandle(
  context: Context,
  workspace: Workspace,
  identity = () => context.git.identity(workspace.folder),
): Promise<string | null> {
  return handleOf(await identity(), workspace.tracker);
}

/** Who a comment is by. A change that is not committed needs no identity: then it may be nobody. */
export async function commentAuthor(
  context: Context,
  workspace: Workspace,
  options: ChangeOptions,
  identity?: () => Promise<Identity>,
): Promise<string | null> {
  try {
    return await myHandle(context, workspace, identity);
  } catch (error) {
    if (error instanceof UserError && (options.commit === false || options.dryRun)) return null;
    throw error;
  }
}

export interface NewPerson extends Identity {
  readonly handle: string;
}

/** A new tracker's first person: whoever makes it. Null where their name and address give no handle. */
export function personOfIdentity({ name, email }: Identity): NewPerson | null {
  // GitHub's private addresses begin with a number. `me` is whoever asks.
  const [fromMail, fromName] = [toHandle(email.replace(/^\d+\+/, "")), handleOfName(name)];
  const handle = [fromMail, fromName].find((each) => each !== null && !/^me$/i.test(each));
  return handle ? { handle, name, email } : null;
}

/** By e-mail, by name, or a handle that is the e-mail's first part. */
function handleOf(identity: Identity, tracker: Tracker): string | null {
  const email = identity.email.toLowerCase();
  const name = identity.name.toLowerCase();
  const people = Object.entries(tracker.people);
  const found =
    people.find(([, person]) => person.email !== null && person.email.toLowerCase() === email) ??
    people.find(([, person]) => person.name !== null && person.name.toLowerCase() === name) ??
    people.find(([handle]) => handle.toLowerCase() === email.split("@")[0]);
  return found?.[0] ?? null;
}
