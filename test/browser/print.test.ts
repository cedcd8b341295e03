/** The page on paper. */
import { execFileSync } from "node:child_process";
import { describe, expect } from "vitest";
import { on, rows, styleOf, test, useBrowser } from "./on-page.ts";
import { samplePage } from "./pages.ts";

useBrowser();

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

describe("the sample page on paper", () => {
  test("has every row and every comment of what is open, its heads on each sheet, its folds open and no controls", async () => {
    await on(samplePage(), { colorScheme: "dark" }, async (page) => {
      await page.emulateMedia({ media: "print" });
      for (const control of [".tools", ".meeting-bar", "summary", ".filtered"])
        expect(await page.locator(control).first().isVisible()).toBe(false);
      expect(await page.locator(`${rows}:visible`).count()).toBe(35);
      expect(await styleOf(page, "thead", "display")).toBe("table-header-group");
      expect(await styleOf(page, "#item-17", "display")).toBe("table-row");
      expect(await styleOf(page, "body", "backgroundColor")).toBe("rgb(255, 255, 255)");
      const rests = await page
        .locator(".items:not(.over) .rest")
        .evaluateAll((all) => all.map((rest) => rest.clientHeight > 0 && rest.checkVisibility()));
      expect(new Set(rests)).toEqual(new Set([true]));
      expect(await page.locator(".over .rest:visible").count()).toBe(0);
    });
  });

  test("is in landscape on A4 and on Letter, with a number on each sheet", async () => {
    await on(samplePage(), {}, async (page) => {
      for (const [format, box] of [
        ["A4", /MediaBox\s*\[0 0 84\d[.\d]* 59\d[.\d]*\]/],
        ["Letter", /MediaBox\s*\[0 0 792 612\]/],
      ] as const) {
        const pdf = await page.pdf({ format, landscape: true });
        expect(/MediaBox\s*\[[^\]]*\]/.exec(pdf.toString("latin1"))?.[0]).toMatch(box);
        // Whether a blank stands in a sheet's number is for poppler to say.
        const text = textOfPdf(pdf)?.replace(/ ?\/ ?/g, " / ") ?? null;
        if (text === null) continue;
        for (const words of ["Fair booth", "Stand 4-117", "Report accepted by", "Prooftide plans the night", "1 / "])
          expect(text).toContain(words);
        // Of what is closed, the last word alone.
        expect(text).not.toContain("Second run in the steam");
      }
    });
  });

  test("has its items behind their heading, and its pictures behind them, which go back to their folds", async () => {
    await on(samplePage(), {}, async (page) => {
      const folds = () => page.locator(".folds > .fold > summary").allTextContents();
      const before = await folds();
      expect(before).toContain("Timeline");
      await page.emulateMedia({ media: "print" });
      await page.evaluate("dispatchEvent(new Event('beforeprint'))");
      expect(await page.locator("main > :last-child > figure").count()).toBe(1);
      expect(await page.locator("figure.timeline").isVisible()).toBe(true);
      // The heading beside its legend: in a line of boxes, it would not keep to what follows it.
      expect(await styleOf(page, "h2:has(+ .legend)", "display")).toBe("block");
      expect(await styleOf(page, "h2 + .legend", "display")).toBe("flex");
      await page.evaluate("dispatchEvent(new Event('afterprint'))");
      expect(await folds()).toEqual(before);
      expect(await page.locator(".fold[open]").count()).toBe(0);
    });
  });

  test("names the filter, and has the rows that it shows", async () => {
    await on(samplePage(), { fragment: "#owner=wtamatea&group=owner" }, async (page) => {
      await page.emulateMedia({ media: "print" });
      expect(await page.locator(".filtered").textContent()).toBe(
        "Shown: Owner: Wiremu Tamatea (5 of 33 open items, 1 of 2 closed items)",
      );
      expect(await page.locator(".filtered").isVisible()).toBe(true);
      expect(await page.locator(".group-head:visible").allTextContents()).toEqual([
        "Wiremu Tamatea 5",
        "Wiremu Tamatea 1",
      ]);
      expect(await styleOf(page, ".group-head", "breakAfter")).toBe("avoid");
    });
  });
});
