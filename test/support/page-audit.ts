/** A rendered page parsed again as a forge would, and what of it could act. */
import type { Nodes, Root, Table } from "mdast";
import { remark } from "remark";
import remarkGfm from "remark-gfm";
import { visit } from "unist-util-visit";

const parser = remark().use(remarkGfm).freeze();
const ownTag = /^<(?:br *\/?|\/?ul|\/?ol|\/?li|\/?blockquote)>$/i;

/** The tree that a forge makes of it. */
export function treeOf(markdown: string): Root {
  return parser.parse(markdown);
}

/** Raw HTML that the page's format did not make, images, and addresses with a scheme other than web and mail. */
export function dangersOf(page: string | Root): string[] {
  const found: string[] = [];
  visit(typeof page === "string" ? treeOf(page) : page, (node: Nodes) => {
    if (node.type === "html" && !ownTag.test(node.value)) found.push(`html ${node.value}`);
    if (node.type === "image" || node.type === "imageReference") found.push(`image ${node.alt}`);
    if ("url" in node && !isHarmless(node.url)) found.push(`${node.type} ${node.url}`);
  });
  return found;
}

/** What a browser takes for a scheme: it drops blanks and controls first. */
function isHarmless(url: string): boolean {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url.replace(/[\x00-\x20]/g, ""))?.[1];
  return scheme === undefined || /^(?:https?|mailto)$/i.test(scheme);
}

/** The number of cells of each row of each table. */
export function tablesOf(page: string | Root): number[][] {
  const tables: Table[] = [];
  visit(typeof page === "string" ? treeOf(page) : page, "table", (node: Table) => {
    tables.push(node);
  });
  return tables.map((table) => table.children.map((row) => row.children.length));
}

/** The words of a page as a reader sees them. */
export function wordsOf(markdown: string): string {
  const words: string[] = [];
  visit(parser.parse(markdown), (node: Nodes) => {
    if (node.type === "text" || node.type === "inlineCode" || node.type === "code") words.push(node.value);
    if (node.type === "html" && ownTag.test(node.value)) words.push(" ");
  });
  return words.join("");
}
