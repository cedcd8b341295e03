import { type CalledWith, changeFlags, jsonFlag, manyFlags, pushFlag, textFlags } from "./flags.ts";

export const noteFlags = [
  ...textFlags,
  ["--date <date>", "the comment's date, e.g. last thu (default: today)"],
  ["--author <person>", "the author's handle or name (default: you, from your git e-mail or name)"],
  ...manyFlags,
  jsonFlag,
  pushFlag,
  ...changeFlags,
] as const;

export type NoteOptions = CalledWith<typeof noteFlags>;
