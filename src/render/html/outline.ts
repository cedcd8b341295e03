/** The page's outline: headings get ids, what follows a heading of level 2 is its section, and the nav names them. */
import { type Element, element, isElement, type Node, textOf } from "./element.ts";

export interface Outline {
  readonly nav: Element | null;
  readonly sections: readonly Node[];
}

export function outline(blocks: readonly Node[]): Outline {
  const named = nameHeadings(blocks);
  const starts = named.flatMap((block, index) => (isHeading(block, 2) ? [index] : []));
  const intro = named.slice(0, starts[0] ?? named.length);
  const sections = starts.map((start, index) => {
    const content = named.slice(start, starts[index + 1] ?? named.length);
    return element("section", { "aria-labelledby": idOf(content[0]) }, content);
  });
  return {
    nav: sections.length < 2 ? null : navigation(starts.flatMap((start) => named[start] ?? [])),
    sections: [...(intro.length > 0 ? [element("div", { class: "intro" }, intro)] : []), ...sections],
  };
}

function navigation(headings: readonly Node[]): Element {
  const entries = headings.map((heading) =>
    element("li", {}, element("a", { href: `#${idOf(heading)}` }, textOf(heading))),
  );
  return element("nav", { "aria-label": "On this page" }, element("ul", {}, entries));
}

/** Ids begin with `section-`: no text of a stranger's can take the place of another id. */
function nameHeadings(blocks: readonly Node[]): readonly Node[] {
  const taken = new Map<string, number>();
  return blocks.map((block) => {
    if (!isHeading(block)) return block;
    const slug = `section-${textOf(block)
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "")
      .slice(0, 60)}`;
    const count = (taken.get(slug) ?? 0) + 1;
    taken.set(slug, count);
    return { ...block, attributes: { ...block.attributes, id: count === 1 ? slug : `${slug}--${count}` } };
  });
}

function isHeading(block: Node, level?: number): block is Element {
  return isElement(block) && (level === undefined ? /^h[2-6]$/.test(block.tagName) : block.tagName === `h${level}`);
}

function idOf(block: Node | undefined): string {
  return isElement(block) ? String(block.attributes.id) : "";
}
