import { type CalledWith, changeFlags, jsonFlag, pushFlag, textFlags } from "./flags.ts";

export const deleteFlags = [
  ...textFlags,
  ["-y, --yes", "delete without asking"],
  jsonFlag,
  pushFlag,
  ...changeFlags,
] as const;

export type DeleteOptions = CalledWith<typeof deleteFlags>;
