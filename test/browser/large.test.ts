/** Pages of many items: that all of it works; how long it takes is told, and judged by whoever reads it. */
import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { makePage } from "../../src/core/page.ts";
import { aComment, anItem, aTracker } from "../support/builders.ts";
import { renderHtml } from "../support/rendered.ts";
import { on, rows, shown, status, test, titles, useBrowser } from "./on-page.ts";
import { largePage } from "./pages.ts";

useBrowser();

const undrawn = (page: Page) => page.locator(`${rows}:is(:empty, :has(.undrawn))`).count();
/** What is in sight, or soon: never an empty row. */
const undrawnInSight = `[...document.querySelectorAll("[data-item]:is(:empty, :has(.undrawn))")].filter((row) => {
  const { top, bottom, height } = row.getBoundingClientRect();
  return height > 0 && bottom > 0 && top < innerHeight;
}).length`;

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
        expect(await page.evaluate(undrawnInSight)).toBe(0);
      };
      const [ready = 0, loaded = 0] = await page.evaluate<number[]>(
        `(({ domContentLoadedEventEnd, loadEventEnd }) => [domContentLoadedEventEnd, loadEventEnd].map(Math.round))(performance.getEntriesByType("navigation")[0])`,
      );
      told.push(`first rows and controls ${ready} ms, loaded ${loaded} ms`);
      // At most three elements a row that is not drawn; drawn, fifty and more.
      await expect
        .poll(() => page.evaluate("document.getElementsByTagName('*').length"))
        .toBeLessThan(4 * count + 6000);
      await expect.poll(() => page.locator(rows).count()).toBe(count);
      await expect.poll(() => page.locator("#item-1 .comments .say").first().isVisible()).toBe(true);
      await timed("filter", `document.querySelector('[data-facet="owner"] input[value="tokonkwo"]').click()`);
      await expect.poll(() => status(page)).toBe(`${Math.floor((count + 1) / 3)} of ${count} open items`);
      await timed("show all", `document.querySelector(".clear").click()`);
      await timed("sort", `document.querySelector("th.title button").click()`);
      await timed(
        "sort down",
        `document.querySelector("th.number button").click(); document.querySelector("th.number button").click()`,
      );
      await expect.poll(() => titles(page, 1)).toEqual([`Item ${count}`]);
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

