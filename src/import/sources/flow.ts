/** Content of an element as a flat run of paragraphs, entries, headings and tables; nesting of lists is a number. */
import type { SourceElement } from "./element.ts";
import type { Run } from "./runs.ts";

type Placed = Pick<SourceElement, "line">;

/** `level`: in how many entries of lists it stands. */
type TextFlow = { readonly kind: "text"; readonly level: number; readonly runs: readonly Run[] };
type CodeFlow = { readonly kind: "code"; readonly level: number; readonly text: string };
type HeadingFlow = { readonly kind: "heading"; readonly depth: number; readonly runs: readonly Run[] };
type TableFlow = { readonly kind: "table"; readonly element: SourceElement };
type RuleFlow = { readonly kind: "rule" };

export interface ItemFlow extends Placed {
  readonly kind: "item";
  readonly level: number;
  readonly ordered: boolean;
  /** The state of its check box, or null. */
  readonly done: boolean | null;
  /** Its first paragraph. */
  readonly runs: readonly Run[];
  /** Where the entry, with what is nested in it, begins and ends in the page's text. */
  readonly start: number;
  readonly end: number;
}

export type Flow = ItemFlow | (Placed & (TextFlow | CodeFlow | HeadingFlow | TableFlow | RuleFlow));
