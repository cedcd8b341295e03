/** The flags of `gtm diff`, apart from the command: every start knows them. */
import { type CalledWith, jsonFlag, noPager } from "./flags.ts";

export const diffFlags = [
  ["--since <when>", "compare with a date (last thu, -2w), a revision or last-meeting"],
  ["--format <format>", "text, markdown or json (default: text)"],
  ["--exit-code", "exit 1 if anything changed"],
  noPager,
  jsonFlag,
] as const;

export type DiffOptions = CalledWith<typeof diffFlags>;
