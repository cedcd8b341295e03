import { type CalledWith, changeFlags, jsonFlag, pushFlag } from "./flags.ts";

export const editFlags = [jsonFlag, pushFlag, ...changeFlags] as const;

export type EditOptions = CalledWith<typeof editFlags>;
