import { describe, expect, test } from "vitest";
import { conflictWords, readConflicts } from "../../src/core/merge/conflicts.ts";
import { disagreement } from "../../src/render/conflict-words.ts";

/** A file in which two lines clash. */
function clash(before: string, ours: string, theirs: string): string {
  return `${before}<<<<<<< ours\n${ours}\n=======\n${theirs}\n>>>>>>> theirs\n`;
}

describe("what two sides disagree about", () => {
  test.each([
    [
      "a value",
      clash("---\n", "due: 2026-04-10", "due: 2026-04-20"),
      "due (2026-04-10 or 2026-04-20)",
      "due is 2026-04-10 on main, 2026-04-20 on topic",
    ],
    [
      "a milestone, whole",
      clash("---\nmilestones:\n", "  - { date: 2026-04-10, title: Fair }", "  - { date: 2026-04-20, title: Fair }"),
      "milestones ({ date: 2026-04-10, title: Fa… or { date: 2026-04-20, title: Fa…)",
      "milestones is { date: 2026-04-10, title: Fair } on main, { date: 2026-04-20, title: Fair } on topic",
    ],
    [
      "a person",
      clash("---\npeople:\n", "  ada: { name: Ada }", "  ada: { name: Ada L. }"),
      "people.ada ({ name: Ada } or { name: Ada L. })",
      "people.ada is { name: Ada } on main, { name: Ada L. } on topic",
    ],
    [
      "a comment",
      clash("---\nid: 1\n---\n\n## Comments\n\n", "- **2026-04-10 @ada** A", "- **2026-04-10 @ada** B"),
      "the comment of 2026-04-10 by @ada",
      "the comment of 2026-04-10 by @ada was changed on main and on topic",
    ],
    [
      "a list in a description, which is no comment",
      clash("---\nid: 1\n---\n\n", "- **2026-04-10 @ada** A", "- **2026-04-10 @ada** B"),
      "its text",
      "the text was changed on main and on topic",
    ],
  ])("%s", (_, text, words, sentence) => {
    const conflicts = readConflicts(text);
    expect(conflictWords(conflicts)).toBe(words);
    expect(conflicts.map((each) => disagreement(each, { ours: "main", theirs: "topic" }))).toEqual([sentence]);
  });
});
