import { type CalledWith, changeFlags, jsonFlag, pushFlag } from "./flags.ts";

export const addFlags = [
  ["-s, --status <status>", "one of the tracker's statuses (default: the first)"],
  ["-p, --priority <priority>", "P1 or 1"],
  ["-a, --area <area>", "one of the tracker's areas"],
  ["-o, --owner <handle...>", "one or more handles or names, or me"],
  ["--start <date>", "10/25, +2w, next fri, 2017-10-25 (gtm help set has more)"],
  ["--due <date>", "likewise"],
  ["--timeline <words>", "free text, e.g. Nov'17"],
  ["--ref <ticket...>", "a ticket or key, e.g. CF-11401 or R-001"],
  ["-d, --description <markdown>", "the text above the comments"],
  ["-m, --note <text>", "the first comment"],
  jsonFlag,
  pushFlag,
  ...changeFlags,
] as const;

export type AddOptions = CalledWith<typeof addFlags>;
