/** Content of an element as a flat run of paragraphs, entries, headings and tables; nesting of lists is a number. */
import type { SourceElement } from "./element.ts";
import type { Run } from "./runs.ts";

interface Placed {
  /** 1-based line of the page. */
  readonly line: number;
}

export interface TextFlow extends Placed {
  readonly kind: "text";
  /** How many entries of lists it stands in. */
  readonly level: number;
  readonly runs: readonly Run[];
}

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

export interface HeadingFlow extends Placed {
  readonly kind: "heading";
  readonly depth: number;
  readonly runs: readonly Run[];
}

export interface CodeFlow extends Placed {
  readonly kind: "code";
  readonly level: number;
  readonly text: string;
}

export interface TableFlow extends Placed {
  readonly kind: "table";
  readonly element: SourceElement;
}

export interface RuleFlow extends Placed {
  readonly kind: "rule";
}

export type Flow = TextFlow | ItemFlow | HeadingFlow | CodeFlow | TableFlow | RuleFlow;
