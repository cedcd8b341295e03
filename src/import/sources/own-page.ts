/** Pages that gtm itself made: what is the page's own talk about its items is left out, and their cells are read exactly. */
import { isHandle } from "../../core/handle.ts";
import type { Block } from "./blocks.ts";
import {
  attribute,
  classesOf,
  type Element,
  findBelow,
  isElement,
  type Node,
  standIn,
  textAt,
  textBelow,
} from "./element.ts";

/** Bears witness that a cell's text stands there on purpose: see `exact-flows.ts`. */
const exact = "data-gtm-exact";

export function isExact(cell: Element): boolean {
  return cell.attributes.has(exact);
}

/** Of the page, not of its items: figures, counts, flags, pictures, what changed. */
const asides = new Set(["initials", "flag", "flags", "count", "as-of", "figures", "skip", "changes"]);
const asideElements = new Set(["caption", "figure", "footer", "form", "nav", "script", "style", "summary", "svg"]);

function isAside(element: Element): boolean {
  return asideElements.has(element.name) || classesOf(element).some((name) => asides.has(name));
}

function hasClass(node: Node, name: string): node is Element {
  return isElement(node) && classesOf(node).includes(name);
}

/** The handle in the attribute that no reader sees, or null; anyone can write a page that looks like one of gtm's. */
function handleOf(element: Element): string | null {
  const handle = attribute(element, "data-handle");
  return handle.length <= 80 && isHandle(handle) ? handle : null;
}

/** A person in running text. */
function mention(element: Element): readonly Node[] {
  const handle = handleOf(element);
  return handle === null ? [element] : [textAt(element, `@${handle}`)];
}

/** The address of an owner whose handle it tells, or the name with the handle. */
function owner(person: Element): readonly Node[] {
  const named = findBelow(person.children, (element) => element.attributes.has("data-handle"));
  const handle = named === null ? null : handleOf(named);
  if (named === null || handle === null) return named?.children ?? person.children;
  const href = attribute(named, "href");
  if ([`/${handle}`, `/${handle}/`].some((end) => href.endsWith(end)))
    return [{ ...named, attributes: new Map([["href", href]]) }];
  const name = textBelow(named.children);
  return [textAt(person, name === handle ? `@${handle}` : `${name} (@${handle})`)];
}

/** The head of a comment, `[2026-10-22 @dana] `: no mark of the words behind it could join it. */
function headOf(entry: Element, parts: readonly Node[]): readonly Node[] {
  return [textAt(entry, "["), ...parts, textAt(entry, "] ")];
}

/** An entry of a log with its head before its words. */
function logEntry(entry: Element): readonly Node[] {
  const time = entry.children.find((child) => hasClass(child, "when"));
  const say = entry.children.find((child) => hasClass(child, "say"));
  if (time === undefined || say === undefined) return [{ ...entry, children: translate(entry.children) }];
  const by = findBelow([say], (element) => classesOf(element).includes("by"));
  const who = by === null ? [] : [textAt(entry, ` @${handleOf(by) ?? textBelow(by.children)}`)];
  const head = headOf(entry, [time, ...who]);
  const withoutAuthor = (nodes: readonly Node[]): readonly Node[] => nodes.filter((node) => node !== by);
  if (say.name === "p") return [{ ...entry, children: [...head, ...translate(withoutAuthor(say.children))] }];
  const [first, ...others] = say.children;
  const words = first !== undefined && isElement(first, "p") ? withoutAuthor(first.children) : null;
  return [{ ...entry, children: withHead(entry, head, words, words === null ? say.children : others) }];
}

/** A head and the words of its paragraph, null for none; then the blocks below. */
function withHead(
  like: Element,
  head: readonly Node[],
  words: readonly Node[] | null,
  below: readonly Node[],
): readonly Node[] {
  return [standIn(like, "p", [...head, ...translate(words ?? [])]), ...translate(below)];
}

/** The description ahead of the comments, as the first entry of their list. */
function description(about: Element): Node {
  const [first, ...others] = about.children;
  const words = first !== undefined && isElement(first, "p") ? first.children : null;
  const head = headOf(about, [textAt(about, "Description")]);
  const entry = standIn(about, "li", withHead(about, head, words, words === null ? about.children : others));
  return standIn(about, "ul", [entry]);
}

/** `P1` and its label, with the colon that tells the two apart. */
function legendEntry(entry: Element): Node {
  const [key, ...others] = entry.children;
  if (key === undefined || !isElement(key)) return entry;
  return { ...entry, children: [standIn(key, "strong", key.children), textAt(entry, ":"), ...others] };
}

