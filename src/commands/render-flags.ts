/** The flags of `gtm render`, apart from the command: every start knows them. */
import type { CalledWith } from "./flags.ts";
import { formatList } from "./page-formats.ts";

export const renderFlags = [
  ["-f, --format <format>", `${formatList} (default: by FILE's ending, .xml for confluence; else md)`],
  ["-o, --output <file>", "write it there instead of standard output"],
  ["--at <when>", "the page as it was"],
  ["--since <when>", "mark what is new or changed since, and say it in words"],
  ["--bom", "begin CSV with a byte order mark, for Excel"],
  ["--open", "open the HTML page in the browser"],
  ["--watch", "render again whenever a file of the tracker changes"],
] as const;

export type RenderOptions = CalledWith<typeof renderFlags>;
