import { describe, expect, test } from "vitest";
import { readCommentHead } from "../../src/core/comment-head.ts";

function read(line: string) {
  const { date, author, rest, problem } = readCommentHead(line);
  return [date, author, rest, problem?.code ?? null];
}

describe("the head of a comment", () => {
  test.each([
    ["**2017-10-18** Text", ["2017-10-18", null, "Text", null]],
    ["**2017-10-18 @lskrocki** Text", ["2017-10-18", "lskrocki", "Text", null]],
    ["**2017-10-18 @a** Text", ["2017-10-18", "a", "Text", null]],
    ["**2017-10-18 @josé.ñandú_x** Text", ["2017-10-18", "josé.ñandú_x", "Text", null]],
    ["**2017-10-18**", ["2017-10-18", null, "", null]],
    ["**2017-10-18** **bold** text", ["2017-10-18", null, "**bold** text", null]],
    ["**2017-10-18** : colon", ["2017-10-18", null, ": colon", null]],
    ["**2017-10-18** @dan said", ["2017-10-18", null, "@dan said", null]],
  ])("as gtm writes it: %j", (line, expected) => {
    expect(read(line)).toEqual(expected);
  });

  test.each([
    ["2017-10-18 Text", ["2017-10-18", null, "Text", null]],
    ["2017-10-18: Text", ["2017-10-18", null, "Text", null]],
    ["__2017-10-18__ Text", ["2017-10-18", null, "Text", null]],
    ["**2017-10-18:** Text", ["2017-10-18", null, "Text", null]],
    ["**2017-10-18**: Text", ["2017-10-18", null, "Text", null]],
    ["**2017-10-18   @dan**\tText", ["2017-10-18", "dan", "Text", null]],
    ["**10/25/2017** Text", ["2017-10-25", null, "Text", "comment-date-form"]],
    ["10/25/17 Text", ["2017-10-25", null, "Text", "comment-date-form"]],
    ["**2017-1-5** Text", ["2017-01-05", null, "Text", "comment-date-form"]],
    ["2017-02-30 Text", [null, null, "Text", "comment-date"]],
    ["**25/10/2017 @dan** Text", [null, "dan", "Text", "comment-date"]],
  ])("as people write it: %j", (line, expected) => {
    expect(read(line)).toEqual(expected);
  });

  test.each([
    "Text",
    "",
    "**bold** text",
    "**2017-10-18 Text",
    "2017-10-18Text",
    "**2017-10-18** ".trim().concat("Text"),
    "**2017-10-18 @** Text",
    "**2017-10-18 @-dan** Text",
    "see 2017-10-18",
  ])("is missing in %j, which stays whole", (line) => {
    expect(read(line)).toEqual([null, null, line, "comment-undated"]);
  });

  test("each problem says how to mend it", () => {
    const messages = ["Text", "10/25/2017 x", "2017-02-30 x"].map((line) => {
      const { problem } = readCommentHead(line);
      return `${problem?.code}: ${problem?.message}`;
    });
    expect(messages.join("\n")).toMatchInlineSnapshot(`
      "comment-undated: a comment starts with its date: - **YYYY-MM-DD** text
      comment-date-form: write the date "10/25/2017" as 2017-10-25
      comment-date: "2017-02-30" is not a valid date: write it as YYYY-MM-DD"
    `);
  });
});
