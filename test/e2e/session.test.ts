/** From an empty repository to the page that the meeting reads, as a programme manager does it. */
import { expect, test } from "vitest";
import { makeRepository, repositoryAt, temporaryFolder } from "../shell/repository.ts";
import { environment, gtm, shell } from "./built-gtm.ts";

/** A wiki export: row 2 lost a cell, row 3 gained one. */
const page = `# Teapot launch

## Key milestones

- 4/1-4/3: Trade fair (Malmö)
- 5/12: Teapot in the shops

## Open issues

| # | Priority | Start | Due | Area | Open Item | Owner | Timeline | Status | Status/Comments |
|---|---|---|---|---|---|---|---|---|---|
| 1 | P1 | 2/2 | 3/20 | Design | Spout that does not drip | [Nadia Farouk](https://people.example.com/nadia) | Mar'26 | In-progress | 2/20 - Third prototype poured dry. |
| 2 | P2 | | Legal | Warranty text in four languages | [Olof Berg](https://people.example.com/olof) | Apr'26 | Pending | 3/2 - First draft with counsel | |
| 3 | | P1 | 2/10 | 3/1 | Sales | Price for the dealers | [Nadia Farouk](https://people.example.com/nadia), [Olof Berg](https://people.example.com/olof) | Mar'26 | Blocked | 3/9 - The finance team wants a second quote |
| 4 | P2 | 3/1 | 4/30 | Sales | Film for the fair | | Apr'26 | Pending | |

## Closed

| Area | Open Item | Owner | Timeline | Comments |
|---|---|---|---|---|
| Design | Colour of the lid | [Olof Berg](https://people.example.com/olof) | Jan'26 | 1/30 - Red it is. |
`;

const rendered = `# Teapot launch

*As of 2026-03-12: 4 open, 1 blocked, 2 stale, 2 without an owner; 2 closed*

## Key milestones

- **2026-04-01 – 2026-04-03** Trade fair (Malmö)
- **2026-05-12** Teapot in the shops

## Open issues

| # | Priority | Start | Due | Area | Open Item | Owner | Timeline | Status | Status/Comments |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| 1 | P1 | 2026-02-02 | 2026-03-20 | Design | Spout that does not drip | [Nadia Farouk](https://people.example.com/nadia) | Mar'26 | In-progress **(stale)** | <ul><li>**2026-02-20** Third prototype poured dry.</li></ul> |
| 2 | P2 |  |  | Legal | Warranty text in four languages | [Olof Berg](https://people.example.com/olof) | Apr'26 | Pending | <ul><li>**2026-03-12 @ada** All four are in</li><li>**2026-03-02** First draft with counsel</li></ul> |
| 4 | P2 | 2026-03-01 | 2026-05-04 | Sales | Film for the fair |  | Apr'26 | Blocked |  |
| 6 |  |  |  | Design | Box for the post |  |  | Pending **(stale)** |  |

## Closed

| Area | Open Item | Owner | Timeline | Comments |
| --- | --- | --- | --- | --- |
| Sales | Price for the dealers | [Nadia Farouk](https://people.example.com/nadia), [Olof Berg](https://people.example.com/olof) | Mar'26 | <ul><li>**2026-03-12 @ada** Signed</li><li>**2026-03-09** The finance team wants a second quote</li></ul> |
| Design | Colour of the lid | [Olof Berg](https://people.example.com/olof) | Jan'26 | <ul><li>**2026-01-30** Red it is.</li></ul> |
`;

