/** A command's flags: declared once, as the command line reads them; the type of its options is made from them. */

/** `-o, --owner <handle...>`, and what help says of it. */
export type Flag = readonly [flags: string, text: string];

/** `author?: string` of `--author <person>`, `owner?: readonly string[]` of `<handle...>`, `commit?: boolean` of `--no-commit`. */
export type OptionsOf<Flags extends readonly Flag[]> = {
  readonly [Written in Flags[number][0] as NameOf<Written>]?: ValueOf<Written>;
};

type NameOf<Written> = Written extends `${string}--${infer Long}`
  ? Long extends `${infer Name} <${string}>`
    ? CamelCase<Name>
    : Long extends `no-${infer Name}`
      ? CamelCase<Name>
      : CamelCase<Long>
  : never;

type CamelCase<Name> = Name extends `${infer First}-${infer Rest}` ? `${First}${Capitalize<CamelCase<Rest>>}` : Name;

type ValueOf<Written> = Written extends `${string}...>`
  ? readonly string[]
  : Written extends `${string}>`
    ? string
    : boolean;

export const noPager = ["--no-pager", "do not open long output in a pager"] as const;

/** What every command takes, before its name or behind it. */
export const globalFlags = [
  ["-C, --directory <dir>", "run as if gtm was started in this folder"],
  ["-t, --tracker <dir>", "the tracker's folder (default: items, or GTM_TRACKER)"],
  noPager,
  ["--no-cache", "read every file anew, and keep nothing for the next time"],
  ["--color <when>", "use colours: auto, always or never (default: auto)"],
] as const;

export const jsonFlag = ["--json", "print JSON instead of text"] as const;

/** Of a command that makes a commit. */
export const changeFlags = [
  ["--no-commit", "leave the change in the work tree, uncommitted"],
  ["-n, --dry-run", "show the change without making it"],
] as const;

/** Of a command that is of use to others at once: see `syncAfterChange`. */
export const pushFlag = ["--push", "then sync with the upstream branch, as gtm sync does"] as const;

/** Of a command that can change all items that a query names. */
export const yesFlag = ["-y, --yes", "change all items that a query names, without asking"] as const;
export const manyFlags = [yesFlag, ["-a, --all", "with a query: closed items too"]] as const;

/** Where the text of a comment can come from, besides the words. */
export const textFlags = [
  ["-m, --message <text>", "the text, as one argument"],
  ["-F, --file <file>", "read the text from a file (- for standard input)"],
] as const;

export type GlobalOptions = OptionsOf<typeof globalFlags>;
export type PagerOptions = OptionsOf<readonly [typeof noPager]>;
export type PushOptions = OptionsOf<readonly [typeof pushFlag]>;
export type ManyOptions = OptionsOf<typeof manyFlags>;
export type ChangeOptions = OptionsOf<readonly [typeof jsonFlag, ...typeof changeFlags]>;

export interface WordsBeforeDashes {
  /** How many of the words stood before a `--`; absent where there was none. */
  readonly wordsBeforeDashes?: number;
}

export type TextOptions = OptionsOf<typeof textFlags> & WordsBeforeDashes;

/** What a command with these flags is called with. */
export type CalledWith<Flags extends readonly Flag[]> = OptionsOf<Flags> & GlobalOptions & WordsBeforeDashes;
