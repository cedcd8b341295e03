/** Who owns an item: the people in an owner's cell, and the words around them. */
import { handlePattern } from "../core/comment-head.ts";
import { findLinks, plainText } from "./inline.ts";
import { isNobody } from "./no-value.ts";
import { handleOfAddress, handleOfLink, nameIn, type People, writeMentions } from "./people.ts";

/** A name that was read with doubt. */
export interface OwnerDoubt {
  readonly value: string;
  readonly alternative: string;
  readonly reason: string;
  readonly confidence: number;
}

export interface OwnerReading {
  readonly owners: readonly string[];
  /** The cell's words, where some of them name no owner; "" else. */
  readonly words: string;
  readonly doubts: readonly OwnerDoubt[];
}

const separator =
  /\s*(?:[/&;,+|\n]|<br\s*\/?>|<\/?(?:li|ul|p)>|(?<![\p{L}\p{N}])(?:and|und|with)(?![\p{L}\p{N}]))\s*/iu;
/** `Dana Fox (@dana)`. */
const namedHandle = new RegExp(`[^;,\\n\u0000]{1,80} \\(@(${handlePattern})\\)`, "gu");
/** Cells beyond this are prose, not lists of names. */
const cellLimit = 1500;

interface Part {
  readonly names: readonly string[];
  readonly words: string;
  readonly doubts: readonly OwnerDoubt[];
}

/** The only person whose first name, or first name and initial, this is. */
function byShortName(name: string, people: People): string | null {
  const [first = "", initial = "", more] = name.toLowerCase().replace(/\./g, "").split(" ");
  if (more !== undefined || initial.length > 1 || first.length < 2) return null;
  const found = new Set<string>();
  for (const [full, handle] of people.byName) {
    const [given, ...rest] = full.split(" ");
    if (given === first && rest.length > 0 && (initial === "" || rest.at(-1)?.startsWith(initial))) found.add(handle);
  }
  return found.size === 1 ? ([...found][0] ?? null) : null;
}

function resolve(name: string, people: People): Part {
  const handle = name.startsWith("@")
    ? name.slice(1)
    : (people.byName.get(name.toLowerCase()) ?? (people.byHandle.has(name) ? name : null));
  if (handle !== null) return { names: [handle], words: "", doubts: [] };
  const near = byShortName(name, people);
  if (near !== null) {
    const reason = "the only person on the page with this first name";
    return { names: [near], words: "", doubts: [{ value: name, alternative: name, reason, confidence: 0.85 }] };
  }
  const strange = people.byHandle.size > 0 && /^\p{L}+(?: \p{L}\.?)?$/u.test(name);
  const doubt = {
    value: name,
    alternative: "",
    reason: "nobody linked on the page has this name",
    confidence: 0.9,
  };
  return { names: [name], words: "", doubts: strange ? [doubt] : [] };
}

function readPart(part: string, linked: readonly string[], people: People): Part {
  const marks = [...part.matchAll(/\u0000(\d+)\u0000/g)].map((match) => linked[Number(match[1])] ?? "");
  const rest = plainText(part.replace(/\u0000\d+\u0000/g, " ")).replace(/^[\s:()<>–—-]+|[\s:()<>.–—-]+$/g, "");
  if (marks.length > 0) return { names: marks, words: rest, doubts: [] };
  if (rest === "") return { names: [], words: "", doubts: [] };
  const [name = "", ...role] = rest.split(/\s+[-–—]\s+|\s*[:(]\s*/);
  if (isNobody(name)) return { names: [], words: rest, doubts: [] };
  const likely = name !== "" && name.length <= 40 && name.split(" ").length <= 4;
  if (!likely) {
    return {
      names: [],
      words: rest,
      doubts: [{ value: rest, alternative: "", reason: "this does not name a person", confidence: 0.7 }],
    };
  }
  const found = resolve(name, people);
  return { ...found, words: [found.words, ...role].join(" ").trim() };
}

/** Reads an owner's cell: people by link, e-mail, `@handle` or name, several between separators; `TBD` is nobody. */
export function readOwners(cell: string, people: People): OwnerReading {
  const words = writeMentions(cell, people);
  if (cell.trim() === "") return { owners: [], words: "", doubts: [] };
  if (isNobody(plainText(cell.slice(0, cellLimit))))
    return { owners: [], words: /[\p{L}\p{N}]/u.test(words) ? words : "", doubts: [] };
  if (cell.length > cellLimit)
    return {
      owners: [],
      words,
      doubts: [{ value: cell.slice(0, 60), alternative: "", reason: "too long for a list of owners", confidence: 0.5 }],
    };
  const linked: string[] = [];
  let text = "";
  let end = 0;
  const mark = (handle: string) => `\u0000${linked.push(handle) - 1}\u0000`;
  for (const link of findLinks(cell)) {
    const name = nameIn(link.text);
    const handle = handleOfLink(link, people) ?? people.byName.get(name.toLowerCase()) ?? name;
    text += cell.slice(end, link.start) + mark(handle);
    end = link.end;
  }
  text = (text + cell.slice(end))
    .replace(
      /(?:(\p{Lu}[\p{L}'’. -]{0,60}?)\s*[<(]\s*)?(([\w.+-]{1,64})@[\w-]+(?:\.[\w-]+)+)[>)]?/gu,
      (_, _name, email: string, handle: string) => mark(handleOfAddress(`mailto:${email}`, people) ?? handle),
    )
    .replace(namedHandle, (_, handle: string) => mark(handle))
    .replace(/\[([^\][()]{1,60})\](?!\()/g, (whole, name: string) =>
      people.byName.has(name.trim().toLowerCase()) ? mark(people.byName.get(name.trim().toLowerCase()) ?? "") : whole,
    );
  const parts = text.split(separator).map((part) => readPart(part, linked, people));
  const owners = [...new Set(parts.flatMap((part) => part.names))].filter((owner) => owner !== "");
  return {
    owners,
    words: parts.some((part) => part.words !== "") ? words : "",
    doubts: parts.flatMap((part) => part.doubts),
  };
}
