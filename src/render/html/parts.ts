/** The template's parts in their order, as one row of blocks. */

import type { RootContent } from "mdast";
import type { Page, PagePart } from "../../core/page.ts";
import { changesSection } from "./changes.ts";
import { countsChart } from "./counts-chart.ts";
import type { Node } from "./element.ts";
import { htmlItemList } from "./item-list.ts";
import { htmlItemTable } from "./item-table.ts";
import { milestoneList, priorityLegend } from "./milestones.ts";
import { prose, readProse } from "./prose.ts";
import { timeline } from "./timeline.ts";
import { toolbar } from "./toolbar.ts";
import { itemsOf, type View } from "./view.ts";

interface Body {
  readonly content: readonly Node[];
  readonly level: number;
}

/** The page's first heading, where its template begins with one of level 1. */
export function leadingTitle(page: Page, view: View): RootContent | null {
  const [first] = page.parts;
  const [node] = first?.kind === "text" ? readProse(first.markdown, view) : [];
  return node?.type === "heading" && node.depth === 1 ? node : null;
}

/** Everything below the page's head. */
export function bodyBlocks(page: Page, view: View): readonly Node[] {
  const hasTitle = leadingTitle(page, view) !== null;
  const places = placesOf(page.parts);
  return page.parts.reduce<Body>(
    (body, part, index) => {
      const ahead = index === places.tools ? [toolbar(page.parts.flatMap(itemsOf), view)] : [];
      const own = drawPart(part, index, body.level, { page, view, skipTitle: hasTitle && index === 0 });
      const pictures = index === places.pictures ? drawPictures(page) : [];
      const inFront = index === places.tools && index === places.pictures;
      const content = inFront ? [...pictures, ...ahead, ...own.content] : [...ahead, ...own.content, ...pictures];
      return { level: own.level, content: [...body.content, ...content] };
    },
    { content: [], level: 1 },
  ).content;
}

/** Pictures stand where the template says, else after the milestones, else before the items; controls before the items. */
function placesOf(parts: readonly PagePart[]): { readonly tools: number; readonly pictures: number } {
  const find = (...kinds: readonly PagePart["kind"][]) => parts.findIndex(({ kind }) => kinds.includes(kind));
  const tools = find("table", "list");
  const pictures = [find("chart"), find("milestones"), tools].find((index) => index !== -1) ?? -1;
  return { tools, pictures };
}

function drawPictures(page: Page): readonly Node[] {
  return [timeline(page), countsChart(page)].filter((picture) => picture !== null);
}

interface Around {
  readonly page: Page;
  readonly view: View;
  readonly skipTitle: boolean;
}

function drawPart(part: PagePart, index: number, level: number, { page, view, skipTitle }: Around): Body {
  switch (part.kind) {
    case "text":
      return prose(readProse(part.markdown, view).slice(skipTitle ? 1 : 0), level, view);
    case "milestones":
      return { level, content: part.milestones.length === 0 ? [] : [milestoneList(part.milestones, page.asOf)] };
    case "priorities":
      return { level, content: part.priorities.length === 0 ? [] : [priorityLegend(part.priorities, page.tracker)] };
    case "table":
      return { level, content: [htmlItemTable(part, part.items, index, view)] };
    case "list":
      return { level, content: htmlItemList(part.groups, part, level + 1, index, view) };
    case "changes": {
      const content = page.changes === null ? [] : [changesSection(page.changes, Math.min(level + 1, 6), view)];
      return { level, content };
    }
    case "chart":
      return { level, content: [] };
  }
}
