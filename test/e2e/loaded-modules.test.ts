/**
 * What each command loads: every byte of it is compiled, kept and read again at each start. The table is
 * loaded-modules.json; after a change that is meant, `npx vitest run test/e2e/loaded-modules.test.ts -u` writes it anew.
 */
import { cpSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { makeRepository } from "../shell/repository.ts";
