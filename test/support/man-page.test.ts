import { expect, test } from "vitest";
import { manPage } from "./man-page.ts";

const help = {
  description: "Keeps items.",
  flags: [["-C, --directory <dir>", "there"]],
  verbs: [],
  exits: [[0, "done"]],
} as const;

function commandSection(details: string): string {
  const verb = {
    name: "note",
    args: "",
    usage: '["TEXT"]',
    summary: "add a note",
    details,
    options: [],
    examples: [],
  } as const;
  const page = manPage({ ...help, verbs: [verb] }, "2026-01-02");
  return page.slice(page.indexOf(".SS"), page.indexOf(".PP\nExamples"));
}

test("a page has its date, options in bold and what they stand for in italics", () => {
  const page = manPage(help, "2026-01-02");
  expect(page).toContain('\n.TH GTM 1 2026-01-02 gtm "User Commands"\n');
  expect(page).toContain("\n.TP\n\\fB\\-C, \\-\\-directory \\fR\\fIdir\\fR\nthere\n");
  expect(page).toContain("\n.TP\n\\fB0\\fR\nDone.\n");
});

test("no sign of help is roff's own: dots and quotes that begin a line, backslashes, hyphens, accents", () => {
  expect(commandSection(`.gitattributes says 'so'\n'\\n' is \`a\` line – ~^-5`)).toBe(`.SS "gtm note [\\(dqTEXT\\(dq]"
Add a note.
.PP
\\&.gitattributes says \\(aqso\\(aq
.PP
\\(aq\\en\\(aq is \\(gaa\\(ga line \\[u2013] \\(ti\\(ha\\-5
`);
});

test("a line is broken before 80 columns, and its rest begins with no macro", () => {
  expect(commandSection(`${"word ".repeat(15)}.br .br`)).toBe(`.SS "gtm note [\\(dqTEXT\\(dq]"
Add a note.
.PP
word word word word word word word word word word word word word word word .br
\\&.br
`);
});

test("lines that are set in are terms, each with its meaning", () => {
  expect(commandSection("Words:\n  is:open  is:closed     open, or not\n\nMore.")).toBe(`.SS "gtm note [\\(dqTEXT\\(dq]"
Add a note.
.PP
Words:
.TP
\\fBis:open  is:closed\\fR
open, or not
.PP
More.
`);
});
