import { type CalledWith, changeFlags, jsonFlag, pushFlag, textFlags, yesFlag } from "./flags.ts";

export const closeFlags = [
  ...textFlags,
  ["--date <date>", "the day it was closed, e.g. last thu (default: today)"],
  yesFlag,
  jsonFlag,
  pushFlag,
  ...changeFlags,
] as const;

export const reopenFlags = [...textFlags, yesFlag, jsonFlag, pushFlag, ...changeFlags] as const;

export type CloseOptions = CalledWith<typeof closeFlags>;
export type ReopenOptions = CalledWith<typeof reopenFlags>;
