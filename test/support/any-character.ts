import fc from "fast-check";

/** Of code points: those between are halves of pairs. */
const [lastBefore, firstBehind] = [0xd7ff, 0xe000];
const left = firstBehind - lastBefore - 1;

/**
 * Any character, as the unit of `fc.string`: the same ones from the same seed as "binary", which writes all million of them down
 * to find one again, for a second and in a hundred megabytes a worker.
 */
export const anyCharacter = fc.nat({ max: 0x10ffff - left }).map(
  (place) => String.fromCodePoint(place <= lastBefore ? place : place + left),
  (character) => {
    if (typeof character !== "string" || !/^.$/su.test(character)) throw new Error("not one character");
    const code = character.codePointAt(0) ?? 0;
    if (code > lastBefore && code < firstBehind) throw new Error("half of a character");
    return code <= lastBefore ? code : code - left;
  },
);
