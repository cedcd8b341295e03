/** Tickets elsewhere, as pages spell them: `CF - 11401, 11402`, `CF9440`, `(CF 9745, 9746)`, `…/browse/CIR-2100`. */
import { findLinks, type Link, type LinkedText, replaceLinks, unescapeMarkdown } from "./inline.ts";

export interface RefReading {
  readonly refs: readonly string[];
  /** The spans of the text that are nothing but refs. */
  readonly spans: readonly { readonly start: number; readonly end: number }[];
}

/** Words in capitals that numbers follow without making a ticket. */
const noPrefix = new Set(
  "ISO,RFC,SHA,UTF,AES,RSA,USD,EUR,GBP,HTTP,HTTPS,FY,CY,TOP,COVID,IEEE,WIN,CVE,TLS,SSL,IP,IPV,VM,PHASE,STEP,PART,WEEK,DAY,YEAR,PAGE,SLIDE,ROW,LINE,ITEM,NO,NR,SEV,PRIO,VERSION,JAN,FEB,MAR,APR,MAY,JUN,JUL,AUG,SEP,SEPT,OCT,NOV,DEC,UTC,GMT,EST,PST,CET,AM,PM,OK,GB,MB,TB,KB,ID,PO,BUILD,ROOM,AT,IN,BY,ON,OF,TO,AND,OR,THE,ALL,HTML,CSS,MP,PH,EN,ASCII,NIST,SP,FIPS,PCI,GA,RC,CPU,GPU".split(
    ",",
  ),
);

const spelling =
  /(?<![\p{L}\p{N}_/.-])([A-Z][A-Z0-9]{0,8}[A-Z])(\s?[-–]\s?|\s|)(\d{1,7})(?![\p{L}\p{N}.]?\p{N}|\p{L}|-\d)((?:\s*(?:,|&|and)\s*\d{2,7}(?![\p{L}\p{N}/]))*)/gu;
