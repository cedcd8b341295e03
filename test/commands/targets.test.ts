import { describe, expect, it } from "vitest";
import { gtm } from "../support/gtm.ts";
import { kettle } from "../support/tracker-files.ts";

const one = "items/001-handle-that-stays-cool.md";
const two = "items/002-warranty-text.md";
const three = "items/003-colour-of-the-lid.md";

/** The files that a run changed. */
function changed(files: Readonly<Record<string, string>>): string[] {
  return Object.keys(files).filter((path) => files[path] !== kettle[path]);
}

describe("the items that a command is about", () => {
  it.each([
    [["note", "1", "3", "suppliers", "agreed"], [one], "3 suppliers agreed"],
    [["note", "1", "3 suppliers agreed"], [one], "3 suppliers agreed"],
    [["note", "#1", "002", "agreed"], [one], "002 agreed"],
    [["note", "1,2", "agreed", "at", "last"], [one, two], "agreed at last"],
    [["note", "#1,002", "3 agreed"], [one, two], "3 agreed"],
    [["note", "1", "2", "--", "3", "agreed"], [one, two], "3 agreed"],
    [["note", "1", "--", "-5% discount"], [one], "-5% discount"],
    [["note", "--", "1", "-5% discount"], [one], "-5% discount"],
    [["note", "1", "2", "-m", "3 agreed"], [one, two], "3 agreed"],
    [["note", "1", "-m", "2"], [one], "2"],
    [["note", "1", "2", "-F", "minutes.md"], [one, two], "From a file"],
    [["note", "1,2", "-"], [one, two], "From a pipe"],
    [["close", "1", "2", "of", "them", "signed"], [one], "2 of them signed"],
    [["close", "1,2", "signed"], [one, two], "signed"],
    [["close", "1", "2", "-m", "signed"], [one, two], "signed"],
    [["reopen", "3", "2", "questions"], [three], "2 questions"],
    [["reopen", "3", "--", "2"], [three], "2"],
  ])("of %j are exactly those it names", async (argv, files, text) => {
    const run = await gtm(argv, { ...kettle, "minutes.md": "From a file\n" }, { stdin: "From a pipe\n" });
    expect([run.code, changed(run.files)]).toEqual([0, [...files, "minutes.md"].sort()]);
    for (const file of files) expect(run.files[file]).toMatch(new RegExp(`@sam\\*\\* ${text}\n$`));
  });

  it.each([
    [
      ["note", "1", "2"],
      "is 2 the text, or another item?\n  for the items: gtm note 1,2; for the text: gtm note 1 -m 2",
    ],
    [["close", "1", "2", "3"], "are 2 3 the text, or more items?\n  for the items: gtm close 1,2,3; for the text:"],
    [["note", "1", "2", "-"], "for the items: gtm note 1,2 -;"],
    [["note", "1,", "text"], '"1," is not an item number\n  write 17, or 17,18 for more than one'],
    [["note", "1", "agreed", "--", "x"], '"agreed" is not an item number'],
    [["note", "1", "text", "-m", "x"], "the text is given twice: as an argument and with -m"],
    [["note", "1", "-m", "x", "-F", "f"], "the text is given twice: with -m and with -F"],
    [["note", "text", "-m", "x"], '"text" is not an item number'],
    [["set", "status=blocked", "1"], "put the item's number before its fields\n  gtm set 1 status=blocked"],
    [["set", "due=next fri", "1", "2"], 'gtm set 1,2 "due=next fri"'],
    [["set", "status=blocked"], '"status=blocked" is not an item number\n  put the numbers first: gtm set 17'],
    [["set", "1", "timeline=Nov", "2"], '"2" is not FIELD=VALUE'],
    [["show", "1", "x"], '"x" is not an item number'],
  ])("of %j are asked for, not guessed", async (argv, message) => {
    const run = await gtm(argv, kettle);
    expect(run.stderr).toContain(message);
    expect([run.code, run.files, run.commits]).toEqual([2, kettle, []]);
  });

  it.each([[["set", "1", "2", "priority=2"]], [["set", "1,2", "priority=2"]]])(
    "of %j may stand apart, where no text can follow",
    async (argv) => {
      expect(changed((await gtm(argv, kettle)).files)).toEqual([one, two]);
    },
  );

  it("are shown in the order asked for, apart or together", async () => {
    const [apart, together] = [
      await gtm(["show", "3", "1", "--json"], kettle),
      await gtm(["show", "3,1", "--json"], kettle),
    ];
    expect((JSON.parse(apart.stdout) as { id: number }[]).map(({ id }) => id)).toEqual([3, 1]);
    expect(together.stdout).toBe(apart.stdout);
  });

  it("are spoken of where a text begins with the number of another", async () => {
    expect((await gtm(["note", "1", "2", "agreed"], kettle)).stderr).toBe(
      '"2" was read as the start of the text; for more than one item, write 1,2\n',
    );
    expect((await gtm(["note", "1", "20", "agreed"], kettle)).stderr).toBe("");
    expect((await gtm(["note", "1", "2 agreed"], kettle)).stderr).toBe("");
  });
});

