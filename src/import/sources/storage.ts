/** Confluence storage format to blocks: tags as in XML, by parse5's tokens, the named characters of HTML, and no repairs; its own elements as HTML has what a reader sees of them. */
import { type Token, Tokenizer } from "parse5";
import { isPageFigures } from "../../core/page-figures.ts";
import { type PageRefusal, refuse } from "../reading.ts";
import type { Block } from "./blocks.ts";
import {
  attribute,
  childElements,
  depthLimit,
  findBelow,
  replacementFor,
  type SourceElement,
  type SourceNode,
  type SourceNodes,
  type SourceTree,
  textAt,
  textBelow,
} from "./element.ts";
import { readHtmlBlocks } from "./html.ts";
import { emoticon, fileName, userAddress } from "./html-link.ts";

type Translate = (element: SourceElement, inner: (nodes: SourceNodes) => SourceNodes) => SourceNodes;

function parameter(macro: SourceElement, name: string): string {
  const found = childElements(macro, "ac:parameter").find((child) => attribute(child, "ac:name") === name);
  return textBelow(found?.children ?? []).trim();
}

function userId(user: SourceElement): string {
  return attribute(user, "ri:username") || attribute(user, "ri:account-id") || attribute(user, "ri:userkey");
}

/** What a resource goes by: a user has no name in storage format, so the account stands for it. */
function resourceText(resource: SourceElement): string {
  const names = ["ri:content-title", "ri:filename", "ri:space-key", "ri:key"].map((name) => attribute(resource, name));
  return userId(resource) || names.find(Boolean) || fileName(attribute(resource, "ri:value"));
}

function linked(like: SourceElement, resource: SourceElement, words: SourceNodes): SourceNodes {
  const id = userId(resource);
  const href = id === "" ? attribute(resource, "ri:value") : userAddress(id);
  return href === "" ? words : [replacementFor(like, "a", words, { href })];
}

const translateLink: Translate = (link, inner) => {
  const resource = childElements(link).find(({ name }) => name.startsWith("ri:"));
  const [body] = childElements(link, "ac:link-body", "ac:plain-text-link-body");
  const own = body === undefined ? [] : inner(body.children);
  const name = attribute(link, "ac:alt") || (resource ? resourceText(resource) : attribute(link, "ac:anchor"));
  const words = textBelow(own).trim() === "" ? [textAt(link, name)] : own;
  return resource === undefined ? words : linked(link, resource, words);
};

const translateTask: Translate = (task, inner) => {
  const done = textBelow(childElements(task, "ac:task-status")).trim() === "complete";
  const body = childElements(task, "ac:task-body").flatMap((child) => inner(child.children));
  return [replacementFor(task, "li", body, { "data-inline-task-id": "", class: done ? "checked" : "" })];
};

const wordOf: Readonly<Record<string, string>> = { jira: "key", widget: "url", profile: "user", "view-file": "name" };

const translateMacro: Translate = (macro, inner) => {
  const kind = attribute(macro, "ac:name");
  const title = parameter(macro, "title");
  if (kind === "toc") return [];
  if (kind === "status") {
    // A badge without a word is known by its colour.
    const word = title || parameter(macro, "colour") || parameter(macro, "color");
    return [replacementFor(macro, "span", [textAt(macro, word)], { class: "status-macro" })];
  }
  const code = childElements(macro, "ac:plain-text-body");
  if (code.length > 0) return code.map((body) => replacementFor(body, "pre", [textAt(body, textBelow(body.children))]));
  const bodies = childElements(macro, "ac:rich-text-body");
  if (bodies.length === 0) {
    const word = Object.hasOwn(wordOf, kind) ? parameter(macro, wordOf[kind] ?? "") : "";
    // Without a word, a user's profile or a file among the parameters.
    const found = word === "" ? findBelow(macro.children, ({ name }) => /^ri:(?:user|attachment)$/.test(name)) : null;
    return found === null ? [textAt(macro, word)] : linked(macro, found, [textAt(macro, resourceText(found))]);
  }
  const heading = replacementFor(macro, "div", [textAt(macro, title)], { class: "expand-control-text" });
  const content = bodies.flatMap((body) => inner(body.children));
  return [replacementFor(macro, "div", title === "" ? content : [heading, ...content])];
};

/** Newer editors write two readings of the same part; the fallback is the one in HTML. */
const translateExtension: Translate = (extension, inner) => {
  const find = (wanted: string) => findBelow(extension.children, ({ name }) => name === wanted);
  return inner((find("ac:adf-fallback") ?? find("ac:adf-content"))?.children ?? []);
};

