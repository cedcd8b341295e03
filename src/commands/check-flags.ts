/** The flags of `gtm check`, apart from the command: every start knows them. */
import { type CalledWith, changeFlags, jsonFlag, noPager } from "./flags.ts";

export const checkFlags = [
  ["--rules", "list the rules: what each finds, why, and how to mend it"],
  ["--base <rev>", "check only what changed since a revision or date, and how it may change (the rules of review)"],
  ["--format <format>", "text, json, github, gitlab or sarif (default: text)"],
  ["--strict", "exit 1 on warnings too"],
  ["--fix", "mend what has one right answer, in one commit; then check"],
  noPager,
  jsonFlag,
  ...changeFlags,
] as const;

export type CheckOptions = CalledWith<typeof checkFlags>;
