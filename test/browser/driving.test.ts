/** A meeting driven with the page: filters, groups, the walk from item to item, the address. */
import { beforeAll, describe, expect } from "vitest";
import { makePage } from "../../src/core/page.ts";
import { aComment, anItem, aTracker } from "../support/builders.ts";
import { renderHtml } from "../support/rendered.ts";
import { choose, fragmentOf, on, place, rows, shown, status, test, titles, useBrowser } from "./on-page.ts";
import { samplePage } from "./pages.ts";

useBrowser();

let sample: string;
beforeAll(() => {
  sample = samplePage();
});

const current = "[data-item].current";
/** The item is below what sticks to the window's top, and wholly in sight. */
const isInSight = (selector: string) => `(() => {
  const row = document.querySelector("${selector}").getBoundingClientRect();
  const bars = [...document.querySelectorAll(".tools, .items > thead")].filter((bar) => getComputedStyle(bar).position === "sticky");
  const below = Math.max(0, ...bars.map((bar) => bar.getBoundingClientRect()).filter(({ top }) => top < row.top).map(({ bottom }) => bottom));
  return row.top >= Math.min(below, row.top + 1) && row.top >= 0 && row.top < innerHeight - 20;
})()`;

describe("filtering", () => {
  test("by an owner is told in the counts and the address", async () => {
    await on(sample, {}, async (page) => {
      await choose(page, "owner", "wtamatea");
      await expect.poll(() => status(page)).toBe("5 of 33 open items, 1 of 2 closed items");
      await expect.poll(() => fragmentOf(page)).toBe("#owner=wtamatea");
      await expect
        .poll(() => page.locator("caption .count").allTextContents())
        .toEqual(["5 of 33 open items", "1 of 2 closed items"]);
      await expect
        .poll(() => page.locator('[data-facet="owner"] > summary').textContent())
        .toBe("Owner: Wiremu Tamatea");
    });
  });

  test("takes several values of one facet, nobody, and the tracker's own fields", async () => {
    await on(sample, {}, async (page) => {
      await choose(page, "owner", "wtamatea");
      await choose(page, "owner", "-");
      await expect.poll(() => fragmentOf(page)).toBe("#owner=wtamatea&owner=-");
      await expect.poll(() => status(page)).toBe("8 of 33 open items, 1 of 2 closed items");
      await choose(page, "field.legal-input", "Y");
      await expect.poll(() => page.locator(`${shown} .field`).allTextContents()).toEqual(expect.arrayContaining(["Y"]));
      await expect.poll(() => page.locator(`${shown} td.field`).allTextContents()).not.toContain("");
    });
  });

  test("by a figure of the head adds to what is chosen, and is undone by it", async () => {
    await on(sample, {}, async (page) => {
      await choose(page, "area", "Marketing");
      const overdue = page.getByRole("button", { name: "3 overdue" });
      await overdue.click();
      await expect.poll(() => fragmentOf(page)).toBe("#area=Marketing&is=overdue");
      await expect.poll(() => titles(page, 9)).toEqual(["Positioning paper (internal)"]);
      await expect.poll(() => overdue.getAttribute("aria-pressed")).toBe("true");
      await overdue.click();
      await expect.poll(() => fragmentOf(page)).toBe("#area=Marketing");
    });
  });

  test("by a cell of the overview shows what it counts", async () => {
    await on(sample, {}, async (page) => {
      await page.locator("summary", { hasText: "By area" }).click();
      await page.locator(".overview tr", { hasText: "Pilot Bakeries" }).locator("button").first().click();
      await expect.poll(() => fragmentOf(page)).toBe("#area=Pilot+Bakeries&is=open");
      await expect
        .poll(() => page.locator(`${shown} .area`).allTextContents())
        .toEqual(Array(4).fill("Pilot Bakeries"));
    });
  });

  test("by words finds descriptions, handles and a number, and none of the page's own labels", async () => {
    await on(sample, {}, async (page) => {
      const search = page.getByLabel("Search");
      const numbers = () => page.locator(`${shown} .number`).allTextContents();
      const none: string[] = [];
      // In turn, so that no answer is that of the words before.
      for (const [words, found] of [
        ["preferment", ["17"]],
        ["overdue", none],
        ["#17", ["17"]],
        ["no such words", none],
        ["@ikowalczyk recording calls", ["17"]],
      ] as const) {
        await search.fill(words);
        await expect.poll(numbers).toEqual(found);
      }
      await search.fill("OVEN dealers");
      await expect.poll(numbers).not.toContain("17");
      expect(await numbers()).not.toEqual([]);
      await search.fill("no such words");
      await expect.poll(numbers).toEqual([]);
      await expect.poll(() => page.locator(".nothing").isVisible()).toBe(true);
      await page.getByRole("button", { name: "Show all items" }).click();
      await expect.poll(() => status(page)).toBe("33 open items, 2 closed items");
      await expect.poll(() => page.locator(".nothing").isVisible()).toBe(false);
    });
  });

  test("folds empty groups of a list away, and leaves every item its number", async () => {
    const items = [
      anItem({ id: 7, title: "Ovens", area: "Product" }),
      anItem({ id: 8, title: "Racks", area: "Product", refs: ["R-001"] }),
      anItem({ id: 9, title: "Posters", area: "Marketing" }),
    ];
    const template =
      "# Backlog\n\n<!-- gtm:list group:area columns:title,owners -->\n\n## Closed\n\n<!-- gtm:table is:closed -->";
    await on(renderHtml(makePage(aTracker({ template }), items, "2026-10-22").page), {}, async (page) => {
      await expect.poll(() => page.locator(".backlog .key").allTextContents()).toEqual(["#7", "R-001", "#9"]);
      await expect.poll(() => status(page)).toBe("3 open items");
      await page.getByLabel("Search").fill("racks");
      await expect.poll(() => page.locator(".backlog .key:visible").allTextContents()).toEqual(["R-001"]);
      await expect.poll(() => page.locator("h2:visible, h3:visible").allTextContents()).toEqual(["Product", "Closed"]);
      await expect.poll(() => status(page)).toBe("1 of 3 open items");
    });
  });
});

