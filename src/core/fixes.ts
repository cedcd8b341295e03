/**
 * What `check --fix` puts right: whatever has exactly one right answer. A fix is one entry here, which finds its mends, says
 * what each means, and makes it of the smallest span. Whoever compares items needs the meaning alone, and no YAML editor.
 */
import { type IsoDate, isoDate } from "./calendar.ts";
import { sameData } from "./change.ts";
import { readCommentHead } from "./comment-head.ts";
import type { setKey } from "./front-matter-edit.ts";
import type { Item } from "./item.ts";
import { type CommentContent, contentOf, type ItemContent } from "./item-content.ts";
import { type ItemFile, type ItemText, itemIn } from "./item-file.ts";
import { isOff } from "./rules/rule.ts";
import { fileColumns, isOfKind } from "./standard-columns.ts";
import { tidyWhitespace } from "./tidy-whitespace.ts";
import type { Tracker } from "./tracker.ts";

export interface Mend {
  /** What it does, for the user: `due 2026-1-5 → 2026-01-05`. */
  readonly said: string;
  /** The mended text; `edit` sets a key in it. */
  readonly make: (now: ItemText, edit: typeof setKey) => string;
  /** What the text says behind it. */
  readonly expected: (content: ItemContent) => ItemContent;
}

interface Fix {
  /** The rule that it answers: where a tracker has switched that off, nothing is mended. */
  readonly code: string;
  readonly find: (now: ItemText, tracker: Tracker) => readonly Mend[];
}

/** In the order in which they are made: a blank can keep a key from being changed; comments are sorted by mended dates. */
const fixes: readonly Fix[] = [
  {
    code: "whitespace",
    find: (now) => {
      if (tidyWhitespace(now) === now.text) return [];
      return [{ said: "blanks at line ends tidied", make: tidyWhitespace, expected: (content) => content }];
    },
  },
  {
    code: "key-value",
    find: ({ frontMatter }, tracker) =>
      dateKeys(tracker).flatMap((key) => {
        const written = frontMatter.keys.get(key);
        const date = typeof written === "string" ? onlyDate(written.trim()) : null;
        return date === null || date === written ? [] : [keyMend(key, String(written), date)];
      }),
  },
  {
    code: "padded-number",
    find: ({ frontMatter }) => {
      const written = frontMatter.keys.get("id");
      const [, number] = typeof written === "string" ? (/^0+([1-9]\d*)$/.exec(written) ?? []) : [];
      return number === undefined ? [] : [keyMend("id", String(written), number)];
    },
  },
  {
    code: "comment-date-form",
    find: ({ text, body }) =>
      body.comments.flatMap(({ start, marker }, index): readonly Mend[] => {
        const line = headLine(text, start + marker.length);
        const [head, written = ""] = writtenDate.exec(line) ?? [];
        const { problem } = readCommentHead(line);
        const meant = onlyDate(written.replace(/\/(\d\d)$/, "/20$1"));
        if (head === undefined || problem === null || meant === null) return [];
        const mended = readCommentHead(line.slice(0, head.length - written.length) + meant + line.slice(head.length));
        const { author } = mended;
        // What was no head is among the comment's words.
        const wordsOf = (text: string) =>
          problem.code === "comment-undated" ? mended.rest.trimEnd() + text.slice(line.trimEnd().length) : text;
        return [
          {
            said: `comment's date ${written} → ${meant}`,
            make: (now) => {
              const at = (now.body.comments[index]?.start ?? 0) + marker.length + head.length - written.length;
              return now.text.slice(0, at) + meant + now.text.slice(at + written.length);
            },
            expected: (content) => ({
              ...content,
              comments: content.comments.map((each, at) =>
                at === index ? { ...each, date: meant, author, text: wordsOf(each.text) } : each,
              ),
            }),
          },
        ];
      }),
  },
  {
    code: "comment-order",
    find: ({ text, body: { comments } }) => {
      const markers = new Set(comments.map(({ marker }) => marker));
      const isAlone = comments.every(
        ({ start }, index) => index === 0 || isBlank(text, comments[index - 1]?.end, start),
      );
      if (markers.size > 1 || !isAlone || sameData(oldestFirst(comments), comments)) return [];
      return [
        {
          said: "comments put in date order",
          make: inOrder,
          expected: (content) => ({ ...content, comments: oldestFirst(content.comments) }),
        },
      ];
    },
  },
];

