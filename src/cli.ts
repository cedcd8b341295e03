/** The composition root: the real Context, closed pipes, the exit code. */
import { readFileSync } from "node:fs";
import { main } from "./main.ts";
import { endProcess } from "./shell/end-process.ts";
import { nodeContext } from "./shell/node-context.ts";
import { onClosedPipe } from "./shell/streams.ts";

let readerLeft = false;
onClosedPipe(process.stdout, () => {
  readerLeft = true;
});
const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
  version: string;
};
const code = await main(process.argv.slice(2), nodeContext({ cwd: process.cwd() }), version);
// Whoever closed the pipe (`| head`) has what they wanted.
await endProcess(readerLeft ? 0 : code);
