import type { Page } from "playwright-core";
import { expect } from "vitest";
import { fragmentOf, on, styleOf, test, useBrowser } from "./on-page.ts";
import { largePage, samplePageSince } from "./pages.ts";

useBrowser();

const unfolded = (page: Page) => page.locator("details:has(> .timeline) > summary").click();
const bars = ".timeline [data-bar]";

test("the timeline is filtered together with the table, and says how much of it is shown", async () => {
  await on(samplePageSince("2026-10-15"), {}, async (page) => {
    await unfolded(page);
    const all = await page.locator(`${bars}:visible`).count();
    await page.locator('[data-flag="overdue"] > button').click();
    const shown = await page.locator(".items tbody tr:visible").evaluateAll((rows) => rows.map((row) => row.id));
    const links = await page
      .locator(`a[data-bar]:visible`)
      .evaluateAll((links) => links.map((link) => link.getAttribute("href")?.slice(1)));
    expect(links.length).toBeGreaterThan(0);
    expect(links.length).toBeLessThan(all);
    await expect.poll(() => page.locator(".undated").isVisible()).toBe(false);
    expect([...links].sort()).toEqual([...shown].sort());
    await expect.poll(() => page.locator(".timeline figcaption").textContent()).toContain(`, ${links.length} shown`);
    await page.goBack();
    await expect.poll(() => page.locator(`${bars}:visible`).count()).toBe(all);
    await expect.poll(() => page.locator(".timeline figcaption").textContent()).not.toContain("shown");
  });
});

test("the lanes of the timeline close up over what a filter hides, and open again", async () => {
  await on(samplePageSince("2026-10-15"), {}, async (page) => {
    await unfolded(page);
    const height = () =>
      page.locator(".timeline svg").evaluate((svg) => Math.round(svg.getBoundingClientRect().height));
    const tops = () =>
      page
        .locator(".timeline .lane-rows:visible > .lane, .timeline .below")
        .evaluateAll((all) => all.map((each) => Math.round(each.getBoundingClientRect().top)));
    const [full, all] = [await height(), await tops()];
    await page.getByLabel("Search").fill("positioning");
    await expect.poll(() => page.locator(`${bars}:visible`).count()).toBe(1);
    await expect.poll(() => page.locator(".timeline .lane:visible").allTextContents()).toEqual(["Marketing"]);
    const [lane = 0, key = 0] = await tops();
    expect(lane).toBe(all[0]);
    expect(key - lane).toBeLessThan(60);
    expect(full - (await height())).toBeGreaterThan(300);
    await expect.poll(() => styleOf(page, ".timeline .ground", "clipPath")).toMatch(/^inset\(0px 0px [1-9]\d+px\)$/);
    await page.getByLabel("Search").fill("");
    await expect.poll(height).toBe(full);
    await expect.poll(() => tops()).toEqual(all);
  });
});

test("a bar of the timeline says all of its item to whoever comes by keyboard, with no script, and leads to the row", async () => {
  await on(samplePageSince("2026-10-15"), { javaScriptEnabled: false }, async (page) => {
    await unfolded(page);
    const bar = page.locator('a[data-bar="8"]');
    await expect.poll(() => bar.locator(".tip").isVisible()).toBe(false);
    await page.keyboard.press("Tab");
    await bar.focus();
    await expect.poll(() => bar.locator(".tip").isVisible()).toBe(true);
    await page.keyboard.press("Enter");
    await expect.poll(() => fragmentOf(page)).toBe("#item-8");
  });
});

test("the timeline begins at the page's day where the window is narrower than it, and stays where it is scrolled to", async () => {
  await on(samplePageSince("2026-10-15"), { viewport: { width: 390, height: 844 } }, async (page) => {
    const today = page.locator(".timeline .today-label");
    await unfolded(page);
    await expect
      .poll(() => today.evaluate((label) => Math.round(label.getBoundingClientRect().left)))
      .toBeLessThan(130);
    await expect.poll(() => today.evaluate((label) => label.getBoundingClientRect().left)).toBeGreaterThan(60);
    await page.locator(".timeline .plot").evaluate((plot) => plot.scrollTo(0, 0));
    await unfolded(page);
    await unfolded(page);
    await expect.poll(() => page.locator(".timeline .plot").evaluate((plot) => plot.scrollLeft)).toBe(0);
  });
});

test("no word of a picture is smaller than 12 pixels, however narrow the window is", async () => {
  await on(samplePageSince("2026-10-15"), { viewport: { width: 390, height: 844 } }, async (page) => {
    await unfolded(page);
    const { scale, wider } = await page.evaluate<{ scale: number; wider: number }>(`(() => {
      const svg = document.querySelector(".timeline svg");
      const { scrollWidth, clientWidth } = document.documentElement;
      return { scale: svg.getBoundingClientRect().width / svg.viewBox.baseVal.width, wider: scrollWidth - clientWidth };
    })()`);
    expect(scale).toBeGreaterThanOrEqual(1);
    expect(wider).toBe(0);
  });
});

test("a lane counts of the items that it leaves out only those that a filter shows", async () => {
  await on(largePage(300), {}, async (page) => {
    await unfolded(page);
    const rest = page.locator("[data-left-out]:visible");
    const before = await rest.allTextContents();
    const [left] = await page
      .locator("[data-left-out]")
      .evaluateAll((all) => all.flatMap((each) => each.getAttribute("data-left-out")?.split(" ") ?? []));
    expect(before[0]).toMatch(/^and \d+ more$/);
    await page.locator('.tools input[type="search"]').fill(`#${left}`);
    await expect.poll(() => rest.allTextContents()).toEqual(["and 1 more"]);
    await expect.poll(() => page.locator(`${bars}:visible`).count()).toBe(0);
    await page.locator('.tools input[type="search"]').fill("");
    await expect.poll(() => rest.allTextContents()).toEqual(before);
  });
});
