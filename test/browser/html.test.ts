import { execFileSync } from "node:child_process";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadMarkdownParser } from "../../src/core/markdown-parser.ts";
import { hasChromium, launch, type Visit, visit } from "./chromium.ts";
import { hostilePage, largePage, samplePage, samplePageSince } from "./pages.ts";

const test = hasChromium ? it : it.skip;
const rows = ".items > tbody > tr";
const shown = `${rows}:not([hidden])`;
const phone = { viewport: { width: 390, height: 844 } };

let browser: Browser;
let sample: string;

beforeAll(async () => {
  await loadMarkdownParser();
  sample = samplePage();
  if (hasChromium) browser = await launch();
});
afterAll(async () => {
  await browser?.close();
});

/** Opens a page, does something there, and closes it; whatever the page does beyond showing itself fails the test. */
async function on(
  html: string,
  options: Parameters<typeof visit>[2],
  act: (page: Page, visit: Visit) => Promise<void>,
) {
  const opened = await visit(browser, html, options);
  await act(opened.page, opened);
  expect(opened.noises).toEqual([]);
  await opened.close();
}

/** As text for the browser: the DOM's types would leak into all of the program. */
const styleOf = (page: Page, selector: string, property: string, pseudo = "") =>
  page.evaluate<string>(`getComputedStyle(document.querySelector("${selector}"), "${pseudo}").${property}`);
const status = (page: Page) => page.locator(".tools output").textContent();
const fragmentOf = (page: Page) => decodeURIComponent(new URL(page.url()).hash);
const firstTitles = async (page: Page, count: number) =>
  (await page.locator(`${shown} .title .name`).allTextContents()).slice(0, count);

