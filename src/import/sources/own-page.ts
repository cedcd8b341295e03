/** Pages that gtm itself made: what is the page's own talk about its items is left out, and their cells are read exactly. */
import { isHandle } from "../../core/handle.ts";
import {
  asideClasses,
  contentClasses,
  handleAttribute,
  pageGenerator,
  scriptAttributes,
  scriptClasses,
} from "../../core/page-marks.ts";
import { handleInUrl } from "../people.ts";
import {
  attribute,
  childElements,
  classesOf,
  findBelow,
  isSourceElement,
  replacementFor,
  type SourceElement,
  type SourceNode,
  type SourceNodes,
  textAt,
  textBelow,
} from "./element.ts";

/** Of the page, not of its items: figures, counts, flags, pictures, what changed. */
const asides = new Set<string>(Object.values(asideClasses));
const asideElements = new Set(["caption", "figure", "footer", "form", "nav", "script", "style", "summary", "svg"]);

function isAside(element: SourceElement): boolean {
  return asideElements.has(element.name) || classesOf(element).some((name) => asides.has(name));
}

function hasClass(node: SourceNode, name: string): node is SourceElement {
  return isSourceElement(node) && classesOf(node).includes(name);
}

/** The handle in the attribute that no reader sees, or null; anyone can write a page that looks like one of gtm's. */
function handleOf(element: SourceElement): string | null {
  const handle = attribute(element, handleAttribute);
  return handle.length <= 80 && isHandle(handle) ? handle : null;
}

/** A person in running text: by name, with an address that tells the handle. */
function mention(element: SourceElement): SourceNodes {
  const handle = handleOf(element);
  if (handle === null) return [element];
  if (textBelow(element.children) === handle) return [textAt(element, `@${handle}`)];
  const own = attribute(element, "href");
  const href = handleInUrl(own) === handle ? own : `@${handle}`;
  return [{ ...element, name: "a", attributes: new Map([["href", href]]) }];
}

function owner(person: SourceElement): SourceNodes {
  const named = findBelow(person.children, (element) => element.attributes.has(handleAttribute));
  return named === null || handleOf(named) === null ? (named?.children ?? person.children) : mention(named);
}

/** People with a separator between them; null where there are none. */
function owners(element: SourceElement, separator: string): SourceNodes | null {
  const people = element.children.filter((child) => hasClass(child, contentClasses.person));
  const separated = people.flatMap((person, index) => [
    ...(index === 0 ? [] : [textAt(person, separator)]),
    ...owner(person),
  ]);
  return people.length === 0 ? null : separated;
}

/** Blocks with a head before their words, `[2026-10-22 @dana] `: no mark of the words could join one in brackets. */
function headed(like: SourceElement, head: SourceNodes, blocks: SourceNodes) {
  const [first, ...others] = blocks;
  const opens = first !== undefined && isSourceElement(first, "p");
  const words = [textAt(like, "["), ...head, textAt(like, "] "), ...translate(opens ? first.children : [])];
  return [replacementFor(like, "p", words), ...translate(opens ? others : blocks)];
}

function logEntry(entry: SourceElement): SourceNode {
  const time = entry.children.find((child) => hasClass(child, contentClasses.when));
  const say = entry.children.find((child) => hasClass(child, contentClasses.say));
  if (time === undefined || say === undefined) return { ...entry, children: translate(entry.children) };
  const by = findBelow([say], (element) => hasClass(element, contentClasses.by));
  const who = by === null ? [] : [textAt(entry, ` @${handleOf(by) ?? textBelow(by.children)}`)];
  return { ...entry, children: headed(entry, [time, ...who], say.name === "p" ? [say] : say.children) };
}

/** The description ahead of the comments, as the first entry of their list. */
function description(about: SourceElement): SourceNode {
  const entry = replacementFor(about, "li", headed(about, [textAt(about, "Description")], about.children));
  return replacementFor(about, "ul", [entry]);
}

/** What an item is about ahead of all that was said: on the page, it stands behind the newest comment. */
function inOrder(children: readonly SourceNode[]): readonly SourceNode[] {
  const parts = children.flatMap((child) => (hasClass(child, scriptClasses.rest) ? child.children : [child]));
  const isAbout = (part: SourceNode) => hasClass(part, contentClasses.about);
  return [...parts.filter(isAbout), ...parts.filter((part) => !isAbout(part))];
}

/** `P1` and its label, with the colon that tells the two apart. */
function legendEntry(entry: SourceElement): SourceNode {
  const [key, ...others] = entry.children;
  if (key === undefined || !isSourceElement(key)) return entry;
  return { ...entry, children: [replacementFor(key, "strong", key.children), textAt(entry, ":"), ...others] };
}

/** A milestone's days in bold, so that no word of its title is taken for one. */
function milestone(entry: SourceElement): SourceNode {
  const children = translate(entry.children).map((child) =>
    hasClass(child, contentClasses.when) ? replacementFor(child, "strong", child.children) : child,
  );
  return { ...entry, children };
}

/** What stands beside a title, each with its column: `(owners: …; due: …)`; below it, what is blocks. */
function details(element: SourceElement): SourceNodes {
  const words = childElements(element, "span");
  const shown = words.flatMap((detail, index): SourceNodes => {
    const column = attribute(detail, scriptAttributes.column);
    const content = owners(detail, ", ") ?? translate(detail.children.slice(column === "due" ? 1 : 0));
    return [textAt(detail, `${index === 0 ? " (" : "; "}${column}: `), ...content];
  });
  const blocks = translate(childElements(element).filter(({ name }) => name !== "span"));
  return [...shown, ...(shown.length === 0 ? [] : [textAt(element, ")")]), ...blocks];
}

/** By class of a list: what becomes of its entries. */
const entryChanges: ReadonlyMap<string, (entry: SourceElement) => SourceNode> = new Map([
  [contentClasses.log, logEntry],
  [contentClasses.legend, legendEntry],
  [contentClasses.milestones, milestone],
]);

function translateElement(element: SourceElement): SourceNodes {
  const classes = classesOf(element);
  // Who wrote a comment stands in its head already.
  if (isAside(element) || classes.includes(contentClasses.by)) return [];
  if (classes.includes(contentClasses.about)) return [description(element)];
  if (classes.includes(contentClasses.mention)) return mention(element);
  // The items of a long page.
  if (element.name === "noscript") return translate(element.children);
  if (element.name === "div" && classes.includes("lead")) return translate(element.children);
  if (element.name === "div" && classes.includes("details")) return details(element);
  const change = classes.flatMap((name) => entryChanges.get(name) ?? [])[0];
  if (change !== undefined) return [{ ...element, children: childElements(element, "li").map(change) }];
  if (classes.includes("comments")) return [{ ...element, children: translate(inOrder(element.children)) }];
  const isCell = element.name === "td" || element.name === "th";
  return [{ ...element, children: (isCell ? owners(element, "; ") : null) ?? translate(element.children) }];
}

function translate(nodes: SourceNodes): SourceNodes {
  return nodes.flatMap((node) => (node.kind === "text" ? [node] : translateElement(node)));
}

/** The tree of an HTML page without the page's own talk; null where its head does not say that gtm made it. */
export function readOwnHtml(root: SourceNodes): SourceNodes | null {
  const isGenerator = (element: SourceElement) => /^generator$/i.test(attribute(element, "name"));
  const generator = findBelow(root, (element) => element.name === "meta" && isGenerator(element));
  const isOwn = generator !== null && attribute(generator, "content").split(/\W/)[0] === pageGenerator;
  return isOwn ? translate(root) : null;
}
