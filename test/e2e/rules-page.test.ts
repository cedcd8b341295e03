import { expect, test } from "vitest";
import { gtm, root } from "./built-gtm.ts";

test("docs/rules.md is what check --rules says", async () => {
  const { code, stdout } = await gtm(root, ["check", "--rules", "--format", "markdown"]);
  expect(code).toBe(0);
  await expect(stdout).toMatchFileSnapshot("../../docs/rules.md");
});
