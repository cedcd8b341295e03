/** Each command of the built program over items full of Markdown: what a command loads late must be there when it needs it. */
import { expect, test } from "vitest";
import { makeRepository, temporaryFolder } from "../shell/repository.ts";
import { kettle } from "../support/tracker-files.ts";
import { ownProcess, root } from "./built-gtm.ts";

/** More than plain words: only the parser understands it. */
const marked =
  "Try **birch** and `cork`, see [the plan](https://plan.example.com), KET-12 and @amara:\n\n1. oil\n   - twice\n\n> ~~wax~~\n\n| a | b |\n| - | - |\n| 1 | 2 |";
const title = "Lid of *birch*, see [the plan](https://plan.example.com)";
const indented = marked.replaceAll("\n", "\n  ");

const files: Readonly<Record<string, string>> = {
  ...kettle,
  "items/tracker.md": `${kettle["items/tracker.md"]}\n${marked}\n\n<!-- gtm:list group:area columns:title,description,comments -->\n`,
  "items/004-lid.md": `---\nid: 4\ntitle: "${title}"\nstatus: pending\nrefs: [KET-12]\n---\n\n${marked}\n\n## Comments\n\n- **2026-03-01 @amara** ${indented}\n`,
  "page.md": `# Fair\n\n${marked}\n\n| # | Title | Owner | Status | Comments |\n| --- | --- | --- | --- | --- |\n| 1 | ${title} | Bo Lindgren | Pending | 10/10 - *see* \`cork\`, [the plan](https://plan.example.com)<br>10/17 - came |\n`,
};

/** By command, in the order of a day's work; each begins where the one before it ended. */
const calls: Readonly<Record<string, readonly (readonly string[])[]>> = {
  init: [["-t", "other", "init"]],
  import: [
    ["-t", "other", "import", "page.md"],
    ["-t", "other", "import", "page.md", "--update", "--json"],
  ],
  add: [["add", title, "-d", marked, "-m", marked]],
  note: [
    ["note", "4", "-m", marked],
    ["note", "4", "-m", marked, "--date", "2026-03-02", "--dry-run"],
  ],
  set: [["set", "4", `title=${title}, *again*`]],
  close: [["close", "4", "-m", marked]],
  reopen: [["reopen", "4", "-m", marked]],
  edit: [["help", "edit"]],
  delete: [["delete", "3", marked, "--yes"]],
  list: [["list", "columns:title,refs,description,comments"]],
  agenda: [["agenda"], ["agenda", "--by", "owner"]],
  show: [
    ["show", "4"],
    ["show", "4", "--color", "always"],
  ],
  setup: [["setup"]],
  person: [["person"], ["person", "rename", "amara", "a.osei"]],
  area: [["area", "add", "Trade & press"]],
  status: [["status", "rename", "blocked", "On hold"]],
  priority: [["priority", "--json"]],
  field: [["field", "rename", "safety", "is-safe"]],
  milestone: [["milestone", "set", "Trade fair", "--date", "2026-04-02"]],
  check: [["check"]],
  diff: [
    ["diff", "HEAD~2"],
    ["diff", "HEAD~2...HEAD", "--format", "markdown"],
  ],
  log: [["log"], ["log", "4"]],
  sync: [["sync"], ["sync", "--dry-run"]],
  render: ["md", "html", "confluence", "csv", "json"].map((format) => ["render", "-f", format, "--since", "HEAD~2"]),
  resolve: [["resolve"]],
  undo: [["undo"], ["undo", "4", "--json"]],
  completion: [["completion", "bash"]],
  help: [["help", "render"]],
};

/** What needs a terminal has tests of its own: meet.test.ts. */
const atTerminal = ["meet"];

test("each command does its work over Markdown", async () => {
  const { folder, git } = makeRepository(files);
  const remote = temporaryFolder();
  git("init", "--quiet", "--bare", remote);
  git("remote", "add", "origin", remote);
  git("push", "--quiet", "--set-upstream", "origin", "main");
  for (const args of Object.values(calls).flat()) {
    const { code, stdout, stderr } = await ownProcess(folder, args);
    expect([args, code, stderr]).toEqual([args, 0, expect.not.stringContaining("bug")]);
    expect([args, stdout]).toEqual([args, expect.stringMatching(/\S/)]);
  }
  expect(git("status", "--porcelain")).toBe("");
});

test("no command is left out", async () => {
  const { stdout } = await ownProcess(root, ["--help"]);
  const names = [...(stdout.split("\nCommands:\n")[1] ?? "").matchAll(/^ {2}([a-z][a-z-]*)/gm)].map(([, name]) => name);
  expect([...Object.keys(calls), ...atTerminal].sort()).toEqual(names.sort());
});
