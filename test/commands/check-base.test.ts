/** `gtm check --base`: only what a change brings along counts; what was there before is told in one line. */
import { describe, expect, it } from "vitest";
import { gtm } from "../support/gtm.ts";

const tracker = `---
title: Bell foundry
people: { ada: { name: Ada Brandt } }
statuses: { pending: Pending, casting: Casting, done: Done }
areas: [Moulds, Tuning]
---

<!-- gtm:table -->
`;

/** In trouble already: no such status, no such owner, a date that is none. */
const clapper = `---
id: 1
title: Clapper for the small bell
status: wating
area: Moulds
owners: [bob]
due: soon
---

## Comments

- **2026-03-01 @ada** Iron is ordered.
`;
const yoke = clapper
  .replace("id: 1", "id: 2")
  .replace("Clapper for the small bell", "Yoke of oak")
  .replace("wating", "pending")
  .replace("bob", "ada")
  .replace("soon", "2026-04-10");

const base = { "items/tracker.md": tracker, "items/001-clapper.md": clapper, "items/002-yoke.md": yoke };

/** What `check --base` says of a change; a week later, in which everything has gone stale or not as it may. */
async function checkBase(change: Record<string, string | null>, ...words: string[]) {
  const files = Object.fromEntries(
    Object.entries({ ...base, ...change }).filter((entry): entry is [string, string] => entry[1] !== null),
  );
  const history = [{ date: "2026-03-02", subject: "first", files: base }];
  return await gtm(["check", "--base", "first", ...words], files, { history, today: "2026-03-09" });
}
const codesOf = (run: { stdout: string }) => [...run.stdout.matchAll(/\(([a-z-]+)\)$/gm)].map(([, code]) => code);

/** The clapper's three problems, and no other. */
const known = "3 problems were there before: gtm check lists them\n";
const silent = (files: number) => `no errors, no warnings in ${files === 1 ? "1 file" : `${files} files`}\n${known}`;

describe("what was wrong before", () => {
  it.each<[string, Record<string, string | null>, string]>([
    [
      "in a file that is touched",
      { "items/001-clapper.md": clapper.replace("area: Moulds", "area: Tuning") },
      silent(1),
    ],
    ["in other words at the same key", { "items/001-clapper.md": clapper.replace("[bob]", "[bob, ada]") }, silent(1)],
    [
      "on another line",
      { "items/001-clapper.md": clapper.replace("status:", "start: 2026-03-01\nstatus:") },
      silent(1),
    ],
    [
      "in a file with another name",
      { "items/001-clapper.md": null, "items/001-clapper-of-iron.md": clapper },
      silent(1),
    ],
    [
      "anywhere, where a person is added to tracker.md, whom the messages then name",
      { "items/tracker.md": tracker.replace("people: {", "people: { cy: { name: Cy Moss },") },
      silent(3),
    ],
    [
      "anywhere, where tracker.md takes it more seriously",
      { "items/tracker.md": tracker.replace("areas:", "rules: { owner-unknown: error, stale: error }\nareas:") },
      silent(3),
    ],
    [
      "and is mended",
      { "items/001-clapper.md": clapper.replace("wating", "done").replace("bob", "ada").replace("soon", "2026-05-01") },
      "no errors, 1 warning in 1 file\n",
    ],
  ])("%s is not refused", async (_, change, said) => {
    const run = await checkBase(change);
    expect([run.code, run.stderr]).toEqual([0, ""]);
    expect(run.stdout.endsWith(said)).toBe(true);
  });

  it("in an item is not new where the item gets another number", async () => {
    const run = await checkBase({
      "items/001-clapper.md": null,
      "items/004-clapper.md": clapper.replace("id: 1", "id: 4"),
    });
    expect(codesOf(run)).toEqual(["number-changed"]);
    expect(run.stdout.endsWith(known)).toBe(true);
  });

  it.each<[string, Record<string, string>, readonly string[]]>([
    ["a problem of another word", { "items/001-clapper.md": clapper.replace("wating", "castign") }, ["status-unknown"]],
    ["a second of its kind", { "items/001-clapper.md": clapper.replace("[bob]", "[bob, tim]") }, ["owner-unknown"]],
    ["the same in another item", { "items/002-yoke.md": yoke.replace("pending", "wating") }, ["status-unknown"]],
    [
      "a new item with it",
      { "items/003-rope.md": yoke.replace("id: 2", "id: 3").replace("ada]", "bob]") },
      ["owner-unknown"],
    ],
    [
      "a number that a file has which is not touched",
      { "items/002-strap.md": yoke.replace("Yoke of oak", "Strap for the clapper") },
      ["number-twice"],
    ],
    [
      "a number that an item is given, which another has",
      { "items/001-clapper.md": clapper.replace("id: 1", "id: 2") },
      ["number-mismatch", "number-twice", "number-changed"],
    ],
    [
      "what a change of tracker.md makes wrong",
      { "items/tracker.md": tracker.replace("pending: Pending, ", "") },
      ["status-unknown"],
    ],
    [
      "a setting of tracker.md that is none",
      { "items/tracker.md": tracker.replace("areas:", "rules: { stail: off }\nareas:") },
      ["rule-setting"],
    ],
  ])("does not excuse %s", async (_, change, codes) => {
    expect(codesOf(await checkBase(change))).toEqual(codes);
  });

  it("is not annotated in the reports of forges, and counted in JSON", async () => {
    const change = { "items/001-clapper.md": clapper.replace("Iron is", "Iron was") };
    for (const format of ["github", "gitlab", "sarif"]) {
      const run = await checkBase(change, "--format", format);
      expect([run.code, run.stderr]).toEqual([1, known]);
      expect(run.stdout).toContain("comment-edited");
      expect(run.stdout).not.toContain("wating");
    }
    const told = JSON.parse((await checkBase(change, "--json")).stdout);
    expect(told).toMatchObject({ errors: 1, warnings: 0, known: 3, problems: [{ code: "comment-edited" }] });
    expect(JSON.parse((await gtm(["check", "--json"], base)).stdout)).not.toHaveProperty("known");
  });
});

