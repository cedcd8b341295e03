/**
 * Front matter with maps in it, as `tracker.md` has it, in the forms that gtm writes: in brackets on one line, or of lines below
 * their key, all indented alike. Anything else is null, and the YAML parser's to read, as in plain-keys.ts.
 */
import { readKeyLines, readPlainValue } from "./plain-keys.ts";
import type { YamlValue } from "./yaml-value.ts";

/** A bracket or comma, a text in quotes, or a word with the colon behind it that makes it a key; all that is plain in brackets. */
const token =
  /[ ]*(?:([{}[\],])|"([^"\\]*)"(?=[ ]*[,\]}])|'([^']*)'(?=[ ]*[,\]}])|([^\s\-?:,[\]{}#&*!|>'"%@`](?:[^:#,[\]{}\n]*[^\s:#,[\]{}])?)(:(?= ))?)[ ]*/y;
const keyForm = "[A-Za-z0-9](?:[\\w./-]*[\\w-])?";
const key = new RegExp(`^${keyForm}$`);
const entry = new RegExp(`^( +)(?:(-)|(${keyForm}):)(?: +(.*))?$`);

/** Deeper than any tracker. */
const deepest = 8;

/** The keys of the lines between the dashes; null where a YAML parser must read them. */
export function readNestedKeys(source: string): ReadonlyMap<string, YamlValue> | null {
  return readKeyLines(source, readValue, readBelow);
}

function readValue(text: string): YamlValue | undefined {
  const value = readPlainValue(text);
  return value === undefined && /^[[{]/.test(text) ? readBrackets(text) : value;
}

/** `[a, "b"]` or `{ a: b, c: [d] }`. */
function readBrackets(text: string): YamlValue | undefined {
  const read = readValueAt(text, 0, 0);
  return read?.end === text.length ? read.value : undefined;
}

type ValueAt = { readonly value: YamlValue; readonly end: number } | undefined;

function readValueAt(text: string, at: number, depth: number): ValueAt {
  const found = tokenAt(text, at);
  if (found === null || depth > deepest) return undefined;
  const { match, end } = found;
  if (match[1] === "[") return readListAt(text, end, depth);
  if (match[1] === "{") return readMapAt(text, end, depth);
  const value = match[2] ?? match[3] ?? match[4];
  return value === undefined || match[5] !== undefined || depth === 0 ? undefined : { value, end };
}

function readListAt(text: string, start: number, depth: number): ValueAt {
  const values: YamlValue[] = [];
  for (let at = start; ; ) {
    const sign = tokenAt(text, at);
    if (sign?.match[1] === "]" && values.length === 0) return { value: values, end: sign.end };
    const read = readValueAt(text, at, depth + 1);
    const next = read && tokenAt(text, read.end);
    if (!read || !next) return undefined;
    values.push(read.value);
    if (next.match[1] === "]") return { value: values, end: next.end };
    if (next.match[1] !== ",") return undefined;
    at = next.end;
  }
}

function readMapAt(text: string, start: number, depth: number): ValueAt {
  const values: Record<string, YamlValue> = {};
  for (let at = start; ; ) {
    const name = tokenAt(text, at);
    if (name?.match[1] === "}" && at === start) return { value: values, end: name.end };
    const word = name?.match[4];
    if (!name || word === undefined || name.match[5] === undefined || !key.test(word) || Object.hasOwn(values, word))
      return undefined;
    const read = readValueAt(text, name.end, depth + 1);
    const next = read && tokenAt(text, read.end);
    if (!read || !next) return undefined;
    values[word] = read.value;
    if (next.match[1] === "}") return { value: values, end: next.end };
    if (next.match[1] !== ",") return undefined;
    at = next.end;
  }
}

function tokenAt(text: string, at: number): { readonly match: RegExpExecArray; readonly end: number } | null {
  token.lastIndex = at;
  const match = token.exec(text);
  return match && { match, end: token.lastIndex };
}

/** The entries of a key, a line each, `  name: value` or `  - value`. */
function readBelow(lines: readonly string[]): YamlValue | undefined {
  const values: YamlValue[] = [];
  const named: Record<string, YamlValue> = {};
  let indent: string | undefined;
  for (const line of lines) {
    const [, blanks, dash, name = "", text = ""] = entry.exec(line) ?? [];
    indent ??= blanks;
    // A key without a value may have one on the lines that follow.
    if (blanks === undefined || blanks !== indent || text === "") return undefined;
    const value = readValue(text.trim());
    if (value === undefined || value === null) return undefined;
    if (dash !== undefined) values.push(value);
    else if (Object.hasOwn(named, name)) return undefined;
    else named[name] = value;
  }
  const [isList, isMap] = [values.length > 0, Object.keys(named).length > 0];
  if (isList === isMap) return undefined;
  return isList ? values : named;
}
