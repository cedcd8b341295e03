/** The flags of `gtm resolve`, apart from the command: every start knows them. */
import { type CalledWith, jsonFlag } from "./flags.ts";

export const resolveFlags = [
  ["--onto <rev>", "first merge this branch or revision, and commit the merge"],
  jsonFlag,
  ["-n, --dry-run", "say what would be solved, without writing anything"],
] as const;

export type ResolveOptions = CalledWith<typeof resolveFlags>;
