/** The flags of `gtm init`, apart from the command: every start knows them. */
import { type CalledWith, changeFlags } from "./flags.ts";

export const initFlags = [
  ["--title <words>", "what the page is called (default: Open items)"],
  ["--ci <forge>", "also add a workflow that reviews pull requests: github or gitlab"],
  ...changeFlags,
] as const;

export type InitOptions = CalledWith<typeof initFlags>;
