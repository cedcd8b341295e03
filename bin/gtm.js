#!/usr/bin/env node
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import * as module from "node:module";

const [only, more] = process.argv.slice(2);
if ((only === "--version" || only === "-V") && more === undefined) {
  // Nothing of the program is needed to say its version: this path costs a tenth of a start.
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  try {
    writeFileSync(1, `${version}\n`);
  } catch (error) {
    if (error.code !== "EPIPE") {
      process.stderr.write(`gtm: cannot write standard output (${error.code})\n`);
      process.exitCode = 2;
    }
  }
} else if (existsSync(new URL("../dist/cli.js", import.meta.url))) {
  module.enableCompileCache?.(); // from Node 22.1
  await import("../dist/cli.js");
} else {
  process.stderr.write("gtm: this clone is not built yet\n  npm ci builds it\n");
  process.exitCode = 2;
}
