import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { definePage } from "./bundle-page.js";

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
    // A file does not load again what the one before it has loaded: half of a unit test's time was that.
    isolate: false,
    // On two cores vitest would start one process.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
