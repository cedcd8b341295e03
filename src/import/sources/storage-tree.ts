/** Storage format to a tree, by saxes. It is XML, and Confluence takes it only where it is well-formed: so does gtm. */
import { SaxesParser } from "saxes";
import type { PageRefusal } from "../reading.ts";
import { depthLimit, type SourceElement, type SourceNode, type SourceTree } from "./element.ts";
import { namedCharacters } from "./storage-entities.ts";

interface Open extends Omit<SourceElement, "children" | "end"> {
  readonly children: SourceNode[];
}

interface Fault {
  readonly message: string;
  readonly hint: string;
  readonly line: number;
  /** 1-based. */
  readonly column: number;
}

interface Reading {
  readonly parser: SaxesParser;
  readonly text: string;
  readonly root: SourceNode[];
  readonly open: Open[];
  /** The line on which the tag that is being read began. */
  tagLine: number;
  /** The element closed last: by an end tag of another name, where saxes complains of that. */
  closed: Open | null;
  /** True once the text is over. */
  ended: boolean;
  fault: Fault | null;
}

const exportAgain = "export the page again, or import it with --from html";

function fail(reading: Reading, message: string, hint = exportAgain): void {
  const { parser } = reading;
  reading.fault ??= { message, hint, line: parser.line, column: Math.max(1, parser.columnIndex) };
}

function addText(reading: Reading, text: string): void {
  if (text === "") return;
  const breaks = text.includes("\n") ? text.split("\n").length - 1 : 0;
  const parent = reading.open.at(-1)?.children ?? reading.root;
  parent.push({ kind: "text", text, line: Math.max(1, reading.parser.line - breaks) });
}

function openTag(reading: Reading, name: string, attributes: Readonly<Record<string, string>>): void {
  // Right behind the tag's last sign; no attribute may hold a "<", so the nearest one before it began the tag.
  const start = reading.text.lastIndexOf("<", reading.parser.position - 1);
  if (reading.open.length >= depthLimit) fail(reading, `elements are nested more than ${depthLimit} deep`);
  reading.open.push({
    kind: "element",
    name,
    attributes: new Map(Object.entries(attributes)),
    children: [],
    line: reading.tagLine,
    start,
  });
}

function closeTag(reading: Reading): void {
  const element = reading.open.pop();
  if (element === undefined) return;
  reading.closed = element;
  const parent = reading.open.at(-1)?.children ?? reading.root;
  parent.push({ ...element, end: reading.parser.position });
}

/** The line of an ampersand that begins no character reference, after `from`; XML takes all that follows as its name. */
function bareAmpersand(text: string, from: number): number | null {
  let at = from;
  while (at < text.length) {
    const data = text.indexOf("<![CDATA[", at);
    const plain = text.slice(at, data < 0 ? text.length : data);
    const found = plain.search(/&(?![#\w.:-]{1,40};)/);
    if (found >= 0) return text.slice(0, at + found).split("\n").length;
    const end = data < 0 ? -1 : text.indexOf("]]>", data);
    at = end < 0 ? text.length : end + 3;
  }
  return null;
}

function failAtEnd(reading: Reading, broken: Open): void {
  const line = bareAmpersand(reading.text, broken.start);
  if (line !== null)
    fail(reading, `not well-formed: the & on line ${line} does not start a character reference`, "write it as &amp;");
  else fail(reading, `the page ends inside <${broken.name}>, which starts on line ${broken.line}`);
}

/** saxes' own words, `1:23: unexpected close tag.`, with what they are about. */
function explain(reading: Reading, words: string): void {
  const { parser, text, open, closed } = reading;
  const written = (sign: string) =>
    text.slice(text.lastIndexOf(sign, parser.position - 1), parser.position).slice(0, 60);
  const last = open.at(-1);
  if (reading.ended && last !== undefined) failAtEnd(reading, last);
  else if (words.includes("doctype"))
    fail(reading, "it declares a document type", "storage format has none: remove <!DOCTYPE …> and its entities");
  else if (words.startsWith("undefined entity")) fail(reading, `not well-formed: unknown entity ${written("&")}`);
  else if (words.startsWith("unexpected close tag") && closed !== null)
    fail(reading, `not well-formed: ${written("<")} while <${closed.name}> from line ${closed.line} is open`);
  else fail(reading, `not well-formed: ${words.replace(/\.$/, "")}`);
}

function listen(reading: Reading): void {
  const { parser } = reading;
  parser.on("opentagstart", () => {
    reading.tagLine = parser.line;
  });
  parser.on("opentag", (tag) => openTag(reading, tag.name, tag.attributes));
  parser.on("closetag", () => closeTag(reading));
  parser.on("text", (text) => addText(reading, text));
  parser.on("cdata", (text) => addText(reading, text));
  parser.on("doctype", () => explain(reading, "doctype"));
  parser.on("error", (error) => explain(reading, error.message.replace(/^(?:\d+:\d+: )+/, "")));
}

/** Entities and tags are cut where a chunk ends, and saxes puts them together; the first fault ends the reading. */
const chunkLength = 65_536;

/** Blanks in place of an XML declaration, which a fragment must not have: places stay as they are. */
function withoutDeclaration(text: string): string {
  const declaration = /^\s*<\?xml[^<>]{0,200}\?>/.exec(text.slice(0, 1000))?.[0] ?? "";
  return declaration.replace(/[^\n]/g, " ") + text.slice(declaration.length);
}

/** Reads storage format; refuses ill-formed XML, a document type, and nesting beyond any page, with the place. */
export function parseStorage(page: string): SourceTree | PageRefusal {
  const text = withoutDeclaration(page);
  const parser = new SaxesParser({ fragment: true });
  Object.assign(parser.ENTITIES, namedCharacters(text));
  const reading: Reading = { parser, text, root: [], open: [], tagLine: 1, closed: null, ended: false, fault: null };
  listen(reading);
  for (let at = 0; at < text.length && reading.fault === null; at += chunkLength)
    parser.write(text.slice(at, at + chunkLength));
  reading.ended = true;
  if (reading.fault === null) parser.close();
  const { fault } = reading;
  if (fault === null) return { source: page, root: reading.root };
  return { ok: false, message: `line ${fault.line}, column ${fault.column}: ${fault.message}`, hint: fault.hint };
}
