/** One browser for a file of tests, and what tests ask of a page in it. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadMarkdownParser } from "../../src/core/markdown-parser.ts";
import { hasChromium, launch, type Visit, visit } from "./chromium.ts";

export const test = hasChromium ? it : it.skip;
export const rows = ".items > tbody > tr[data-item]";
export const shown = `${rows}:not([hidden])`;

let browser: Browser;

/** For the tests of one file, each of which calls this: files of a worker share their modules. */
export function useBrowser(): void {
  beforeAll(async () => {
    await loadMarkdownParser();
    if (hasChromium) browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
  });
}

/** Opens a page, does something there, and closes it; whatever the page does beyond showing itself fails the test. */
export async function on(
  html: string,
  options: Parameters<typeof visit>[2],
  act: (page: Page, visit: Visit) => Promise<void>,
): Promise<void> {
  const opened = await visit(browser, html, options);
  await act(opened.page, opened);
  expect(opened.noises).toEqual([]);
  await opened.close();
}

/** As text for the browser: the DOM's types would leak into all of the program. */
export const styleOf = (page: Page, selector: string, property: string, pseudo = "") =>
  page.evaluate<string>(`getComputedStyle(document.querySelector("${selector}"), "${pseudo}").${property}`);
export const status = (page: Page) => page.locator(".tools > output").textContent();
/** As the page has it: what the test's side of the browser knows of an address comes later. */
export const fragmentOf = async (page: Page) => decodeURIComponent(await page.evaluate<string>("location.hash"));
export const titles = async (page: Page, count: number) =>
  (await page.locator(`${shown} .title .name`).allTextContents()).slice(0, count);
export const place = (page: Page) => page.locator(".meeting-bar output").textContent();

/** Opens a facet's choices and takes one in, or out. */
export async function choose(page: Page, facet: string, value: string): Promise<void> {
  await page.locator(`[data-facet="${facet}"] > summary`).click();
  await page.locator(`[data-facet="${facet}"] input[value="${value}"]`).click();
  await page.keyboard.press("Escape");
}

/** What stands where on the first screen. */
export const firstScreen = (page: Page) =>
  page.evaluate<{ y: number; rows: number; wider: number }>(`(() => {
    const rows = [...document.querySelectorAll("[data-item]")].filter((row) => !row.hidden).map((row) => row.getBoundingClientRect());
    const { scrollWidth, clientWidth } = document.documentElement;
    return {
      y: Math.round(rows[0].top),
      rows: rows.filter(({ top, bottom }) => top >= 0 && bottom <= innerHeight).length,
      wider: scrollWidth - clientWidth,
    };
  })()`);
