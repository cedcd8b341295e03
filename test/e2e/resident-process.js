/** A process that `resident-gtm.ts` starts: runs the built program as often as it is told to. */
import { writeSync } from "node:fs";

const program = new URL("../../dist/cli.js", import.meta.url);
const { exit } = process;
let runs = 0;

process.on("disconnect", () => exit());
process.on("message", async ({ folder, args, env, mark }) => {
  process.chdir(folder);
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
  process.argv.splice(2, Number.POSITIVE_INFINITY, ...args);
  const code = await run();
  writeSync(1, mark);
  writeSync(2, `${mark}${code}${mark}`);
});

/** The code that the program ends its process with. */
function run() {
  return new Promise((end) => {
    process.exit = end;
    // By another name it is another module, and does its work again; what it imports is there already.
    import(`${program}?${runs++}`).catch((error) => {
      writeSync(2, `${error.stack}\n`);
      end(1);
    });
  });
}
