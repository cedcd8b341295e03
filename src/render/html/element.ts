/** HTML as a tree: text only ever becomes text, and the serializer escapes it. */
import type { Element, ElementContent, Properties } from "hast";
import { printable } from "../../core/printable.ts";
import { isSafeAddress } from "../../core/rich-text.ts";

/** Attributes by their names in hast; undefined and null leave them out. */
export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

export type Content = ElementContent | string | null | readonly Content[];

/** An element; strings become text with control characters shown, nulls nothing, lists their members. */
export function element(tagName: string, properties: Attributes, ...children: readonly Content[]): Element {
  return { type: "element", tagName, properties: properties as Properties, children: nodes(children) };
}

/** Contents side by side. */
export function nodes(contents: readonly Content[]): ElementContent[] {
  const flat: ElementContent[] = [];
  for (const content of contents) {
    if (content === null || content === "") continue;
    if (typeof content === "string") flat.push({ type: "text", value: printable(content) });
    else if ("type" in content) flat.push(content);
    else flat.push(...nodes(content));
  }
  return flat;
}

/** A link out of the page, or its words alone where the address is no web or mail address. */
export function outsideLink(url: string, words: readonly Content[], className?: string): Content {
  if (!isSafeAddress(url)) return words;
  return element("a", { className, href: printable(url), rel: "noopener noreferrer" }, words);
}

/** The words of a tree as they are read. */
export function textOf(node: ElementContent): string {
  if (node.type === "text") return node.value;
  return node.type === "element" ? node.children.map(textOf).join("") : "";
}
