/** What a page is written in, by its content: names of files lie, and standard input has none. */
import type { SourceName } from "./blocks.ts";
import { findLayout, unify } from "./csv-layout.ts";
import { startsList } from "./markdown-list.ts";
import { isDelimiter } from "./markdown-table.ts";

/** Enough of a page to tell; the rest of ten megabytes says the same. */
const headLength = 200_000;

const block =
  "table|thead|tbody|tfoot|tr|t[dh]|caption|colgroup|col|div|p|h[1-6]|ul|ol|li|dl|d[td]|section|article|main|header|footer|nav|form|pre|blockquote|hr|br|img|span|style|script|title|link|time|strong|em|b|i|u|a";
const tagged = new RegExp(`</?(?:${block})(?=[\\s/>])`, "i");
const startsWithTag = new RegExp(`^\\s*${tagged.source}`, "i");
/** Confluence's own elements, and its dates: nobody closes a `<time>` like that in HTML. */
const storageElement = /<(?:ac|ri):[a-z-]+(?=[\s/>])|<time\s[^<>]{0,200}\/>/i;
const documentStart = /^<(?:!doctype\s+html|html|head|body|meta|xhtml)(?=[\s/>:])/i;

/** Without what may stand before the first element: marks, an XML declaration, comments. */
function fromFirstSign(text: string): string {
  return text.replace(/^(?:[\s\ufeff]|<!--[\s\S]*?-->|<\?[^>]*>)+/, "");
}

/** Fenced, or in a `<pre>`: its marks are somebody's example. */
const code = /<(pre|script|style)\b[\s\S]{0,20000}?<\/\1>|^ {0,3}(`{3}|~{3})[\s\S]{0,20000}?\n {0,3}\2/gim;

/** Marks that nothing but Markdown has: headings, rows that begin with a pipe, the line under a table's headings, fences. */
function isMarkdownMark(line: string): boolean {
  return /^ {0,3}(?:#{1,6}[ \t]+\S|`{3}|~{3})/.test(line) || /^\s*\|/.test(line) || isDelimiter(line);
}

/** HTML may have a line that looks like Markdown, and Markdown tables and paragraphs of HTML: the greater part decides. */
function isHtml(head: string, first: string): boolean {
  if (documentStart.test(first)) return true;
  const lines = head.replace(code, "").split("\n");
  const marks = lines.filter(isMarkdownMark).length;
  const own = lines.filter((line) => tagged.test(line) && !isMarkdownMark(line));
  if (startsWithTag.test(first)) return marks * 20 <= own.length;
  return (
    marks === 0 && own.some((line) => startsWithTag.test(line)) && own.join("").length > 0.5 * lines.join("").length
  );
}

function isCsv(text: string): boolean {
  const { separator, declared, columns, agreement, sample, named } = findLayout(unify(text));
  if (declared) return true;
  if (columns < 2 || sample.length < 2) return false;
  // A hostile record has a megabyte.
  const written = sample.map((record) => record.source.slice(0, 2000));
  const share = (test: (record: string) => boolean) => written.filter(test).length / written.length;
  // Before anything else: the cells of a Markdown table may well hold commas.
  if (written.some(isDelimiter) || share((record) => /^\s*\|/.test(record)) > 0.2) return false;
  // A blank follows nearly all commas of prose, hardly any of a table.
  const places = written.flatMap((record) => record.split(separator).slice(1));
  const prose = separator === "," && places.filter((part) => part.startsWith(" ")).length > 0.7 * places.length;
  // Headings that name columns prove a table, damaged as its rows may be.
  if (named >= 2 && named >= 0.3 * columns) return prose ? columns >= 3 && agreement >= 0.75 : agreement >= 0.2;
  return !prose && share(startsList) <= 0.2 && agreement >= (columns === 2 ? 0.9 : 0.75);
}

/** Tells the source of a page; whatever is nothing else is Markdown, as any prose is. */
export function detectSource(text: string): SourceName {
  const head = text.slice(0, headLength);
  const first = fromFirstSign(head);
  // Storage format is elements from its first sign on; a page that only shows some of it is a page about it.
  if (first.startsWith("<") && storageElement.test(text) && !documentStart.test(first)) return "storage";
  if (isHtml(head, first)) return "html";
  return isCsv(text) ? "csv" : "markdown";
}
