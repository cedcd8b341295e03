/**
 * The front matter that gtm itself writes, read without a YAML parser: `key: value` lines whose values mean in YAML just
 * what they look like. Anything else is null, and the YAML parser's to read. It takes a tenth of the time, which is most of
 * a list's; test/core/plain-keys.test.ts holds the two against each other.
 */
import type { YamlValue } from "./yaml-value.ts";

const line = /^([A-Za-z][\w-]*):(?: (.*))?$/;
/** What YAML refuses, or takes for a line end or a blank; emoji with it. */
const odd = /[\x00-\x09\x0B\x0C\x0E-\x1F\x7F-\xA0\u2028\u2029\uD800-\uDFFF\uFEFF\uFFFE\uFFFF]|\r(?!\n)/;
/** No sign at its start that YAML acts on, and no `: ` or ` #`. */
const plain = /^[^\s\-?:,[\]{}#&*!|>'"%@`](?:[^:#]|:(?=[^\s,])|(?<! )#)*$/;
const quoted = /^(?:"([^"\\]*)"|'([^']*)')$/;
const list = /^\[([^[\]{}#:'&*!|>%@`\\]*)\]$/;
/** A word of a list, or one in quotes without a comma. */
const entry = /^(?:[^\s\-?"][^"]*|"([^",]*)")$/;

/** The keys of the lines between the dashes; null where a YAML parser must read them. */
export function readPlainKeys(source: string): ReadonlyMap<string, YamlValue> | null {
  return readKeyLines(source, readPlainValue);
}

/** Undefined where a YAML parser must say what it means. */
type Read<Source> = (source: Source) => YamlValue | undefined;

/** The same with values of other forms. `readBelow` reads the indented lines below a key; without it there may be none. */
export function readKeyLines(
  source: string,
  readValue: Read<string>,
  readBelow?: Read<readonly string[]>,
): ReadonlyMap<string, YamlValue> | null {
  if (odd.test(source)) return null;
  const keys = new Map<string, YamlValue>();
  const lines = source.split(/\r?\n/);
  for (let at = 0; at < lines.length; ) {
    const text = lines[at++] ?? "";
    if (text === "") continue;
    const match = line.exec(text);
    if (!match?.[1] || keys.has(match[1])) return null;
    const own = (match[2] ?? "").trim();
    const first = at;
    if (own === "" && readBelow) while (lines[at]?.startsWith(" ")) at++;
    const value = at === first ? readValue(own) : readBelow?.(lines.slice(first, at));
    if (value === undefined) return null;
    keys.set(match[1], value);
  }
  return keys;
}

/** Of a line of its own; undefined where a YAML parser must read it. */
export function readPlainValue(text: string): YamlValue | undefined {
  if (text === "") return null;
  if (plain.test(text)) return text;
  const string = quoted.exec(text);
  if (string) return string[1] ?? string[2] ?? "";
  const entries = list.exec(text)?.[1];
  if (entries === undefined) return undefined;
  const words = entries.trim() === "" ? [] : entries.split(",").map((word) => entry.exec(word.trim()));
  return words.every((word) => word !== null) ? words.map((word) => word[1] ?? word[0]) : undefined;
}
