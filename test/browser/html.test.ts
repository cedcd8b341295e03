import axe from "axe-core";
import { beforeAll, describe, expect } from "vitest";
import { hostileTexts } from "../support/hostile-texts.ts";
import { on, rows, shown, status, styleOf, test, useBrowser } from "./on-page.ts";
import { hostilePage, samplePage, samplePageSince } from "./pages.ts";

useBrowser();

let sample: string;
beforeAll(() => {
  sample = samplePage();
});

describe("the sample page in Chromium", () => {
  test("loads without a message or a request, with every item", async () => {
    await on(sample, {}, async (page) => {
      expect(await page.locator(shown).count()).toBe(35);
      expect(await status(page)).toBe("33 open items, 2 closed items");
    });
  });

  test("is whole without its script: every row and every comment, no dead control", async () => {
    await on(sample, { javaScriptEnabled: false }, async (page) => {
      expect(await page.locator(`${rows}:visible`).count()).toBe(35);
      expect(await page.locator(".tools").isVisible()).toBe(false);
      expect(await page.locator("button:visible").count()).toBe(0);
      expect(await page.locator("#item-17 .rest").isVisible()).toBe(true);
      expect(await styleOf(page, "#item-17 .rest", "contentVisibility")).toBe("visible");
      await page.getByText("About this page").click();
      expect(await page.getByText("Prooftide plans the night").isVisible()).toBe(true);
    });
  });

  test("names the heads of its columns by their words alone", async () => {
    await on(sample, { fragment: "#sort=-due" }, async (page) => {
      for (const name of ["No.", "Until", "Who"])
        expect(await page.getByRole("button", { name, exact: true }).count()).toBeGreaterThan(0);
      expect(await styleOf(page, "th[aria-sort] button", "content", "::after")).toBe('""');
    });
  });
});

describe("a page of hostile texts in Chromium", () => {
  const pages = [
    ["on a page", hostileTexts, false],
    ["on a long one", [...hostileTexts, ...hostileTexts], true],
  ] as const;

  test.each(pages)(
    "runs nothing, says nothing and asks for nothing, filtered, sorted, grouped, met and printed: %s",
    async (_, texts, isLong) => {
      await on(hostilePage(texts), {}, async (page) => {
        expect((await page.locator("noscript").count()) > 0).toBe(isLong);
        const globals = "Object.keys(globalThis).filter((key) => !(key in Window.prototype)).length";
        const before = await page.evaluate(globals);
        await page.getByRole("button", { name: "Open all" }).click();
        await page.getByRole("button", { name: "Open item", exact: true }).click();
        await page.getByLabel("Group").selectOption("owner");
        await page.getByLabel("Search").fill("<script>");
        await expect.poll(() => page.locator(shown).count()).toBeGreaterThan(0);
        await page.getByLabel("Search").fill("");
        for (const words of await page.locator(".panel > label > span").all())
          expect(await words.evaluate((element) => element.children.length)).toBe(0);
        await page.locator('[data-facet="area"] > summary').click();
        await page.locator('[data-facet="area"] input').first().click();
        await page.getByRole("button", { name: "Meeting" }).click();
        await page.keyboard.press("Escape");
        await page.locator(".tools .clear").click();
        await page.pdf();
        expect(await page.locator("[data-item]:is(:empty, :has(.undrawn))").count()).toBe(0);
        expect(await page.locator("img, iframe, main script").count()).toBe(0);
        expect(await page.evaluate(globals)).toBe(before);
      });
    },
  );

  test("is as harmless to whoever runs no scripts", async () => {
    await on(hostilePage(hostileTexts), { javaScriptEnabled: false }, async (page) => {
      expect(await page.locator(rows).count()).toBe(hostileTexts.length);
      expect(await page.locator("img, iframe, main script").count()).toBe(0);
    });
  });
});

describe("axe-core finds no violation", () => {
  const looks = (["light", "dark"] as const).flatMap((colorScheme) =>
    [1440, 1024, 820, 390].map((width) => ({ colorScheme, width })),
  );
  const views = [
    ["", () => sample],
    ["#rows=open&group=owner&is=open&is=stale", () => samplePageSince("2026-10-15")],
    ["#meet=17", () => sample],
  ] as const;
  for (const { colorScheme, width } of looks) {
    test(`in the sample, with changes and groups, and in a meeting: ${colorScheme}, ${width} wide`, async () => {
      for (const [fragment, html] of views)
        await on(html(), { colorScheme, fragment, viewport: { width, height: 900 } }, async (page) => {
          await page.evaluate("for (const fold of document.querySelectorAll('.fold')) fold.open = true");
          await page.evaluate(axe.source);
          const found = await page.evaluate<{ id: string; nodes: { html: string; failureSummary: string }[] }[]>(
            "axe.run().then(({ violations }) => violations)",
          );
          expect(found.map(({ id, nodes }) => `${id} ${nodes[0]?.html} ${nodes[0]?.failureSummary}`)).toEqual([]);
        });
    });
  }
});