test("init, import, add, note, set, close, list, show, check, render: a commit for each change, of its file alone", async () => {
  const { folder, git, read, write } = makeRepository({ "readme.md": "one\n", "plan.md": "one\n" });
  const remote = repositoryAt(temporaryFolder());
  remote.git("init", "--quiet", "--bare", "--initial-branch=main");
  git("remote", "add", "origin", remote.folder);
  write("page.md", page);
  write("staged.md", "not yet committed\n");
  git("add", "staged.md");
  write("plan.md", "two\n");
  const before = git("status", "--porcelain");

  const answers = [];
  for (const line of [
    "gtm init",
    "gtm import page.md >/dev/null",
    "gtm add 'Box for the post' area=Design",
    "gtm note 2 'All four are in'",
    "gtm set 4 status=blocked due=5/4",
    "gtm close 3 Signed",
  ]) {
    const { code, stdout, stderr } = await shell(folder, `${line} 2>&1`);
    answers.push(`${code} ${stdout.replace(/ \[[0-9a-f]{7,}\]/, " [commit]")}${stderr}`);
  }
  expect(answers.join("")).toMatchInlineSnapshot(`
    "0 items/tracker.md created [commit]
    you are listed in it as ada: Ada Author <ada@example.com>
    git merges it by meaning here (.gitattributes); other clones need gtm setup once
    next: gtm import PAGE.md to bring in an existing page, or gtm add "Title" to start from scratch
    0 0 #6 Box for the post: added as items/006-box-for-the-post.md [commit]
    0 #2 Warranty text in four languages: noted on 2026-03-12 [commit]
    0 #4 Film for the fair: status Pending → Blocked, due 2026-04-30 → 2026-05-04 (Mon) [commit]
    0 #3 Price for the dealers: closed on 2026-03-12 [commit]
    "
  `);

  expect(
    git("log", "--reverse", "--format=%an: %s", "--name-status", "-6").replaceAll("\t", " "),
  ).toMatchInlineSnapshot(`
    "Ada Author: gtm init: a tracker in items

    A .gitattributes
    A items/tracker.md
    Ada Author: gtm import page.md: 5 items

    A items/001-spout-that-does-not-drip.md
    A items/002-warranty-text-in-four-languages.md
    A items/003-price-for-the-dealers.md
    A items/004-film-for-the-fair.md
    A items/005-colour-of-the-lid.md
    M items/tracker.md
    Ada Author: gtm add 6: Box for the post

    A items/006-box-for-the-post.md
    Ada Author: gtm note 2: All four are in

    M items/002-warranty-text-in-four-languages.md
    Ada Author: gtm set 4: status=blocked due=5/4

    M items/004-film-for-the-fair.md
    Ada Author: gtm close 3: Signed

    M items/003-price-for-the-dealers.md
    "
  `);
  expect(git("status", "--porcelain")).toBe(before);
  expect(git("diff", "--cached", "--name-only")).toBe("staged.md\n");
  expect(read("plan.md")).toBe("two\n");

  expect((await gtm(folder, ["list"])).stdout.replaceAll("\t", " / ")).toMatchInlineSnapshot(`
    "1 / P1 / In-progress / 2026-03-20 / Design / Spout that does not drip / Nadia Farouk / 2026-02-20
    2 / P2 / Pending /  / Legal / Warranty text in four languages / Olof Berg / 2026-03-12
    4 / P2 / Blocked / 2026-05-04 / Sales / Film for the fair /  / 
    6 /  / Pending /  / Design / Box for the post /  / 
    "
  `);
  expect((await gtm(folder, ["show", "3"])).stdout).toMatchInlineSnapshot(`
    "#3 Price for the dealers

    Status    Blocked
    Priority  P1
    Area      Sales
    Owner     Nadia Farouk, Olof Berg
    Start     2026-02-10
    Due       2026-03-01
    Timeline  Mar'26
    Closed    2026-03-12

    2026-03-12 @ada
      Signed

    2026-03-09
      The finance team wants a second quote

    items/003-price-for-the-dealers.md
    "
  `);
  expect(await gtm(folder, ["check"])).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^no errors, \d warnings? in 7 files\n$/m),
    stderr: "",
  });
  expect(await gtm(folder, ["render", "--wide", "-o", "meeting.md"])).toEqual({
    code: 0,
    stdout: "",
    stderr: "meeting.md: 4 open, 2 closed, as of 2026-03-12\n",
  });
  expect(read("meeting.md")).toBe(rendered);

  git("push", "--quiet", "origin", "main");
  expect(remote.git("rev-parse", "main")).toBe(git("rev-parse", "HEAD"));
  expect((await gtm(folder, ["import", "page.md"])).stdout).toContain("nothing new");
  expect(remote.git("rev-parse", "main")).toBe(git("rev-parse", "HEAD"));
});

test("an identity from git's configuration signs the comment with its handle", async () => {
  const { folder, git, read } = makeRepository({
    "items/tracker.md": "---\ntitle: Teapot\npeople:\n  nadia: { name: Nadia Farouk, email: nadia@example.com }\n---\n",
    "items/001-spout.md": "---\nid: 1\ntitle: Spout\nstatus: pending\n---\n",
  });
  git("config", "user.name", "Nadia");
  git("config", "user.email", "nadia@example.com");
  const anonymous = Object.fromEntries(
    Object.keys(environment).flatMap((name) => (/^GIT_(?:AUTHOR|COMMITTER)/.test(name) ? [[name, undefined]] : [])),
  );
  expect(await gtm(folder, ["note", "1", "Poured", "dry"], anonymous)).toMatchObject({ code: 0, stderr: "" });
  expect(read("items/001-spout.md")).toContain("- **2026-03-12 @nadia** Poured dry\n");
  expect(git("log", "-1", "--format=%an <%ae>")).toBe("Nadia <nadia@example.com>\n");
});
