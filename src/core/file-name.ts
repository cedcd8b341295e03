/** Names of item files: `017-support.md`. */

const slugLength = 50;

/** `017-support.md`: at least three digits, and a slug of the title that no file system or shell minds. */
export function itemFileName(id: number, title: string): string {
  const words =
    title
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  let slug = words[0]?.slice(0, slugLength) ?? "item";
  for (const word of words.slice(1)) {
    if (slug.length + 1 + word.length > slugLength) break;
    slug += `-${word}`;
  }
  return `${String(id).padStart(3, "0")}-${slug}.md`;
}

/** A file's name with another number in front, the rest as it was: `017-support.md`, 18 gives `018-support.md`. */
export function renumberedName(name: string, id: number): string {
  return name.replace(/^(?:\d+-)?/, `${String(id).padStart(3, "0")}-`);
}

/** The highest number that a name may have: nine digits. */
export const highestNumber = 999_999_999;

/** The number that a file's name begins with, whether or not its ending lets it be read; null where it is no item's name. */
export function numberInName(name: string): number | null {
  const match = /^(\d{3,9})-[^/\\]*\.(?:md|markdown)$/i.exec(name);
  return match ? Number(match[1]) : null;
}

/**
 * What is to be done with a file of the tracker's folder (`sub/060-x.md` for one in a folder within): true where it is
 * read, false where it is none of gtm's, and the end of a sentence where it looks like an item and yet is not read.
 */
export function isRead(name: string): boolean | string {
  // Nearly all of them, of thousands.
  if (name.endsWith(".md") && !name.includes("/")) return true;
  const [file = "", ...folders] = name.split("/").reverse();
  if (!/\.(?:md|markdown)$/i.test(file)) return false;
  if (folders.length > 0) {
    // Minutes and the like begin with a date, and may lie there.
    return /^(?!\d{4}-\d\d)\d{3,9}-/.test(file)
      ? "is not read: items must be directly in the tracker's folder; move it there, or rename it"
      : false;
  }
  return file.endsWith(".md") || "is not read: item files end in .md, in lower case; rename it";
}
