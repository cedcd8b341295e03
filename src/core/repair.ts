/** What an import had to guess, and how sure it is. */

/** A guess: what was read from which cell, what else it might be, and why. */
export interface Repair {
  /** 1-based row of its table or list, in the page's order. */
  readonly row: number;
  /** 1-based line of the page. */
  readonly line: number;
  /** The column that the value was given to: title, status, …, or a declared field's key. */
  readonly column: string;
  readonly value: string;
  /** The next best reading, in words; "" where there is none. */
  readonly alternative: string;
  readonly reason: string;
  /** 0..1: the chance that this reading is right. Calibrated, on pages damaged on purpose. */
  readonly confidence: number;
}

/** A guess, by the number of the item that it is about. */
export interface ItemRepair extends Repair {
  readonly item: number;
  /** The page's own heading over the column, if any. */
  readonly heading?: string | undefined;
}

/** At and above this nobody need look. Below, a row keeps its source in the item's file, and changes nothing that is there. */
export const trustedConfidence = 0.9;
