import { type CalledWith, changeFlags, jsonFlag, manyFlags, pushFlag } from "./flags.ts";

export const setFlags = [
  ["-F, --file <file>", "set the description from a file (- for standard input)"],
  ...manyFlags,
  jsonFlag,
  pushFlag,
  ...changeFlags,
] as const;

export type SetOptions = CalledWith<typeof setFlags>;
