/** The page a week later, edited on the page and in git: what comes of it, and what is said. */
import { expect, test } from "vitest";
import { makeRepository } from "../shell/repository.ts";
import { gtm } from "./built-gtm.ts";

const head = `# Harbour ferry launch

| # | Area | Open item | Owner | Due | Status | Updates |
| --- | --- | --- | --- | --- | --- | --- |
`;
const page = `${head}| 1 | Ship | Paint the hull | Mira Kowal | 2026-04-03 | In progress | 2026-03-02: Primer is dry. |
| 2 | Ship | Life jackets for children | Tomas Reyes | 2026-04-10 | Pending | 2026-03-03: Three sizes ordered. |
| 3 | Quay | Ramp for wheelchairs | Mira Kowal | 2026-04-17 | Blocked | 2026-03-01: Waits for the city. |
| 4 | Sales | Tickets in the app | Lena Brandt | 2026-04-24 | In progress | 2026-03-04: Payment works. |
| 5 | Sales | Timetable leaflet | Lena Brandt | 2026-04-24 | Pending | |
| 6 | Quay | Lamps along the pier | Tomas Reyes | 2026-05-01 | Pending | |
`;
/** 4 has moved to the top, 1 has a comment, 2 is reworded, 3 is due later, 5 is gone, 6 has another owner, 7 is new. */
const later = `${head}| 4 | Sales | Tickets in the app | Lena Brandt | 2026-04-24 | In progress | 2026-03-04: Payment works. |
| 1 | Ship | Paint the hull | Mira Kowal | 2026-04-03 | In progress | <li>2026-03-10: Yard asks for a darker red. <li>2026-03-02: Primer is dry. |
| 2 | Ship | Buoyancy aids, small sizes | Tomas Reyes | 2026-04-10 | Pending | 2026-03-03: Three sizes ordered. |
| 3 | Quay | Ramp for wheelchairs | Mira Kowal | 2026-04-29 | Blocked | 2026-03-01: Waits for the city. |
| 6 | Quay | Lamps along the pier | Lena Brandt | 2026-05-01 | Pending | |
| 7 | Ship | Horn that the harbour allows | Tomas Reyes | 2026-05-08 | Pending | |
`;

async function aWeekLater() {
  const repository = makeRepository({ "harbour.md": page });
  const { folder, write, read } = repository;
  await gtm(folder, ["init"]);
  await gtm(folder, ["import", "harbour.md"]);
  await gtm(folder, ["note", "1", "Second coat on Friday"]);
  await gtm(folder, ["set", "3", "due=2026-05-02"]);
  await gtm(folder, ["add", "Brass band for the first trip", "area=Sales"]);
  const before = ["004-tickets-in-the-app", "005-timetable-leaflet", "007-brass-band-for-the-first-trip"];
  const untouched = () => before.map((name) => read(`items/${name}.md`));
  write("harbour.md", later);
  return { ...repository, untouched };
}

const withoutId = (text: string) => text.replace(/\[[0-9a-f]{7,}\]/, "[commit]");

test("each side's changes arrive, and what could not be decided is named", async () => {
  const { folder, git, read, untouched } = await aWeekLater();
  const before = untouched();
  const run = await gtm(folder, ["import", "harbour.md", "--update"]);
  expect(withoutId(run.stdout)).toMatchInlineSnapshot(`
    "harbour.md: 1 item created, 3 items updated, 2 items unchanged, 1 change on the page not taken (--update --prefer page), 1 item not on the page any more, short dates read as 2026 [commit]

    #8 "Horn that the harbour allows" is new
    #3 "Ramp for wheelchairs": Due is 2026-04-29 on the page, 2026-05-02 here: not taken, because it was changed here too; --update --prefer page takes it
    #2 "Buoyancy aids, small sizes": Open item taken from the page: "Buoyancy aids, small sizes" (was "Life jackets for children")
    #6 "Lamps along the pier": Owner taken from the page: Lena Brandt (was Tomas Reyes)
    #1 "Paint the hull": new comment of 2026-03-10: Yard asks for a darker red.
    #8 "Horn that the harbour allows" is 7 on the page; here another item has that number

    #5 "Timetable leaflet" is not on the page any more
    close it with: gtm close 5 (if the page is only a part, leave it)
    "
  `);
  expect(untouched()).toEqual(before);
  expect(read("items/001-paint-the-hull.md")).toMatch(
    /- \*\*2026-03-02\*\* Primer is dry\.\n- \*\*2026-03-10\*\* Yard asks for a darker red\.\n- \*\*2026-03-12 @ada\*\* Second coat on Friday\n$/,
  );
  expect(read("items/002-life-jackets-for-children.md")).toContain('title: "Buoyancy aids, small sizes"\n');
  expect(read("items/003-ramp-for-wheelchairs.md")).toContain("due: 2026-05-02\n");
  expect(read("items/006-lamps-along-the-pier.md")).toContain("owners: [lena.brandt]\n");
  expect(read("items/008-horn-that-the-harbour-allows.md")).toContain("due: 2026-05-08\n");
  expect(git("log", "-1", "--format=%s").trim()).toBe("gtm import harbour.md: 1 item, 3 updated");
  expect((await gtm(folder, ["check"])).stdout).toMatch(/^no errors, \d warnings in 9 files\n$/m);
});