/** A file's item, its values read as a fix would write them: whoever mends the spelling of a day changes nothing. */
export function meantItem(
  { reading, path, item, problems }: Pick<ItemFile, "reading" | "path" | "item" | "problems">,
  tracker: Tracker,
): Item | null {
  if (!reading.ok || !problems.some(({ code }) => misspelt.has(code))) return item;
  const meant = fixesIn(tracker)
    .flatMap(({ find }) => find(reading, tracker))
    .reduce((content, { expected }) => expected(content), contentOf(reading));
  const { frontMatter, body } = reading;
  const comments = body.comments.map((comment, at) => ({ ...comment, ...meant.comments[at] }));
  const keys = new Map(meant.keys);
  return itemIn({ ...reading, frontMatter: { ...frontMatter, keys }, body: { ...body, comments } }, path, tracker).item;
}

/** The rules whose finding may be a value that is meant and not read. */
const misspelt = new Set(["key-value", "field-value", "comment-undated"]);

/** Those that a tracker has not switched off. */
export function fixesIn(tracker: Tracker): readonly Fix[] {
  return fixes.filter(({ code }) => !isOff({ code, severity: "warning" }, tracker));
}

function keyMend(key: string, written: string, value: string): Mend {
  return {
    said: `${key} ${written.trim()} → ${value}`,
    make: ({ text, frontMatter }, edit) => edit(text, frontMatter.bodyStart, key, value, []),
    expected: (content) => ({
      ...content,
      keys: content.keys.map(([name, old]) => [name, name === key ? value : old] as const),
    }),
  };
}

/** The keys that hold a day. */
function dateKeys({ fields }: Tracker): readonly string[] {
  const own = fileColumns.filter((name) => isOfKind(name, "day"));
  return [...own, ...Object.keys(fields).filter((key) => fields[key]?.type === "date")];
}

/** The day that is meant whoever reads it: 10/11/2017 is one here and another there. */
function onlyDate(written: string): IsoDate | null {
  const [, year, month, day] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(written) ?? [];
  if (year !== undefined) return isoDate(Number(year), Number(month), Number(day));
  const [, first, , second, full] = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(written) ?? [];
  if (full === undefined) return null;
  const [a, b, c] = [Number(first), Number(second), Number(full)];
  const [monthFirst, dayFirst] = [isoDate(c, a, b), isoDate(c, b, a)];
  return monthFirst === null || dayFirst === null || monthFirst === dayFirst ? (monthFirst ?? dayFirst) : null;
}

/** A comment's date at its head, as people write it by hand; with dots only in bold, where it cannot begin a sentence. */
const writtenDate =
  /^(?:(?:\*\*|__)[ \t]*)?(\d{4}-\d\d?-\d\d?|\d{1,2}\/\d{1,2}\/(?:\d{4}|\d\d)|(?<=[*_][ \t]*)\d{1,2}\.\d{1,2}\.\d{4})(?!\d)/;

function headLine(text: string, from: number): string {
  const end = text.indexOf("\n", from);
  return text.slice(from, end === -1 ? text.length : end);
}

function isBlank(text: string, from = 0, to = 0): boolean {
  return text.slice(from, to).trim() === "";
}

/** Stable; a comment without a date stays behind the one before it. */
function oldestFirst<Kind extends Pick<CommentContent, "date">>(comments: readonly Kind[]): readonly Kind[] {
  let last = "";
  const dated = comments.map((comment) => {
    last = comment.date ?? last;
    return { comment, date: last };
  });
  return dated.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)).map(({ comment }) => comment);
}

/** Each comment's own bytes in another's place; what is between them stays. */
function inOrder({ text, body: { comments } }: ItemText): string {
  const sorted = oldestFirst(comments);
  let [made, at] = ["", 0];
  for (const [index, { start, end }] of comments.entries()) {
    const put = sorted[index];
    made += text.slice(at, start) + (put ? text.slice(put.start, put.end) : "");
    at = end;
  }
  return made + text.slice(at);
}
