/** Properties run from one seed and as often as they are told to, so that the gate gives the same answer twice. */
import fc from "fast-check";
import { seed, trials } from "./trials.ts";

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed, ...trials.usual });
