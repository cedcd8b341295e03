/** What is wrong with a line of front matter, and how it is mended, in plain words: parsers speak of scalars and streams. */

export interface Advice {
  /** 1-based, in the file. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Characters of a line that are looked at: strangers write longer ones, for a search that goes back and forth. */
const longest = 2000;

interface Finding {
  /** Offset in the line. */
  readonly at: number;
  readonly message: string;
}

/**
 * The advice for a text whose front matter the parser refused.
 * @param place where the parser stopped, 1-based: at the cause, or behind it
 * @param reason the parser's
 */
export function adviseOnYaml(text: string, place: { line: number; column: number }, reason: string): Advice {
  if (/found more/.test(reason)) return documentEnd(text, place);
  const known = knownReason(reason);
  if (known !== null) return { ...place, message: known };
  const lines = text.split(/\r?\n/, place.line);
  // What was opened and not closed shows only further down; the first line is the dashes.
  for (let line = Math.min(place.line, lines.length); line > 1; line--) {
    const found = examine((lines[line - 1] ?? "").slice(0, longest));
    if (found) return { line, column: found.at + 1, message: found.message };
  }
  const indented = /^[ ]+(?=\S)/.exec(lines[place.line - 1] ?? "");
  if (indented)
    return {
      line: place.line,
      column: 1,
      message: "the line is indented: remove the spaces in front of it",
    };
  return { ...place, message: 'this cannot be read as "key: value": put the value in quotes' };
}

function documentEnd(text: string, place: { line: number; column: number }): Advice {
  const index = text.split(/\r?\n/).findIndex((line) => line.startsWith("..."));
  return { line: index === -1 ? place.line : index + 1, column: 1, message: 'remove the line "..."' };
}

function knownReason(reason: string): string | null {
  if (/unidentified alias/.test(reason))
    return "anchors and aliases are not supported: a value that starts with * must be quoted";
  if (/duplicated mapping key/.test(reason)) return "this key appears twice: keep one";
  if (/non-printable|null byte/.test(reason)) return "hidden character: remove it";
  return null;
}

/** What a single line has that YAML cannot read; null for nothing that shows. */
function examine(line: string): Finding | null {
  const key = /^[ ]*(?:- +)?([^\s#"'[{:][^:]*):(?:[ \t]+|$)/.exec(line);
  if (!key?.[1]) return examineWithoutKey(line);
  const value = line.slice(key[0].length).trimEnd();
  const found = examineValue(value, key[1]);
  return found && { at: key[0].length + found.at, message: found.message };
}

function examineWithoutKey(line: string): Finding | null {
  if (!/^[^\s#"'[\]{}:-]/.test(line)) return null;
  const colon = line.indexOf(":");
  if (colon === -1) return { at: 0, message: 'no colon on this line: write "key: value"' };
  return { at: colon, message: "no space after the colon: add one" };
}

function examineValue(value: string, key: string): Finding | null {
  const first = value[0] ?? "";
  if (first === '"' || first === "'") return examineQuoted(value, first, key);
  if (first === "[" || first === "{") return examineBrackets(value);
  const quoted = `${key}: ${inQuotes(value)}`;
  if (/^(?:[@`%*&!\]},]|- )/.test(value)) {
    return { at: 0, message: `a value that starts with ${first} must be quoted: ${quoted}` };
  }
  const colon = /:(?=\s|$)/.exec(value.split(" #")[0] ?? "");
  return colon && { at: colon.index, message: `a value with ": " in it must be quoted: ${quoted}` };
}

function examineQuoted(value: string, quote: string, key: string): Finding | null {
  const closed = (quote === '"' ? /^"(?:[^"\\]|\\.)*"/ : /^'(?:[^']|'')*'/).exec(value);
  if (!closed) return { at: 0, message: `this quote is never closed: add ${quote} at the end of the value` };
  const odd = quote === '"' ? /\\(?![0abt\tnvfre "/\\N_LPxuU])/.exec(closed[0]) : null;
  if (odd) {
    const pair = value.slice(odd.index, odd.index + 2);
    return {
      at: odd.index,
      message: `${pair} is not valid in double quotes: write \\${pair}, or use single quotes`,
    };
  }
  const rest = value.slice(closed[0].length).trim();
  if (rest === "" || rest.startsWith("#")) return null;
  const mend = `${key}: ${inQuotes(value)}`;
  return { at: closed[0].length, message: `text after the closing quote: quote the whole value, ${mend}` };
}

/** Lists and maps may go on below: only what this line itself tells. */
function examineBrackets(value: string): Finding | null {
  const open: { sign: string; at: number }[] = [];
  for (const match of value.matchAll(/"(?:[^"\\]|\\.)*"|'[^']*'|[[\]{}]/g)) {
    const [sign] = match;
    if (sign === "[" || sign === "{") open.push({ sign, at: match.index });
    else if (sign === "]" || sign === "}") {
      const last = open.pop();
      const fit = last?.sign === "[" ? "]" : "}";
      if (sign !== fit) return { at: match.index, message: `${fit} is missing before this ${sign}` };
      const rest = value.slice(match.index + 1).trim();
      if (open.length === 0 && rest !== "" && !rest.startsWith("#"))
        return {
          at: match.index + 1,
          message: `text after the ${sign}: remove it, or quote the whole value`,
        };
    }
  }
  const [first] = open;
  return first
    ? {
        at: first.at,
        message: `this ${first.sign} is never closed: add ${first.sign === "[" ? "]" : "}"}`,
      }
    : null;
}

function inQuotes(value: string): string {
  const some = value.length > 60 ? `${value.slice(0, 60)}…` : value;
  return /["\\]/.test(some) ? `'${some.replaceAll("'", "''")}'` : `"${some}"`;
}
