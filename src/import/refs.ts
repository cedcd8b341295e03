/** Tickets elsewhere, as pages spell them: `CF - 11401, 11402`, `CF9440`, `(CF 9745, 9746)`, `…/browse/CIR-2100`. */
import { groupBy } from "../core/group-by.ts";
import words from "../words/annotations.json" with { type: "json" };
import type { Facts } from "./facts.ts";
import { findLinks, type Link, type LinkedText, replaceLinks, unescapeMarkdown } from "./inline.ts";
import { mostCommon, writeMentions } from "./people.ts";

/** Words in capitals that numbers follow without making a ticket. */
const noPrefix = new Set(words["no tickets"].split(" "));

const spelling =
  /(?<![\p{L}\p{N}_/.-])([A-Z][A-Z0-9]{0,8}[A-Z])(\s?[-–]\s?|\s|)(\d{1,7})(?![\p{L}\p{N}.]?\p{N}|\p{L}|-\d)((?:\s*(?:,|&|and)\s*\d{2,7}(?![\p{L}\p{N}/]))*)/gu;
const bareAddress = /https?:\/\/[^\s<>()[\]|]+/g;
const browse = /^https?:\/\/\S*\/browse\/([A-Z][A-Z0-9]{1,9})-(\d{1,7})(?:[?#]\S*)?$/;

/** The text with links blanked out, so that an address is never searched for tickets. */
function withoutAddresses(text: string): string {
  return replaceLinks(text, (link) => {
    const inside = /^https?:/.test(link.text) ? "" : link.text;
    return ` ${inside}`.padEnd(link.end - link.start, " ");
  }).replace(/https?:\/\/\S+/g, (url) => " ".repeat(url.length));
}

/** Tickets as they are spelt; one that is `hyphened`, such as `CF-12`, needs no evidence beside it. */
function findSpelled(text: string) {
  return [...withoutAddresses(text).matchAll(spelling)].flatMap((match) => {
    const [whole, prefix = "", between = "", first = "", more = ""] = match;
    if (noPrefix.has(prefix) || (between.trim() === "" && first.length < 3)) return [];
    const numbers = [first, ...(more.match(/\d+/g) ?? [])];
    const [start, end] = [match.index, match.index + whole.trimEnd().length];
    return [{ prefix, numbers, hyphened: between === "-", start, end }];
  });
}

/** Prefixes that mean tickets on this page: hyphened once, or with several numbers. */
export function refPrefixes(texts: readonly string[]): ReadonlySet<string> {
  const found = texts.flatMap(findSpelled);
  const isSure = (those: typeof found) =>
    those.some(({ hyphened }) => hyphened) || new Set(those.flatMap(({ numbers }) => numbers)).size > 1;
  const spelled = [...groupBy(found, ({ prefix }) => prefix)].flatMap(([prefix, those]) =>
    isSure(those) ? prefix : [],
  );
  return new Set([...spelled, ...texts.flatMap(findLinks).flatMap(({ url }) => browse.exec(url)?.[1] ?? [])]);
}

const ticketText = /^([A-Z][A-Z0-9]{0,19})-(\d{1,9})$/;

/** The ticket that a link's text is, and nothing else. */
function ticketIn({ text, image }: Pick<Link, "text" | "image">) {
  return image ? null : ticketText.exec(unescapeMarkdown(text).trim());
}

/** What the address of a ticket says of the addresses of all tickets with its prefix; null where it has no number. */
function templateOf(url: string, prefix: string, number: string): string | null {
  if (prefix === "" || noPrefix.has(prefix) || !/^https?:/i.test(url)) return null;
  const inWhole = url.replace(new RegExp(`(?<![A-Z0-9])${prefix}-${number}(?!\\d)`, "g"), `${prefix}-{n}`);
  const template = inWhole === url ? url.replace(new RegExp(`(?<!\\d)${number}(?!\\d)`, "g"), "{n}") : inWhole;
  return template === url ? null : template;
}

/** Prefix to address with `{n}`, as the page's own links have it: the one that most of a prefix's links agree on. */
export function refTemplates({ text, links }: LinkedText): ReadonlyMap<string, string> {
  const bare = (text.match(bareAddress) ?? []).map((url) => ({ url, text: "", image: false }));
  const found = [...links, ...bare].flatMap((link) => {
    const [, prefix = "", number = ""] = browse.exec(link.url) ?? ticketIn(link) ?? [];
    const template = templateOf(link.url, prefix, number);
    return template === null ? [] : [{ prefix, template }];
  });
  const byPrefix = groupBy(found, ({ prefix }) => prefix);
  const common = (those: typeof found) => mostCommon(those.map(({ template }) => template)) ?? "";
  return new Map([...byPrefix].map(([prefix, those]) => [prefix, common(those)]));
}

/** Links that the tracker will draw by itself, as the tickets that they name; every other link stays. */
function writeTickets(text: string, templates: ReadonlyMap<string, string>): string {
  if (templates.size === 0) return text;
  return replaceLinks(text, (link) => {
    const [, prefix = "", number = ""] = ticketIn(link) ?? [];
    const address = templates.get(prefix)?.replaceAll("{n}", number);
    return address === link.url ? link.text : text.slice(link.start, link.end);
  });
}

/** Links to tickets, and their bare addresses; `own` where nothing but the ticket is said. */
function linkedTickets(text: string) {
  const links = findLinks(text);
  const bare = [...text.matchAll(bareAddress)].flatMap(({ 0: url, index }) =>
    links.some(({ start, end }) => index >= start && index < end)
      ? []
      : [{ url, text: url, start: index, end: index + url.length }],
  );
  return [...links, ...bare].flatMap(({ url, text: said, start, end }) => {
    const [, prefix, number] = browse.exec(url) ?? [];
    const ref = `${prefix}-${number}`;
    return prefix === undefined ? [] : [{ refs: [ref], start, end, own: said === ref || browse.test(said) }];
  });
}

/** The refs of a text whose prefixes are known, once each, in order, and the spans that are nothing but refs. */
export function readRefs(text: string, prefixes: ReadonlySet<string>) {
  const urls = linkedTickets(text);
  const spelled = findSpelled(text).flatMap(({ prefix, numbers, start, end }) =>
    prefixes.has(prefix) && !urls.some((url) => start >= url.start && start < url.end)
      ? [{ refs: numbers.map((number) => `${prefix}-${number}`), start, end, own: true }]
      : [],
  );
  const found = [...spelled, ...urls].toSorted((a, b) => a.start - b.start);
  return { refs: [...new Set(found.flatMap(({ refs }) => refs))], spans: found.filter(({ own }) => own) };
}

/** The text with links to known people and tickets written out; every other link stays. */
export function writeReferences(text: string, { people, templates }: Pick<Facts, "people" | "templates">): string {
  return writeMentions(writeTickets(text, templates), people);
}
