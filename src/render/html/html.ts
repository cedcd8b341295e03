/** The page as one HTML file: nothing to fetch, nothing that runs but its own script, and all of it readable without that. */
import type { Page } from "../../core/page.ts";
import { asideClasses, pageGenerator } from "../../core/page-marks.ts";
import { longDate, plural } from "./dates.ts";
import { type Content, type Element, element, type Node, nodes, textOf, write } from "./element.ts";
import { makeView } from "./make-view.ts";
import { masthead } from "./masthead.ts";
import { outline } from "./outline.ts";
import { pageScript, pageStyle, scriptHash, styleHash } from "./page-assets.ts";
import { bodyBlocks, leadingTitle } from "./parts.ts";
import { inlines } from "./rich-content.ts";
import type { View } from "./view.ts";

const policy = `default-src 'none'; style-src '${styleHash}'; script-src '${scriptHash}'; base-uri 'none'; form-action 'none'`;

/** A whole document, ending with a line end. The same page gives the same bytes. */
export function renderHtml(page: Page): string {
  const view = makeView(page);
  const { nav, sections } = outline(bodyBlocks(page, view));
  const body = element(
    "body",
    {},
    element("a", { class: asideClasses.skip, href: "#main" }, "Skip to the content"),
    masthead(title(page, view), page, view),
    nav,
    element("main", { id: "main", tabindex: -1 }, sections),
    footer(page),
    ownWords("script", pageScript),
  );
  const html = element("html", { lang: "en" }, head(page), body);
  return `<!doctype html>${write(html)}\n`;
}

function head({ tracker, asOf }: Page): Element {
  return element(
    "head",
    {},
    element("meta", { charset: "utf-8" }),
    element("meta", { "http-equiv": "Content-Security-Policy", content: policy }),
    element("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    element("meta", { name: "color-scheme", content: "light dark" }),
    element("meta", { name: "referrer", content: "no-referrer" }),
    element("meta", { name: "generator", content: pageGenerator }),
    element("title", {}, `${tracker.title}, as of ${longDate(asOf)}`),
    ownWords("style", pageStyle),
  );
}

/** The words of our own style and script, byte for byte: their hashes stand in the policy. */
function ownWords(tagName: string, words: string): Node {
  return { html: `<${tagName}>${words}</${tagName}>` };
}

function title(page: Page, view: View): readonly Content[] {
  const heading = leadingTitle(page, view);
  const words = heading?.type === "heading" ? nodes(inlines(heading.children, view)) : [];
  return words.some((node) => textOf(node).trim() !== "") ? words : [page.tracker.title];
}

function footer({ open, closed, asOf }: Page): Element {
  const count = plural(open.length + closed.length, "item");
  return element(
    "footer",
    {},
    element("p", {}, `${count} as of ${longDate(asOf)}. Made by gtm from the tracker's files.`),
  );
}
