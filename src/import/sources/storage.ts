/** Confluence storage format to blocks. */
import type { PageRefusal } from "../reading.ts";
import type { Block } from "./blocks.ts";
import { readHtmlBlocks } from "./html-blocks.ts";
import { readOwnStorage } from "./own-storage.ts";
import { translateStorage } from "./storage-macros.ts";
import { parseStorage } from "./storage-tree.ts";

/**
 * The blocks of a page in storage format, as Confluence's REST interface gives it; `text` has Unix line ends. A user
 * stands as `[ID](user:ID)`, since the format has no names. Refuses ill-formed XML with its line and column.
 */
export function readStorage(text: string): readonly Block[] | PageRefusal {
  const page = parseStorage(text);
  if ("ok" in page) return page;
  const root = translateStorage(page.root);
  const own = readOwnStorage(root);
  return readHtmlBlocks({ ...page, root: own ?? root, own: own !== null });
}
