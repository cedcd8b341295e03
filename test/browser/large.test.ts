/** Pages of many items: that all of it works; how long it takes is told, and judged by whoever reads it. */
import { describe, expect } from "vitest";
import { on, rows, status, test, titles, useBrowser } from "./on-page.ts";
import { largePage } from "./pages.ts";

useBrowser();

describe.each([1000, 5000])("a page of %i items in Chromium", (count) => {
  test("opens, filters, sorts, groups and finds without a message or a request", async () => {
    await on(largePage(count), {}, async (page) => {
      const told: string[] = [];
      /** From a call to the frame that shows what it did. */
      const timed = async (name: string, act: string) => {
        const ms = await page.evaluate<number>(`(async () => {
          const begun = performance.now();
          ${act};
          await new Promise((shown) => requestAnimationFrame(() => setTimeout(shown)));
          return performance.now() - begun;
        })()`);
        told.push(`${name} ${Math.round(ms)} ms`);
      };
      const times = await page.evaluate<number[]>(
        `[performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0, performance.getEntriesByType("navigation")[0].loadEventEnd].map(Math.round)`,
      );
      told.push(`first rows ${times[0]} ms, loaded ${times[1]} ms`);
      expect(await page.locator(rows).count()).toBe(count);
      await timed("filter", `document.querySelector('[data-facet="owner"] input[value="tokonkwo"]').click()`);
      expect(await status(page)).toBe(`${Math.floor((count + 1) / 3)} of ${count} open items`);
      await timed("show all", `document.querySelector(".clear").click()`);
      await timed("sort", `document.querySelector("th.title button").click()`);
      await timed(
        "sort down",
        `document.querySelector("th.number button").click(); document.querySelector("th.number button").click()`,
      );
      expect(await titles(page, 1)).toEqual([`Item ${count}`]);
      await timed(
        "group",
        `(() => { const group = document.querySelector("select"); group.value = "area"; group.dispatchEvent(new Event("change", { bubbles: true })); })()`,
      );
      await timed("open all", `document.querySelector(".unfold").click()`);
      await timed("meeting", `document.querySelector(".meet").click()`);
      await page.keyboard.press("Escape");
      await timed(
        "first search",
        `(() => { const search = document.querySelector("input[type=search]"); search.value = "#777"; search.dispatchEvent(new Event("input", { bubbles: true })); })()`,
      );
      await expect.poll(() => titles(page, 2)).toEqual(["Item 777"]);
      const client = await page.context().newCDPSession(page);
      const { usedSize } = await client.send("Runtime.getHeapUsage");
      console.log(`${count} items: ${told.join(", ")}; heap of the script ${Math.round(usedSize / 1e6)} MB`);
    });
  });
});
