/** The flags of `gtm undo`, apart from the command: every start knows them. */
import { type CalledWith, changeFlags, jsonFlag } from "./flags.ts";

export const undoFlags = [
  ["--redo", "bring back what the last gtm undo took off the branch"],
  jsonFlag,
  ...changeFlags,
] as const;

export type UndoOptions = CalledWith<typeof undoFlags>;
