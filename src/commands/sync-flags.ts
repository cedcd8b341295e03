/** The flags of `gtm sync`, apart from the command: every start knows them. */
import { jsonFlag } from "./flags.ts";

export const syncFlags = [
  ["-n, --dry-run", "fetch, and say what would be done; change nothing here or there"],
  jsonFlag,
] as const;