describe("what is told", () => {
  const said = async (change: Record<string, string>) => (await checkBase(change)).stdout;
  const yokeWith = (comment: string) => ({ "items/002-yoke.md": yoke.replace("@ada** Iron is ordered.", comment) });

  it("of a comment with another date or author is that", async () => {
    const moved = yoke.replace("**2026-03-01 @ada**", "**2026-03-02**");
    expect(await said({ "items/002-yoke.md": moved })).toContain(
      'the comment "Iron is ordered." changed its date from 2026-03-01 to 2026-03-02 and its author from ada to nobody: put it back (comment-edited)',
    );
    expect(await said({ "items/002-yoke.md": moved })).toContain("1 error, no warnings");
  });

  it("of a long comment that was edited is the part that differs", async () => {
    const long = "The foundry asked for a second drawing of the yoke, and for the weight of the bell in ".concat(
      "pounds, as the scales of the yard know no other.",
    );
    const files = { ...base, ...yokeWith(`@ada** ${long}`) };
    const now = { ...base, ...yokeWith(`@ada** ${long.replace("pounds", "stones")}`) };
    const history = [{ date: "2026-03-02", subject: "first", files }];
    const { stdout } = await gtm(["check", "--base", "first"], now, { history, today: "2026-03-09" });
    expect(stdout).toContain(
      'edited from "…the weight of the bell in pounds, as the scales of the yard know no other." to "…the weight of the bell in stones, as',
    );
  });

  it("of a due date that is removed is the day that it was", async () => {
    expect(await said({ "items/002-yoke.md": yoke.replace("due: 2026-04-10\n", "") })).toContain(
      "due 2026-04-10 was removed without a comment: gtm note 2 says why (due-later-unexplained)",
    );
  });

  it.each([
    ["start: 2026-01-01\n---", "last comment 2026-03-01, 30 days ago: gtm note 2, or gtm close 2 (stale)"],
    ["start: 2026-03-10\n---", "started 2026-03-10, 21 days ago, and no comment since: gtm note 2"],
  ])("of a stale item is since when", async (line, words) => {
    const files = { ...base, "items/002-yoke.md": yoke.replace("\n---", `\n${line}`) };
    expect((await gtm(["check"], files, { today: "2026-03-31" })).stdout).toContain(words);
  });

  it("begins with what is refused", async () => {
    const { stdout } = await gtm(["check"], base, { today: "2026-04-05" });
    expect(codesOf({ stdout })).toEqual(["status-unknown", "owner-unknown", "key-value", "stale", "stale"]);
  });

  it.each(["gitlab", "sarif"])("to %s has the same fingerprint a day later", async (format) => {
    const fingerprintsOn = async (today: string) => {
      const { stdout } = await gtm(["check", "--format", format], base, { today });
      return stdout.match(/"(?:fingerprint|gtm\/v1)": .*/g);
    };
    const one = await fingerprintsOn("2026-04-05");
    expect(one).toHaveLength(5);
    expect(new Set(one).size).toBe(5);
    expect(await fingerprintsOn("2026-04-06")).toEqual(one);
  });

  it("to code scanning has gtm's version", async () => {
    const { stdout } = await gtm(["check", "--format", "sarif"], base);
    expect(JSON.parse(stdout).runs[0].tool.driver).toMatchObject({ name: "gtm", version: "1.2.3" });
  });
});
