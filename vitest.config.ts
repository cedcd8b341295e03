import { defineConfig } from "vitest/config";
import { definePage } from "./bundle-page.js";

export default defineConfig({
  define: await definePage(),
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/support/set-up.ts"],
    // No test may depend on who or where it runs: git's configuration, the zone and the width are fixed here.
    env: { TZ: "UTC", NO_COLOR: "1", GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null", COLUMNS: "100" },
    testTimeout: 30_000,
  },
});
