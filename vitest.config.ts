import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/support/set-up.ts"],
    // No test may depend on who or where it runs: git's configuration, the zone and the width are fixed here.
    env: { TZ: "UTC", NO_COLOR: "1", GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null", COLUMNS: "100" },
    testTimeout: 30_000,
  },
});
