/** A process that `resident-gtm.ts` starts: runs the built program as often as it is told to. */
import { writeSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const program = require.resolve("../../dist/cli.cjs");
const { exit } = process;

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
    // Forgotten, it does its work again; what it requires is there already.
    delete require.cache[program];
    try {
      require(program);
    } catch (error) {
      writeSync(2, `${error.stack}\n`);
      end(1);
    }
  });
}
