/** The flags of `gtm init`, apart from the command: every start knows them. */
import { type CalledWith, changeFlags } from "./flags.ts";

export const initFlags = [
  ["--ci <forge>", "also add a workflow that reviews pull requests: github or gitlab"],
  ...changeFlags,
] as const;

export type InitOptions = CalledWith<typeof initFlags>;
