/** Who owns an item: the people in an owner's cell, and the words around them. */
import { handlePattern } from "../core/comment-head.ts";
import words from "../words/people.json" with { type: "json" };
import type { Guess } from "./facts.ts";
import { plainText, replaceLinks } from "./inline.ts";
import { isNobody } from "./no-value.ts";
import { handleOfLink, mailedName, nameIn, type People, withHandles, writeMentions } from "./people.ts";
import { anyIn, wordsOf } from "./word-lists.ts";

export interface OwnerReading {
  readonly owners: readonly string[];
  /** The cell's words, where some of them name no owner; "" else. */
  readonly words: string;
  readonly doubts: readonly Omit<Guess, "column">[];
}

/** These always part two owners. */
const sure = /\s*(?:[;|、；]|\\?\n(?:\s*[-*]\s)?)\s*/u;
/** `Behrens, T.` is one person. */
const initials = "(?<=\\p{L}{2},)\\s*\\p{Lu}\\.?(?:[\\s-]?\\p{Lu}\\.)*\\s*(?:$|[/&+;(<])";
/** These stand inside of names too; so may a blank, but for one between `@ines @wei`, `@Ines Roth @Wei Lin`. */
const weak = new RegExp(
  `\\s*(?:[/&+;]|,(?!${initials}))\\s*|\\s+(?:${anyIn(words.and)})\\s+|(?<=@[^@]{1,60}|\u0000)\\s+(?=@)`,
  "u",
);
/** Cells beyond this are prose, not lists of names. */
const cellLimit = 1500;

const several = new RegExp(`^(?:${anyIn(words["several people"])})\\.?$`, "iu");
const role = new RegExp(`^(?:${anyIn(words.roles)})$`, "iu");
const organisation = new Set(wordsOf(words["parts of organisations"]));
export const nameWord = "\\p{Lu}[\\p{L}\\p{M}'’.-]*";
const small = anyIn(words["small words in names"]);
const fullName = new RegExp(`^${nameWord}(?: (?:${small}))*(?: ${nameWord}){1,3}$`, "u");
const marked = /\u0000(\d+)\u0000/g;

function isRole(text: string): boolean {
  return text.length > 1 && role.test(text);
}

/** The only person on the page with this first name, and the initial behind it. */
function byShortName(name: string, people: People): string | null {
  const [first = "", initial = "", more] = name.toLowerCase().replace(/\./g, "").split(" ");
  if (more !== undefined || initial.length > 1) return null;
  const found = [...people.byName].filter(([full]) => {
    const [given, ...rest] = full.split(" ");
    return given === first && rest.at(-1)?.startsWith(initial) === true;
  });
  return new Set(found.map(([, handle]) => handle)).size === 1 ? (found[0]?.[1] ?? null) : null;
}

/** `Jane Doe` of `Doe, Jane`. */
const turn = (name: string) => name.replace(/^([^,]+), ([^,]+)$/, "$2 $1");

function knownAs(name: string, { byName, byHandle }: People): string | null {
  return byName.get(name.toLowerCase()) ?? byName.get(turn(name).toLowerCase()) ?? (byHandle.has(name) ? name : null);
}

const nobody: OwnerReading = { owners: [], words: "", doubts: [] };

/** A name without the role beside it: `Jane Doe (PM)`, `Jane Doe[50%]`, `Lead: Jane Doe`, `Jane Doe - doors`. */
function splitRole(text: string, people: People): { readonly name: string; readonly role: string } {
  const [, before = "", behind = ""] = /^([^:]{1,30}):\s*(\S.*)$/.exec(text) ?? [];
  if (role.test(before)) return { name: behind, role: before };
  if (before !== "") return { name: before, role: behind };
  const [name = "", ...more] = text.split(/\s+[-–—]\s+/);
  const [whole, known = "", inside = ""] = /^(.*?)\s*[([]([^()[\]]*)[)\]]?$/.exec(name) ?? [];
  const isPerson = knownAs(known, people) !== null || (fullName.test(known) && !isOrganisation(known));
  const isBeside = /^\d[\d.,]*\s?%$/.test(inside) || role.test(inside) || isPerson;
  return whole !== undefined && isBeside
    ? { name: known, role: [inside, ...more].join(" ") }
    : { name: name.trim(), role: more.join(" ") };
}

