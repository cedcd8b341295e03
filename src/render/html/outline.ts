/** The page's outline: headings get ids, what follows a heading of level 2 is its section, and the nav names them. */
import { contentOfElement, type Element, element, isElement, type Node, textOf } from "./element.ts";

/** Sections as a reader sees them without the script's help; a page of two needs no list of them. */
const navFrom = 3;

/** Blocks in sections; those before the first heading of level 2 in an element of the class given, or by themselves. */
export function inSections(named: readonly Node[], introClass?: string): readonly Node[] {
  const starts = sectionStarts(named);
  const intro = named.slice(0, starts[0] ?? named.length);
  const sections = starts.map((start, index) => {
    const content = named.slice(start, starts[index + 1] ?? named.length);
    return element("section", { "aria-labelledby": idOf(content[0]) }, content);
  });
  const head = introClass === undefined ? intro : [element("div", { class: introClass }, intro)];
  return [...(intro.length > 0 ? head : []), ...sections];
}

/** Links to the sections; null where they are few. */
export function navigation(named: readonly Node[]): Element | null {
  const headings = named.filter((block) => isHeading(block, 2));
  if (headings.length < navFrom) return null;
  const entries = headings.map((heading) =>
    element("li", {}, element("a", { href: `#${idOf(heading)}` }, textOf(heading))),
  );
  return element("nav", { "aria-label": "On this page" }, element("ul", {}, entries));
}

function sectionStarts(blocks: readonly Node[]): readonly number[] {
  return blocks.flatMap((block, index) => (isHeading(block, 2) ? [index] : []));
}

/** Ids begin with `section-`: no text of a stranger's can take the place of another id. */
export function nameHeadings(blocks: readonly Node[]): readonly Node[] {
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
    const id = count === 1 ? slug : `${slug}--${count}`;
    return element(block.tagName, { ...block.attributes, id }, contentOfElement(block));
  });
}

export function isHeading(block: Node | undefined, level?: number): block is Element {
  return isElement(block) && (level === undefined ? /^h[2-6]$/.test(block.tagName) : block.tagName === `h${level}`);
}

function idOf(block: Node | undefined): string {
  return isElement(block) ? String(block.attributes.id) : "";
}
