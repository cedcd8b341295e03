/** Confluence's own elements as HTML: what a reader of the page sees of them. */
import {
  attribute,
  findBelow,
  isSourceElement,
  replacementFor,
  type SourceElement,
  type SourceNode,
  textAt,
  textBelow,
} from "./element.ts";
import { emoticon, fileName, userAddress } from "./html-link.ts";

type Translate = (
  element: SourceElement,
  inner: (nodes: readonly SourceNode[]) => readonly SourceNode[],
) => readonly SourceNode[];

function childrenNamed(element: SourceElement, name: string): readonly SourceElement[] {
  return element.children.filter((child): child is SourceElement => isSourceElement(child, name));
}

function parameter(macro: SourceElement, name: string): string {
  const found = childrenNamed(macro, "ac:parameter").find((child) => attribute(child, "ac:name") === name);
  return found === undefined ? "" : textBelow(found.children).trim();
}

/** What a resource goes by: a user has no name in storage format, so the account stands for it. */
function resourceText(resource: SourceElement): string {
  switch (resource.name) {
    case "ri:user":
      return userId(resource);
    case "ri:page":
    case "ri:blog-post":
      return attribute(resource, "ri:content-title");
    case "ri:attachment":
      return attribute(resource, "ri:filename");
    case "ri:url":
      return fileName(attribute(resource, "ri:value"));
    case "ri:space":
      return attribute(resource, "ri:space-key");
    default:
      return attribute(resource, "ri:key");
  }
}

function resourceIn({ children }: SourceElement): SourceElement | undefined {
  return children.find((child): child is SourceElement => isSourceElement(child) && child.name.startsWith("ri:"));
}

function userId(user: SourceElement): string {
  return attribute(user, "ri:username") || attribute(user, "ri:account-id") || attribute(user, "ri:userkey");
}

const translateLink: Translate = (link, inner) => {
  const resource = resourceIn(link);
  const body = link.children.find(
    (child): child is SourceElement =>
      isSourceElement(child, "ac:link-body") || isSourceElement(child, "ac:plain-text-link-body"),
  );
  const own = body === undefined ? [] : inner(body.children);
  const name = resource === undefined ? attribute(link, "ac:anchor") : resourceText(resource);
  const words = textBelow(own).trim() === "" ? [textAt(link, name)] : own;
  if (resource?.name === "ri:user") {
    const id = userId(resource);
    return id === "" ? words : [replacementFor(link, "a", words, { href: userAddress(id) })];
  }
  const url = resource?.name === "ri:url" ? attribute(resource, "ri:value") : "";
  return url === "" ? words : [replacementFor(link, "a", words, { href: url })];
};

const translateImage: Translate = (image) => {
  const resource = resourceIn(image);
  const words = attribute(image, "ac:alt") || (resource === undefined ? "" : resourceText(resource));
  return [textAt(image, words)];
};

const translateTask: Translate = (task, inner) => {
  const [status] = childrenNamed(task, "ac:task-status");
  const done = status !== undefined && textBelow(status.children).trim() === "complete";
  const body = childrenNamed(task, "ac:task-body").flatMap((child) => inner(child.children));
  return [replacementFor(task, "li", body, { "data-inline-task-id": "", class: done ? "checked" : "" })];
};

/** Macros whose only words are a parameter. */
const wordOf: Readonly<Record<string, string>> = {
  jira: "key",
  anchor: "",
  widget: "url",
  profile: "user",
  "view-file": "name",
};

/** A badge: its title, or its colour where it has no other word. */
function badge(macro: SourceElement): readonly SourceNode[] {
  const title = parameter(macro, "title") || parameter(macro, "colour") || parameter(macro, "color");
  return title === "" ? [] : [replacementFor(macro, "span", [textAt(macro, title)], { class: "status-macro" })];
}

/** Resources among the parameters of a macro without a body: a user's profile, a file. */
function namedResource(macro: SourceElement): readonly SourceNode[] {
  const found = findBelow(macro.children, (element) => element.name === "ri:user" || element.name === "ri:attachment");
  if (found === null) return [];
  const words = [textAt(macro, resourceText(found))];
  return found.name === "ri:user" ? [replacementFor(macro, "a", words, { href: userAddress(userId(found)) })] : words;
}

const translateMacro: Translate = (macro, inner) => {
  const kind = attribute(macro, "ac:name");
  if (kind === "status") return badge(macro);
  if (kind === "toc") return [];
  const code = childrenNamed(macro, "ac:plain-text-body");
  if (code.length > 0) return code.map((body) => replacementFor(body, "pre", [textAt(body, textBelow(body.children))]));
  const bodies = childrenNamed(macro, "ac:rich-text-body");
  if (bodies.length === 0) {
    const key = Object.hasOwn(wordOf, kind) ? (wordOf[kind] ?? "") : "";
    const word = key === "" ? "" : parameter(macro, key);
    return word === "" ? namedResource(macro) : [textAt(macro, word)];
  }
  const title = parameter(macro, "title");
  const heading = replacementFor(macro, "div", [textAt(macro, title)], { class: "expand-control-text" });
  return [
    replacementFor(macro, "div", [
      ...(title === "" ? [] : [heading]),
      ...bodies.flatMap((body) => inner(body.children)),
    ]),
  ];
};

/** Newer editors write two readings of the same part; the fallback is the one in HTML. */
const translateExtension: Translate = (extension, inner) => {
  const fallback = childrenNamed(extension, "ac:adf-fallback");
  const content =
    fallback.length > 0 ? fallback : [findBelow(extension.children, ({ name }) => name === "ac:adf-content")];
  return content.flatMap((part) => (part === null ? [] : inner(part.children)));
};

const within =
  (name: string): Translate =>
  (element, inner) => [replacementFor(element, name, inner(element.children))];

const translations: Readonly<Record<string, Translate>> = {
  "ac:link": translateLink,
  "ac:image": translateImage,
  "ac:task": translateTask,
  "ac:task-list": within("ul"),
  "ac:structured-macro": translateMacro,
  "ac:macro": translateMacro,
  "ac:adf-extension": translateExtension,
  "ac:layout": within("div"),
  "ac:layout-section": within("div"),
  "ac:layout-cell": within("div"),
  "ac:emoticon": (element) => [
    textAt(element, emoticon(attribute(element, "ac:name"), attribute(element, "ac:emoji-fallback"))),
  ],
  // The template's instructions to its author show nowhere.
  "ac:placeholder": () => [],
  "ac:parameter": () => [],
};

/** A tree of storage format as one of HTML; elements that are unknown are walked through. */
export function translateStorage(nodes: readonly SourceNode[]): readonly SourceNode[] {
  return nodes.flatMap((node) => {
    if (node.kind === "text") return [node];
    const translate = Object.hasOwn(translations, node.name) ? translations[node.name] : undefined;
    if (translate !== undefined) return translate(node, translateStorage);
    return [{ ...node, children: translateStorage(node.children) }];
  });
}
