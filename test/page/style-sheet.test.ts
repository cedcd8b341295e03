import { beforeAll, expect, test } from "vitest";
import { loadMarkdownParser } from "../../src/core/markdown-parser.ts";
import { renderHtml } from "../../src/render/html/html.ts";
import { pageScript, pageStyle } from "../../src/render/html/page-assets.ts";
import { samplePageSince } from "../browser/pages.ts";
import { aPage } from "../render/html/parsed-page.ts";
import { aComment, anItem } from "../support/builders.ts";

beforeAll(loadMarkdownParser);

const template = `# Page

| Prose | has tables |
| ----- | ---------- |
| a     | b          |

<!-- gtm:table columns:number,title,priority,status,closed,updated,description,comments -->

<!-- gtm:list group:area columns:title,owners,comments -->

<!-- gtm:list columns:closed,title,due -->
`;
const item = anItem({
  status: "done",
  priority: "sooner than everything else",
  closed: "2026-10-20",
  description: "What it is",
  comments: [aComment("Done")],
});

function classesIn(html: string): readonly string[] {
  return [...html.matchAll(/ class="([^"]*)"/g)].flatMap(([, classes = ""]) => classes.split(" "));
}

test("the style sheet names no class that neither the page nor its script has", () => {
  const selectors = pageStyle.replace(/\{[^{}]*\}/g, "{}");
  const named = [...selectors.matchAll(/\.([a-z][\w-]*)/g)].map(([, name = ""]) => name);
  const open = anItem({ id: 18, priority: "sooner than everything else" });
  const drawn = [samplePageSince("2026-10-15"), renderHtml(aPage([item, open], { template }))].flatMap(classesIn);
  const unknown = named.filter((name) => !drawn.includes(name) && !pageScript.includes(`"${name}"`));
  expect(named.length).toBeGreaterThan(100);
  expect([...new Set(unknown)]).toEqual([]);
});