function noPerson(value: string): OwnerReading["doubts"][number] {
  return { value, alternative: "", reason: "this does not name a person", confidence: 0.7 };
}

function readOne(part: string, linked: readonly string[], people: People): OwnerReading {
  const marks = [...part.matchAll(marked)].map((match) => linked[Number(match[1])] ?? "");
  const rest = plainText(part.replace(marked, " ")).replace(/^[\s:<>–—-]+|(?:[\s,:<>–—-]|(?<![\s-]\p{Lu})\.)+$/gu, "");
  if (marks.length > 0) return { ...nobody, owners: marks, words: rest.replace(/^[()]+$/, "") };
  if (rest === "") return nobody;
  const found = splitRole(rest, people);
  if (isNobody(found.name) || several.test(rest) || isRole(rest)) return { ...nobody, words: rest };
  const likely = found.name !== "" && found.name.length <= 60 && found.name.split(" ").length <= 5;
  if (!likely) return { owners: [], words: rest, doubts: [noPerson(rest)] };
  const name = found.name.replace(/^@/, "");
  const known = knownAs(name, people);
  const near = known === null ? byShortName(name, people) : null;
  if (near === null) return { owners: [known ?? name], words: found.role, doubts: [] };
  const reason = "the only person on the page with this first name";
  const value = people.byHandle.get(near)?.name ?? near;
  return { owners: [near], words: found.role, doubts: [{ value, alternative: name, reason, confidence: 0.85 }] };
}

/** True of the parts of organisations: `Sales`, `QA lead`. */
export function isOrganisation(part: string): boolean {
  return part.split(/[\s/-]+/).some((word) => organisation.has(word.toLowerCase().replace(/\.$/, "")));
}

/** True of a text shaped like a person's name: `Dana`, `Jan van der Meer`; a word in capitals alone is none. */
export function isName(text: string): boolean {
  return fullName.test(text) || (oneName.test(text) && !/^\p{Lu}{4,}$/u.test(text));
}

const isFirstName = (text: string) => oneName.test(text) && !isOrganisation(text);
const oneName = new RegExp(`^${nameWord}$`, "u");

/** The names in a text that is nothing but names. */
export function splitPeople(text: string): readonly string[] {
  return text.split(weak).filter((part) => part.trim() !== "");
}

/** True of a part that is somebody by itself, whatever stands beside it. */
function isSomebody(part: string, people: People): boolean {
  if (/[\u0000@]/.test(part)) return true;
  const { name } = splitRole(plainText(part), people);
  if (knownAs(name, people) !== null || byShortName(name, people) !== null) return true;
  const bare = name.replace(/\s*\([^()]*\)$/, "");
  return people.alone.has(bare.toLowerCase()) || (fullName.test(bare) && !isOrganisation(bare));
}

/** What stands between two sure separators: the owners that its words make, or one. */
function readSegment(text: string, linked: readonly string[], people: People): readonly OwnerReading[] {
  const parts = splitPeople(text);
  const plain = plainText(text);
  const turned = turn(plain);
  if (turned !== plain && people.alone.has(turned.toLowerCase())) return [readOne(turned, linked, people)];
  const isTurned = people.surnameFirst && turned !== plain && !/[/&+]/.test(plain);
  if (parts.length <= 1 || isTurned || knownAs(plain, people) !== null) return [readOne(text, linked, people)];
  const those = parts.filter((part) => !several.test(part) && !isRole(part) && !isNobody(plainText(part)));
  const somebody = those.filter((part) => isSomebody(part, people));
  // `Dana / Kim`.
  const isList = (those.length === 1 || /[/+]/.test(plain)) && those.every((part) => isFirstName(part.trim()));
  // Beside a person, another name is another owner; `Jane + team` is Jane.
  const isBeside = somebody.length > 0 && those.every((part) => part.trim().split(" ").length <= 4);
  if (somebody.length === those.length || isBeside || isList) return parts.map((part) => readOne(part, linked, people));
  const one = readOne(text, linked, people);
  if (one.owners.length === 0 || isTeam(plain, parts)) return [one];
  const reason = "this may be one owner or several: none of them stands alone on the page";
  const doubt = { value: plain, alternative: parts.map(plainText).join("; "), reason, confidence: 0.8 };
  return [{ ...one, doubts: [...one.doubts, doubt] }];
}

