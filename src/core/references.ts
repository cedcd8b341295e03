/** What a text names, linked where the tracker knows it: `@handle`, and tickets of its prefixes. */
import type { Link, Text } from "mdast";
import { handlePattern } from "./comment-head.ts";
import { onceAWord } from "./once-a-word.ts";
import { personAddress, personName, personOf, type Tracker } from "./tracker.ts";

/** False of most texts, which name nobody and no ticket. */
export function mayHaveReferences(text: string): boolean {
  return /@|[A-Z0-9]-\d/.test(text);
}

/** Words that are no Markdown, with what they name linked: `@handle` of a declared person, and tickets. */
export function linkReferences(text: string, tracker: Tracker): (Text | Link)[] {
  const nodes: (Text | Link)[] = [];
  let end = 0;
  const pattern = linkPattern(tracker);
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const link = match[1] ? mention(match[1], tracker) : ticket(match[2] ?? "", match[3] ?? "", tracker);
    if (!link) continue;
    if (match.index > end) nodes.push(words(text.slice(end, match.index)));
    nodes.push(link);
    end = match.index + match[0].length;
  }
  if (end < text.length) nodes.push(words(text.slice(end)));
  return nodes;
}

/** Compiled once for a tracker: a page has thousands of texts. */
const linkPatterns = new WeakMap<Tracker, RegExp>();

/** `@handle` of a declared person and tickets of a declared prefix. */
function linkPattern(tracker: Tracker): RegExp {
  const known = linkPatterns.get(tracker);
  if (known) return known;
  const pattern = new RegExp(referenceSource(tracker), "gu");
  linkPatterns.set(tracker, pattern);
  return pattern;
}

/**
 * A pattern's source, for the flags `gu`, with three groups: the handle; a ticket's prefix and its number. What may not stand
 * ahead is asked for behind the sign or the prefix, so that only there is anything looked up.
 */
function referenceSource({ refs }: Tracker): string {
  const prefixes = Object.keys(refs).filter((prefix) => /^[A-Z][A-Z0-9]*$/.test(prefix));
  const tickets =
    prefixes.length > 0 ? `|(${prefixes.join("|")})(?<![\\p{L}\\p{N}-]\\2)-(\\d+)(?![\\p{L}\\p{N}])` : "|(?!)()()";
  return `@(?<![\\p{L}\\p{N}._-]@)(${handlePattern})${tickets}`;
}

/** A mention is a link titled with its handle where an address is known, so that no renderer need look it up again. */
const mention = onceAWord((handle, tracker): Text | Link | null => {
  const person = personOf(tracker, handle);
  if (!person) return null;
  const url = personAddress(person);
  if (url === null) return words(`@${handle}`);
  return { type: "link", url, data: { mention: handle }, children: [words(personName(tracker, handle))] };
});

function ticket(prefix: string, number: string, tracker: Tracker): Link | null {
  const template = Object.hasOwn(tracker.refs, prefix) ? tracker.refs[prefix] : undefined;
  if (!template) return null;
  const children = [words(`${prefix}-${number}`)];
  return { type: "link", url: template.replaceAll("{n}", number), data: { ticket: true }, children };
}

function words(value: string): Text {
  return { type: "text", value };
}

declare module "mdast" {
  interface LinkData {
    /** The handle, where the link is a mention. */
    mention?: string;
    /** True where the link is a ticket. */
    ticket?: boolean;
  }
}
