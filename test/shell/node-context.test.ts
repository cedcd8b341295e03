import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { editText } from "../../src/shell/editor.ts";
import { nodeContext, today } from "../../src/shell/node-context.ts";
import { answered } from "../../src/shell/prompts.ts";
import { input, output } from "../../src/shell/streams.ts";
import { gitEnvironment, makeRepository, temporaryFolder } from "./repository.ts";

const terminal = { isTTY: true, columns: 120, write: () => true, getColorDepth: () => 8 };
const pipe = { write: () => true };

test.for([
  ["a terminal has its own colours", terminal, {}, 2],
  ["a pipe has none", pipe, {}, 0],
  ["a dumb terminal has none", terminal, { TERM: "dumb" }, 0],
  ["NO_COLOR takes them away", terminal, { NO_COLOR: "1" }, 0],
  ["an empty NO_COLOR does not", terminal, { NO_COLOR: "" }, 2],
  ["FORCE_COLOR gives them to a pipe", pipe, { FORCE_COLOR: "" }, 1],
  ["FORCE_COLOR says how many", pipe, { FORCE_COLOR: "3", NO_COLOR: "1" }, 3],
  ["FORCE_COLOR=0 takes them away", terminal, { FORCE_COLOR: "0" }, 0],
] as const)("colour: %s", ([, stream, env, colour]) => {
  expect(output(() => stream, env).colour).toBe(colour);
});

test("the width is COLUMNS, else the terminal's, else 80", () => {
  expect(output(() => terminal, { COLUMNS: "60" }).width).toBe(60);
  expect(output(() => terminal, { COLUMNS: "wide" }).width).toBe(120);
  expect(output(() => pipe, {}).width).toBe(80);
});

test("the height is LINES, else the terminal's, else without end", () => {
  expect(output(() => ({ ...terminal, rows: 40 }), { LINES: "20" }).height).toBe(20);
  expect(output(() => ({ ...terminal, rows: 40 }), {}).height).toBe(40);
  expect(output(() => pipe, {}).height).toBe(Number.POSITIVE_INFINITY);
});

test("standard input is read as UTF-8 even where a character lies across two chunks", async () => {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield Uint8Array.of(0x61, 0xc3);
    yield Uint8Array.of(0xa9);
  }
  expect(await input(chunks).read()).toBe("aé");
});

test("today is the local date, or GTM_TODAY, which must be a date", () => {
  expect(today({}, new Date(2017, 9, 5, 23, 59))).toBe("2017-10-05");
  expect(today({ GTM_TODAY: "2017-10-25" }, new Date())).toBe("2017-10-25");
  expect(() => today({ GTM_TODAY: "2017-02-29" }, new Date())).toThrow("GTM_TODAY is not a date: 2017-02-29");
});

async function edited(...given: Parameters<typeof editText>): Promise<string> {
  const typed = await editText(...given);
  typed.remove();
  return typed.text;
}

test("the editor gets the text in a private file of that name, through the shell, and the file is gone afterwards", async () => {
  const folder = temporaryFolder();
  const editor = join(folder, "my editor");
  writeFileSync(
    editor,
    `#!/bin/sh\nls -ld "$(dirname "$2")" > "${folder}/seen"; echo "$1 $2" >> "${folder}/seen"; echo more >> "$2"\n`,
  );
  chmodSync(editor, 0o755);
  const before = readdirSync(tmpdir());
  const env = { ...gitEnvironment, GIT_EDITOR: `'${editor}' --wait` };
  expect(await edited("text\n", "017-support.md", { cwd: folder, env })).toBe("text\nmore\n");
  expect(nodeContext("1.2.3", "/opt/gtm/bin/gtm.js", folder).files.read(join(folder, "seen"))).toMatch(
    /^drwx------ .*\n--wait .*\/017-support\.md\n$/s,
  );
  expect(readdirSync(tmpdir()).filter((name) => /^gtm-.{6}$/.test(name) && !before.includes(name))).toEqual([]);
});

