/** Confluence storage format to blocks. */
import { isPageFigures } from "../../core/page-figures.ts";
import type { PageRefusal } from "../reading.ts";
import type { Block } from "./blocks.ts";
import { childElements, findBelow, type SourceElement, textBelow } from "./element.ts";
import { readHtmlBlocks } from "./html-blocks.ts";
import { translateStorage } from "./storage-macros.ts";
import { parseStorage } from "./storage-tree.ts";

/** The line of the day and its figures, or an entry that begins with its day or `Description` in bold, as in gtm's cells. */
function isOwn({ name, children }: SourceElement): boolean {
  if (name === "p" && isPageFigures(textBelow(children))) return true;
  const [first] = children;
  const lead = first?.kind === "element" && first.name === "p" ? first.children[0] : first;
  if (name !== "li" || lead?.kind !== "element" || lead.name !== "strong") return false;
  const head = textBelow(lead.children);
  return childElements(lead, "time").length > 0 || head === "Description" || /^\d{4}-\d\d-\d\d(?: @\S+)?$/.test(head);
}

/**
 * The blocks of a page in storage format, as Confluence's REST interface gives it; `text` has Unix line ends. A user
 * stands as `[ID](user:ID)`, since the format has no names. Refuses ill-formed XML with its line and column.
 */
export function readStorage(text: string): readonly Block[] | PageRefusal {
  const page = parseStorage(text);
  if ("ok" in page) return page;
  const root = translateStorage(page.root);
  return readHtmlBlocks({ ...page, root, own: findBelow(root, isOwn) !== null });
}