/** A milestone's days in bold, so that no word of its title is taken for one. */
function milestone(entry: Element): Node {
  return {
    ...entry,
    children: translate(entry.children).map((child) =>
      hasClass(child, "when") ? standIn(child, "strong", child.children) : child,
    ),
  };
}

function entriesBelow(list: Element, change: (entry: Element) => Node | readonly Node[]): readonly Node[] {
  const entries = list.children.flatMap((child) => (isElement(child, "li") ? change(child) : []));
  return [{ ...list, children: entries }];
}

function translateElement(element: Element): readonly Node[] {
  if (isAside(element)) return [];
  const classes = classesOf(element);
  if (classes.includes("about")) return [description(element)];
  if (classes.includes("log")) return entriesBelow(element, logEntry);
  if (classes.includes("legend")) return entriesBelow(element, legendEntry);
  if (classes.includes("milestones")) return entriesBelow(element, milestone);
  if (classes.includes("mention")) return mention(element);
  if (element.name === "details") return translate(element.children);
  if (element.name === "td" || element.name === "th") {
    const people = element.children.filter((child) => hasClass(child, "person"));
    const children =
      people.length === 0
        ? translate(element.children)
        : people.flatMap((person, index) => [...(index === 0 ? [] : [textAt(person, "; ")]), ...owner(person)]);
    return [{ ...element, children, attributes: new Map([...element.attributes, [exact, ""]]) }];
  }
  return [{ ...element, children: translate(element.children) }];
}

function translate(nodes: readonly Node[]): readonly Node[] {
  return nodes.flatMap((node) => (node.kind === "text" ? [node] : translateElement(node)));
}

/** The tree of an HTML page without the page's own talk; null where its head does not say that gtm made it. */
export function readOwnHtml(root: readonly Node[]): readonly Node[] | null {
  const generator = findBelow(
    root,
    (element) => element.name === "meta" && attribute(element, "name").toLowerCase() === "generator",
  );
  return generator !== null && /^gtm\b/.test(attribute(generator, "content")) ? translate(root) : null;
}

/** What an entry of gtm's begins with in storage format, in bold: its date and author, or that it is the description. */
function boldHead(nodes: readonly Node[]): Element | null {
  const [first] = nodes;
  const lead = first !== undefined && isElement(first, "p") ? first.children[0] : first;
  if (lead === undefined || !isElement(lead, "strong")) return null;
  return isDated(lead) || textBelow(lead.children) === "Description" ? lead : null;
}

function isDated(head: Element): boolean {
  return head.children.some((child) => isElement(child, "time"));
}

function isNew(node: Node | undefined): boolean {
  return node !== undefined && isElement(node, "em") && textBelow(node.children) === "(new)";
}

/** Words behind their comment's head, without the mark of a new one. */
function storageHead(entry: Element, head: Element, nodes: readonly Node[]): readonly Node[] {
  return nodes.flatMap((node, index) => {
    if (node === head) return headOf(entry, head.children);
    if (isElement(node, "p") && node.children.includes(head))
      return [{ ...node, children: storageHead(entry, head, node.children) }];
    return nodes[0] === head && index === 2 && isNew(node) ? [] : [node];
  });
}

/** What the page says of the comments that it folds. */
function isFoldTitle(node: Element): boolean {
  return classesOf(node).includes("expand-control-text") && /^\d+ older comments?$/.test(textBelow(node.children));
}

/** Comments stand in a cell, or in the entry of a list; a milestone begins with its days as well, but stands in neither. */
function withExactCells(nodes: readonly Node[], inItem = false): readonly Node[] {
  return nodes.flatMap((node): readonly Node[] => {
    if (node.kind === "text") return [node];
    if (isFoldTitle(node)) return [];
    const isCell = node.name === "td" || node.name === "th";
    const head = inItem && node.name === "li" ? boldHead(node.children) : null;
    if (head !== null) return [{ ...node, children: storageHead(node, head, node.children) }];
    const children = withExactCells(node.children, inItem || isCell || node.name === "li");
    const attributes = isCell ? new Map([...node.attributes, [exact, ""] as const]) : node.attributes;
    return [{ ...node, children, attributes }];
  });
}

/** The tree of a page in storage format, its cells exact; null where no comment on it is in gtm's form. */
export function readOwnStorage(root: readonly Node[]): readonly Node[] | null {
  const comment = findBelow(root, ({ name, children }) => {
    const head = name === "li" ? boldHead(children) : null;
    return head !== null && isDated(head);
  });
  return comment === null ? null : withExactCells(root);
}

/** Blocks of a page that gtm wrote. */
export function asOwn(blocks: readonly Block[]): readonly Block[] {
  return blocks.map((block) => (block.kind === "table" ? { ...block, own: true } : block));
}