describe("order and groups", () => {
  test("sort up, down, and back, absent values last", async () => {
    await on(sample, {}, async (page) => {
      const original = await titles(page, 33);
      const due = page.getByRole("button", { name: "Until", exact: true });
      await due.click();
      await expect.poll(() => titles(page, 2)).toEqual(["Pilot exit criteria", "Allergen statement on printed plans"]);
      await expect.poll(() => page.locator("th[aria-sort]").getAttribute("aria-sort")).toBe("ascending");
      await due.click();
      await expect.poll(() => titles(page, 2)).toEqual(["Data-protection assessment", "Second wave of pilots"]);
      await expect.poll(() => fragmentOf(page)).toBe("#sort=-due");
      await due.click();
      await expect.poll(() => titles(page, 33)).toEqual(original);
      await expect.poll(() => fragmentOf(page)).toBe("");
    });
  });

  test("sort numbers as numbers, priorities by rank, owners by name, and what a timeline says by time", async () => {
    await on(sample, {}, async (page) => {
      const sorted = async (head: string, cell: string) => {
        await page.getByRole("button", { name: head, exact: true }).first().click();
        return await page.locator(".items >> nth=0").locator(`tbody ${cell}`).allTextContents();
      };
      const numbers = (await sorted("No.", ".number")).map(Number);
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
      await page.getByRole("button", { name: "Priority", exact: true }).click();
      expect((await sorted("Priority", ".priority"))[0]).toBe("P4");
      const times = await sorted("When", ".timeline");
      expect(times.filter(Boolean).slice(0, 2)).toEqual(["Oct'26", "Oct'26"]);
      expect(times.indexOf("Ongoing")).toBeGreaterThan(times.lastIndexOf("Mar'27"));
      expect((await sorted("Who", ".owners .person:first-child"))[0]).toContain("Asta Lindqvist");
    });
  });

  test("put the items of each owner under a head with their number, an item of two under both", async () => {
    await on(sample, {}, async (page) => {
      await page.getByLabel("Group").selectOption("owner");
      await expect.poll(() => fragmentOf(page)).toBe("#group=owner");
      const heads = await page.locator(".items >> nth=0").locator(".group-head").allTextContents();
      expect(heads[0]).toBe("Asta Lindqvist 2");
      expect(heads.at(-1)).toBe("No owner 3");
      await expect.poll(() => page.locator("#item-1").count()).toBe(1);
      await expect.poll(() => page.locator('[data-item="1"]').count()).toBe(2);
      await expect.poll(() => status(page)).toBe("33 open items, 2 closed items");
      await choose(page, "owner", "wtamatea");
      await expect.poll(() => page.locator(".group-head:visible").allTextContents()).toContain("Wiremu Tamatea 5");
      await expect.poll(() => page.locator(".group-head:visible").allTextContents()).not.toContain("No owner 3");
      await page.getByLabel("Group").selectOption("");
      await expect.poll(() => page.locator('[data-item="1"]').count()).toBe(1);
    });
  });

  test("keep heads of columns and groups in sight, one below the other", async () => {
    await on(sample, { fragment: "#group=area" }, async (page) => {
      await page.mouse.wheel(0, 700);
      const tops = () =>
        page.evaluate<number[]>(`(() => {
          const box = (selector) => document.querySelector(selector).getBoundingClientRect();
          const stuck = [...document.querySelectorAll(".group-head")].map((head) => head.getBoundingClientRect().top);
          const head = box(".items > thead");
          return [box(".tools").top, head.top - box(".tools").bottom, Math.min(...stuck.filter((top) => top > 20).map((top) => Math.abs(top - head.bottom)))].map(Math.round);
        })()`);
      await expect.poll(tops).toEqual([0, 0, 0]);
    });
  });
});

