/** The parts of a page: words, milestones, the legend, and what holds items with where it stands. */
import type { Block, Heading, List, Table } from "./sources/blocks.ts";

export type PageBlock =
  | { readonly kind: "words"; readonly block: Block }
  | { readonly kind: "milestones"; readonly block: List | Table; readonly entries: readonly string[] }
  | { readonly kind: "legend"; readonly block: Block; readonly lines: readonly string[] }
  | (Stand & { readonly kind: "table"; readonly block: Table })
  | (Stand & { readonly kind: "list"; readonly block: List });

export type ItemBlock = Extract<PageBlock, Stand>;

/** Where a table or list of items stands. */
export interface Stand {
  readonly closed: boolean;
  /** The headings above, outermost first, without the page's title. */
  readonly stack: readonly Heading[];
  /** The short paragraph just above; null without. */
  readonly caption: string | null;
  readonly owner?: SectionOwner;
}

/** Who has all that stands in a section, and the chance that it is so. */
export interface SectionOwner {
  readonly owners: string;
  readonly confidence: number;
}

export function isItemBlock(part: PageBlock): part is ItemBlock {
  return part.kind === "table" || part.kind === "list";
}
