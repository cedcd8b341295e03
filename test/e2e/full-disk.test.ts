import { readdirSync, statSync } from "node:fs";
import { expect, test } from "vitest";
import { makeRepository } from "../shell/repository.ts";
import { kettle } from "../support/tracker-files.ts";
import { gtm, shell } from "./built-gtm.ts";

test("output that cannot be written ends with 2 and says what is incomplete, whatever the command", async () => {
  const { folder } = makeRepository(kettle);
  const stderr = "gtm: cannot write standard output (/dev/full): the disk is full; the output is incomplete\n";
  const commands = ["list", "list --json", "show 1", "check", "check --json", "render", "render -f html", "--help"];
  for (const command of [...commands, "note 1 Ordered", "help list"])
    expect([command, await shell(folder, `gtm ${command} > /dev/full`)]).toEqual([
      command,
      { code: 2, stdout: "", stderr },
    ]);
  expect(await shell(folder, "gtm --version > /dev/full")).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/./),
  });
});

test("a page of which the disk takes a part is reported as incomplete, not as done", async () => {
  const { folder, path } = makeRepository(kettle);
  const { code, stderr } = await shell(folder, "ulimit -f 8; gtm render -f html > page.html");
  expect(statSync(path("page.html")).size).toBeLessThanOrEqual(8 * 1024);
  expect([code, stderr]).toEqual([
    2,
    `gtm: cannot write standard output (${path("page.html")}): the file would be too large; the output is incomplete\n`,
  ]);
});

test("with -o the page that was there stays as it was, and nothing is left beside it", async () => {
  const { folder, path, write, read } = makeRepository(kettle);
  write("page.html", "last week's\n");
  expect(await shell(folder, "ulimit -f 8; gtm render -o page.html")).toEqual({
    code: 2,
    stdout: "",
    stderr: `gtm: cannot write ${path("page.html")}: the file would be too large\n`,
  });
  expect(read("page.html")).toBe("last week's\n");
  expect(readdirSync(folder).sort()).toEqual([".git", "items", "page.html"]);
});

test("where messages cannot be written, the exit code still tells", async () => {
  const { folder } = makeRepository(kettle);
  expect(await shell(folder, "gtm list 2> /dev/full")).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("1\t"),
  });
  expect(await shell(folder, "gtm show 99 2> /dev/full")).toMatchObject({ code: 2, stdout: "" });
});

test("a folder that is gone under the shell is named, not met with a stack", async () => {
  const { folder } = makeRepository(kettle);
  expect(await shell(folder, "mkdir gone; cd gone; rmdir ../gone; gtm list")).toEqual({
    code: 2,
    stdout: "",
    stderr: "gtm: the current folder no longer exists\n  cd to another folder\n",
  });
  expect((await gtm(folder, ["list"])).code).toBe(0);
});
