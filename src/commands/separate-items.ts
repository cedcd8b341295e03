/** Two items that two branches have added under one name: the newer gets the next number, and both stay whole. */
import { basename, dirname, join, posix } from "node:path";
import { numberInName, renumberedName } from "../core/file-name.ts";
import { readItemText } from "../core/item-file.ts";
import { type Move, renumber } from "../core/renumber.ts";
import { UserError } from "../errors.ts";
import type { Context, Repository, Settlement, Stopped } from "../ports.ts";
import { nextNumber } from "./numbers-in-git.ts";
import { type Births, birthsOf, isSameItem } from "./same-item.ts";

interface Both {
  /** From the top. */
  readonly path: string;
  readonly ours: string;
  readonly theirs: string;
  /** What lies there. */
  readonly now: string;
  /** It is as git has left it. */
  readonly isUntouched: boolean;
}

interface Apart {
  readonly kind: "taken apart";
  readonly settlements: readonly Settlement[];
  readonly words: string;
}

/** Null where both are one item, the user has changed what git has left, or the texts are no items of that number. */
export async function separateItems(
  context: Context,
  repository: Repository,
  { path, ours, theirs, now, isUntouched }: Both,
  stopped: Stopped,
): Promise<Apart | null> {
  const name = basename(path);
  const from = numberInName(name);
  const titles = { ours: titleInText(ours), theirs: titleInText(theirs) };
  if (from === null || titles.ours === null || titles.theirs === null) return null;
  const births = await bothBirths(context, repository, path, stopped);
  if (births === null ? titles.ours === titles.theirs : isSameItem(path, births.ours, births.theirs)) return null;
  const isOursNewer = births !== null && (await isPublished(context, repository, path, births));
  const [older, newer] = isOursNewer ? [theirs, ours] : [ours, theirs];
  // A resolve that was cut off may have come so far.
  if (!isUntouched && now !== older) return null;
  const folder = join(repository.top, dirname(path));
  const numbered = (to: number) => textWith(newer, { name, from, to });
  const there = context.files.names(folder);
  const known = there.find((other) => {
    const to = numberInName(other);
    if (to === null || other === name || renumberedName(name, to) !== other) return false;
    return context.files.read(join(folder, other)) === numbered(to);
  });
  const inGit = await context.git.tracked(repository, dirname(path) === "." ? "" : dirname(path));
  const numbers = [...inGit, ...there].flatMap((each) => numberInName(each) ?? []);
  const to = known === undefined ? nextNumber({ files: [] }, numbers) : (numberInName(known) ?? 0);
  const text = numbered(to);
  if (text === null) return null;
  const mode = "100644";
  const made = posix.join(dirname(path), renumberedName(name, to));
  const [title, on] = [titleInText(newer) ?? "", isOursNewer ? stopped.ours : stopped.theirs];
  return {
    kind: "taken apart",
    settlements: [
      { path: made, before: known === undefined ? null : text, after: text, isSolved: true, mode },
      { path, before: now, after: older, isSolved: true, mode },
    ],
    words: `two items had this number: "${title}" of ${on} is now #${to}, in ${made}`,
  };
}

interface BothBirths {
  readonly since: string;
  readonly ours: Births | undefined;
  readonly theirs: Births | undefined;
}

/** What each side has added since they parted; null where nobody can tell, or they began apart. */
async function bothBirths(
  context: Context,
  repository: Repository,
  path: string,
  { kind, revision }: Stopped,
): Promise<BothBirths | null> {
  // A stash is of this clone, and has no history.
  if (kind === "stash") return { since: "HEAD", ours: undefined, theirs: undefined };
  if (revision === null) return null;
  const since = await known(context.git.parting(repository, revision));
  if (since === null) return null;
  const folder = dirname(path) === "." ? "" : dirname(path);
  const [ours, theirs] = await birthsOf(context, repository, folder, since.base, ["HEAD", revision]);
  return { since: since.base, ours, theirs };
}

/** The user's own item is the newer, where the upstream has the other one. In all but a merge `theirs` is what comes anew. */
async function isPublished(
  context: Context,
  repository: Repository,
  path: string,
  { since, ours, theirs }: BothBirths,
): Promise<boolean> {
  const upstream = await known(context.git.revision(repository, "@{upstream}"));
  if (upstream === null) return false;
  const folder = dirname(path) === "." ? "" : dirname(path);
  const [there] = await birthsOf(context, repository, folder, since, [upstream.id]);
  return isSameItem(path, there, theirs) && !isSameItem(path, there, ours);
}

/** Null where there is no such thing. */
function known<Value>(answer: Promise<Value>): Promise<Value | null> {
  return answer.catch((error: unknown) => {
    if (error instanceof UserError) return null;
    throw error;
  });
}

function textWith(text: string, move: Move): string | null {
  return renumber([{ name: move.name, text }], [move])[0]?.text ?? null;
}

/** The title of an item's text; null where it has none. */
export function titleInText(text: string): string | null {
  const reading = readItemText(text);
  const title = reading.ok ? reading.frontMatter.keys.get("title") : null;
  return typeof title === "string" ? title.trim() : null;
}