describe("the sample page in Chromium", () => {
  test("loads without a message or a request, with every item", async () => {
    await on(sample, {}, async (page) => {
      expect(await page.locator(shown).count()).toBe(35);
      expect(await status(page)).toBe("33 open items, 2 closed items");
    });
  });

  test("filters by owner, and says so in its counts and its address", async () => {
    await on(sample, {}, async (page) => {
      await page.getByLabel("Owner").selectOption("wtamatea");
      await expect.poll(() => status(page)).toBe("5 of 33 open items, 1 of 2 closed items");
      expect(fragmentOf(page)).toBe("#owner=wtamatea");
      expect(await page.locator("caption .count").allTextContents()).toEqual([
        "5 of 33 open items",
        "1 of 2 closed items",
      ]);
    });
  });

  test("filters by words, by every choice at once, and by nobody", async () => {
    await on(sample, {}, async (page) => {
      await page.getByLabel("Search").fill("OVEN dealers");
      await expect.poll(() => page.locator(shown).count()).toBeLessThan(5);
      expect(await page.locator(shown).count()).toBeGreaterThan(0);
      await page.getByRole("button", { name: "Clear" }).click();
      await page.getByLabel("Area").selectOption("Marketing");
      await page.getByLabel("Status").selectOption("blocked");
      await expect.poll(() => firstTitles(page, 9)).toEqual(["Product name cleared in five countries"]);
      await page.getByLabel("Owner").selectOption("-");
      await expect.poll(() => status(page)).toBe("0 of 33 open items, 0 of 2 closed items");
    });
  });

  test("opens in the state that its address names, and follows it", async () => {
    await on(sample, { fragment: "#status=blocked&q=test&sort=-due" }, async (page, { url }) => {
      expect(await page.getByLabel("Status").inputValue()).toBe("blocked");
      expect(await page.getByLabel("Search").inputValue()).toBe("test");
      expect(await page.locator('th[aria-sort="descending"]').textContent()).toBe("Until");
      await page.goto(`${url}#priority=P4`);
      await expect.poll(() => status(page)).toBe("7 of 33 open items, 0 of 2 closed items");
      expect(await page.locator("th[aria-sort]").count()).toBe(0);
    });
  });

  test("shows the item that its address names, even one that the filter hid", async () => {
    await on(sample, { fragment: "#owner=nobody-here&item=1" }, async (page, { url }) => {
      await page.goto(`${url}#status=done`);
      await expect.poll(() => page.locator("#item-17").isVisible()).toBe(false);
      await page.goto(`${url}#item-17`);
      await expect.poll(() => page.locator("#item-17").isVisible()).toBe(true);
      await expect.poll(() => page.locator("#item-17").evaluate((row) => row.matches(":target"))).toBe(true);
      expect(fragmentOf(page)).toBe("#item-17");
    });
  });

  test("sorts up, down, and back, absent values last", async () => {
    await on(sample, {}, async (page) => {
      const original = await firstTitles(page, 33);
      const due = page.getByRole("button", { name: "Until" });
      await due.click();
      expect(await firstTitles(page, 2)).toEqual(["Pilot exit criteria", "Allergen statement on printed plans"]);
      expect(await page.locator("th[aria-sort]").getAttribute("aria-sort")).toBe("ascending");
      await due.click();
      expect(await firstTitles(page, 2)).toEqual(["Data-protection assessment", "Second wave of pilots"]);
      expect(fragmentOf(page)).toBe("#sort=-due");
      await due.click();
      expect(await firstTitles(page, 33)).toEqual(original);
      expect(fragmentOf(page)).toBe("");
    });
  });

  test("sorts numbers as numbers and priorities by rank", async () => {
    await on(sample, {}, async (page) => {
      await page.getByRole("button", { name: "No." }).first().click();
      const numbers = (await page.locator(".items >> nth=0").locator("tbody .number").allTextContents()).map(Number);
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
      await page.getByRole("button", { name: "Priority" }).click();
      await page.getByRole("button", { name: "Priority" }).click();
      expect(await page.locator(`${rows} .priority`).first().textContent()).toBe("P4");
    });
  });

  test("folds and unfolds all older comments", async () => {
    await on(sample, {}, async (page) => {
      const all = await page.locator("details.older").count();
      await page.getByRole("button", { name: "Unfold all comments" }).click();
      expect(await page.locator("details.older[open]").count()).toBe(all);
      await page.getByRole("button", { name: "Fold older comments" }).click();
      expect(await page.locator("details.older[open]").count()).toBe(0);
    });
  });

  test("is worked from the keyboard: / to search, Escape to clear, Enter on a head to sort", async () => {
    await on(sample, {}, async (page) => {
      await page.keyboard.press("Tab");
      expect(await page.locator(":focus").textContent()).toBe("Skip to the content");
      await page.keyboard.press("/");
      await page.keyboard.type("oven/dealers");
      expect(await page.getByLabel("Search").inputValue()).toBe("oven/dealers");
      await page.keyboard.press("Escape");
      expect(await page.getByLabel("Search").inputValue()).toBe("");
      await expect.poll(() => status(page)).toBe("33 open items, 2 closed items");
      await page.getByRole("button", { name: "Area" }).first().focus();
      await page.keyboard.press("Enter");
      expect(fragmentOf(page)).toBe("#sort=area");
    });
  });

  test("leads from a figure of its head to the items that it counts", async () => {
    await on(sample, {}, async (page) => {
      await page.getByRole("link", { name: "3 overdue: show them" }).click();
      await expect.poll(() => status(page)).toBe("3 of 33 open items, 0 of 2 closed items");
      await expect
        .poll(() => page.locator(".tools").evaluate((form) => form.getBoundingClientRect().top < 900))
        .toBe(true);
    });
  });

  test("keeps its column heads in sight", async () => {
    await on(sample, {}, async (page) => {
      await page.locator("#item-17").scrollIntoViewIfNeeded();
      await page.mouse.wheel(0, 600);
      await expect
        .poll(async () => (await page.locator(".items thead th").first().boundingBox())?.y ?? -1)
        .toBeGreaterThan(0);
      expect((await page.locator(".items thead th").first().boundingBox())?.y).toBeLessThan(120);
    });
  });

  test("is whole without its script: every row, the older comments a click away, no dead control", async () => {
    await on(sample, { javaScriptEnabled: false }, async (page) => {
      expect(await page.locator(rows).count()).toBe(35);
      expect(await page.locator(".tools").isVisible()).toBe(false);
      expect(await page.locator("thead button").count()).toBe(0);
      await page.locator("summary").first().click();
      expect(await page.locator("details.older .log").first().isVisible()).toBe(true);
    });
  });

  test("fits a phone: each row a card with labels, nothing wider than the screen", async () => {
    await on(sample, phone, async (page) => {
      const width = await page.locator("html").evaluate((html) => html.scrollWidth);
      expect(width).toBe(390);
      expect(await styleOf(page, "#item-1", "display")).toBe("grid");
      expect(await styleOf(page, "#item-1 .due", "content", "::before")).toBe('"Until"');
    });
  });

  test("prints every row and every comment, in landscape, with its heads on each sheet and no controls", async () => {
    await on(sample, { colorScheme: "dark" }, async (page) => {
      await page.emulateMedia({ media: "print" });
      expect(await page.locator(".tools").isVisible()).toBe(false);
      expect(await page.locator(`${rows}:visible`).count()).toBe(35);
      expect(await styleOf(page, "thead", "display")).toBe("table-header-group");
      expect(await styleOf(page, "body", "backgroundColor")).toBe("rgb(255, 255, 255)");
      expect(
        await page.locator("details.older .log").evaluateAll((logs) => logs.every((log) => log.checkVisibility())),
      ).toBe(true);
      const pdf = await page.pdf({ preferCSSPageSize: true });
      const text = textOfPdf(pdf);
      for (const title of text === null
        ? []
        : ["Fair booth", "Train-the-trainer", "Spare probes", "Sixth pilot", "Second run in the steam"])
        expect(text).toContain(title);
      expect(pdf.toString("latin1")).toMatch(/MediaBox\s*\[0 0 841\.\d+ 594\.\d+\]/);
    });
  });
});