test("core.editor comes before EDITOR, and an editor that fails changes nothing", async () => {
  const { folder, git } = makeRepository();
  git("config", "core.editor", "sh -c 'echo core > \"$0\"'");
  expect(await edited("", "a.md", { cwd: folder, env: { ...gitEnvironment, EDITOR: "false" } })).toBe("core\n");
  git("config", "core.editor", "false");
  await expect(edited("", "a.md", { cwd: folder, env: gitEnvironment })).rejects.toThrow(
    "the editor false ended with exit code 1",
  );
  git("config", "--unset", "core.editor");
  await expect(edited("", "a.md", { cwd: folder, env: { ...gitEnvironment, TERM: "dumb" } })).rejects.toThrow(
    "no editor found",
  );
});

test("an editor whose name is empty is none", async () => {
  const { folder, git } = makeRepository();
  const dumb = { ...gitEnvironment, TERM: "dumb" };
  for (const env of [{ EDITOR: "" }, { VISUAL: "", EDITOR: "" }, { GIT_EDITOR: "", EDITOR: "" }])
    await expect(edited("text\n", "a.md", { cwd: folder, env: { ...dumb, ...env } })).rejects.toThrow(
      "no editor found",
    );
  expect(
    await edited("", "a.md", { cwd: folder, env: { ...dumb, VISUAL: "", EDITOR: "sh -c 'echo one > \"$0\"'" } }),
  ).toBe("one\n");
  git("config", "core.editor", "");
  await expect(edited("", "a.md", { cwd: folder, env: dumb })).rejects.toThrow("no editor found");
});

test("Ctrl-C at a question stops the command", async () => {
  const stopped = Object.assign(new Error("User force closed the prompt"), { name: "ExitPromptError" });
  const left = (typed: string) => ({ name: "UserError", message: "stopped; nothing was changed", code: 2, typed });
  await expect(answered(Promise.reject(stopped))).rejects.toMatchObject(left(""));
  await expect(answered(Promise.reject(stopped), () => "Half a n")).rejects.toMatchObject(left("Half a n"));
  await expect(answered(Promise.reject(new Error("bug")))).rejects.toThrow("bug");
  expect(await answered(Promise.resolve(1))).toBe(1);
});

test("the real context works as a whole", async () => {
  const { folder } = makeRepository({ "1.md": "one\n" });
  const context = nodeContext("1.2.3", "/opt/gtm/bin/gtm.js", folder);
  expect(context.files.readFolder(folder)).toEqual([{ name: "1.md", text: "one\n" }]);
  expect(await context.git.repository(folder)).toMatchObject({ top: folder });
});

test("what was typed is kept where it cannot be used, and the error says where", async () => {
  const folder = temporaryFolder();
  const refusal = new UserError("the hook says no", { hint: "ask it" });
  const type = (script: string) => {
    const env = { ...gitEnvironment, GIT_EDITOR: `sh -c '${script}' sh` };
    return editText("\nhelp\n", "comment.md", { cwd: folder, env })
      .then((typed) => typed.keep(refusal))
      .catch((error: unknown) => error)
      .then((error) => (error instanceof UserError ? `${error.message}\n${error.hint}` : String(error)));
  };
  const kept = (words: string): string => /kept in (.*comment\.md)$/.exec(words)?.[1] ?? "";

  const refused = await type('echo typed > "$1"');
  expect(refused).toMatch(/^the hook says no\nask it\n {2}what you typed is kept in /);
  expect(readFileSync(kept(refused), "utf8")).toBe("typed\n");
  const failed = await type('echo typed > "$1"; exit 1');
  expect(readFileSync(kept(failed), "utf8")).toBe("typed\n");
  const stopped = await type('echo half > "$1.swp"; exit 1');
  expect(readFileSync(`${kept(stopped)}.swp`, "utf8")).toBe("half\n");
  expect([kept(await type("exit 1")), kept(await type("true"))]).toEqual(["", ""]);
  for (const words of [refused, failed, stopped]) rmSync(dirname(kept(words)), { recursive: true });
});
