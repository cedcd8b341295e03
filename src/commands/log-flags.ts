/** The flags of `gtm log`, apart from the command: every start knows them. */
import { type CalledWith, jsonFlag, noPager } from "./flags.ts";

export const logFlags = [
  ["--since <when>", "only what was committed after a date, a revision or last-meeting"],
  noPager,
  jsonFlag,
] as const;

export type LogOptions = CalledWith<typeof logFlags>;
