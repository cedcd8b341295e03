/** A rendered page as a browser's parser reads it, and what of it could act. */
import type { Element, Root } from "hast";
import { fromHtml } from "hast-util-from-html";
import { visit } from "unist-util-visit";
import type { Item } from "../../../src/core/item.ts";
import type { DayCount, Page, PagePast } from "../../../src/core/page.ts";
import { makePage } from "../../../src/core/page.ts";
import { cellMark, rowMark } from "../../../src/core/page-marks.ts";
import type { Tracker } from "../../../src/core/tracker.ts";
import { aTracker } from "../../support/builders.ts";
import { renderHtml } from "../../support/rendered.ts";

const today = "2026-10-22";

export function aPage(items: readonly Item[], changes: Partial<Tracker> = {}, past?: Partial<PagePast>): Page {
  return makePage(aTracker(changes), items, today, { changes: null, counts: [] as DayCount[], ...past }).page;
}

export function parsed(items: readonly Item[], changes: Partial<Tracker> = {}, past?: Partial<PagePast>): Root {
  return fromHtml(renderHtml(aPage(items, changes, past)));
}

/** Every element that a test holds for, in the order of the document. */
export function elementsOf(root: Root | Element, test: (element: Element) => boolean = () => true): Element[] {
  const found: Element[] = [];
  visit(root, "element", (element: Element) => {
    if (test(element)) found.push(element);
  });
  return found;
}

export function byTag(root: Root | Element, ...tagNames: string[]): Element[] {
  return elementsOf(root, ({ tagName }) => tagNames.includes(tagName));
}

export function byClass(root: Root | Element, name: string): Element[] {
  return elementsOf(root, ({ properties }) => classesOf(properties.className).includes(name));
}

function classesOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** The words of an element, blanks folded. */
export function wordsOf(element: Root | Element | undefined): string {
  const words: string[] = [];
  if (element) visit(element, "text", ({ value }: { value: string }) => void words.push(value));
  return words.join("").replace(/\s+/g, " ").trim();
}

const tags = new Set(
  (
    "html head meta title style body script a header main nav footer h1 h2 h3 h4 h5 h6 p ul ol li dl dt dd div span time b strong em s " +
    "code pre blockquote br hr section table caption thead tbody tr th td details summary form label input select option button " +
    "output fieldset legend small figure figcaption svg desc g line path rect circle text tspan noscript"
  ).split(" "),
);
const attributes = new Set(
  (
    "id className href rel scope title lang charSet httpEquiv content name dateTime hidden tabIndex role type value placeholder " +
    "autoComplete spellCheck start ariaLabel ariaLabelledBy ariaDescribedBy ariaHidden ariaLive ariaKeyShortcuts dataColumn dataLabel " +
    "dataSort dataSet dataFilter dataHandle dataItem dataFacts dataFacet dataFlag viewBox x y x1 x2 y1 y2 cx cy r rx width height " +
    "transform textAnchor dx strokeWidth d dataBar dataLeftOut dataHeight"
  ).split(" "),
);

const marks = [rowMark, cellMark];

/** Elements and attributes that are not ours, addresses that are neither web, mail nor this page, and scripts beyond the one. */
export function dangersOf(root: Root): string[] {
  const found: string[] = [];
  const counts = new Map<string, number>();
  visit(root, (node) => {
    if (node.type === "comment" && !marks.includes(`<!--${node.value}-->`)) found.push(`comment ${node.value}`);
    if (node.type !== "element") return;
    counts.set(node.tagName, (counts.get(node.tagName) ?? 0) + 1);
    if (!tags.has(node.tagName)) found.push(`<${node.tagName}>`);
    for (const [name, value] of Object.entries(node.properties)) {
      if (!attributes.has(name)) found.push(`${node.tagName} ${name}=${value}`);
      if (name === "href" && !isHarmless(String(value))) found.push(`href ${value}`);
    }
  });
  for (const tagName of ["script", "style", "h1", "main", "body", "head"])
    if (counts.get(tagName) !== 1) found.push(`${counts.get(tagName) ?? 0} of ${tagName}`);
  return found;
}

/** What a browser takes for a scheme: it drops blanks and controls first. */
function isHarmless(url: string): boolean {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url.replace(/[\x00-\x20]/g, ""))?.[1];
  return scheme === undefined || /^(?:https?|mailto)$/i.test(scheme);
}

/** Ids that stand twice, and references to ids that stand nowhere. */
export function brokenIdsOf(root: Root): string[] {
  const elements = elementsOf(root);
  const ids = elements.flatMap(({ properties }) => (properties.id === undefined ? [] : String(properties.id)));
  const known = new Set(ids);
  const twice = known.size === ids.length ? [] : ids.filter((id, index) => ids.indexOf(id) !== index);
  const wanted = elements.flatMap(({ properties }) => {
    const href = String(properties.href ?? "");
    return [
      ...(href.startsWith("#item-") || href.startsWith("#section-") ? [href.slice(1)] : []),
      properties.ariaLabelledBy,
      properties.ariaDescribedBy,
    ]
      .flat()
      .flatMap((id) => (id === undefined || id === null ? [] : String(id)));
  });
  return [...twice.map((id) => `twice ${id}`), ...wanted.filter((id) => !known.has(id)).map((id) => `nowhere ${id}`)];
}
