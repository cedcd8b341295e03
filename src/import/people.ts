/** The people of a page: links to their own pages and addresses, and the names they go by. */
import { handlePattern } from "../core/comment-head.ts";
import type { Person } from "../core/tracker.ts";
import { findLinks, type Link, plainText, replaceLinks } from "./inline.ts";

export interface People {
  readonly byHandle: ReadonlyMap<string, Partial<Person>>;
  /** Full name in lower case to handle, where one person alone goes by it. */
  readonly byName: ReadonlyMap<string, string>;
}

const wholeHandle = new RegExp(`^${handlePattern}$`, "u");
const addresses = [
  /\/~([^/?#\s]{1,80})(?:[?#].*)?$/,
  /^mailto:([^@?\s]{1,80})@/i,
  // How sources without pages for people write an account.
  /^user:(\S{1,200})$/i,
  /\/(?:users?|people|profiles?|u)\/([^/?#\s]{1,80})\/?(?:[?#].*)?$/i,
  /[?&]username=([^&#\s]{1,80})/i,
];
const mail = /[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A form that can stand behind `@`. */
function toHandle(text: string): string | null {
  const handle = decoded(text)
    .replace(/@.*$/, "")
    .replace(/[^\p{L}\p{N}._-]+/gu, "-")
    .replace(/^[._-]+|[._-]+$/g, "");
  return wholeHandle.test(handle) ? handle : null;
}

/** The handle in a person's address, or null for the address of anything else. */
export function handleInUrl(url: string): string | null {
  for (const pattern of addresses) {
    const found = pattern.exec(url.slice(0, 2000))?.[1];
    if (found !== undefined) return toHandle(found);
  }
  return null;
}

/** The name in a link's text: without the colon that some put inside. */
export function nameIn(text: string): string {
  return plainText(text)
    .replace(/^@/, "")
    .replace(/[\s:,;]+$/, "");
}

/** In an owner's cell every link is a person, whatever its address. */
function handleOfOwner(link: Link): string | null {
  const last = /\/([\w.-]{2,40})\/?$/.exec(link.url)?.[1];
  return (
    handleInUrl(link.url) ??
    (last !== undefined && !/\.(?:html?|php|aspx?)$/i.test(last) && !/\d{4,}/.test(last)
      ? toHandle(last)
      : toHandle(nameIn(link.text).toLowerCase()))
  );
}

interface Sighting {
  readonly handle: string;
  readonly name: string;
  readonly url: string | null;
  readonly email: string | null;
  /** The account at Confluence, where the page names people by it. */
  readonly account: string | null;
}

function inLinks(text: string, handleOf: (link: Link) => string | null): readonly Sighting[] {
  return findLinks(text).flatMap((link) => {
    const handle = link.image ? null : handleOf(link);
    if (handle === null) return [];
    const name = nameIn(link.text);
    const email = mail.exec(link.url.startsWith("mailto:") ? link.url.slice(7) : name)?.[0] ?? null;
    const account = /^user:/i.test(link.url) ? decoded(link.url.slice(5)) : null;
    const url = /^https?:/i.test(link.url) ? link.url : null;
    return [{ handle, name: name === account ? "" : name, url, email, account }];
  });
}

/** `Dana Fox <dana@example.com>`, `dana@example.com`, `@dana` in an owner's cell. */
function inWords(cell: string): readonly Sighting[] {
  const bare = replaceLinks(cell, () => " ");
  const mails = [
    ...bare.matchAll(
      new RegExp(
        `(?:(\\p{Lu}[\\p{L}'’.-]{0,30}(?: \\p{Lu}[\\p{L}'’.-]{0,30}){0,3})\\s*[<(])?\\s*(${mail.source})`,
        "gu",
      ),
    ),
  ].flatMap((match) => {
    const email = match[2] ?? "";
    const handle = toHandle(email);
    return handle === null ? [] : [{ handle, name: match[1] ?? email, url: null, email, account: null }];
  });
  const signs = [...bare.matchAll(new RegExp(`(?<![\\p{L}\\p{N}._-])@(${handlePattern})`, "gu"))].map((match) => ({
    handle: match[1] ?? "",
    name: "",
    url: null,
    email: null,
    account: null,
  }));
  return [...mails, ...signs];
}

function mostCommon(names: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const name of names) if (name !== "") counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

/** Cloud's account ids have a colon or 24 hexadecimal digits, Data Center's user keys 32. */
function accountKind(account: string): "account-id" | "userkey" | "username" {
  if (/^[0-9a-f]{24}$|:/i.test(account)) return "account-id";
  return /^[0-9a-f]{32}$/i.test(account) ? "userkey" : "username";
}

function toPerson(seen: readonly Sighting[]): Partial<Person> {
  const name = mostCommon(seen.map((sighting) => sighting.name));
  const url = seen.find((sighting) => sighting.url !== null)?.url ?? null;
  const email = seen.find((sighting) => sighting.email !== null)?.email ?? null;
  const account = seen.find((sighting) => sighting.account !== null)?.account ?? null;
  return {
    ...(name === null ? {} : { name }),
    ...(url === null ? {} : { url }),
    ...(email === null ? {} : { email }),
    ...(account === null ? {} : { [accountKind(account)]: account }),
  };
}

/** The people linked anywhere on the page, and those that owner cells name by address. */
export function collectPeople(sources: readonly string[], ownerCells: readonly string[]): People {
  const seen = new Map<string, Sighting[]>();
  const found = [
    ...sources.flatMap((source) => inLinks(source, (link) => handleInUrl(link.url))),
    ...ownerCells.flatMap((cell) => [...inLinks(cell, handleOfOwner), ...inWords(cell)]),
  ];
  for (const sighting of found)
    seen.set(sighting.handle, [...(seen.get(sighting.handle) ?? []).slice(0, 200), sighting]);
  const byHandle = new Map([...seen].map(([handle, list]) => [handle, toPerson(list)] as const));
  const names = new Map<string, Set<string>>();
  for (const [handle, list] of seen) {
    for (const { name } of list)
      if (name !== "") names.set(name.toLowerCase(), (names.get(name.toLowerCase()) ?? new Set()).add(handle));
  }
  const byName = new Map(
    [...names].flatMap(([name, handles]) => (handles.size === 1 ? [[name, [...handles][0] ?? ""] as const] : [])),
  );
  return { byHandle, byName };
}

/** Links to known people as `@handle`; a colon inside the link comes out of it, and every other link stays. */
export function writeMentions(text: string, people: People): string {
  let written = "";
  let end = 0;
  for (const link of findLinks(text)) {
    const handle = link.image ? null : handleInUrl(link.url);
    if (handle === null || !people.byHandle.has(handle)) continue;
    const before = text.slice(end, link.start);
    const [left, right] = [text[link.start - 1] ?? "", text.slice(link.end, link.end + 2)];
    const tail = /[:,;]\s*$/.exec(link.text)?.[0].trim() ?? "";
    const gap = tail === "" && /^(?:[\p{L}\p{N}_-]|\.[\p{L}\p{N}])/u.test(right) ? " " : "";
    written += `${before}${/[\p{L}\p{N}._-]/u.test(left) ? " " : ""}@${handle}${tail}${gap}`;
    end = link.end;
  }
  return written + text.slice(end);
}