describe("a row", () => {
  test("opens with a click or Enter, closes with the same or Escape, one at a time", async () => {
    await on(sample, {}, async (page) => {
      const rest = page.locator("#item-17 .rest");
      const isOpen = () =>
        rest.evaluate(
          (element) => element.checkVisibility({ contentVisibilityAuto: true }) && element.clientHeight > 0,
        );
      await expect.poll(() => isOpen()).toBe(false);
      await page.locator("#item-17 .status").click();
      await expect.poll(() => isOpen()).toBe(true);
      await expect.poll(() => fragmentOf(page)).toBe("#item-17");
      await page.keyboard.press("Escape");
      await expect.poll(async () => [await isOpen(), await fragmentOf(page)]).toEqual([false, ""]);
      await page.keyboard.press("Enter");
      await expect.poll(() => isOpen()).toBe(true);
      await page.locator("#item-16 .status").click();
      await expect.poll(() => page.locator(current).count()).toBe(1);
      await expect.poll(() => isOpen()).toBe(false);
    });
  });

  test("is reached by its address, below what sticks to the window's top, even where a filter hid it", async () => {
    await on(sample, { fragment: "#item-28" }, async (page, { url }) => {
      await expect.poll(() => page.evaluate(isInSight("#item-28"))).toBe(true);
      await page.goto(`${url}#status=done`);
      await expect.poll(() => page.locator("#item-17").isVisible()).toBe(false);
      await page.goto(`${url}#item-17`);
      await expect.poll(() => page.locator("#item-17").isVisible()).toBe(true);
      await expect.poll(() => page.evaluate(isInSight("#item-17"))).toBe(true);
      await expect.poll(() => fragmentOf(page)).toBe("#item-17");
    });
  });

  test("is found by a link of another row, which keeps the filter that shows it, or gives it up", async () => {
    await on(sample, { fragment: "#priority=P1" }, async (page) => {
      await page.locator('#item-1 a[href="#item-2"]').click();
      await expect.poll(() => fragmentOf(page)).toBe("#priority=P1&item=2");
      await page.goBack();
      await expect.poll(() => fragmentOf(page)).toBe("#priority=P1");
      await page.locator("#item-9 .number a").click();
      await page.locator('#item-9 a[href="#item-26"]').click();
      await expect.poll(() => fragmentOf(page)).toBe("#item-26");
      await page.goBack();
      await expect.poll(() => page.locator("#item-26").isVisible()).toBe(false);
    });
  });

  test("keeps nothing back from a search of the browser, and opens where that finds something", async () => {
    await on(sample, {}, async (page) => {
      const rest = page.locator("#item-17 .rest");
      await expect.poll(() => rest.getAttribute("hidden")).toBe("until-found");
      await rest.evaluate((element) => element.dispatchEvent(new Event("beforematch", { bubbles: true })));
      await expect.poll(() => fragmentOf(page)).toBe("#item-17");
    });
  });
});

