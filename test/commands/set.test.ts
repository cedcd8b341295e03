import { describe, expect, it } from "vitest";
import { gtm } from "../support/gtm.ts";
import { item1, kettle } from "../support/tracker-files.ts";

const file = "items/001-handle-that-stays-cool.md";

describe("gtm set", () => {
  it("changes the named lines and no other byte", async () => {
    const odd = item1
      .replace("status: in-progress", 'status:   "in-progress"   # since Monday')
      .replace("owners: [amara]", "owners:\n  - amara # lead\n  # one more?")
      .replace("\nstart", "\nmood: good  \nstart")
      .replaceAll("\n", "\r\n");
    const run = await gtm(["set", "1", "status=blocked"], { ...kettle, [file]: odd });
    expect(run.code).toBe(0);
    expect(run.files[file]).toBe(odd.replace('"in-progress"', '"blocked"'));
  });

  it("sets several fields of several items in one commit", async () => {
    const run = await gtm(["set", "1", "2", "due=+2w", "priority=2", "safety=y", "cost=12", "region=North"], kettle);
    expect(run.commits).toEqual([
      {
        message: "gtm set 1 2: due=+2w priority=2 safety=y cost=12 region=North",
        files: [file, "items/002-warranty-text.md"],
      },
    ]);
    expect(run.files["items/002-warranty-text.md"]).toBe(
      "---\nid: 2\ntitle: Warranty text\nstatus: pending\npriority: P2\narea: Legal\ndue: 2026-03-26\nsafety: yes\ncost: 12\nregion: north\n---\n",
    );
    expect(run.stdout.split("\n")[0]).toBe(
      "#1 Handle that stays cool: due 2026-03-01 → 2026-03-26 (Thu), priority P1 → P2, Safety? set to Y, Cost set to 12, Region set to north",
    );
  });

  it.each([
    ["owners+=bo", "owners: [amara, bo]"],
    ["owners-=amara", null],
    ["owners-=Osei", null],
    ["owner=lindgren", "owners: [bo]"],
    ["owner=me", "owners: [sam]"],
    ["status=block", "status: blocked"],
    ["owner=Bo Lindgren,me", "owners: [bo, sam]"],
    ["due=", null],
    ["due=4/2", "due: 2026-04-02"],
    ["due=next friday", "due: 2026-03-20"],
    ["due=last thu", "due: 2026-03-05"],
    ["due=next week", "due: 2026-03-16"],
    ["due=eom", "due: 2026-03-31"],
    ["due=Q2", "due: 2026-06-30"],
    ["due=week 14", "due: 2026-04-03"],
    ["start=Feb'26", "start: 2026-02-01"],
    ["closed=mon", "closed: 2026-03-09"],
    ["timeline=next week", "timeline: next week"],
    ["refs=ket 12, KET-13", "refs: [KET-12, KET-13]"],
    ["area=sales", "area: Sales"],
    ["status=In Progress", "status: in-progress"],
    ["timeline=Mar'26 and beyond", "timeline: Mar'26 and beyond"],
    ["title=Now: a #1 title", 'title: "Now: a #1 title"'],
  ])("understands %s", async (assignment, line) => {
    const run = await gtm(["set", "1", assignment], kettle);
    expect([run.code, run.stderr]).toEqual([0, ""]);
    const key = (line ?? assignment).split(/[:+\-=]/)[0];
    expect(run.files[file]?.split("\n").find((each) => each.startsWith(`${key}:`)) ?? null).toBe(line);
  });

  it.each([
    [
      ["1", "status=blokced"],
      'unknown status "blokced", did you mean "blocked"?\n  use one of pending, in-progress, blocked, done; or add one: gtm status add NAME',
    ],
    [["1", "area=Desing"], 'did you mean "Design"?'],
    [["1", "priority=P9"], 'unknown priority "P9"'],
    [
      ["1", "status=closed"],
      '"closed" is not one of the statuses\n  gtm close 1 closes items, with the date; use one of',
    ],
    [["1", "2", "status=resolved"], "gtm close 1,2 closes items"],
    [
      ["1", "owners+=amra"],
      'unknown owner "amra", did you mean "amara"?\n  use one of amara, bo, sam; or add one: gtm person add NAME',
    ],
    [["1", "oner=bo"], 'unknown field "oner", did you mean owner?\n  fields are title, status,'],
    [["1", "due=2026-02-31"], '"2026-02-31" is not a date that exists'],
    [
      ["1", "due=whenever"],
      '"whenever" is not a date\n  try 2017-10-25, 10/25, +2w, next fri, eom, mid nov, Q1 or week 48',
    ],
    [["1", "due=2026-01-01"], "due 2026-01-01 is before start 2026-02-01: change one of them"],
    [["1", "title="], "title"],
    [["1", "id=7"], "an item's number never changes"],
    [["1", "comments=x"], "comments are added, not set\n  gtm note ID TEXT"],
    [["1", "safety=perhaps"], "safety must be yes or no"],
    [["1", "cost=much"], "cost must be a number"],
    [["1", "region=west"], "region must be one of north, south"],
    [["1", "area+=Sales"], "+= works only on owners and refs"],
    [["1"], "nothing to set"],
    [["1", "status"], '"status" is not FIELD=VALUE'],
  ])("refuses %j in words, and changes nothing", async (argv, message) => {
    const run = await gtm(["set", ...argv], kettle);
    expect(run.stderr).toContain(message);
    expect([run.code, run.files, run.commits]).toEqual([2, kettle, []]);
  });

  it("takes any value while a vocabulary is empty", async () => {
    const young = { ...kettle, "items/tracker.md": "---\ntitle: New\n---\n" };
    const run = await gtm(["set", "2", "area=Anything", "status=Half Way", "owner=carol", "priority=1"], young);
    expect(run.stderr).toBe("");
    expect(run.files["items/002-warranty-text.md"]).toBe(
      "---\nid: 2\ntitle: Warranty text\nstatus: half-way\npriority: P1\narea: Anything\nowners: [carol]\n---\n",
    );
  });

  it("goes through on a file with another problem as long as it adds none", async () => {
    const late = item1.replace("due: 2026-03-01", "due: 2026-01-01");
    const run = await gtm(["set", "1", "status=blocked"], { ...kettle, [file]: late });
    expect([run.code, run.files[file]]).toEqual([0, late.replace("in-progress", "blocked")]);
  });

  it("says so when a value is there already, and makes no commit", async () => {
    const run = await gtm(["set", "1", "priority=P1"], kettle);
    expect([run.code, run.stdout, run.commits]).toEqual([0, "#1 Handle that stays cool: priority already P1\n", []]);
  });

  it("does not ask for another order where the number that comes first is none", async () => {
    const run = await gtm(["set", "1234567890", "due=eom"], kettle);
    expect([run.code, run.stderr]).toEqual([
      2,
      'gtm: "1234567890" is not an item number\n  put the numbers first: gtm set 17 status=blocked due=+2w\n',
    ]);
  });

  it("tells whoever sets a closed status how to close", async () => {
    expect((await gtm(["set", "1", "status=done"], kettle)).stderr).toBe(
      "#1 is done, but still counts as open; to close it: gtm close 1\n",
    );
  });

  it.each([
    [["set", "2", "due=next fri"], "#2 Warranty text: due set to 2026-03-20 (Fri) [a1b2c3d]\n"],
    [["set", "1", "due=3/1"], "#1 Handle that stays cool: due already 2026-03-01 (Sun)\n"],
    [["note", "2", "Sent", "--date", "last thu"], "#2 Warranty text: noted on 2026-03-05 (Thu) [a1b2c3d]\n"],
    [["close", "2", "--date", "yesterday"], "#2 Warranty text: closed on 2026-03-11 (Wed) [a1b2c3d]\n"],
    [["add", "Box", "--due", "eom"], "#4 Box: added as items/004-box.md, due 2026-03-31 (Tue) [a1b2c3d]\n"],
  ])("says back the day that was understood: %j", async (argv, answer) => {
    expect((await gtm(argv, kettle)).stdout).toBe(answer);
  });

  it("takes the tracker's own day for today where that is frozen", async () => {
    const frozen = (kettle["items/tracker.md"] ?? "").replace("\nmilestones:", "\nas-of: 2026-05-06\nmilestones:");
    const run = await gtm(["set", "1", "due=last thu"], { ...kettle, "items/tracker.md": frozen });
    expect(run.files[file]).toContain("due: 2026-04-30\n");
  });

  it("prints the items as JSON", async () => {
    const run = await gtm(["set", "2", "due=2026-05-01", "--json"], kettle);
    expect(JSON.parse(run.stdout)).toMatchObject([{ id: 2, due: "2026-05-01", path: "items/002-warranty-text.md" }]);
  });
});
