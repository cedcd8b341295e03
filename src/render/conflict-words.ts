/** What two sides disagree about, in words: for whoever has to decide. */
import { type Conflict, withoutKey } from "../core/merge/conflicts.ts";
import { printableLine } from "../core/printable.ts";
import { shorten } from "../core/shorten.ts";

/** How people call the two sides: branches, or commits. */
export interface SideNames {
  readonly ours: string;
  readonly theirs: string;
}

/** `due is 2026-11-30 on main, 2026-12-05 on topic`. */
export function disagreement({ subject, ours, theirs }: Conflict, names: SideNames): string {
  const [one, other] = [printableLine(names.ours), printableLine(names.theirs)];
  if (subject.kind === "key") {
    const key = printableLine(subject.key);
    const [our, their] = [valueIn(ours), valueIn(theirs)];
    return our === null || their === null
      ? `${key} is one thing on ${one}, another on ${other}`
      : `${key} is ${our} on ${one}, ${their} on ${other}`;
  }
  const what =
    subject.kind === "text"
      ? "the text"
      : `the comment of ${subject.date ?? "no date"}${subject.author === null ? "" : ` by @${printableLine(subject.author)}`}`;
  const does = (words: string) => (words.trim() === "" ? "was removed" : "was changed");
  return does(ours) === does(theirs)
    ? `${what} was changed on ${one} and on ${other}`
    : `${what} ${does(ours)} on ${one}, and ${does(theirs)} on ${other}`;
}

/** The value in a line of front matter; null where there is more than a line. */
export function valueIn(lines: string): string | null {
  const written = lines.trim();
  if (written.includes("\n")) return null;
  return shorten(printableLine(withoutKey(written)), 60) || "empty";
}
