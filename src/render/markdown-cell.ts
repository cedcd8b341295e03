/** Text of items as Markdown on one line: inside a table's cell or a list's entry nothing of it can break out. */
import type { Nodes, Root } from "mdast";
import { printable } from "../core/printable.ts";
import { readRichText } from "../core/rich-text.ts";
import type { Tracker } from "../core/tracker.ts";

/** What has to be escaped, or is a blank of another kind: most words hold none of it. */
const special = /[\\`*[\]|~_&<\x00-\x1F\x7F-\xA0\u1680\u2000-\u200A\u2028-\u202F\u205F\u2066-\u2069\u3000\uFEFF]/;

/** Plain text with every sign that Markdown or HTML would act on escaped. */
export function escapeMarkdown(text: string): string {
  if (!special.test(text) && !text.includes("  ")) return text;
  return printable(text)
    .replace(/\s+/g, " ")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|[\\`*[\]|~]/gu, "\\$&")
    .replace(/&(?=#?\w+;)/g, "&amp;")
    .replaceAll("<", "&lt;");
}

/** What the long way round may change, or begins a block; words without any of it stay as they are, their blanks too. */
const mark = /[\\`*_[\]<>|~&@:\x00-\x1F\x7F-\x9F\u202A-\u202E\u2066-\u2069]/;
const blockStart = /^\s*(?:[-+#=>]|\d+[.)]| {4})/;

function isPlain(text: string, tracker: Tracker): boolean {
  return !mark.test(text) && !blockStart.test(text) && !/www\./i.test(text) && !hasTicket(text, tracker);
}

function hasTicket(text: string, { refs }: Tracker): boolean {
  for (const prefix in refs) if (text.includes(`${prefix}-`)) return true;
  return false;
}

/** Markdown that people wrote, on one line; blocks become lists, line breaks and emphasis. */
export function cellMarkdown(markdown: string, tracker: Tracker): string {
  return isPlain(markdown, tracker) ? markdown : blocks(readRichText(printable(markdown), tracker));
}

/** The same for a line outside of a table, where a backslash before a bar in code would be seen. */
export function lineMarkdown(markdown: string, tracker: Tracker): string {
  return cellMarkdown(markdown, tracker).replaceAll("\\|", "|");
}

function blocks(parent: Root | Extract<Nodes, { children: unknown }>): string {
  let joined = "";
  let previousIsList = false;
  for (const node of parent.children as Nodes[]) {
    const words = block(node);
    if (words === "") continue;
    const isList = node.type === "list";
    const isInline = "value" in node && node.type === "text";
    joined += joined === "" || isList || previousIsList || isInline ? words : `<br><br>${words}`;
    previousIsList = isList;
  }
  return joined;
}

function block(node: Nodes): string {
  switch (node.type) {
    case "list": {
      const tag = node.ordered ? "ol" : "ul";
      return `<${tag}>${node.children.map((entry) => `<li>${checkbox(entry.checked)}${blocks(entry)}</li>`).join("")}</${tag}>`;
    }
    case "heading":
      // Bold within bold would end it.
      return emphasis(
        "**",
        node.children.flatMap((child): readonly Nodes[] => (child.type === "strong" ? child.children : [child])),
      );
    case "blockquote":
      return `<blockquote>${blocks(node)}</blockquote>`;
    case "code":
      return node.value.split("\n").map(codeSpan).join("<br>");
    case "table":
      return node.children.map((row) => row.children.map((cell) => inlines(cell.children)).join(" \\| ")).join("<br>");
    case "thematicBreak":
      return "";
    case "paragraph":
      return inlines(node.children);
    default:
      return inline(node);
  }
}

function checkbox(checked: boolean | null | undefined): string {
  return checked === null || checked === undefined ? "" : checked ? "\\[x\\] " : "\\[ \\] ";
}

function inlines(nodes: readonly Nodes[]): string {
  let done = "";
  let last = "";
  let lastNode: Nodes | null = null;
  // By index: a page is over before V8 optimizes this, and until then `for … of` takes four times as long.
  for (let at = 0, node = nodes[0]; node !== undefined; node = nodes[++at]) {
    const words = inline(node);
    if (words === "") continue;
    // Two code spans side by side would fuse, and "!" before a link would make it an image.
    if (lastNode?.type === "inlineCode" && node.type === "inlineCode") last += " ";
    else if (words.startsWith("[") && last.endsWith("!")) last = `${last.slice(0, -1)}\\!`;
    done += last;
    last = words;
    lastNode = node;
  }
  return done + last;
}

function inline(node: Nodes): string {
  switch (node.type) {
    case "text":
      return escapeMarkdown(node.value);
    case "strong":
      return emphasis("**", node.children);
    case "emphasis":
      return emphasis("*", node.children);
    case "delete":
      return emphasis("~~", node.children);
    case "inlineCode":
      return codeSpan(node.value);
    case "break":
      return "<br>";
    case "link":
      return markdownLink(inlines(node.children), node.url);
    default:
      return "children" in node ? blocks(node as Root) : "";
  }
}

/** Emphasis must hug its words, or it is no emphasis. */
function emphasis(sign: string, children: readonly Nodes[]): string {
  const words = inlines(children);
  const bare = words.trim();
  if (bare === "") return words;
  const at = words.indexOf(bare);
  return `${words.slice(0, at)}${sign}${bare}${sign}${words.slice(at + bare.length)}`;
}

/** Words of code with single blanks between, and neither bars nor backticks. */
const plainCode = /^[^\s`|]+(?: [^\s`|]+)*$/;

/** Code in spans. A pipe is escaped even there; behind a backslash it cannot be, and stands between two spans. */
function codeSpan(code: string): string {
  if (plainCode.test(code)) return `\`${code}\``;
  return code
    .split(/(?<=\\)\|/)
    .map(wholeSpan)
    .join("\\|");
}

/** A code span that holds any text: more backticks than it has in a row. */
function wholeSpan(code: string): string {
  const text = code.replace(/\s+/g, " ").replaceAll("|", "\\|");
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = /^`|`$|^ .* $/.test(text) ? " " : "";
  return text.trim() === "" ? "" : `${fence}${pad}${text}${pad}${fence}`;
}

const plainAddress = /^[\w.:/?#@!$'*+,;=%~-]*$/;

/** A link whose address cannot end the link, the cell or the line, nor turn the order of its signs. */
export function markdownLink(label: string, url: string): string {
  if (plainAddress.test(url)) return `[${label || url}](${url})`;
  const encoded = url.replace(/[\s<>()|\\`"\p{Cc}\p{Bidi_Control}]/gu, (character) =>
    encodeURIComponent(character).replace(/[()]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`),
  );
  // What looks like an entity is read as one: `javascript&colon;` would get its colon back.
  const address = encoded.replace(/&(?=#?\w+;)/g, "&amp;");
  return `[${label || address}](${address})`;
}
