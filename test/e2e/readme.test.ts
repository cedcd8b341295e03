/** The tour of the README, block by block: what stands there as output is what a reader who follows it sees. */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../shell/repository.ts";
import { environment, root, run } from "./built-gtm.ts";

interface Step {
  readonly commands: string;
  readonly output: string;
}

const readme = readFileSync(join(root, "README.md"), "utf8");
const tour = readme.slice(readme.indexOf("## Five minutes"), readme.indexOf("## How the pieces fit"));

/** Each `sh` block, with the `text` block that follows it: what it prints; "" where none follows. */
function steps(): readonly Step[] {
  const blocks = [...tour.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, kind, text = ""]) => ({ kind, text }));
  return blocks.flatMap(({ kind, text }, index) => {
    const next = blocks[index + 1];
    return kind === "sh" ? [{ commands: text, output: next?.kind === "text" ? next.text : "" }] : [];
  });
}

/** Commit ids depend on the reader's clock. */
function withoutIds(text: string): string {
  return text.replace(/\[[0-9a-f]{7,}\]/g, "[commit]");
}

// A terminal of its own, as the reader has; other systems' `script` takes other arguments.
const terminal = spawnSync("bash", ["-c", "script --version"], { encoding: "utf8" }).stdout;
if (!terminal.includes("util-linux")) console.warn("the README's tour is not followed here: no `script` of util-linux");

test.skipIf(!terminal.includes("util-linux"))("the README's tour prints what it says it prints", async () => {
  const folder = temporaryFolder();
  const end = "-- end of step";
  const script = [
    "shopt -s expand_aliases",
    "stty cols 100 rows 50",
    `mkdir clone && ln -s '${join(root, "bin")}' clone/bin && cd clone`,
    ...steps().map(({ commands }) => `${commands}echo '${end}'`),
  ].join("\n");
  writeFileSync(join(folder, "tour.sh"), script);
  // The day, the width and the name are the tour's own.
  const own = Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) => !/^(?:COLUMNS|GTM_TODAY|GIT_(?:AUTHOR|COMMITTER)_(?:NAME|EMAIL))$/.test(name),
    ),
  );
  // Whoever takes the tour commits after the day that it plays on, or on that day.
  const env = { ...own, GIT_AUTHOR_DATE: "2026-03-12T09:00:00Z", GIT_COMMITTER_DATE: "2026-03-12T09:00:00Z" };
  const { stdout, code } = await run(folder, "bash", ["-c", "script -qefc 'bash tour.sh' /dev/null"], env);
  // A slow machine also shows how far an import is: the terminal wipes it away.
  const printed = stdout
    .replaceAll("\r\n", "\n")
    .replace(/(?:\rreading row \d+ of \d+)*\r\u001b\[K/g, "")
    .split(`${end}\n`)
    .slice(0, -1);
  expect(printed.map(withoutIds)).toEqual(steps().map(({ output }) => withoutIds(output)));
  expect({ code, steps: printed.length }).toEqual({ code: 0, steps: 8 });
});
