/** The composition root: the real Context, closed pipes, the exit code. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { main } from "./main.ts";
import { endProcess } from "./shell/end-process.ts";
import { nodeContext } from "./shell/node-context.ts";
import { hasReaderLeft } from "./shell/standard-streams.ts";

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "../package.json"), "utf8")) as {
  version: string;
};
const script = join(import.meta.dirname, "../bin/gtm.js");
// Whoever closed the pipe (`| head`) has what they wanted.
void main(process.argv.slice(2), nodeContext(version, script)).then((code) => endProcess(hasReaderLeft() ? 0 : code));