const translations: Readonly<Record<string, Translate>> = {
  "ac:link": translateLink,
  "ac:image": translateLink,
  "ac:task": translateTask,
  "ac:structured-macro": translateMacro,
  "ac:macro": translateMacro,
  "ac:adf-extension": translateExtension,
  "ac:emoticon": (element) => [
    textAt(element, emoticon(attribute(element, "ac:name"), attribute(element, "ac:emoji-fallback"))),
  ],
  // The template's instructions to its author show nowhere.
  "ac:placeholder": () => [],
  "ac:parameter": () => [],
};

/** A tree of storage format as one of HTML; elements that are unknown are walked through. */
function translateStorage(nodes: SourceNodes): SourceNodes {
  return nodes.flatMap((node) => {
    if (node.kind === "text") return [node];
    const translate = Object.hasOwn(translations, node.name) ? translations[node.name] : undefined;
    return translate?.(node, translateStorage) ?? [{ ...node, children: translateStorage(node.children) }];
  });
}

type Open = Omit<SourceElement, "children" | "end"> & { readonly children: SourceNode[] };

const exportAgain = "export the page again, or import it with --from html";

/** The tree, or what is no tree, with the place: what gtm would have to guess it refuses. */
function parseStorage(page: string): SourceTree | PageRefusal {
  const root: SourceNode[] = [];
  const open: Open[] = [];
  let fault: PageRefusal | null = null;
  const fail = (at: Token.Location | null, message: string, hint = exportAgain) => {
    fault ??= refuse(`line ${at?.endLine ?? 1}, column ${Math.max(1, (at?.endCol ?? 2) - 1)}: ${message}`, hint);
  };
  const siblings = () => open.at(-1)?.children ?? root;
  const addText = ({ chars, location }: Token.CharacterToken) => {
    siblings().push({ kind: "text", text: chars, line: location?.startLine ?? 1 });
  };
  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onCharacter: addText,
      onWhitespaceCharacter: addText,
      onNullCharacter: addText,
      onComment: () => {},
      onDoctype: ({ location }) =>
        fail(location, "it declares a document type", "storage format has none: remove <!DOCTYPE …> and its entities"),
      onStartTag: ({ tagName: name, attrs, selfClosing, location }) => {
        if (open.length >= depthLimit) fail(location, `elements are nested more than ${depthLimit} deep`);
        if (fault !== null) return;
        const attributes = new Map(attrs.map((each) => [each.name, each.value]));
        const { startLine: line = 1, startOffset: start = 0, endOffset: end = 0 } = location ?? {};
        const element: Open = { kind: "element", name, attributes, children: [], line, start };
        if (selfClosing) siblings().push({ ...element, end });
        else open.push(element);
      },
      onEndTag: ({ tagName: name, location }) => {
        const element = open.pop();
        if (element?.name === name) siblings().push({ ...element, end: location?.endOffset ?? 0 });
        else if (element === undefined) fail(location, `not well-formed: </${name}> closes nothing`);
        else fail(location, `not well-formed: </${name}> while <${element.name}> from line ${element.line} is open`);
      },
      onEof: ({ location }) => {
        const [last] = open.slice(-1);
        if (last) fail(location, `the page ends inside <${last.name}>, which starts on line ${last.line}`);
      },
      onParseError: (error) => {
        if (error.code === "eof-in-tag") fail(error, "the page ends inside a tag");
      },
    },
  );
  // As in an element of XML: `<![CDATA[…]]>` is text.
  tokenizer.inForeignNode = true;
  tokenizer.write(page, true);
  return fault ?? { source: page, root, own: false };
}

/** The line of the day and its figures, or an entry that begins with its day or `Description` in bold, as in gtm's cells. */
function isOwn({ name, children }: SourceElement): boolean {
  if (name === "p" && isPageFigures(textBelow(children))) return true;
  const [first] = children;
  const lead = first?.kind === "element" && first.name === "p" ? first.children[0] : first;
  if (name !== "li" || lead?.kind !== "element" || lead.name !== "strong") return false;
  const isDay = findBelow(lead.children, (element) => element.name === "time") !== null;
  return isDay || /^(?:Description|\d{4}-\d\d-\d\d(?: @\S+)?)$/.test(textBelow(lead.children));
}

/** The blocks of a page as Confluence's REST interface gives it. A user stands as `[ID](user:ID)`: the format has no names. */
export function readStorage(text: string): readonly Block[] | PageRefusal {
  const page = parseStorage(text);
  if ("ok" in page) return page;
  const root = translateStorage(page.root);
  return readHtmlBlocks({ ...page, root, own: findBelow(root, isOwn) !== null });
}
