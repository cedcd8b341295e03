import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { definePage } from "./bundle-page.js";

/**
 * Without durations of an earlier run vitest begins with the largest files. Here those that start processes are first, while a
 * worker has little memory, whose map each start copies; then the law, whose file is small and takes long.
 */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const turns = [/\/test\/(?:e2e|shell)\//, /\/test\/law\//, /./];
    const turn = ({ moduleId }: TestSpecification) => turns.findIndex((names) => names.test(moduleId));
    return (await super.sort(files)).toSorted((a, b) => turn(a) - turn(b));
  }
}

export default defineConfig({
  define: await definePage(),
  plugins: [
    {
      // vitest asks packages for what their own developers run: a parser of Markdown that is slower, and that nobody ships.
      name: "packages-as-shipped",
      configResolved: ({ ssr }) => {
        ssr.resolve = { ...ssr.resolve, conditions: ["node"] };
      },
    },
  ],
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/support/set-up.ts"],
    // No test may depend on who or where it runs: git's configuration, the zone and the width are fixed here.
    env: { TZ: "UTC", NO_COLOR: "1", GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null", COLUMNS: "100" },
    // Ends what would never end; how long a test takes is the machine's affair.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
    // A file does not load again what the one before it has loaded: half of a unit test's time was that.
    isolate: false,
    // One more than cores: end-to-end tests often wait, for a hook, a lock or a signal.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongFirst },
    // Properties make much garbage: collected in fewer, larger rounds it takes a twentieth off.
    execArgv: ["--max-semi-space-size=64"],
  },
});
