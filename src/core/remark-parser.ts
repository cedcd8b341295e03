/** remark with GFM; the only file that imports it for what the page draws. */
import type { Root } from "mdast";
import { remark } from "remark";
import remarkGfm from "remark-gfm";

const parser = remark().use(remarkGfm).freeze();

export function parseWithRemark(markdown: string): Root {
  return parser.parse(markdown);
}
