/** The line of `.gitattributes` that has git merge a tracker's files by meaning. */
import { lineEnd } from "./lines.ts";

/** The files of a folder (from the repository's top; empty for the top itself), as git's pattern. */
function patternOf(folder: string): string {
  const path = folder === "" ? "/*.md" : `${folder.replace(/[\\*?[\]]/g, "\\$&")}/*.md`;
  return /[\s"]|^[!#]/.test(path) ? `"${path.replace(/["\\]/g, "\\$&")}"` : path;
}

/** True where a `.gitattributes` has a line for the folder: its last word on `merge` is the user's. */
export function hasMergeAttribute(text: string | null, folder: string): boolean {
  const pattern = `${patternOf(folder)} `;
  return (text ?? "").split(/\r?\n/).some((line) => {
    const words = line.trim().replace(/\t/g, " ");
    return words.startsWith(pattern) && /(?:^|\s)[-!]?merge(?:=|\s|$)/.test(words.slice(pattern.length - 1));
  });
}

/** The text with that line at its end; every other byte as it was. */
export function withMergeAttribute(text: string | null, folder: string): string {
  const before = text ?? "";
  if (hasMergeAttribute(before, folder)) return before;
  const eol = lineEnd(before);
  return `${before}${before === "" || before.endsWith("\n") ? "" : eol}${patternOf(folder)} merge=gtm${eol}`;
}