describe("a page whose rows are drawn when somebody looks at them", () => {
  test("has none that is empty wherever it is scrolled to, and draws no more than are near", async () => {
    await on(largePage(1000), {}, async (page) => {
      for (const y of [3000, 500, 20_000, 0, 1e9]) {
        await page.evaluate(`scrollTo(0, ${y})`);
        await expect.poll(() => page.evaluate(undrawnInSight)).toBe(0);
      }
      await expect.poll(() => undrawn(page)).toBeGreaterThan(500);
    });
  });

  test("leads to any of them, with motion or without, and opens it", async () => {
    await on(largePage(1000), { fragment: "#item-777" }, async (page) => {
      const top = () => page.locator("#item-777").evaluate((row) => row.getBoundingClientRect().top);
      await expect.poll(top).toBeGreaterThan(50);
      await expect.poll(() => top()).toBeLessThan(200);
      await expect.poll(() => page.locator("#item-777 .rest").isVisible()).toBe(true);
      await page.evaluate("scrollTo(0, 0)");
      await page.locator('a[href="#item-3"]').first().click();
      await page.goBack();
      await expect.poll(top).toBeLessThan(200);
    });
  });

  test("lets a search of the browser find the words of any, which is then drawn and opened", async () => {
    const words = "comment%203%20on%20where%20item%20940%20stands";
    await on(largePage(1000), {}, async (page, { url }) => {
      await expect.poll(() => page.locator("#item-940 .undrawn").textContent()).toContain("see #40 and Marisol Reyes.");
      // The browser looks for such words as it does for those of its own search, but only a moment behind loading: on a busy
      // machine they may not be written by then.
      const isFound = async () => {
        await page.goto("about:blank");
        await page.goto(`${url}#:~:text=${words}`);
        await page.evaluate(`(async () => {
          for (let frame = 0; frame < 60; frame++) await new Promise(requestAnimationFrame);
        })()`);
        return await page.locator("#item-940 .rest").isVisible();
      };
      await expect.poll(isFound).toBe(true);
      await expect
        .poll(() => page.locator("#item-940").evaluate((row) => row.getBoundingClientRect().top))
        .toBeLessThan(900);
    });
  });

  test("searches and sorts those that are not drawn as those that are", async () => {
    await on(largePage(1000), { fragment: "#sort=-number&q=@tokonkwo+minutes+%23" }, async (page) => {
      await expect.poll(() => titles(page, 3)).toEqual(["Item 998", "Item 995", "Item 992"]);
      await page.getByLabel("Search").fill("@tokonkwo 998 MINUTES");
      await expect.poll(() => titles(page, 9)).toEqual(["Item 998"]);
    });
  });

  test("draws an item under its other owner too", async () => {
    const items = Array.from({ length: 400 }, (_, index) =>
      anItem({ id: index + 1, owners: ["mreyes", "tokonkwo"], comments: [aComment("Agreed.")] }),
    );
    const html = renderHtml(makePage(aTracker({ template: "<!-- gtm:table -->" }), items, "2026-10-22").page);
    await on(html, { fragment: "#group=owner" }, async (page) => {
      await expect.poll(() => page.locator("tbody tr.copy").count()).toBe(400);
      await page.locator("tr.copy").last().scrollIntoViewIfNeeded();
      await expect.poll(() => page.locator("tr.copy").last().locator(".say").textContent()).toBe("Agreed.");
    });
  });

  test("has all of those that a filter shows on paper, in what is copied, and in a copy of the page itself", async () => {
    const permissions = ["clipboard-read", "clipboard-write"];
    await on(largePage(400), { permissions, fragment: "#owner=tokonkwo" }, async (page) => {
      await page.keyboard.press("Control+a");
      await page.keyboard.press("Control+c");
      await expect.poll(() => page.evaluate<string>("navigator.clipboard.readText()")).toContain("Item 398");
      await expect.poll(() => page.locator(`${shown}:is(:empty, :has(.undrawn))`).count()).toBe(0);
      await expect.poll(() => page.locator(`${shown}:has(.comments .say)`).count()).toBe(133);
      const saved = await page.evaluate<string>("document.documentElement.outerHTML");
      await on(`<!doctype html>${saved}`, { fragment: "#item-400" }, async (again) => {
        await expect.poll(() => again.locator(rows).count()).toBe(400);
        await expect.poll(() => again.locator("#item-400 .rest").isVisible()).toBe(true);
      });
    });
    await on(largePage(400), {}, async (page) => {
      await page.pdf();
      await expect.poll(() => page.locator(`${rows}:has(.comments .rest)`).count()).toBe(400);
    });
  });

  test("is a plain table without scripts, and says so where something else keeps them from running", async () => {
    const words = "The items do not show";
    await on(largePage(400), { javaScriptEnabled: false }, async (page) => {
      await expect.poll(() => page.locator(`${rows}:visible`).count()).toBe(400);
      await expect.poll(() => page.locator("#item-400 .rest").isVisible()).toBe(true);
      await expect.poll(() => page.getByText(words).isVisible()).toBe(false);
    });
    await on(largePage(400), {}, async (page) => expect(await page.getByText(words).isVisible()).toBe(false));
    await on(largePage(400).replace(/<script>.*?<\/script>/s, ""), {}, async (page) => {
      await expect.poll(() => page.getByText(words).isVisible()).toBe(true);
    });
  });

  test("holds for lists: their groups, and what a filter folds away", async () => {
    const items = Array.from({ length: 400 }, (_, index) =>
      anItem({ id: index + 1, title: `Item ${index + 1}`, area: index < 300 ? "Product" : "Pilot Bakeries" }),
    );
    const template = "# Backlog\n\n<!-- gtm:list group:area columns:title,owners -->\n";
    const html = renderHtml(makePage(aTracker({ template }), items, "2026-10-22").page);
    await on(html, {}, async (page) => {
      await expect.poll(() => page.locator("[data-item]").count()).toBe(400);
      await expect.poll(() => page.locator("[data-item]:is(:empty, :has(.undrawn))").count()).toBeGreaterThan(200);
      await page.getByLabel("Search").fill("item 399");
      await expect.poll(() => page.locator("[data-item]:visible .lead").allTextContents()).toEqual(["#399 Item 399"]);
      await expect.poll(() => page.locator("h2:visible, h3:visible").allTextContents()).toEqual(["Pilot Bakeries"]);
    });
  });
});
