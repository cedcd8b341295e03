/** The flags of `gtm import`, apart from the command: every start knows them, and few run it. */
import { type CalledWith, changeFlags, jsonFlag } from "./flags.ts";

export const importFlags = [
  ["--from <source>", "markdown, html, storage or csv (default: by its content)"],
  ["--map <heading=column...>", 'the column of a heading, such as "Who=owners"'],
  ["--year <yyyy>", "the year of dates without one (default: as the page shows it)"],
  ["-u, --update", "take over what changed on the page since it was last imported"],
  ["--prefer <side>", "page or git: who wins where both changed (default: git's stays, and is listed)"],
  ["--review", "ask about each doubtful row before anything is written"],
  ["--report <file>", "write the report as Markdown, for the pull request; with --dry-run too"],
  jsonFlag,
  ...changeFlags,
] as const;

export type ImportOptions = CalledWith<typeof importFlags>;
