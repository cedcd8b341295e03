import { changeFlags, jsonFlag, noPager, type OptionsOf, pushFlag } from "./flags.ts";

const before = ["--before <entry>", "put a new one ahead of this one (default: last)"] as const;
const common = [jsonFlag, noPager, pushFlag, ...changeFlags] as const;

export const entryFlags = {
  person: [
    ["--name <name>", "the whole name"],
    ["--email <address>", "the address that git knows them by: so that me is them"],
    ["--url <address>", "a page about them"],
    ["--account-id <id>", "their account in Confluence Cloud"],
    ["--userkey <key>", "their user key in Confluence Data Center"],
    ["--username <name>", "their user name in Confluence Data Center"],
    ...common,
  ],
  area: [before, ...common],
  status: [["--label <words>", "what the page shows"], before, ...common],
  priority: [
    ["--label <words>", "what the page's legend says"],
    ["--weeks <number>", "items due within so many weeks have it"],
    before,
    ...common,
  ],
  field: [
    ["--label <words>", "its heading"],
    ["--type <type>", "boolean, date, number, choice or text (default: text)"],
    ["--values <values>", "those of a choice, separated by commas"],
    before,
    ...common,
  ],
  milestone: [
    ["--date <date>", "its day, e.g. 12/6 or +3w"],
    ["--end <date>", "its last day"],
    ["--url <address>", "a page about it"],
    ...common,
  ],
} as const;

export type EntryOptions = OptionsOf<(typeof entryFlags)[keyof typeof entryFlags]>;
