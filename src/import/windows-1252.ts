/** The characters that Windows-1252 has at 0x80..0x9F, in that order; a control character where it has none. */
export const windows1252Signs = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
