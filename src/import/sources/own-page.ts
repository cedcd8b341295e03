/** Pages that gtm itself made: what is the page's own talk about its items is left out, and their cells are read exactly. */
import { isHandle } from "../../core/handle.ts";
import {
  asideClasses,
  contentClasses,
  handleAttribute,
  pageGenerator,
  scriptAttributes,
} from "../../core/page-marks.ts";
import { handleInUrl } from "../people.ts";
import {
  attribute,
  classesOf,
  findBelow,
  isSourceElement,
  replacementFor,
  type SourceElement,
  type SourceNode,
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
function mention(element: SourceElement): readonly SourceNode[] {
  const handle = handleOf(element);
  if (handle === null) return [element];
  if (textBelow(element.children) === handle) return [textAt(element, `@${handle}`)];
  const own = attribute(element, "href");
  const href = handleInUrl(own) === handle ? own : `@${handle}`;
  return [{ ...element, name: "a", attributes: new Map([["href", href]]) }];
}

/** The address of an owner whose handle it tells, or the name with the handle. */
function owner(person: SourceElement): readonly SourceNode[] {
  const named = findBelow(person.children, (element) => element.attributes.has(handleAttribute));
  const handle = named === null ? null : handleOf(named);
  if (named === null || handle === null) return named?.children ?? person.children;
  const href = attribute(named, "href");
  if ([`/${handle}`, `/${handle}/`].some((end) => href.endsWith(end)))
    return [{ ...named, attributes: new Map([["href", href]]) }];
  const name = textBelow(named.children);
  return [textAt(person, name === handle ? `@${handle}` : `${name} (@${handle})`)];
}

/** The head of a comment, `[2026-10-22 @dana] `: no mark of the words behind it could join it. */
export function headOf(entry: SourceElement, parts: readonly SourceNode[]): readonly SourceNode[] {
  return [textAt(entry, "["), ...parts, textAt(entry, "] ")];
}

/** An entry of a log with its head before its words. */
function logEntry(entry: SourceElement): readonly SourceNode[] {
  const time = entry.children.find((child) => hasClass(child, contentClasses.when));
  const say = entry.children.find((child) => hasClass(child, contentClasses.say));
  if (time === undefined || say === undefined) return [{ ...entry, children: translate(entry.children) }];
  const by = findBelow([say], (element) => classesOf(element).includes(contentClasses.by));
  const who = by === null ? [] : [textAt(entry, ` @${handleOf(by) ?? textBelow(by.children)}`)];
  const head = headOf(entry, [time, ...who]);
  const withoutAuthor = (nodes: readonly SourceNode[]): readonly SourceNode[] => nodes.filter((node) => node !== by);
  if (say.name === "p") return [{ ...entry, children: [...head, ...translate(withoutAuthor(say.children))] }];
  const [first, ...others] = say.children;
  const words = first !== undefined && isSourceElement(first, "p") ? withoutAuthor(first.children) : null;
  return [{ ...entry, children: withHead(entry, head, words, words === null ? say.children : others) }];
}

/** A head and the words of its paragraph, null for none; then the blocks below. */
function withHead(
  like: SourceElement,
  head: readonly SourceNode[],
  words: readonly SourceNode[] | null,
  below: readonly SourceNode[],
): readonly SourceNode[] {
  return [replacementFor(like, "p", [...head, ...translate(words ?? [])]), ...translate(below)];
}

/** The description ahead of the comments, as the first entry of their list. */
function description(about: SourceElement): SourceNode {
  const [first, ...others] = about.children;
  const words = first !== undefined && isSourceElement(first, "p") ? first.children : null;
  const head = headOf(about, [textAt(about, "Description")]);
  const entry = replacementFor(about, "li", withHead(about, head, words, words === null ? about.children : others));
  return replacementFor(about, "ul", [entry]);
}

/** `P1` and its label, with the colon that tells the two apart. */
function legendEntry(entry: SourceElement): SourceNode {
  const [key, ...others] = entry.children;
  if (key === undefined || !isSourceElement(key)) return entry;
  return { ...entry, children: [replacementFor(key, "strong", key.children), textAt(entry, ":"), ...others] };
}

/** A milestone's days in bold, so that no word of its title is taken for one. */
function milestone(entry: SourceElement): SourceNode {
  return {
    ...entry,
    children: translate(entry.children).map((child) =>
      hasClass(child, contentClasses.when) ? replacementFor(child, "strong", child.children) : child,
    ),
  };
}

function entriesBelow(
  list: SourceElement,
  change: (entry: SourceElement) => SourceNode | readonly SourceNode[],
): readonly SourceNode[] {
  const entries = list.children.flatMap((child) => (isSourceElement(child, "li") ? change(child) : []));
  return [{ ...list, children: entries }];
}

/** What stands beside a title, each with its column: `(owners: …; due: …)`; below it, what is blocks. */
function details(element: SourceElement): readonly SourceNode[] {
  const all = element.children.filter((child) => isSourceElement(child));
  const words = all.filter(({ name }) => name === "span");
  const shown = words.flatMap((detail): readonly SourceNode[] => {
    const people = detail.children.filter((child) => hasClass(child, contentClasses.person));
    const column = attribute(detail, scriptAttributes.column);
    const content =
      people.length > 0
        ? people.flatMap((person, index) => [...(index === 0 ? [] : [textAt(person, ", ")]), ...owner(person)])
        : translate(column === "due" ? detail.children.slice(1) : detail.children);
    return [textAt(detail, `${detail === words[0] ? " (" : "; "}${column}: `), ...content];
  });
  return [
    ...shown,
    ...(shown.length === 0 ? [] : [textAt(element, ")")]),
    ...translate(all.filter(({ name }) => name !== "span")),
  ];
}

function translateElement(element: SourceElement): readonly SourceNode[] {
  if (isAside(element)) return [];
  const classes = classesOf(element);
  if (classes.includes(contentClasses.about)) return [description(element)];
  if (classes.includes(contentClasses.log)) return entriesBelow(element, logEntry);
  if (classes.includes(contentClasses.legend)) return entriesBelow(element, legendEntry);
  if (classes.includes(contentClasses.milestones)) return entriesBelow(element, milestone);
  if (classes.includes(contentClasses.mention)) return mention(element);
  if (element.name === "div" && classes.includes("lead")) return translate(element.children);
  if (element.name === "div" && classes.includes("details")) return details(element);
  if (element.name === "details") return translate(element.children);
  if (element.name === "td" || element.name === "th") {
    const people = element.children.filter((child) => hasClass(child, contentClasses.person));
    const children =
      people.length === 0
        ? translate(element.children)
        : people.flatMap((person, index) => [...(index === 0 ? [] : [textAt(person, "; ")]), ...owner(person)]);
    return [{ ...element, children }];
  }
  return [{ ...element, children: translate(element.children) }];
}

function translate(nodes: readonly SourceNode[]): readonly SourceNode[] {
  return nodes.flatMap((node) => (node.kind === "text" ? [node] : translateElement(node)));
}

/** The tree of an HTML page without the page's own talk; null where its head does not say that gtm made it. */
export function readOwnHtml(root: readonly SourceNode[]): readonly SourceNode[] | null {
  const generator = findBelow(
    root,
    (element) => element.name === "meta" && attribute(element, "name").toLowerCase() === "generator",
  );
  return generator !== null && attribute(generator, "content").split(/\W/)[0] === pageGenerator
    ? translate(root)
    : null;
}
