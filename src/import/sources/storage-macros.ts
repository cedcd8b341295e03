/** Confluence's own elements as HTML: what a reader of the page sees of them. */
import {
  attribute,
  childElements,
  findBelow,
  replacementFor,
  type SourceElement,
  type SourceNodes,
  textAt,
  textBelow,
} from "./element.ts";
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
export function translateStorage(nodes: SourceNodes): SourceNodes {
  return nodes.flatMap((node) => {
    if (node.kind === "text") return [node];
    const translate = Object.hasOwn(translations, node.name) ? translations[node.name] : undefined;
    return translate?.(node, translateStorage) ?? [{ ...node, children: translateStorage(node.children) }];
  });
}
