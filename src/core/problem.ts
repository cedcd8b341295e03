export type Severity = "error" | "warning";

/** What `check` reports and every reader returns for bad input: a record; its wording is made where it is found. */
export interface Problem {
  /** Stable, kebab-case: what scripts match on. */
  readonly code: string;
  readonly severity: Severity;
  /** As the tracker's folder and file name say it, with forward slashes. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
  /** Lower case, one line: what is wrong and what to do. */
  readonly message: string;
}

/** A problem whose file is not known yet: readers see text, not paths. */
export type TextProblem = Omit<Problem, "file">;

export function inFile(file: string, problems: readonly TextProblem[]): Problem[] {
  return problems.map((problem) => ({ ...problem, file }));
}

/** The words of the line that a problem is about; "" where the text is not known. */
export function sourceLineOf(textOf: (file: string) => string | undefined): (problem: Problem) => string {
  const texts = new Map<string, string>();
  return ({ file, line }) => {
    const text = texts.get(file) ?? textOf(file) ?? "";
    texts.set(file, text);
    let start = 0;
    for (let at = 1; at < line; at++) {
      start = text.indexOf("\n", start) + 1;
      if (start === 0) return "";
    }
    const end = text.indexOf("\n", start);
    if (end === -1) return text.slice(start);
    return text.slice(start, text[end - 1] === "\r" && end > start ? end - 1 : end);
  };
}
