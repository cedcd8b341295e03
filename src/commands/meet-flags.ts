/** The flags of `gtm meet`, apart from the command: every start knows them. */
import { type CalledWith, pushFlag } from "./flags.ts";

export const meetFlags = [
  ["--agenda", "walk what is on the agenda, the gravest first"],
  ["--each", "commit each change by itself, at once"],
  ["--finish", "commit a meeting that was not finished"],
  ["--drop", "end it without a commit; its changes stay in the files"],
  pushFlag,
] as const;

export type MeetOptions = CalledWith<typeof meetFlags>;
