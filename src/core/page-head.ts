/** What a page begins with, where it was written for another place: pictures and links of a wiki that are not here. */

/** A picture, a link, or a picture that is a link, with its addresses. */
const piece = /!?\[(?:!\[[^\]\n]*\]\([^()\s]*[^()\n]*\)|[^[\]\n]*)\]\([^()\s]*[^()\n]*\)/g;
const address = /\]\(([^()\s]*)/g;

/** True of an address that names a file beside the page: no scheme, no place on the page or on its server. */
export function isRelative(url: string): boolean {
  return !/^(?:[a-z][a-z0-9+.-]*:|[/#?]|$)/i.test(url);
}

/**
 * The page's first text without the paragraphs, before any words but headings, of which nothing but pictures and links
 * would remain that lead nowhere. `isThere` tells whether a relative address leads somewhere.
 */
export function withoutDeadHead(markdown: string, isThere: (url: string) => boolean): string {
  const blocks = markdown.split(/\n[ \t]*\n/);
  const first = blocks.findIndex((block) => !/^\s*#{1,6}[ \t][^\n]*$/.test(block) && !isDead(block, isThere));
  const head = first < 0 ? blocks : blocks.slice(0, first);
  const kept = head.filter((block) => !isDead(block, isThere));
  return [...kept, ...(first < 0 ? [] : blocks.slice(first))].join("\n\n").trim();
}

function isDead(block: string, isThere: (url: string) => boolean): boolean {
  if (block.length > 2000 || !block.includes("](") || block.replace(piece, "").trim() !== "") return false;
  const urls = [...block.matchAll(address)].map((match) => match[1] ?? "");
  return urls.every((url) => isRelative(url) && !isThere(url));
}
