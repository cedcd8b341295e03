/** The composition root: the real Context, closed pipes, the exit code. */
import { readFileSync } from "node:fs";
import { main } from "./main.ts";
import { endProcess } from "./shell/end-process.ts";
import { nodeContext } from "./shell/node-context.ts";
import { readerLeft } from "./shell/standard-streams.ts";

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
  version: string;
};
const code = await main(process.argv.slice(2), nodeContext(version));
// Whoever closed the pipe (`| head`) has what they wanted.
await endProcess(readerLeft ? 0 : code);
