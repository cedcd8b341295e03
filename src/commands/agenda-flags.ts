/** The flags of `gtm agenda`, apart from the command: every start knows them. */
import { type CalledWith, jsonFlag, noPager } from "./flags.ts";

export const agendaFlags = [
  ["--by <column>", "as Markdown to paste, with a heading for each owner (or area, priority, status)"],
  noPager,
  jsonFlag,
] as const;

export type AgendaOptions = CalledWith<typeof agendaFlags>;