describe("the address", () => {
  test("restores what was seen, back, forward, reloaded and shared", async () => {
    await on(sample, { fragment: "#status=blocked&q=test&sort=-due" }, async (page, { url }) => {
      await expect.poll(() => page.getByLabel("Search").inputValue()).toBe("test");
      await expect.poll(() => page.locator('th[aria-sort="descending"]').first().textContent()).toBe("Until");
      await page.goto(`${url}#priority=P4`);
      await expect.poll(() => status(page)).toBe("7 of 33 open items, 0 of 2 closed items");
      await expect.poll(() => page.locator("th[aria-sort]").count()).toBe(0);
      await choose(page, "area", "Marketing");
      const both = await status(page);
      await page.goBack();
      await expect.poll(() => status(page)).toBe("7 of 33 open items, 0 of 2 closed items");
      await expect.poll(() => page.locator('[data-facet="area"] input:checked').count()).toBe(0);
      await page.goForward();
      await expect
        .poll(async () => [await status(page), await fragmentOf(page)])
        .toEqual([both, "#priority=P4&area=Marketing"]);
      await page.reload();
      await expect.poll(() => status(page)).toBe(both);
      await page.goBack();
      await page.goBack();
      await expect.poll(() => page.getByLabel("Search").inputValue()).toBe("test");
    });
  });

  test("of a filter shows a row on a phone too", async () => {
    await on(sample, { fragment: "#owner=wtamatea", viewport: { width: 390, height: 640 } }, async (page) => {
      await expect
        .poll(() =>
          page
            .locator(shown)
            .first()
            .evaluate((row) => row.getBoundingClientRect().top < 600),
        )
        .toBe(true);
    });
  });

  test("keeps what is shown when a link leads to another part of the page", async () => {
    await on(sample, { fragment: "#owner=wtamatea" }, async (page) => {
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await expect.poll(() => fragmentOf(page)).toBe("#owner=wtamatea");
      await expect.poll(() => page.evaluate("document.activeElement.id")).toBe("main");
    });
  });

  test("is one step of Back for all that was typed", async () => {
    await on(sample, {}, async (page) => {
      await page.keyboard.press("/");
      await page.keyboard.type("oven", { delay: 20 });
      await expect.poll(() => fragmentOf(page)).toBe("#q=oven");
      await page.goBack();
      await expect
        .poll(async () => [await fragmentOf(page), await page.getByLabel("Search").inputValue()])
        .toEqual(["", ""]);
      await expect.poll(() => status(page)).toBe("33 open items, 2 closed items");
    });
  });
});

test("Escape closes the innermost thing only", async () => {
  await on(sample, { fragment: "#status=blocked&item=9" }, async (page) => {
    await page.locator('[data-facet="owner"] > summary').click();
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator('[data-facet="owner"][open]').count()).toBe(0);
    await expect.poll(() => fragmentOf(page)).toBe("#status=blocked&item=9");
    await page.keyboard.press("/");
    await page.keyboard.type("gasket");
    await expect.poll(() => fragmentOf(page)).toBe("#status=blocked&q=gasket&item=9");
    await page.keyboard.press("Escape");
    await expect.poll(() => fragmentOf(page)).toBe("#status=blocked&item=9");
    await page.keyboard.press("Escape");
    await expect.poll(() => fragmentOf(page)).toBe("#status=blocked");
    await page.keyboard.press("Escape");
    await expect.poll(() => fragmentOf(page)).toBe("#status=blocked");
  });
});

