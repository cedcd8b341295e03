import { expect, test } from "vitest";
import { gtm, root } from "./built-gtm.ts";

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
