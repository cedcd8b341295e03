/** The flags of `gtm import`, apart from the command: every start knows them, and few run it. */
import { type CalledWith, changeFlags, jsonFlag, noPager, pushFlag } from "./flags.ts";

export const importFlags = [
  ["--from <source>", "markdown, html, storage or csv (default: detected from the content)"],
  ["--map <heading=column...>", 'read a heading as this column, e.g. "Who=owners"'],
  ["--take <lines>", "take the tables and lists on these lines too, as items, e.g. 14,52"],
  ["--year <yyyy>", "the year of dates that give none (default: worked out from the page)"],
  ["--date-order <order>", "dmy or mdy: the order of dates such as 6/11 (default: the page's own)"],
  ["-u, --update", "take the changes made on the page since the last import"],
  ["--prefer <side>", "page or git: which to keep where both changed (default: git, and list the difference)"],
  ["--review", "ask about each doubtful row before writing anything"],
  ["--report <file>", "write the report as Markdown, for the pull request; works with --dry-run"],
  noPager,
  jsonFlag,
  pushFlag,
  ...changeFlags,
] as const;

export type ImportOptions = CalledWith<typeof importFlags>;
