import { expect, test } from "vitest";
import { hasMergeAttribute, withMergeAttribute } from "../../src/core/merge-attribute.ts";

test.each([
  [null, "items/*.md merge=gtm\n"],
  ["*.png binary", "*.png binary\nitems/*.md merge=gtm\n"],
  ["# note\r\n", "# note\r\nitems/*.md merge=gtm\r\n"],
  ["items/*.md text\n", "items/*.md text\nitems/*.md merge=gtm\n"],
  ["items/*.md merge=gtm\n*.png binary", "items/*.md merge=gtm\n*.png binary"],
  ["items/*.md\tmerge=union\n", "items/*.md\tmerge=union\n"],
  ["items/*.md text=auto !merge\n", "items/*.md text=auto !merge\n"],
  ["items/*.md emerge\n", "items/*.md emerge\nitems/*.md merge=gtm\n"],
])("the line is put behind %j, once", (before, after) => {
  expect(withMergeAttribute(before, "items")).toBe(after);
  expect(withMergeAttribute(after, "items")).toBe(after);
  expect(hasMergeAttribute(after, "items")).toBe(true);
});

test.each([
  ["", "/*.md merge=gtm\n"],
  ["teams/a b", '"teams/a b/*.md" merge=gtm\n'],
  ['a"b', '"a\\"b/*.md" merge=gtm\n'],
  ["a[1]", "a\\[1\\]/*.md merge=gtm\n"],
  ["!a", '"!a/*.md" merge=gtm\n'],
])("the folder %j is written as git's pattern", (folder, line) => {
  expect(withMergeAttribute(null, folder)).toBe(line);
  expect(hasMergeAttribute(line, folder)).toBe(true);
});