const poppler = "pdftotext";

/** The words of a PDF where poppler is there to tell them; null elsewhere. */
function textOfPdf(pdf: Buffer): string | null {
  try {
    return execFileSync(poppler, ["-", "-"], { input: pdf, encoding: "utf8", maxBuffer: 1e8 });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

describe("a page of a thousand items in Chromium", () => {
  test("loads, filters, sorts and finds without a message or a request", async () => {
    await on(largePage(), {}, async (page) => {
      expect(await page.locator(rows).count()).toBe(1000);
      await page.getByLabel("Search").fill("item 777");
      await expect.poll(() => firstTitles(page, 2)).toEqual(["Item 777"]);
      await page.keyboard.press("Escape");
      await page.getByLabel("Owner").selectOption("tokonkwo");
      await expect.poll(() => status(page)).toBe("333 of 1000 open items");
      await page.getByRole("button", { name: "#" }).click();
      await page.getByRole("button", { name: "#" }).click();
      expect(await firstTitles(page, 1)).toEqual(["Item 998"]);
    });
  });
});

describe("a page of hostile texts in Chromium", () => {
  test("runs nothing, says nothing and asks for nothing, filtered, sorted, unfolded and printed", async () => {
    await on(hostilePage(), {}, async (page) => {
      const globals = "Object.keys(globalThis).filter((key) => !(key in Window.prototype)).length";
      const before = await page.evaluate(globals);
      await page.getByRole("button", { name: "Unfold all comments" }).click();
      await page.getByRole("button", { name: "Open item" }).click();
      await page.getByLabel("Search").fill("<script>");
      await expect.poll(() => page.locator(shown).count()).toBeGreaterThan(0);
      await page.getByLabel("Search").fill("");
      for (const option of await page.getByLabel("Owner").locator("option").all())
        expect(await option.evaluate((element) => element.children.length)).toBe(0);
      await page.pdf();
      expect(await page.evaluate(globals)).toBe(before);
    });
  });
});

describe("axe-core finds no violation", () => {
  const pages = [
    ["the sample", () => sample],
    ["the sample with changes and counts", () => samplePageSince("2026-10-15")],
  ] as const;
  const looks = (["light", "dark"] as const).flatMap((colorScheme) =>
    [1440, 820, 390].flatMap((width) => pages.map(([name, html]) => ({ name, html, colorScheme, width }))),
  );
  for (const { name, html, colorScheme, width } of looks) {
    test(`in ${name}, ${colorScheme}, ${width} wide`, async () => {
      await on(html(), { colorScheme, viewport: { width, height: 900 } }, async (page) => {
        await page.getByRole("button", { name: "Unfold all comments" }).click();
        await page.evaluate(axe.source);
        const found = await page.evaluate<{ id: string; nodes: { html: string; failureSummary: string }[] }[]>(
          "axe.run().then(({ violations }) => violations)",
        );
        expect(found.map(({ id, nodes }) => `${id} ${nodes[0]?.html} ${nodes[0]?.failureSummary}`)).toEqual([]);
      });
    });
  }
});
