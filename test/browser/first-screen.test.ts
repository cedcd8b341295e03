/** What a reader sees before doing anything, at each size. */
import { describe, expect } from "vitest";
import { firstScreen, on, styleOf, test, useBrowser } from "./on-page.ts";
import { samplePage, samplePageSince, widePage } from "./pages.ts";

useBrowser();

describe("the first screen", () => {
  test.each([
    [1440, 900, 450, 15],
    [1920, 1080, 450, 19],
    [1024, 768, 450, 5],
    [820, 1180, 450, 8],
    [390, 844, 450, 1],
  ])("of the sample, %i by %i, has its first row above %i and %i rows in sight", async (width, height, y, count) => {
    await on(samplePage(), { viewport: { width, height } }, async (page) => {
      const seen = await firstScreen(page);
      console.log(`${width} x ${height}: row 1 at ${seen.y}, ${seen.rows} rows in sight`);
      expect(seen.y).toBeLessThan(y);
      expect(seen.rows).toBeGreaterThanOrEqual(count);
    });
  });

  test.each([360, 390, 600, 601, 820, 1024, 1119, 1121, 1440, 1920, 2560])(
    "is not wider than a window of %i",
    async (width) => {
      for (const html of [samplePageSince("2026-10-15"), widePage()])
        await on(html, { viewport: { width, height: 900 } }, async (page) => {
          expect((await firstScreen(page)).wider).toBe(0);
          await page.getByRole("button", { name: "Open all" }).click();
          expect((await firstScreen(page)).wider).toBe(0);
        });
    },
  );

  test("shows the newest comment in two lines, and a row's own columns beside it down to a tablet", async () => {
    await on(samplePage(), {}, async (page) => {
      const heights = await page
        .locator(".items tbody tr")
        .evaluateAll((all) => all.map((row) => row.getBoundingClientRect().height));
      expect(Math.max(...heights)).toBeLessThan(50);
    });
    await on(samplePage(), { viewport: { width: 820, height: 1180 } }, async (page) => {
      expect(await styleOf(page, "#item-1", "display")).toBe("flex");
      expect(await page.locator(".items > thead").first().isVisible()).toBe(true);
    });
  });

  test("is twelve stops of the Tab key or fewer from its first row", async () => {
    await on(samplePage(), {}, async (page) => {
      let stops = 0;
      const isInRow = () => page.evaluate<boolean>("document.activeElement.closest('[data-item]') !== null");
      do {
        await page.keyboard.press("Tab");
        stops += 1;
      } while (!(await isInRow()) && stops < 99);
      console.log(`${stops - 1} stops before the first row`);
      expect(stops - 1).toBeLessThanOrEqual(12);
    });
  });

  test("keeps columns for which there is no room for the row that is open", async () => {
    await on(widePage(), {}, async (page) => {
      const told = () => page.locator(".items .extra:visible").count();
      expect(await told()).toBe(0);
      await page.locator("#item-2 .status").click();
      expect(await told()).toBe(4);
      expect(await styleOf(page, "#item-2 .extra", "content", "::before")).toBe(
        '"The legal-input of this item (as agreed)"',
      );
    });
  });

  test("fits a phone: each row a card with labels", async () => {
    await on(samplePage(), { viewport: { width: 390, height: 844 } }, async (page) => {
      expect(await styleOf(page, "#item-1", "display")).toBe("grid");
      expect(await styleOf(page, "#item-1 .due", "content", "::before")).toBe('"Until"');
    });
  });
});
