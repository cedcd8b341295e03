/** The flags of `gtm setup`, apart from the command: every start knows them. */
import { type CalledWith, changeFlags } from "./flags.ts";

export const setupFlags = changeFlags;

export type SetupOptions = CalledWith<typeof setupFlags>;
