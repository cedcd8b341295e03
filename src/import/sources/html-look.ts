/** How elements look, as far as it carries meaning: bold, italic, struck out, hidden, or an entry of a list as word processors have it. From tags, styles and style sheets. */
import { attribute, classesOf, findBelow, type SourceElement, type SourceNodes, textBelow } from "./element.ts";
import type { RunMarks } from "./flow-markdown.ts";

interface Look extends Partial<Omit<RunMarks, "link" | "raw">> {
  readonly hidden?: boolean;
}

/** By class: what the page's own style sheet says. Google Docs marks bold text by nothing else. */
export type StyleSheet = ReadonlyMap<string, Look>;

const sheetLimit = 500_000;

function lookOf(style: string): Look {
  const weight = /font-weight:\s*(?:(bold|[6-9]00)|(normal|[1-5]00))/i.exec(style);
  const slant = /font-style:\s*(?:(italic|oblique)|(normal))/i.exec(style);
  return {
    ...(weight === null ? {} : { bold: weight[1] !== undefined }),
    ...(slant === null ? {} : { italic: slant[1] !== undefined }),
    ...(/text-decoration(?:-line)?:[^;]{0,40}line-through/i.test(style) ? { strike: true } : {}),
    ...(/display:\s*none|visibility:\s*hidden|mso-hide:\s*all/i.test(style) ? { hidden: true } : {}),
  };
}

/** Reads the `<style>` elements of a page; only rules for a class alone count. */
export function readStyleSheet(root: SourceNodes): StyleSheet {
  const sheet = new Map<string, Look>();
  let left = sheetLimit;
  findBelow(root, (element) => {
    if (element.name !== "style" || left <= 0) return false;
    const text = textBelow(element.children, left);
    left -= text.length;
    for (const rule of text.matchAll(/(?<![^}\s,;])\.([\w-]{1,80})\s{0,5}\{([^{}]*)\}/g))
      sheet.set(rule[1] ?? "", { ...sheet.get(rule[1] ?? ""), ...lookOf(rule[2] ?? "") });
    return false;
  });
  return sheet;
}

const tagsOf = { bold: "b strong", italic: "i em cite", strike: "s strike del", code: "code kbd samp tt" };
const byTag: ReadonlyMap<string, Look> = new Map(
  Object.entries(tagsOf).flatMap(([mark, names]) => names.split(" ").map((name) => [name, { [mark]: true }] as const)),
);

function looksOf(element: SourceElement, sheet: StyleSheet): readonly Look[] {
  const classes = sheet.size === 0 ? [] : classesOf(element).flatMap((name) => sheet.get(name) ?? []);
  const style = attribute(element, "style").slice(0, 2000);
  return [byTag.get(element.name) ?? [], classes, style === "" ? [] : lookOf(style)].flat();
}

export function marksWithin(element: SourceElement, marks: RunMarks, sheet: StyleSheet): RunMarks {
  const looks = looksOf(element, sheet).map(({ hidden: _, ...look }) => look);
  return { ...marks, ...Object.assign({}, ...looks) };
}

const unseen = new Set(
  "head script style template noscript title meta link nav svg iframe object select textarea colgroup".split(" "),
);
/** What Confluence puts around a page, its tables of contents, the links beside a heading of MediaWiki: no words of the page. */
const chrome = new Set(["breadcrumb-section", "footer", "mw-editsection", "page-metadata", "toc-macro"]);

/**
 * True for what no reader sees, or sees as the site's own. The body of a closed expand is hidden only until it is asked for, and
 * so are tables: of a sheet of Google's, or below another tab.
 */
export function isHidden(element: SourceElement, sheet: StyleSheet): boolean {
  if (unseen.has(element.name) || element.attributes.has("hidden")) return true;
  const [classes, id] = [classesOf(element), attribute(element, "id")];
  if (/^cmnt_ref\d/.test(id) || [id, ...classes].some((name) => chrome.has(name))) return true;
  const isShown = classes.includes("expand-content") || !looksOf(element, sheet).some((look) => look.hidden === true);
  return !isShown && findBelow(element.children, ({ name }) => name === "table") === null;
}

/** A number or a bullet (`o` is one), and the gap behind it, in which Word lets no line break: no words begin so. */
const marker = /^\s*(\(?(?:[\d.]{1,7}|[a-z]{1,4})[.)]|[^\p{L}\p{N}\s]|o)\s*\u00a0\s*/iu;

const points: Readonly<Record<string, number>> = { in: 72, cm: 28.35, mm: 2.835, pt: 1, px: 0.75 };

/** Word indents each level by half an inch, and the first one by half of that in a cell. */
function levelByMargin(style: string): number {
  const [, length = "0", unit = "pt"] = /margin-left:\s*([\d.]{1,8})(in|cm|mm|pt|px)/i.exec(style) ?? [];
  return Math.max(0, Math.ceil((Number(length) * (points[unit.toLowerCase()] ?? 1)) / 36) - 1);
}

/** A paragraph of Word that shows as an entry of a list, its level counted from 0, and how much of its text is its bullet; or null. */
export function readWordItem(element: SourceElement) {
  const style = attribute(element, "style").slice(0, 1000);
  const level = /mso-list:\s*\w+\s+level(\d)/i.exec(style)?.[1];
  if (level === undefined && !classesOf(element).some((name) => name.startsWith("MsoListParagraph"))) return null;
  const [start, sign = ""] = marker.exec(textBelow(element.children, 200)) ?? [];
  if (start === undefined) return null;
  const byStyle = level === undefined ? levelByMargin(style) : Number(level) - 1;
  return { level: byStyle, ordered: sign.length > 1, bullet: start.length };
}

/** The 0-based level of a list of Google Docs, which writes nested lists behind one another; null for any other list. */
export function googleLevel(list: SourceElement): number | null {
  const level = /(?:^|\s)lst-kix_\S*-(\d)(?:\s|$)/.exec(attribute(list, "class").slice(0, 2000))?.[1];
  return level === undefined ? null : Number(level);
}
