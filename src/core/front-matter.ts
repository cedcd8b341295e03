/**
 * Reading of front matter. Item files come from strangers, so only plain `---` YAML is read: no language after the
 * dashes (gray-matter would run `---js`), no anchors or aliases (js-yaml expands them without limit), a size cap, and
 * every scalar as the string that was written (`012` stays `012`, `10:30` stays `10:30`); schemas give them their types.
 */
import matter from "gray-matter";
import yaml from "js-yaml";
import { isTooLarge, tooLarge } from "./file-size.ts";
import { lineAt } from "./lines.ts";
import { readNestedKeys } from "./nested-keys.ts";
import type { TextProblem } from "./problem.ts";
import { found, type ReadingCode } from "./rules/reading-rules.ts";
import { adviseOnYaml } from "./yaml-advice.ts";
import type { YamlValue } from "./yaml-value.ts";

export interface FrontMatter {
  /** As written, in the order of the file. */
  readonly keys: ReadonlyMap<string, YamlValue>;
  /** Offset in the text at which the body begins. */
  readonly bodyStart: number;
}

export type FrontMatterReading = { ok: true; value: FrontMatter } | { ok: false; problem: TextProblem };

/** 64 KB: two hundred times a large item's front matter. */
const sizeLimit = 64 * 1024;
const opening = /^\uFEFF?---[ \t]*\r?\n/;
const closing = /\n---[ \t]*(?:\r?\n|$)/;
/** gray-matter takes any line that begins with dashes for the end, and would lose the keys behind it. */
const notQuiteClosing = /\n---/;

/** gray-matter looks for comments in a time that is the square of the blanks in a row: 60 KB of them took 3.5 s. */
const manyBlanks = /\s{1000}/;

class Refused extends Error {}

const engines = {
  yaml: { parse: parseYaml },
  javascript: () => {
    throw new Refused("front matter must be YAML");
  },
};

/** The keys of a text's front matter, or the one problem that keeps it from being read. Runs nothing, never throws. */
export function readFrontMatter(text: string): FrontMatterReading {
  // Here, so that nothing is written that could not be read again: the shell refuses larger files unseen.
  if (isTooLarge(text)) return refusal("file-unreadable", 1, 1, `the file ${tooLarge}`);
  const start = opening.exec(text);
  if (!start) return refusal("front-matter-missing", 1, 1, missingMessage(text));
  // From the line end of the opening dashes, so that an empty front matter closes too.
  const end = closing.exec(text.slice(start[0].length - 1, start[0].length + sizeLimit));
  if (!end) {
    const tooLong = text.length > start[0].length + sizeLimit;
    const message = tooLong
      ? "front matter is larger than 64 KB"
      : 'front matter is not closed: add a line "---" after its last key';
    return refusal("front-matter-open", 1, 1, message);
  }
  const stray = notQuiteClosing.exec(text.slice(start[0].length - 1))?.index ?? end.index;
  if (stray < end.index) {
    const line = lineAt(text, start[0].length + stray);
    return refusal("front-matter-yaml", line, 1, 'front matter: only its last line may start with "---"');
  }
  const blanks = manyBlanks.exec(text.slice(0, start[0].length + end.index))?.index;
  if (blanks !== undefined) {
    return refusal(
      "front-matter-yaml",
      lineAt(text, blanks + 1),
      1,
      "front matter has 1,000 spaces in a row: remove them",
    );
  }
  const bodyStart = start[0].length - 1 + end.index + end[0].length;
  const plain = readNestedKeys(text.slice(start[0].length, start[0].length + end.index));
  if (plain) return { ok: true, value: { keys: plain, bodyStart } };
  try {
    const { data } = matter(text.slice(0, bodyStart), { engines, language: "yaml" });
    return { ok: true, value: { keys: new Map(Object.entries(data as Record<string, YamlValue>)), bodyStart } };
  } catch (error) {
    return { ok: false, problem: yamlProblem(error, text.slice(0, bodyStart)) };
  }
}

/**
 * Where a key's value stands in the text (1-based line and column), nested keys after the top-level one; as deep as it is
 * found, the front matter's start if nowhere.
 */
export function locateKey(text: string, key: string, ...nested: readonly string[]): { line: number; column: number } {
  const head = text.slice(0, sizeLimit).split(/\r?\n---[ \t]*(?:\r?\n|$)/)[0] ?? "";
  const quoted = (word: string) => `(["']?)${word.replace(/[^\w-]/g, "\\$&")}`;
  const top = new RegExp(`^${quoted(key)}\\1[ \\t]*:[ \\t]*`, "m").exec(head);
  if (!top) return { line: 1, column: 1 };
  let offset = top.index + top[0].length;
  for (const name of nested) {
    const inner = new RegExp(`[\\s{,]${quoted(name)}\\1[ \\t]*:[ \\t]*`).exec(head.slice(offset - 1));
    if (inner) offset += inner.index + inner[0].length - 1;
  }
  const before = head.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function parseYaml(source: string): object {
  const value: unknown = yaml.safeLoad(source, {
    schema: yaml.FAILSAFE_SCHEMA,
    listener(event, state) {
      if (event === "close" && (state as { anchor?: unknown }).anchor)
        throw new Refused("anchors and aliases are not supported");
    },
  } as yaml.LoadOptions);
  if (value === null || value === undefined) return {};
  if (typeof value !== "object" || Array.isArray(value)) throw new Refused('front matter must be "key: value" lines');
  return value;
}

function yamlProblem(error: unknown, text: string): TextProblem {
  if (error instanceof yaml.YAMLException) {
    const { mark, reason = "" } = error as { mark?: { line: number; column: number }; reason?: string };
    const place = { line: (mark?.line ?? 0) + 1, column: (mark?.column ?? 0) + 1 };
    const { line, column, message } = adviseOnYaml(text, place, reason);
    return problem("front-matter-yaml", line, column, `front matter: ${message}`);
  }
  if (error instanceof Refused) return problem("front-matter-refused", 1, 1, error.message);
  if (error instanceof RangeError) return problem("front-matter-refused", 1, 1, "front matter is nested too deeply");
  throw error;
}

function missingMessage(text: string): string {
  return /^\s*---[^\S\r\n]*\S/.test(text)
    ? 'front matter must start with a plain "---" line: remove what follows the dashes'
    : 'no front matter: the file must start with a line "---"';
}

function problem(code: ReadingCode, line: number, column: number, message: string): TextProblem {
  return found(code, { line, column }, message);
}

function refusal(code: ReadingCode, line: number, column: number, message: string): FrontMatterReading {
  return { ok: false, problem: problem(code, line, column, message) };
}