test("the same page once more changes nothing, and a page of another name is known by its rows", async () => {
  const { folder, git, write } = await aWeekLater();
  await gtm(folder, ["import", "harbour.md", "--update", "--prefer", "page"]);
  await gtm(folder, ["close", "5"]);
  const head = git("rev-parse", "HEAD");
  write("harbour-2.md", later);
  const run = await gtm(folder, ["import", "harbour-2.md", "--update"]);
  expect(run.stdout).toBe("harbour-2.md: nothing new, 6 items unchanged, short dates read as 2026\n");
  write("harbour-2.md", later.replace(/^\| 6 .*\n/m, ""));
  const data = JSON.parse((await gtm(folder, ["import", "harbour-2.md", "--json"])).stdout);
  expect([data.created, data.changes, data.gone]).toEqual([[], [], [6]]);
  write(
    "other.md",
    `${head.slice(0, 0)}# Other\n\n| # | Open item | Owner |\n| --- | --- | --- |\n| 1 | Ice | Per |\n`,
  );
  expect(JSON.parse((await gtm(folder, ["import", "other.md", "--json", "--dry-run"])).stdout).gone).toEqual([]);
  expect(git("rev-parse", "HEAD")).toBe(head);
});

test("a dry run shows the table that would come out, in the page's order", async () => {
  const { folder, git } = await aWeekLater();
  const run = await gtm(folder, ["import", "harbour.md", "--update", "--dry-run"]);
  expect(run.stdout.split("\n\n")[1]).toMatchInlineSnapshot(`
    "#   Open item                     Owner        Status       Due
    #4  Tickets in the app            Lena Brandt  In progress  2026-04-24
    #1  Paint the hull                Mira Kowal   In progress  2026-04-03
    #2  Buoyancy aids, small sizes    Tomas Reyes  Pending      2026-04-10
    #3  Ramp for wheelchairs          Mira Kowal   Blocked      2026-05-02
    #6  Lamps along the pier          Lena Brandt  Pending      2026-05-01
    #8  Horn that the harbour allows  Tomas Reyes  Pending      2026-05-08"
  `);
  expect(git("status", "--porcelain")).toBe(" M harbour.md\n");
});

test.for(["edited", "staged"])("your own %s lines in tracker.md are not committed with the import's", async (how) => {
  const { folder, git, read, write } = await aWeekLater();
  write("harbour.md", later.replace("| 7 | Ship |", "| 7 | Shore |"));
  write("items/tracker.md", read("items/tracker.md").replace("title: Harbour ferry launch", "title: My own title"));
  if (how === "staged") git("add", "items/tracker.md");
  expect((await gtm(folder, ["import", "harbour.md"])).code).toBe(0);
  const [committed, now] = [git("show", "HEAD:items/tracker.md"), read("items/tracker.md")];
  expect(committed).toContain("title: Harbour ferry launch\n");
  for (const text of [committed, now]) expect(text).toMatch(/^areas: \[.*Shore.*\]$/m);
  expect(committed.replace("title: Harbour ferry launch", "title: My own title")).toBe(now);
  expect(git("status", "--porcelain", "items")).toBe(`${how === "staged" ? "M " : " M"} items/tracker.md\n`);
});
