/** The page as one HTML file: nothing to fetch, nothing that runs but its own script, and all of it readable without that. */
import type { Page } from "../../core/page.ts";
import { asideClasses, pageGenerator } from "../../core/page-marks.ts";
import { longDate, plural } from "./dates.ts";
import { type Content, type Element, element, isElement, type Node, write } from "./element.ts";
import { unscripted } from "./late-rows.ts";
import { makeView } from "./make-view.ts";
import { masthead } from "./masthead.ts";
import { inSections, nameHeadings, navigation } from "./outline.ts";
import { overview } from "./overview.ts";
import { pageScript, pageStyle, scriptHash, styleHash } from "./page-assets.ts";
import { leadingTitle, pageBlocks } from "./parts.ts";
import { inlines, inlineWords } from "./rich-content.ts";
import { toolbar } from "./toolbar.ts";
import { itemsOf, type View } from "./view.ts";

const policy = `default-src 'none'; style-src '${styleHash}'; script-src '${scriptHash}'; base-uri 'none'; form-action 'none'`;

/** A whole document in pieces, ending with a line end. The same page gives the same bytes. */
export function* renderHtml(page: Page): Iterable<string> {
  const view = makeView(page);
  const body = element(
    "body",
    {},
    element("a", { class: asideClasses.skip, href: "#main" }, "Skip to the items"),
    masthead(title(page, view), page, view),
    element("main", { id: "main", tabindex: -1 }, content(page, view)),
    footer(page),
  );
  const html = element("html", { lang: "en" }, head(page), body);
  yield "<!doctype html>";
  yield* write(html);
  yield "\n";
}

/** What changed, the folds, the controls, the items. */
function content(page: Page, view: View): readonly Content[] {
  const { changes, about, pictures, items } = pageBlocks(page, view);
  const named = nameHeadings([...changes, ...about, ...items]);
  const [aboutAt, itemsAt] = [changes.length, changes.length + about.length];
  const shown = page.parts.flatMap(itemsOf);
  const folds = [
    fold("About this page", inSections(named.slice(aboutAt, itemsAt), "intro")),
    fold("Contents", [navigation(named.slice(itemsAt))]),
    fold("By area", [overview(page, view)]),
    ...pictures.map((picture) => fold(pictureName(picture), [picture])),
  ];
  return [
    inSections(named.slice(0, aboutAt)),
    folds.every((each) => each === null) ? null : element("div", { class: "folds" }, folds),
    shown.length === 0
      ? null
      : toolbar(
          shown,
          page.parts.some(({ kind }) => kind === "table"),
          view,
        ),
    unscripted(view),
    inSections(named.slice(itemsAt), shown.length === 0 ? "intro" : undefined),
  ];
}

/** One click away, and open on paper. Null where there is nothing in it. */
function fold(name: string, content: readonly Content[]): Content {
  if (content.every((part) => part === null)) return null;
  return element("details", { class: "fold" }, element("summary", {}, name), content);
}

function pictureName(picture: Node): string {
  return isElement(picture) && picture.attributes.class === "timeline" ? "Timeline" : "Opened and closed";
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
    // Ahead of the page, so that this is never seen as it is without the script.
    ownWords("script", pageScript),
  );
}

/** The words of our own style and script, byte for byte: their hashes stand in the policy. */
function ownWords(tagName: string, words: string): Node {
  return { html: `<${tagName}>${words}</${tagName}>` };
}

function title(page: Page, view: View): Content {
  const heading = leadingTitle(page, view);
  return heading?.type === "heading" && inlineWords(heading).trim() !== ""
    ? inlines(heading.children, view)
    : page.tracker.title;
}

function footer({ open, closed, asOf }: Page): Element {
  const count = plural(open.length + closed.length, "item");
  return element(
    "footer",
    {},
    element("p", {}, `${count} as of ${longDate(asOf)}. Made by gtm from the tracker's files.`),
  );
}
