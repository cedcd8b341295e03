/** Confluence storage format to blocks. */
import type { PageRefusal } from "../reading.ts";
import type { Block } from "./blocks.ts";
import { childElements, findBelow, type SourceElement, textBelow } from "./element.ts";
import { readHtmlBlocks } from "./html-blocks.ts";
import { translateStorage } from "./storage-macros.ts";
import { parseStorage } from "./storage-tree.ts";

/** An entry that begins with its day or `Description` in bold, as in gtm's cells: a page that has one is gtm's own. */
function isOwnEntry({ name, children: [first] }: SourceElement): boolean {
  const lead = first?.kind === "element" && first.name === "p" ? first.children[0] : first;
  if (name !== "li" || lead?.kind !== "element" || lead.name !== "strong") return false;
  return childElements(lead, "time").length > 0 || textBelow(lead.children) === "Description";
}

/**
 * The blocks of a page in storage format, as Confluence's REST interface gives it; `text` has Unix line ends. A user
 * stands as `[ID](user:ID)`, since the format has no names. Refuses ill-formed XML with its line and column.
 */
export function readStorage(text: string): readonly Block[] | PageRefusal {
  const page = parseStorage(text);
  if ("ok" in page) return page;
  const root = translateStorage(page.root);
  return readHtmlBlocks({ ...page, root, own: findBelow(root, isOwnEntry) !== null });
}