test("a meeting is held from the keyboard alone", async () => {
  const permissions = { permissions: ["clipboard-read", "clipboard-write"] };
  await on(sample, { ...permissions, fragment: "#status=in-progress" }, async (page, { url }) => {
    await expect.poll(() => status(page)).toBe("18 of 33 open items, 0 of 2 closed items");
    // Group by owner.
    while ((await page.evaluate("document.activeElement.name")) !== "group") await page.keyboard.press("Tab");
    await page.keyboard.type("By owner");
    await expect.poll(() => fragmentOf(page)).toBe("#status=in-progress&group=owner");
    // Ten items.
    await page.keyboard.press("Tab");
    await page.keyboard.press("m");
    await expect.poll(() => place(page)).toBe("1 of 18");
    const first = await fragmentOf(page);
    for (let at = 0; at < 9; at++) await page.keyboard.press("j");
    await expect.poll(() => place(page)).toBe("10 of 18");
    await page.keyboard.press("k");
    await page.keyboard.press("j");
    await expect.poll(() => page.locator(`${rows}:visible`).count()).toBe(1);
    await expect.poll(() => page.locator(`${current} .comments`).isVisible()).toBe(true);
    await expect.poll(() => fragmentOf(page)).toMatch(/^#status=in-progress&group=owner&meet=\d+$/);
    await expect.poll(() => fragmentOf(page)).not.toBe(first);
    const tenth = (await fragmentOf(page)).replace(/.*meet=/, "");
    await page.reload();
    await expect.poll(() => place(page)).toBe("10 of 18");
    // Back to the table, at the same item.
    await page.keyboard.press("Escape");
    await expect.poll(() => fragmentOf(page)).toBe(`#status=in-progress&group=owner&item=${tenth}`);
    await expect.poll(() => page.evaluate(isInSight(current))).toBe(true);
    await expect.poll(() => page.evaluate("document.activeElement.dataset.item")).toBe(tenth);
    // Filter, back, forward, reload.
    await page.keyboard.press("/");
    await page.keyboard.type("bakery");
    await expect.poll(() => fragmentOf(page)).toContain("q=bakery");
    const filtered = await status(page);
    await page.goBack();
    await expect.poll(() => status(page)).toBe("18 of 33 open items, 0 of 2 closed items");
    await page.goForward();
    await page.reload();
    await expect.poll(() => status(page)).toBe(filtered);
    // The link.
    await page.keyboard.press("c");
    await expect.poll(() => status(page)).toBe("Link copied");
    const address = await page.evaluate<string>("location.href");
    expect(address.startsWith(`${url}#status=in-progress&q=bakery&group=owner`)).toBe(true);
    await expect.poll(() => page.evaluate("navigator.clipboard.readText()")).toBe(address);
    const pdf = await page.pdf();
    expect(pdf.length).toBeGreaterThan(10_000);
  });
});

test("a meeting goes over the items of a list too", async () => {
  const items = [1, 2].map((id) => anItem({ id, title: `Item ${id}`, comments: [aComment("Old"), aComment("New")] }));
  const template = "# Backlog\n\n<!-- gtm:list group:area columns:title,comments -->";
  await on(renderHtml(makePage(aTracker({ template }), items, "2026-10-22").page), {}, async (page) => {
    await page.keyboard.press("m");
    await page.keyboard.press("j");
    await expect.poll(() => place(page)).toBe("2 of 2");
    await expect.poll(() => page.locator("[data-item]:visible .lead").allTextContents()).toEqual(["#2 Item 2"]);
    await expect.poll(() => page.locator("[data-item]:visible .rest").isVisible()).toBe(true);
    await page.getByRole("button", { name: "Back to the table" }).click();
    await expect.poll(() => page.locator("[data-item]:visible").count()).toBe(2);
  });
});
