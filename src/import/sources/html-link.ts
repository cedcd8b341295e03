/** What stands for itself in running text: addresses, people, dates, pictures. */
import words from "../../words/emoticons.json" with { type: "json" };
import { decoded } from "../inline.ts";
import { attribute, classesOf, type SourceElement } from "./element.ts";

/** Google Docs and Outlook put an address of their own before each link's. */
const redirect =
  /^https?:\/\/(?:(?:www\.)?google\.[a-z.]{2,10}\/url\?(?:[^#]*&)?q|[\w.-]+\.safelinks\.protection\.outlook\.com\/?\?(?:[^#]*&)?url)=([^&#]+)/i;

const escapes: Readonly<Record<string, string>> = { "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\\": "%5C" };

/** An address that Markdown takes between its brackets; null for one that leads nowhere, or runs code. */
function cleanAddress(href: string): string | null {
  const written = href.replace(/[\u0000-\u001f]+/g, "").trim();
  const inner = redirect.exec(written.slice(0, 4000))?.[1];
  const url = inner === undefined ? written : decoded(inner);
  if (url === "" || url.startsWith("#") || /^(?:javascript|data|vbscript|about|file):/i.test(url)) return null;
  return url.replace(/[()<>\\]/g, (sign) => escapes[sign] ?? sign).replace(/\s/g, "%20");
}

const personPage = /\/~[^/?#\s]|\/(?:people|users?|profiles?)\/[^/?#\s]|^mailto:/i;

/** The page of a person who is known by an account alone: `user:ID`. */
export function userAddress(id: string): string {
  return `user:${encodeURIComponent(id)
    .replace(/%3A/gi, ":")
    .replace(/[()]/g, (sign) => escapes[sign] ?? sign)}`;
}

/** The address of a mention or link, or null where the element is none. */
export function addressOf(element: SourceElement): string | null {
  const id =
    attribute(element, "data-username") || attribute(element, "data-account-id") || attribute(element, "data-userkey");
  const isPerson = id !== "" && (element.name === "a" || /mention|userlink/.test(attribute(element, "class")));
  const address = element.name === "a" ? cleanAddress(attribute(element, "href")) : null;
  return isPerson && !personPage.test(address ?? "") ? userAddress(id) : address;
}

const day = /^\s*(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?!\d)/;

/** `2017-10-25` from `<time datetime="2017-10-25T00:00">`; undefined where the attribute holds no day. */
export function dayOf(element: SourceElement): string | undefined {
  return day.exec(attribute(element, "datetime"))?.[1];
}

const emoticons: Readonly<Record<string, string>> = words.emoticons;

/** An emoticon of Confluence as a character, or `:name:` where there is none. */
export function emoticon(name: string, fallback: string): string {
  if (fallback !== "" && !fallback.startsWith(":")) return fallback;
  const bare = (name || fallback).replace(/^[:(]|[:)]$/g, "");
  return Object.hasOwn(emoticons, bare) ? (emoticons[bare] ?? "") : bare === "" ? "" : `:${bare}:`;
}

/** The last part of an address, for a picture without words. */
export function fileName(address: string): string {
  if (/^data:/i.test(address)) return "";
  return decoded(/([^/?#]{1,200})(?:[?#].*)?$/.exec(address.slice(0, 2000))?.[1] ?? "");
}

/** What stands for a picture: the emoticon, its words, or its file. */
export function pictureText(element: SourceElement): string {
  const classes = classesOf(element);
  if (classes.includes("emoticon") || attribute(element, "data-emoji-fallback") !== "") {
    const named = attribute(element, "data-emoticon-name") || attribute(element, "alt");
    return emoticon(named, attribute(element, "data-emoji-fallback"));
  }
  if (classes.some((name) => /userlogo|avatar|icon\b/i.test(name))) return "";
  return attribute(element, "alt").trim() || fileName(attribute(element, "src"));
}
