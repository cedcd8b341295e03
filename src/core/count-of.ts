/** `33 open items`, `1 open item`: a count, and a noun given in the plural. */
export function countOf(count: number, noun: string): string {
  return `${count} ${count === 1 ? noun.replace(/s$/, "") : noun}`;
}
