/** A word as one types it in a shell: bare where that is safe, else in quotes. */
export function shellWord(word: string): string {
  if (/^[\p{L}\p{N}_@%+=:,./#-]+$/u.test(word) && !word.startsWith("#")) return word;
  return /[\\"$`!]/.test(word) ? `'${word.replaceAll("'", "'\\''")}'` : `"${word}"`;
}
