import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { helpTexts } from "../../src/program.ts";
import { manPage } from "../support/man-page.ts";
import { environment, gtm, root } from "./built-gtm.ts";

test("docs/commands.md is what --help says", async () => {
  const help = async (...words: string[]) => {
    const { code, stdout, stderr } = await gtm(root, [...words, "--help"]);
    expect([words, code, stderr]).toEqual([words, 0, ""]);
    return stdout.trimEnd();
  };
  const overview = await help();
  const names = [...(overview.split("\nCommands:\n")[1] ?? "").matchAll(/^ {2}([a-z][a-z-]*)/gm)].map(
    ([, name = ""]) => name,
  );
  expect(names.length).toBeGreaterThan(9);
  const commands = names.filter((name) => name !== "help");
  const sections = await Promise.all(commands.map(async (name) => section(`gtm ${name}`, await help(name))));
  const text = [
    "# Commands\n\nWhat `gtm --help` and `gtm COMMAND --help` say.\n",
    section("gtm", overview),
    ...sections,
  ];
  await expect(text.join("\n")).toMatchFileSnapshot("../../docs/commands.md");
});

function section(heading: string, text: string): string {
  return `## ${heading}\n\n\`\`\`text\n${text}\n\`\`\`\n`;
}

const manual = join(root, "man/gtm.1");

test("man/gtm.1 is what --help says", async () => {
  const written = readFileSync(manual, "utf8");
  // Its date is the day on which help was last changed.
  const [date = ""] = /\d{4}-\d\d-\d\d/.exec(written) ?? [];
  const isTrue = manPage(helpTexts(), date) === written;
  const today = new Date().toISOString().slice(0, 10);
  await expect(manPage(helpTexts(), isTrue ? date : today)).toMatchFileSnapshot(manual);
});

const reader = spawnSync("man", ["--version"]);
if (reader.status !== 0) console.warn("the man page is not read here: no man");

test.skipIf(reader.status !== 0)("man reads the page without a warning, every command and option in it", () => {
  const { status, stdout, stderr } = spawnSync("man", ["--warnings", "--local-file", "-"], {
    encoding: "utf8",
    input: manPage(helpTexts(), "2026-01-02"),
    env: { ...environment, LC_ALL: "C.UTF-8", MANWIDTH: "80", MANPAGER: "cat" },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const shown = stdout.replaceAll(/.\u0008/g, "").replaceAll(/\s+/g, " ");
  const said = helpTexts().verbs.flatMap(({ name, options, examples }) => [
    `gtm ${name} `,
    ...options.map(([flags]) => flags.replaceAll(/[<>]/g, "")),
    ...examples.map(([line]) => line),
  ]);
  expect(said.filter((words) => !shown.includes(words))).toEqual([]);
});
