import { beforeAll, expect, test } from "vitest";
import { diffItems } from "../../src/core/diff.ts";
import { loadMarkdownParser } from "../../src/core/markdown-parser.ts";
import { widthClass } from "../../src/render/html/column-need.ts";
import { pageScript, pageStyle } from "../../src/render/html/page-assets.ts";
import { samplePageSince, widePage } from "../browser/pages.ts";
import { aPage } from "../render/html/parsed-page.ts";
import { aComment, anItem, aTracker } from "../support/builders.ts";
import { renderHtml } from "../support/rendered.ts";

beforeAll(loadMarkdownParser);

const template = `# Page

| Prose | has tables |
| ----- | ---------- |
| a     | b          |

<!-- gtm:table columns:number,title,priority,status,closed,timeline,refs,updated,description,comments -->

<!-- gtm:list group:area columns:title,owners,comments -->

<!-- gtm:list columns:closed,title,due -->
`;
const item = anItem({
  status: "done",
  priority: "sooner than everything else",
  closed: "2026-10-20",
  timeline: null,
  refs: ["DOUGH-1"],
  description: "What it is",
  comments: [aComment("Done")],
});

function classesIn(html: string): readonly string[] {
  return [...html.matchAll(/ class="([^"]*)"/g)].flatMap(([, classes = ""]) => classes.split(" "));
}

test("the style sheet names no class that neither the page nor its script has", () => {
  const selectors = pageStyle.replace(/\{[^{}]*\}/g, "{}");
  const named = [...selectors.matchAll(/\.([a-z][\w-]*)/g)].map(([, name = ""]) => name);
  const open = anItem({ id: 18, timeline: null, priority: "sooner than everything else" });
  const slip = diffItems([anItem({ id: 18, due: "2026-01-01" })], [anItem({ id: 18, due: "2026-02-02" })], aTracker());
  const past = { changes: { since: "2026-10-15", items: slip } };
  const pages = [samplePageSince("2026-10-15"), renderHtml(aPage([item, open], { template }, past)), widePage()];
  const drawn = pages.flatMap(classesIn);
  const isWidth = (name: string) => /^w\d+$/.test(name);
  const unknown = named.filter((name) => !drawn.includes(name) && !isWidth(name) && !pageScript.includes(`"${name}"`));
  expect(named.length).toBeGreaterThan(100);
  expect([...new Set(unknown)]).toEqual([]);
});

test("the style sheet has each width that a column may take, and no other", () => {
  const named = [...pageStyle.matchAll(/\.(w\d+)\{/g)].map(([, name]) => name);
  const statuses = Array.from({ length: 30 }, (_, index) => "x".repeat(index));
  const taken = statuses.map((status) => widthClass("status", "S", [anItem({ status })], aTracker()));
  expect(new Set(named)).toEqual(new Set(taken));
});
