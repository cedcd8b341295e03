/** Questions at a real terminal: an item that is searched for, a value that is chosen, a note that an editor writes. */
import { expect, test } from "vitest";
import { makeRepository } from "../shell/repository.ts";
import { kettle } from "../support/tracker-files.ts";
import { inTerminal } from "./terminal.ts";

const enter = "\r";
const down = "\u001B[B";

test("an item is searched for, its field chosen from a list, and its value", async () => {
  const { folder, git } = makeRepository(kettle);
  const terminal = inTerminal(folder, ["set"]);
  await terminal.until("Set which item?");
  terminal.type("warr");
  await terminal.until(/❯ #2 Warranty text/);
  terminal.type(enter);
  await terminal.until(/❯ Status/);
  terminal.type(enter);
  await terminal.until(/❯ Pending/);
  terminal.type(down);
  await terminal.until(/❯ In progress/);
  terminal.type(enter);
  expect(await terminal.ended).toBe(0);
  expect(git("log", "-1", "--format=%s")).toBe("gtm set 2: status=in-progress\n");
});

test("Ctrl-C in a question changes nothing", async () => {
  const { folder, git } = makeRepository(kettle);
  const terminal = inTerminal(folder, ["close"]);
  await terminal.until("Close which item?");
  terminal.type("\u0003");
  expect(await terminal.ended).toBe(2);
  expect(terminal.shown()).toContain("gtm: stopped; nothing was changed");
  expect(git("status", "--porcelain")).toBe("");
});

test("in a meeting an editor takes the terminal, and gives it back", async () => {
  const { folder, read, write } = makeRepository(kettle);
  write("editor.sh", 'stty -a | grep -q -- " icanon" && printf "First\\n\\nSecond\\n" > "$1"\n');
  const terminal = inTerminal(folder, ["meet", "id:2"], { env: { GIT_EDITOR: "sh ./editor.sh" } });
  await terminal.until("? help");
  terminal.type("N");
  await terminal.until("Second");
  await terminal.until("? help");
  expect(read("items/002-warranty-text.md")).toContain("** First\n\n  Second\n");
  terminal.type("\u0003");
  expect(await terminal.ended).toBe(1);
  expect(terminal.shown()).toContain("gtm meet goes on with it");
});