/**
 * True of a name with a sign in it: `R&D`, `Hughes & Sons`, `Health, Safety & Environment`. Where the parts are teams
 * whichever way they are cut (`Finance / Sales`), nothing is lost with them as one, and nobody need look.
 */
function isTeam(text: string, parts: readonly string[]): boolean {
  if (/^[^\s,/+]+$/.test(text) && parts.some((part) => /^\p{Lu}{1,3}$/u.test(part))) return true;
  const isList = text.split(",").length === parts.length;
  return parts.every(isOrganisation) ? !isList : isOrganisation(text) && !/[/+,]/.test(text);
}

/** `Dana Fox (@dana)`. */
const namedHandle = new RegExp(`[^;,/&+\\n\u0000]{1,80} \\(@(${handlePattern})\\)`, "gu");

/** `[Petra Holm, Idris Vane]`, `["Petra Holm"]`: the list of a cell as programs write it, with signs that surely part owners; a sign at a line's end says no more than its end. */
export function withoutListSigns(cell: string): string {
  const inside = /^\\?\[([^\][]*)\]$/.exec(cell.trim())?.[1]?.replace(/\\$/, "");
  const names = inside?.split(/\s*,\s*/).map((name) => name.replace(/^(["'])(.*)\1$/, "$2"));
  return names?.join("; ") ?? cell.replace(/ ?[/&+,;](?=\\?\s*\n)/g, "");
}

/** Reads an owner's cell: people by link, e-mail, `@handle` or name, several between separators; `TBD` is nobody. */
export function readOwners(written: string, people: People): OwnerReading {
  const cell = withHandles(withoutListSigns(written), people.accounts);
  const said = writeMentions(cell, people);
  if (cell.trim() === "") return nobody;
  if (isNobody(plainText(cell.slice(0, cellLimit))))
    return { ...nobody, words: /[\p{L}\p{N}]/u.test(said) ? said : "" };
  if (cell.length > cellLimit) return { owners: [], words: said, doubts: [noPerson(cell.slice(0, 60))] };
  const linked: string[] = [];
  const mark = (handle: string) => `\u0000${linked.push(handle) - 1}\u0000`;
  const text = replaceLinks(cell, (link) => {
    const name = nameIn(link.text);
    return mark(handleOfLink(link, people) ?? knownAs(name, people) ?? name);
  })
    .replace(people.joined ?? /(?!)/g, (name, known: string) => mark(people.byName.get(known.toLowerCase()) ?? name))
    .replace(namedHandle, (_, handle: string) => mark(handle))
    .replace(mailedName, (_, _name, email, handle) => mark(handleOfLink({ url: `mailto:${email}` }, people) ?? handle))
    .replace(/\[([^\][()]{1,60})\]/g, (whole, name: string) => {
      const known = people.byName.get(name.trim().toLowerCase());
      return known === undefined ? whole : mark(known);
    });
  // A role alone, `QA`, is whoever has it.
  if (isRole(text.trim())) return { ...nobody, owners: [text.trim()] };
  const parts = text.split(sure).flatMap((segment) => readSegment(segment, linked, people));
  return {
    owners: [...new Set(parts.flatMap((part) => part.owners))].filter((owner) => owner !== ""),
    words: parts.some((part) => part.words !== "") ? said : "",
    doubts: parts.flatMap((part) => part.doubts),
  };
}