describe("a word that no option is", () => {
  it.each([
    [
      ["note", "1", "-5% discount"],
      'gtm: note has no option "-5% discount"\n  put -- before text that starts with a dash: gtm note 1 -- "-5% discount"\n',
    ],
    [["note", "1", "-x", "and more"], 'gtm note 1 -- -x "and more"'],
    [
      ["add", "--wow"],
      "gtm: add has no option --wow\n  put -- before text that starts with a dash: gtm add -- --wow\n",
    ],
    [["list", "--colums", "x"], "gtm: list has no option --colums, did you mean --columns?\n  gtm help list shows"],
    [["list", "--jsno"], "gtm: list has no option --jsno, did you mean --json?\n  gtm help list shows"],
    [["note", "1", "text", "--dryrun"], "gtm: note has no option --dryrun, did you mean --dry-run?\n"],
    [["init", "--wow"], "gtm: init has no option --wow\n  gtm help init shows its options, with examples\n"],
    [["--wow", "list"], "gtm: gtm has no option --wow\n  gtm help lists commands and options\n"],
    [["list", "--owner", "bo"], "list has no option --owner\n  a query has no dashes: gtm list owner:bo\n"],
    [["list", "due<+4w"], 'did you mean due:"<+4w"?'],
    [["list", "status=pending"], "did you mean status:pending?"],
    [["list", "is:pending"], "did you mean status:pending?"],
    [["note", "Cork signed", "3"], 'put the number first: gtm note 3 "Cork signed"\n'],
    [["set", "1", "status=In", "progress"], 'quote a value of more than one word: due="next fri"'],
    [["note"], 'note needs an item\'s number\n  for example: gtm note 17 "TAC model agreed" (17, not #17'],
    [["import"], "import needs a file\n  for example: gtm import page.md\n"],
    [["import", "a", "b"], "too many arguments for gtm import\n"],
    [["note", "1", "--date"], "--date needs a value\n"],
    [["lst"], 'unknown command "lst", did you mean list?\n  commands are init, import, add,'],
    [["help", "lst"], 'unknown command "lst", did you mean list?\n  commands are init, import, add,'],
    [["help", "\u001b[31mx"], 'unknown command "␛[31mx"'],
  ])("of %j is answered with the next step", async (argv, message) => {
    const run = await gtm(argv, kettle);
    expect([run.code, run.stdout]).toEqual([2, ""]);
    expect(run.stderr).toContain(message);
  });

  it("leaves help as it is", async () => {
    expect((await gtm(["help", "note"])).stdout).toBe((await gtm(["note", "--help"])).stdout);
    expect((await gtm(["help"])).stdout).toBe((await gtm(["--help"])).stdout);
  });
});
