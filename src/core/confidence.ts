/** How sure a guess of an import is, 0..1: the chance that it is right, measured on pages damaged on purpose. */

/** At and above this nobody need look. Below, a row keeps its source in the item's file, and changes nothing that is there. */
export const trustedConfidence = 0.9;
