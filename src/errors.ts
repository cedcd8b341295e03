/** Exit codes: part of the contract that scripts build on. */
export const exitCode = { done: 0, no: 1, usage: 2, bug: 70 } as const;

/**
 * What the user can mend: what failed, where, the value received, the values allowed; the hint is the next thing to try.
 * Lower case, no blame, no full stop. `main` prints it and exits with 2, or with `code`.
 */
export class UserError extends Error {
  readonly hint: string | undefined;
  readonly code: number;

  constructor(message: string, options: { hint?: string; cause?: unknown; code?: number } = {}) {
    super(message, { cause: options.cause });
    this.name = "UserError";
    this.hint = options.hint;
    this.code = options.code ?? exitCode.usage;
  }
}

/** A signal (Ctrl-C, a closed terminal, kill) has stopped a change: whoever goes on ends the program as soon as it can. */
export class Interrupted extends UserError {
  constructor(options: { cause?: unknown } = {}) {
    super("stopped; nothing was changed", options);
  }
}

/** The user has left a question (Ctrl-C, the end of the input): whoever asked it may go on. */
export class LeftQuestion extends UserError {
  /** What had been typed by then. */
  readonly typed: string;

  constructor({ typed = "", ...options }: { cause?: unknown; typed?: string } = {}) {
    super("stopped; nothing was changed", options);
    this.typed = typed;
  }
}

/** A word that names no commit: who asked for it may know what else was meant. */
export class UnknownRevision extends UserError {
  readonly word: string;

  constructor(word: string) {
    super(`"${word}" is neither a date nor a revision`, {
      hint: "use a date (2017-10-25, -1w, last thu), a branch, a tag or a commit; git log shows commits",
    });
    this.word = word;
  }
}
