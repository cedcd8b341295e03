/** What a reader sees before doing anything, at each size. */
import { describe, expect } from "vitest";
import { makePage } from "../../src/core/page.ts";
import { renderHtml } from "../../src/render/html/html.ts";
import { aComment, anItem, aTracker } from "../support/builders.ts";
import { firstScreen, on, styleOf, test, useBrowser } from "./on-page.ts";
import { samplePage, samplePageSince } from "./pages.ts";

useBrowser();

/** Every column a page can have, fields with long names, and words that do not break. */
function widePage(): string {
  const fields = Object.fromEntries(
    ["legal-input", "effort", "region", "confidence"].map((key) => [
      key,
      { label: `The ${key} of this item (as agreed)`, type: "text" as const, values: [] },
    ]),
  );
  const columns =
    "number,priority,start,due,closed,updated,area,title,owners,timeline,refs,status,legal-input,effort,region,confidence,description,comments";
  const template = `# ${"Launchofeverything".repeat(4)}\n\n## Items\n\n<!-- gtm:table columns:${columns} -->\n\n## List\n\n<!-- gtm:list -->\n`;
  const items = Array.from({ length: 8 }, (_, index) =>
    anItem({
      id: index + 1,
      title: "Weightandbalancecertificateofthemaindisplay".repeat(2),
      refs: ["DOUGH-12345", "https://example.com/a/very/long/address/that/does/not/break/anywhere"],
      owners: ["mreyes", "somebody.with.a.very.long.handle"],
      fields: { "legal-input": "unquestionably", effort: "twelve weeks", region: "Benelux", confidence: "medium" },
      description: "A description".repeat(20),
      comments: [
        aComment("https://example.com/another/very/long/address/that/does/not/break/anywhere/at/all".repeat(3)),
      ],
    }),
  );
  return renderHtml(makePage(aTracker({ template, fields }), items, "2026-10-22").page);
}

describe("the first screen", () => {
  test.each([
    [1440, 900, 450, 15],
    [1920, 1080, 450, 19],
    [1024, 768, 450, 5],
    [820, 1180, 450, 8],
    [390, 844, 600, 1],
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

  test("fits a phone: each row a card with labels", async () => {
    await on(samplePage(), { viewport: { width: 390, height: 844 } }, async (page) => {
      expect(await styleOf(page, "#item-1", "display")).toBe("grid");
      expect(await styleOf(page, "#item-1 .due", "content", "::before")).toBe('"Until"');
    });
  });
});
