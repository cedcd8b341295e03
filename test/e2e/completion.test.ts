/** The completion of bash, asked as readline asks it; zsh and fish get the same words (test/commands/complete.test.ts). */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeRepository } from "../shell/repository.ts";
import { kettle } from "../support/tracker-files.ts";
import { gtm, root, shell } from "./built-gtm.ts";

const hostile = ["Zx $(touch ran1)", "Zy`touch ran2`;touch ran3", `Zq"o'; touch ran4 #`];
const files: Readonly<Record<string, string>> = {
  ...kettle,
  "items/tracker.md": (kettle["items/tracker.md"] ?? "").replace(
    "[Design, Legal, Sales]",
    `[Design, ${hostile.map((area) => `'${area.replaceAll("'", "''")}'`).join(", ")}]`,
  ),
};

/** The words that bash would put in the line, for the words of a line as readline parts them. */
async function completed(folder: string, ...parts: readonly string[]): Promise<readonly string[]> {
  const line = parts.reduce((all, part, index) => {
    const isJoined = /^[:=]/.test(part) || /[:=]$/.test(parts[index - 1] ?? "");
    return index === 0 || isJoined ? all + part : `${all} ${part}`;
  });
  const words = parts.map((part) => `'${part.replaceAll("'", "'\\''")}'`).join(" ");
  const script = `compopt() { :; }; eval "$(gtm completion bash)"
COMP_WORDS=(${words}) COMP_CWORD=${parts.length - 1} COMP_TYPE=9 COMP_LINE='${line.replaceAll("'", "'\\''")}'
_gtm; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = await shell(folder, script);
  expect(stderr).toBe("");
  return stdout.split("\n").slice(0, -1);
}

test("bash gets words, with what they mean where there are several", async () => {
  const { folder } = makeRepository(files);
  expect(await completed(folder, "gtm", "agen")).toEqual(["agenda"]);
  expect(await completed(folder, "gtm", "show", "")).toEqual([
    "1  (Handle that stays cool)",
    "2  (Warranty text)",
    "3  (Colour of the lid (closed))",
  ]);
  expect(await completed(folder, "gtm", "list", "status", ":", "bl")).toEqual(["blocked"]);
  expect(await completed(folder, "gtm", "set", "1", "owners+", "=", "bo,am")).toEqual(["bo,amara"]);
});

test("a stranger's area is one quoted word of the line, and nothing in it runs", async () => {
  const { folder } = makeRepository(files);
  for (const area of hostile) {
    for (const [start, before] of [
      ["", ""],
      ['"', 'area:"'],
    ] as const) {
      const found = await completed(folder, "gtm", "list", "area", ":", `${start}${area.slice(0, 2)}`);
      expect(found).toHaveLength(1);
      const line = before === "" ? `area:${found[0]}` : `${before}${found[0]}`;
      const { stdout } = await shell(folder, `printf '%s' ${line}`);
      expect(stdout).toBe(`area:${area}`);
    }
  }
  expect([1, 2, 3, 4].filter((each) => existsSync(join(folder, `ran${each}`)))).toEqual([]);
});

test.each([
  ["bash", "gtm.bash"],
  ["zsh", "_gtm"],
  ["fish", "gtm.fish"],
])("gtm completion %s prints the file of that shell", async (name, file) => {
  const { stdout } = await gtm(root, ["completion", name]);
  expect(stdout).toBe(readFileSync(join(root, "completions", file), "utf8"));
});
