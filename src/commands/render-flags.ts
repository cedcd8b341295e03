/** The flags of `gtm render`, apart from the command: every start knows them. */
import type { CalledWith } from "./flags.ts";
import { formatList } from "./page-formats.ts";

export const renderFlags = [
  [
    "-f, --format <format>",
    `${formatList} (default: from the extension of -o FILE, .xml for confluence; otherwise md)`,
  ],
  ["-o, --output <file>", "write to a file instead of standard output"],
  ["--at <when>", "render the page as it was at a date or revision"],
  ["--since <when>", "mark and list what changed since a date, a revision or last-meeting"],
  ["--wide", "one table with all columns in Markdown, comments too, and no sections"],
  ["--bom", "start CSV with a byte order mark on standard output too; a file always has one, for Excel"],
  ["--open", "open the HTML page in the browser"],
  ["--watch", "render again whenever a tracker file changes"],
] as const;

export type RenderOptions = CalledWith<typeof renderFlags>;
