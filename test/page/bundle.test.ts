import { describe, expect, test } from "vitest";
import { bundlePage } from "../../bundle-page.js";
import * as assets from "../../src/render/html/page-assets.ts";

describe("the page's script and style sheet", () => {
  test("are the same bytes from one bundling to the next, and those that the renderer writes", async () => {
    const [first, second] = [await bundlePage(), await bundlePage()];
    expect(second).toEqual(first);
    expect({ ...assets }).toEqual(first);
  });

  test("are small: every page carries them", async () => {
    const { pageScript, pageStyle } = await bundlePage();
    expect(pageScript.length + pageStyle.length).toBeLessThan(48_000);
  });
});
