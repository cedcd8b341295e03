/** Inline text as runs of equal marks, and runs as Markdown: word processors cut a word into any number of spans. */

export interface RunMarks {
  readonly bold: boolean;
  readonly italic: boolean;
  readonly strike: boolean;
  readonly code: boolean;
  /** The address of the link around the text, or null. */
  readonly link: string | null;
}

export interface Run extends RunMarks {
  /** As the reader sees it, blanks collapsed; "\n" alone is a line break. */
  readonly text: string;
}

export const noMarks: RunMarks = { bold: false, italic: false, strike: false, code: false, link: null };

const lineBreak = "\n";

export function breakRun(): Run {
  return { ...noMarks, text: lineBreak };
}

export function isBlank(runs: readonly Run[]): boolean {
  return runs.every((run) => run.text.trim() === "");
}

function alike(a: RunMarks, b: RunMarks): boolean {
  return a.bold === b.bold && a.italic === b.italic && a.strike === b.strike && a.code === b.code && a.link === b.link;
}

/** Neighbours with the same marks as one run; a blank between two of them takes their marks. */
function merge(runs: readonly Run[]): readonly Run[] {
  const merged: { marks: Run; texts: string[] }[] = [];
  for (const [index, run] of runs.entries()) {
    const last = merged.at(-1);
    const next = runs[index + 1];
    const bridges =
      run.text !== lineBreak &&
      run.text.trim() === "" &&
      last &&
      next &&
      next.text !== lineBreak &&
      alike(last.marks, next);
    if (last && run.text !== lineBreak && last.marks.text !== lineBreak && (alike(last.marks, run) || bridges))
      last.texts.push(run.text);
    else merged.push({ marks: run, texts: [run.text] });
  }
  return merged.map(({ marks, texts }) => ({ ...marks, text: texts.join("") }));
}

/** What Markdown would take for a mark is escaped; addresses, and signs that stand alone, are not. */
function escapeText(text: string): string {
  if (!/[\\`*_[<&~]/.test(text)) return text;
  const stars = (text.match(/\*(?=\S)|(?<=\S)\*/g) ?? []).length > 1;
  const links = text.includes("](");
  return text.replace(
    /https?:\/\/\S+|\\(?=[!-/:-@[-`{-~])|`|\*|_|\[|<(?=[a-z/!?])|&(?=#?\w{1,31};)|~~/gi,
    (sign, at: number) => {
      const [left, right] = [text[at - 1] ?? " ", text[at + 1] ?? " "];
      switch (sign) {
        case "<":
          return "&lt;";
        case "&":
          return "&amp;";
        case "~~":
          return "\\~\\~";
        case "[":
          return links ? "\\[" : sign;
        case "*":
          return stars && !(left === " " && right === " ") ? "\\*" : sign;
        case "_":
          return /\w/.test(left) === /\w/.test(right) ? sign : "\\_";
        default:
          return sign.length > 1 ? sign : `\\${sign}`;
      }
    },
  );
}

function codeSpan(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).slice(0, 1000).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return text.includes("`") ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`;
}

function signOf(marks: RunMarks): string {
  return `${marks.strike ? "~~" : ""}${marks.bold ? "**" : ""}${marks.italic ? "*" : ""}`;
}

const wordSign = /[\p{L}\p{N}]/u;

/** Marks hug words: blanks go outside, and so do signs that would keep Markdown from seeing the mark. */
function writeMarked(run: Run, before: string, after: string): string {
  const written = run.code ? codeSpan(run.text.trim()) : escapeText(run.text.trim());
  const [lead, tail] = [/^\s*/.exec(run.text)?.[0] ?? "", /\s*$/.exec(run.text.slice(-200))?.[0] ?? ""];
  const sign = signOf(run);
  if (sign === "" || written === "") return `${lead}${written}${written === "" ? "" : tail}`;
  const opening =
    lead === "" && wordSign.test(before) ? (/^[^\p{L}\p{N}\s`]*/u.exec(written.slice(0, 20))?.[0] ?? "") : "";
  const closing =
    tail === "" && wordSign.test(after)
      ? (/[^\p{L}\p{N}\s`]*$/u.exec(written.slice(opening.length).slice(-20))?.[0] ?? "")
      : "";
  const core = written.slice(opening.length, written.length - closing.length);
  if (core === "") return `${lead}${written}${tail}`;
  return `${lead}${opening}${sign}${core}${[...sign].toReversed().join("")}${closing}${tail}`;
}

/** Brackets in a link's text must pair. */
function linkText(text: string): string {
  return text.replace(/(?<!\\)[[\]]/g, "\\$&").replace(/\s+/g, " ");
}

function writeLink(runs: readonly Run[], url: string): string {
  const text = runs.map((run) => run.text).join("");
  const code = runs.length === 1 && runs[0]?.code === true;
  const words = code ? codeSpan(text.trim()) : linkText(escapeText(text.trim()));
  const [lead, tail] = [/^\s/.test(text) ? " " : "", /\s$/.test(text) ? " " : ""];
  return words === "" ? " " : `${lead}[${words}](${url})${tail}`;
}

/** The runs as Markdown; `plain` leaves out bold and italic, for headings. Line breaks are "\n". */
export function writeRuns(runs: readonly Run[], plain = false): string {
  const bare = plain ? runs.map((run) => ({ ...run, bold: false, italic: false })) : runs;
  const merged = merge(
    bare.map((run) => (run.link === null ? run : { ...noMarks, code: run.code, link: run.link, text: run.text })),
  );
  const parts: string[] = [];
  for (let index = 0; index < merged.length; index += 1) {
    const run = merged[index];
    if (run === undefined) continue;
    if (run.link !== null) {
      const first = index;
      while (merged[index + 1]?.link === run.link) index += 1;
      parts.push(writeLink(merged.slice(first, index + 1), run.link));
    } else {
      const before = merged[index - 1];
      const after = merged[index + 1];
      parts.push(
        run.text === lineBreak ? lineBreak : writeMarked(run, before?.text.at(-1) ?? "", after?.text[0] ?? ""),
      );
    }
  }
  return parts
    .join("")
    .replace(/[ \t]{2,}/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .trim();
}
