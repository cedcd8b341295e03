/** Generated bodies of items: documents as people write them, with every kind of block around the comments. */
import fc from "fast-check";

/** Blocks of a description; none of them hides what follows it. */
const descriptionBlock = fc.constantFrom(
  "Some words.",
  "Two lines\nof words.",
  "### A heading",
  "- a list\n- of two",
  "- a list\n  with ## Comments in it\n\n  ## Comments",
  "1. one\n2. two\n   - nested",
  "> quoted\n> words",
  "```\n## Comments\n- **2017-10-10** not one\n```",
  "~~~~ text\n~~~\n## Comments\n~~~~",
  "<!-- one line -->",
  "<!--\n## Comments\n\n- **2017-10-10** not one\n-->",
  "| a | b |\n| - | - |\n| 1 | 2 |",
  "    code, indented",
  "- ```\n  in a list item\n  ```",
  "- ```\n  not closed",
  "***",
  "## Background",
  "## Comments",
);

/** What the comments of one document are bulleted with. */
const marker = fc.constantFrom("- ", "* ", "+ ", "-   ", "*   ", " - ", "  * ", "1. ", "10) ", "-\t", " -\t");

const firstLine = fc.constantFrom(
  "**2017-10-10** Words.",
  "**2017-10-10 @mreyes** Words.",
  "2017-10-10 not bold",
  "**10/25/2017** month first",
  "no date",
  "**2017-10-10**",
);

/** Further lines of a comment, as indented content. */
const content = fc.constantFrom(
  "more words",
  "\nA second paragraph.",
  "\n- nested\n- list\n  - deeper",
  "\n1. nested\n2. numbers",
  "\n```\n- **2017-10-10** in a fence\n\n## Comments\n```",
  "\n```\nnot closed",
  "\n> quoted",
  "\n### A heading in it",
  "\n## Comments",
  "\n    code",
  "\n<!--\nnote\n-->",
  "\n| a | b |\n| - | - |\n| 1 | 2 |",
);

/** Lines behind a comment that go on with it although they are not indented. */
const lazy = fc.constantFrom("", "", "", "\nlazy words", "\nlazy\n lines", "\n   lazy, indented");

const entry = fc.tuple(firstLine, fc.array(content, { maxLength: 3 }), lazy, fc.boolean());

/** The text of entries under one marker. */
function entriesText(
  sign: string,
  entries: readonly (readonly [string, readonly string[], string, boolean])[],
): string {
  const indent = " ".repeat(columns(sign));
  return entries
    .map(([first, more, rest, spaced]) => {
      const lines = more.flatMap((block) => block.split("\n")).map((line) => (line === "" ? "" : indent + line));
      // Only a paragraph has lazy lines.
      const inFence = more.some((block) => block.includes("not closed"));
      const inParagraph = more.at(-1) === "\nA second paragraph." || more.every((block) => block === "more words");
      const tail = inParagraph && !inFence ? rest : "";
      return `${sign}${[first, ...lines].join("\n")}${tail}${spaced ? "\n" : ""}`;
    })
    .join("\n");
}

function columns(text: string): number {
  let count = 0;
  for (const character of text) count += character === "\t" ? 4 - (count % 4) : 1;
  return count;
}

const afterSection = fc.constantFrom("", "", "\n\n## After\n\n- not a comment\n", "\n# After\n", "\n\n\n");

/** A body: a description, the heading, comments, something behind. */
export const ordinaryBody = fc
  .tuple(
    fc.array(descriptionBlock, { maxLength: 4 }),
    fc.constantFrom("## Comments", "## comments", "##  Comments ##", " ## Comments ", "##\tComments"),
    fc.constantFrom("\n\n", "\n"),
    marker,
    fc.array(entry, { maxLength: 5 }),
    afterSection,
  )
  .map(([blocks, heading, gap, sign, entries, after]) =>
    [...blocks, heading].join("\n\n").concat(gap, entriesText(sign, entries), after),
  );