const browse = /^(https?:\/\/\S*\/browse\/)([A-Z][A-Z0-9]{1,9})-(\d{1,7})(?:[?#]\S*)?$/;

interface Found {
  readonly prefix: string;
  readonly numbers: readonly string[];
  /** Written `CF-12`: no evidence beside it is needed. */
  readonly hyphened: boolean;
  readonly start: number;
  readonly end: number;
}

/** The text with links blanked out, so that an address is never searched for tickets. */
function withoutAddresses(text: string): string {
  let bare = "";
  let end = 0;
  for (const link of findLinks(text)) {
    const inside = /^https?:/.test(link.text) ? " ".repeat(link.text.length) : link.text;
    const kept = ` ${inside}`.padEnd(link.end - link.start, " ");
    bare += text.slice(end, link.start) + kept;
    end = link.end;
  }
  return (bare + text.slice(end)).replace(/https?:\/\/\S+/g, (url) => " ".repeat(url.length));
}

function findSpelled(text: string): readonly Found[] {
  return [...withoutAddresses(text).matchAll(spelling)].flatMap((match): Found[] => {
    const [whole, prefix = "", between = "", first = "", more = ""] = match;
    if (noPrefix.has(prefix) || (between.trim() === "" && first.length < 3)) return [];
    const numbers = [first, ...(more.match(/\d+/g) ?? [])];
    return [
      { prefix, numbers, hyphened: between === "-", start: match.index, end: match.index + whole.trimEnd().length },
    ];
  });
}

/** Prefixes that mean tickets on this page: hyphened once, or with several numbers. */
export function refPrefixes(texts: readonly string[]): ReadonlySet<string> {
  const numbers = new Map<string, Set<string>>();
  const sure = new Set<string>();
  for (const text of texts) {
    for (const found of findSpelled(text)) {
      if (found.hyphened) sure.add(found.prefix);
      const seen = numbers.get(found.prefix) ?? new Set<string>();
      for (const number of found.numbers) seen.add(number);
      numbers.set(found.prefix, seen);
    }
    for (const link of findLinks(text)) {
      const prefix = browse.exec(link.url)?.[2];
      if (prefix !== undefined) sure.add(prefix);
    }
  }
  return new Set([...sure, ...[...numbers].flatMap(([prefix, seen]) => (seen.size > 1 ? [prefix] : []))]);
}

interface Ticket {
  readonly prefix: string;
  readonly number: string;
}

const ticketText = /^([A-Z][A-Z0-9]{0,19})-(\d{1,9})$/;

/** The ticket that a link's text is, and nothing else. */
function ticketIn(link: Link): Ticket | null {
  const match = link.image ? null : ticketText.exec(unescapeMarkdown(link.text).trim());
  return match === null ? null : { prefix: match[1] ?? "", number: match[2] ?? "" };
}

/** What the address of a ticket says of the addresses of all tickets with its prefix; null where it has no number. */
function templateOf({ url }: Link, { prefix, number }: Ticket): string | null {
  if (noPrefix.has(prefix) || !/^https?:/i.test(url)) return null;
  const inWhole = url.replace(new RegExp(`(?<![A-Z0-9])${prefix}-${number}(?!\\d)`, "g"), `${prefix}-{n}`);
  const template = inWhole === url ? url.replace(new RegExp(`(?<!\\d)${number}(?!\\d)`, "g"), "{n}") : inWhole;
  return template === url ? null : template;
}

/** Prefix to address with `{n}`, as the page's own links have it: the one that most of a prefix's links agree on. */
export function refTemplates({ text, links }: LinkedText): ReadonlyMap<string, string> {
  const counts = new Map<string, Map<string, number>>();
  const count = (prefix: string, template: string) => {
    const seen = counts.get(prefix) ?? new Map<string, number>();
    counts.set(prefix, seen.set(template, (seen.get(template) ?? 0) + 1));
  };
  const urls = [...links.map((link) => link.url), ...(text.match(/https?:\/\/[^\s<>()[\]|]+/g) ?? [])];
  for (const url of urls) {
    const match = browse.exec(url);
    if (match !== null) count(match[2] ?? "", `${match[1]}${match[2]}-{n}`);
  }
  for (const link of links) {
    const ticket = ticketIn(link);
    const template = ticket === null ? null : templateOf(link, ticket);
    if (ticket !== null && template !== null) count(ticket.prefix, template);
  }
  return new Map(
    [...counts].map(([prefix, seen]) => [prefix, [...seen].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? ""] as const),
  );
}

/** Links that the tracker will draw by itself, as the tickets that they name; every other link stays. */
export function writeTickets(text: string, templates: ReadonlyMap<string, string>): string {
  if (templates.size === 0) return text;
  return replaceLinks(text, (link) => {
    const ticket = ticketIn(link);
    const address = ticket === null ? undefined : templates.get(ticket.prefix)?.replaceAll("{n}", ticket.number);
    return address === link.url ? link.text : text.slice(link.start, link.end);
  });
}

/** The refs of a text whose prefixes are known, once each, in order. */
export function readRefs(text: string, prefixes: ReadonlySet<string>): RefReading {
  const spelled = findSpelled(text).filter((found) => prefixes.has(found.prefix));
  const links = findLinks(text).flatMap((link) => {
    const match = browse.exec(link.url);
    const own = match !== null && (browse.test(link.text) || link.text === `${match[2]}-${match[3]}`);
    return match === null ? [] : [{ ref: `${match[2]}-${match[3]}`, start: link.start, end: link.end, own }];
  });
  const bare = [...text.matchAll(/(?<![([])https?:\/\/[^\s<>()[\]|]+/g)].flatMap((found) => {
    const match = browse.exec(found[0]);
    const inLink = links.some((link) => found.index >= link.start && found.index < link.end);
    return match === null || inLink
      ? []
      : [{ ref: `${match[2]}-${match[3]}`, start: found.index, end: found.index + found[0].length, own: true }];
  });
  const urls = [...links, ...bare];
  const outside = spelled.filter((found) => !urls.some((url) => found.start >= url.start && found.start < url.end));
  const all = [
    ...outside.flatMap((found) =>
      found.numbers.map((number) => ({ ref: `${found.prefix}-${number}`, start: found.start })),
    ),
    ...urls.map(({ ref, start }) => ({ ref, start })),
  ];
  const refs = all.toSorted((a, b) => a.start - b.start).map((entry) => entry.ref);
  const spans = [...outside, ...urls.filter((url) => url.own)]
    .map(({ start, end }) => ({ start, end }))
    .toSorted((a, b) => a.start - b.start);
  return { refs: [...new Set(refs)], spans };
}
