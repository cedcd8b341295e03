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
  replacementFor,
  type SourceElement,
  type SourceNode,
  type SourceNodes,
  textAt,
  textBelow,
} from "./element.ts";

/** Of the page, not of its items: figures, counts, flags, pictures, what changed; and who wrote a comment, whose head says so. */
const asides = new Set<string>([...Object.values(asideClasses), contentClasses.by]);
const asideElements = new Set(["caption", "figure", "footer", "form", "nav", "script", "style", "summary", "svg"]);

function hasClass(node: SourceNode, name: string): node is SourceElement {
  return node.kind === "element" && classesOf(node).includes(name);
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

/** People with a separator between them; null where there are none. */
function owners(element: SourceElement, separator: string): SourceNodes | null {
  const people = element.children.filter((child) => hasClass(child, contentClasses.person));
  const separated = people.flatMap((person) => {
    const named = findBelow(person.children, (each) => each.attributes.has(handleAttribute)) ?? person;
    return [textAt(person, separator), ...(handleOf(named) === null ? named.children : mention(named))];
  });
  return people.length === 0 ? null : separated.slice(1);
}

/** Blocks with a head before their words, `[2026-10-22 @dana] `: no mark of the words could join one in brackets. */
function headed(like: SourceElement, head: SourceNodes, blocks: SourceNodes) {
  const [first, ...others] = blocks;
  const opens = first?.kind === "element" && first.name === "p";
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

/** What an item is about ahead of all that was said: on the page, it stands behind the newest comment. */
function inOrder(children: readonly SourceNode[]): readonly SourceNode[] {
  const parts = children.flatMap((child) => (hasClass(child, scriptClasses.rest) ? child.children : [child]));
  return parts.toSorted(
    (a, b) => Number(hasClass(b, contentClasses.about)) - Number(hasClass(a, contentClasses.about)),
  );
}

/** `P1` and its label, with the colon that tells the two apart. */
function legendEntry(entry: SourceElement): SourceNode {
  const [key, ...others] = entry.children;
  if (key?.kind !== "element") return entry;
  return { ...entry, children: [replacementFor(key, "strong", key.children), textAt(entry, ":"), ...others] };
}

/** What stands beside a title, each with its column: `(owners: …; due: …)`; below it, what is blocks. */
function details(element: SourceElement): SourceNodes {
  const shown = childElements(element, "span").flatMap((detail, index): SourceNodes => {
    const column = attribute(detail, scriptAttributes.column);
    const content = owners(detail, ", ") ?? translate(detail.children.slice(column === "due" ? 1 : 0));
    return [textAt(detail, `${index === 0 ? " (" : "; "}${column}: `), ...content];
  });
  const blocks = translate(childElements(element).filter(({ name }) => name !== "span"));
  return [...shown, textAt(element, shown.length === 0 ? "" : ")"), ...blocks];
}

function translateElement(element: SourceElement): SourceNodes {
  const classes = classesOf(element);
  if (asideElements.has(element.name) || classes.some((name) => asides.has(name))) return [];
  if (classes.includes(contentClasses.about)) {
    // As the first entry of the list of comments.
    const entry = replacementFor(element, "li", headed(element, [textAt(element, "Description")], element.children));
    return [replacementFor(element, "ul", [entry])];
  }
  if (classes.includes(contentClasses.mention)) return mention(element);
  // The items of a long page, and what leads one in a list.
  if (element.name === "noscript" || classes.includes("lead")) return translate(element.children);
  if (classes.includes("details")) return details(element);
  if (classes.includes(contentClasses.log) || classes.includes(contentClasses.legend)) {
    const change = classes.includes(contentClasses.log) ? logEntry : legendEntry;
    return [{ ...element, children: childElements(element, "li").map(change) }];
  }
  if (classes.includes("comments")) return [{ ...element, children: translate(inOrder(element.children)) }];
  const children = (element.name === "td" ? owners(element, "; ") : null) ?? translate(element.children);
  // A milestone's days in bold, so that no word of its title is taken for one.
  return [{ ...element, name: classes.includes(contentClasses.when) ? "strong" : element.name, children }];
}

function translate(nodes: SourceNodes): SourceNodes {
  return nodes.flatMap((node) => (node.kind === "text" ? [node] : translateElement(node)));
}

/** The tree of an HTML page without the page's own talk; null where its head does not say that gtm made it. */
export function readOwnHtml(root: SourceNodes): SourceNodes | null {
  const generator = findBelow(root, (each) => each.name === "meta" && /^generator$/i.test(attribute(each, "name")));
  return generator !== null && attribute(generator, "content").split(/\W/)[0] === pageGenerator
    ? translate(root)
    : null;
}
