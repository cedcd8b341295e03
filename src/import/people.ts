/** The people of a page: links to their own pages and addresses, and the names and accounts they go by. */
import { handlePattern } from "../core/comment-head.ts";
import { groupBy } from "../core/group-by.ts";
import { toHandle } from "../core/handle.ts";
import type { Person } from "../core/tracker.ts";
import words from "../words/people.json" with { type: "json" };
import { decoded, findLinks, type Link, type LinkedText, plainText, replaceLinks } from "./inline.ts";
import type { ReadOptions } from "./reading.ts";
import { anyIn, anyOf, wordsIn, wordsOf } from "./word-lists.ts";

export type People = ReturnType<typeof collectPeople>;

const addresses = [
  /\/~([^/?#\s]{1,80})(?:[?#].*)?$/,
  /^mailto:([^@?\s]{1,80})@/i,
  // How gtm's own pages name who has no address that tells the handle.
  /^@([\p{L}\p{N}._-]{1,80})$/u,
  // How sources without pages for people write an account.
  /^user:(\S{1,200})$/i,
  /\/(?:users?|people|profiles?|u)\/([^/?#\s]{1,80})\/?(?:[?#].*)?$/i,
  /[?&]username=([^&#\s]{1,80})/i,
  /^https?:\/\/(?:people|directory|staff|profiles?)\.[^/\s]{1,200}\/([^/?#\s]{1,80})\/?$/i,
];
const mail = /[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/;

export function isAddress(text: string): boolean {
  return mail.exec(text)?.[0] === text;
}

/** The handle in a person's address, or null for the address of anything else. */
export function handleInUrl(url: string): string | null {
  const [found] = addresses.flatMap((pattern) => pattern.exec(url.slice(0, 2000))?.[1] ?? []);
  return found === undefined ? null : toHandle(decoded(found));
}

/** The form in which addresses are compared: writers of Markdown and HTML encode different signs. */
function addressKey(url: string): string {
  const plain = decoded(url.slice(0, 2000)).replace(/\/$/, "");
  return /^mailto:/i.test(plain) ? plain.toLowerCase().replace(/\?.*$/, "") : plain;
}

function addressesOf(person: Partial<Person>): readonly string[] {
  const { url, email, "account-id": id, userkey, username } = person;
  const accounts = [id, userkey, username].map((account) => account && `user:${account}`);
  return [url, email && `mailto:${email}`, ...accounts].flatMap((address) => (address ? addressKey(address) : []));
}

/** The handle of a known person whom a link leads to; of any person where the address tells it. */
export function handleOfLink({ url }: Pick<Link, "url">, people: People): string | null {
  const known = people.byAddress.get(addressKey(url)) ?? handleInUrl(url);
  if (known !== null) return known;
  const last = decoded(/^https?:\/\/[^?#]{1,2000}\/([^/?#\s]{2,80})\/?$/i.exec(url)?.[1] ?? "");
  return people.byHandle.has(last) ? last : null;
}

/** The name in a link's text: without the colon that some put inside. */
export function nameIn(text: string): string {
  return plainText(text).replace(/^@|[\s:,;]+$/g, "");
}

/** In an owner's cell every link is a person, whatever its address. */
function handleOfOwner({ url, text }: Link): string | null {
  const last = /\/([\w.-]{2,40})\/?$/.exec(url)?.[1];
  const tells = last !== undefined && !/\.(?:html?|php|aspx?)$|\d{4,}/i.test(last);
  return toHandle(decoded(tells ? last : nameIn(text).toLowerCase()));
}

interface Sighting {
  readonly handle: string;
  /** "" without. */
  readonly name: string;
  /** What tells who it is: an address, an account. */
  readonly person: Partial<Person>;
}

/** Cloud's account ids have a colon or 24 hexadecimal digits, Data Center's user keys 32. */
const accountKind = (account: string) =>
  /^[0-9a-f]{24}$|:/i.test(account) ? "account-id" : /^[0-9a-f]{32}$/i.test(account) ? "userkey" : "username";

function inLinks(links: readonly Link[], handleOf: (link: Link) => string | null): readonly Sighting[] {
  return links.flatMap((link) => {
    const handle = link.image ? null : handleOf(link);
    if (handle === null) return [];
    const name = nameIn(link.text);
    const email = mail.exec(link.url.startsWith("mailto:") ? link.url.slice(7) : name)?.[0];
    const account = /^user:/i.test(link.url) ? decoded(link.url.slice(5)) : undefined;
    const person = {
      ...(/^https?:/i.test(link.url) && { url: link.url }),
      ...(email && { email }),
      ...(account && { [accountKind(account)]: account }),
    };
    return [{ handle, name: name === account ? "" : name, person }];
  });
}

const capitalised = "\\p{Lu}[\\p{L}'’.-]{0,30}";
const roles: ReadonlySet<string> = new Set(wordsOf(words.roles));
/** Accounts that stand in brackets behind the names of owners, without a sign: `Dana Fox (dfox)`. */
const behindName = new RegExp(
  `((?<=^|[;|\\n]\\s*)${capitalised}, ${capitalised}(?: ${capitalised})?|[^,;/&+|\\n()[\\]<>@]{2,80}) [([]([\\p{L}\\d](?:[\\p{L}\\d._-]{0,28}[\\p{L}\\d])?)[)\\]](?:\\s*[,;/&+|]|\\s+(?:${anyIn(words.and)})(?=\\s))?\\s*`,
  "gu",
);

const plain = (text: string) => wordsIn(text.normalize("NFD").replace(/[\p{M}\d_]/gu, ""));

/** `dfox`, `fox.d`, `danafox`: beginnings of the name's words, one after another, the last perhaps first. */
function isMadeOf(account: string, name: string): boolean {
  const [letters, words] = [plain(account).join(""), plain(name.slice(0, 60))];
  // Where the beginnings of a word that stand at a place end: at the place itself, too, for a word may be left out.
  const endsOf = (word: string, at: number) => {
    let length = 0;
    while (length < word.length && letters[at + length] === word[length]) length += 1;
    return Array.from({ length: length + 1 }, (_, more) => at + more);
  };
  const isRead = (order: readonly string[]) =>
    order.reduce((ends, word) => [...new Set(ends.flatMap((at) => endsOf(word, at)))], [0]).includes(letters.length);
  return letters !== "" && (isRead(words) || isRead([...words.slice(-1), ...words.slice(0, -1)]));
}

/** The accounts in cells of owners: those made of the names before them, and where most are, what else stands behind one name alone. */
export function accountsIn(cells: readonly string[]): ReadonlySet<string> {
  const found = cells.flatMap((cell) => [...cell.matchAll(behindName)]);
  const pairs = new Map(found.map(([, name = "", account = ""]) => [`${name.trim()}\n${account}`, { name, account }]));
  const all = [...pairs.values()].filter(({ account }) => account === account.toLowerCase() && !roles.has(account));
  const made = all.filter(({ name, account }) => isMadeOf(account, name));
  const byAccount = groupBy(all, ({ account }) => account);
  const others = all.filter(({ account }) => made.length > all.length / 2 && byAccount.get(account)?.length === 1);
  return new Set([...made, ...others].map(({ account }) => account));
}

/** A cell of owners with such accounts written as handles, each the end of an owner: `Dana Fox (@dfox); `. */
export function withHandles(cell: string, accounts: ReadonlySet<string>): string {
  return cell.replace(behindName, (whole, name: string, account: string) =>
    accounts.has(account) ? `${name.trim()} (@${account}); ` : whole,
  );
}

/** `Nguyen, Vincent <v@example.com>`, `Dana Fox <d@example.com>`, `d@example.com`: the name, the address and what is before its `@`. */
export const mailedName = new RegExp(
  `(?:((?<=^|[;\\n]\\s*)${capitalised}, ${capitalised}(?: ${capitalised})?(?: \\([^()@]{1,30}\\))?|${capitalised}(?: ${capitalised}){0,3}(?: \\([^()@]{1,30}\\))?)\\s*[<(])?\\s*(([\\w.+-]{1,64})@[\\w-]+(?:\\.[\\w-]+)+)[>)]?`,
  "gu",
);

/** `Dana Fox <dana@example.com>`, `dana@example.com`, `Dana Fox (@dana)`, `@dana` in an owner's cell. */
function inWords(cell: string): readonly Sighting[] {
  const bare = replaceLinks(cell, () => " ");
  const mails = [...bare.matchAll(mailedName)].flatMap(([, name, email = ""]): Sighting[] => {
    const handle = toHandle(decoded(email));
    return handle === null ? [] : [{ handle, name: name ?? email, person: { email } }];
  });
  const sign = new RegExp(`(?:([^;\\n]{1,80}) \\()?(?<![\\p{L}\\p{N}._-])@(${handlePattern})`, "gu");
  const signed = [...bare.matchAll(sign)];
  return [...mails, ...signed.map(([, name = "", handle = ""]) => ({ handle, name: nameIn(name), person: {} }))];
}

/** The value that is met most, the first of such; "" is none. */
export function mostCommon<T extends string | number>(values: readonly T[]): T | undefined {
  const groups = [...groupBy(values, (value) => value)].filter(([value]) => value !== "");
  return groups.toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0];
}

/** Full name in lower case to handle, where one person alone goes by it. */
function namesOf(named: readonly Pick<Sighting, "name" | "handle">[]): ReadonlyMap<string, string> {
  const groups = [...groupBy(named, ({ name }) => name.toLowerCase())];
  const alone = groups.filter(([name, those]) => name && those.every(({ handle }) => handle === those[0]?.handle));
  return new Map(alone.map(([name, [one]]) => [name, one?.handle ?? ""]));
}

/** `Doe, Jane`. */
const inverted = /^\p{Lu}[\p{L}'’-]*(?: \p{Lu}[\p{L}'’-]*)?, \p{Lu}[\p{L}'’-]*(?: \p{Lu}[\p{L}'’.-]*)?$/u;

/** What the cells of owners tell together: who stands alone, in lower case, and whether surnames come first. */
function namesAlone(cells: readonly string[]) {
  const entries = cells.flatMap((cell) => plainText(cell.replace(/\\?\n/g, ";")).split(/\s*[;|]\s*/));
  const names = entries.map((entry) => entry.replace(/\s*[<(].*$/, "").trim()).filter((entry) => entry !== "");
  const alone = new Set(names.filter((name) => !/[,/&+]/.test(name)).map((name) => name.toLowerCase()));
  const pairs = names.filter((name) => inverted.test(name));
  const likely = pairs.filter((name) => name.split(", ").every((part) => !alone.has(part.toLowerCase())));
  // A cell of `Doe, Jane; Tan, Aiko` or `Doe, Jane <jane@example.com>` alone would tell; so do the cells together.
  const firm = cells.some((cell) => /^[^,;]+,[^,;]+(?:;[^,;]+,[^,;]+)+$|^[^\s,<]+, [^,<]+<[^<>\s]+@/.test(cell.trim()));
  const spelt = pairs.every((name) => !name.split(", ").every((part) => part.includes(" ")));
  const commas = names.filter((name) => name.includes(",")).length;
  return { alone, surnameFirst: spelt && likely.length === commas && (firm ? likely.length > 0 : likely.length >= 3) };
}

/** With the handle behind them, as delimited text of gtm's has it. */
function joinedNames(names: readonly string[]): RegExp | null {
  const end = "(?=\\s*(?:$|[;|\\n,/&+<]))";
  const source = `(?<=^|[;|\\n,/&+>]\\s*)(${anyOf(names)})(?: \\(@${handlePattern}\\))?${end}`;
  return names.length === 0 ? null : new RegExp(source, "giu");
}

/** The authors of comments that stand with their dates: `**2026-10-22 @dana**`, `[2026-10-22 @dana]`. */
const authors = new RegExp(`(?:\\*\\*|\\[)\\d{4}-\\d\\d-\\d\\d @(${handlePattern})(?:\\*\\*|\\])`, "gu");

/** The people linked on the page, those that owner cells name, the authors of its comments, and those `told` of. */
export function collectPeople(page: LinkedText, written: readonly string[], told: ReadOptions["people"] = {}) {
  const accounts = accountsIn(written);
  const ownerCells = written.map((cell) => withHandles(cell, accounts));
  const persons = Object.entries(told);
  const addressed = (list: readonly (readonly [string, Partial<Person>])[]) =>
    list.flatMap(([handle, person]) => addressesOf(person).map((address) => [address, handle] as const));
  const knownAddresses = new Map(addressed(persons));
  const handleIn = (link: Link) => knownAddresses.get(addressKey(link.url)) ?? handleInUrl(link.url);
  const found = [
    ...inLinks(page.links, handleIn),
    ...ownerCells.flatMap((cell) => [
      ...inLinks(findLinks(cell), (link) => handleIn(link) ?? handleOfOwner(link)),
      ...inWords(cell),
    ]),
    ...[...page.text.matchAll(authors)].map(([, handle = ""]) => ({ handle, name: "", person: {} })),
  ];
  const known = ({ person }: Sighting) =>
    addressesOf(person).flatMap((address) => knownAddresses.get(address) ?? [])[0];
  const seen = groupBy(found, (sighting) => known(sighting) ?? sighting.handle);
  // By the name that most have, with the address and the account that come first.
  const onPage = [...seen].map(([handle, list]) => {
    const name = mostCommon(list.map((sighting) => sighting.name));
    const found = list.toReversed().map(({ person }) => person);
    const person: Partial<Person> = Object.assign({}, name && { name }, ...found);
    return [handle, person] as const;
  });
  const named = [...seen].flatMap(([handle, list]) => list.map(({ name }) => ({ name, handle })));
  const byName = namesOf([...named, ...persons.map(([handle, { name }]) => ({ name: name ?? "", handle }))]);
  return {
    byHandle: new Map<string, Partial<Person>>([...onPage, ...persons]),
    byName,
    // Names with a sign that parts others, such as `R&D`.
    joined: joinedNames([...byName.keys()].filter((name) => /[/&+,]| \S{1,3} /.test(name))),
    // Addresses as `addressKey` has them.
    byAddress: new Map([...addressed(onPage), ...knownAddresses]),
    accounts,
    onPage: new Set(seen.keys()),
    ...namesAlone(ownerCells),
  };
}

/** Links to known people as `@handle`; a colon inside the link comes out of it, and every other link stays. */
export function writeMentions(text: string, people: People): string {
  return replaceLinks(text, (link) => {
    const handle = link.image ? null : handleOfLink(link, people);
    if (handle === null || !people.byHandle.has(handle)) return text.slice(link.start, link.end);
    const [left, right] = [text[link.start - 1] ?? "", text.slice(link.end, link.end + 8)];
    const tail = /[:,;]\s*$/.exec(link.text)?.[0].trim() ?? "";
    const gap = tail === "" && /^[._-]*[\p{L}\p{N}]/u.test(right) ? " " : "";
    return `${/[\p{L}\p{N}._-]/u.test(left) ? " " : ""}@${handle}${tail}${gap}`;
  });
}
