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

/** The number that a file's name begins with; null where it is no item's name. */
export function numberInName(name: string): number | null {
  const match = /^(\d{3,9})-[^/\\]*\.md$/.exec(name);
  return match ? Number(match[1]) : null;
}
