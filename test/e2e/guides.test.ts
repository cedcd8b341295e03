/**
 * The guides are told from a week in the sample tracker. What stands in them as output is what their commands print there; with
 * -u, vitest writes it anew.
 */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { main } from "../../src/main.ts";
import type { Context, Output } from "../../src/ports.ts";
import { helpTexts } from "../../src/program.ts";
import { createGit } from "../../src/shell/git.ts";
import { nodeContext } from "../../src/shell/node-context.ts";
import {
  gitEnvironment,
  makeRepository,
  repositoryAt,
  type TestRepository,
  temporaryFolder,
} from "../shell/repository.ts";
import { gtm, root } from "./built-gtm.ts";

/** Who sits at the keyboard, and when. */
interface Hand {
  readonly handle: string;
  readonly name: string;
  readonly day: string;
}

const [marisol, haruki, wiremu, callum, tobe] = [
  { handle: "mreyes", name: "Marisol Reyes" },
  { handle: "hnakata", name: "Haruki Nakata" },
  { handle: "wtamatea", name: "Wiremu Tamatea" },
  { handle: "cmacrae", name: "Callum Macrae" },
  { handle: "tokonkwo", name: "Tobe Okonkwo" },
] as const;

function guideText(name: string): string {
  return readFileSync(join(root, "docs/guides", name), "utf8");
}

function environmentOf({ handle, name, day }: Hand): Readonly<Record<string, string | undefined>> {
  const identity = (role: string) => ({
    [`GIT_${role}_NAME`]: name,
    [`GIT_${role}_EMAIL`]: `${handle}@example.com`,
    [`GIT_${role}_DATE`]: `${day}T09:00:00Z`,
  });
  return { ...gitEnvironment, ...identity("AUTHOR"), ...identity("COMMITTER"), GTM_TODAY: day };
}

/** Stands in what is printed wherever gtm waits for a key or an answer. */
const waits = "\0";
const clearScreen = "\u001B[2J\u001B[H";

/** Runs a line as its reader does, in a terminal of 100 columns; `answers` are what is typed there, one for each question. */
async function type(folder: string, hand: Hand, line: string, answers: readonly string[] = []): Promise<string> {
  const env = environmentOf(hand);
  if (!line.startsWith("gtm ")) return execFileSync("bash", ["-c", line], { cwd: folder, env, encoding: "utf8" });
  const printed: string[] = [];
  const screen: Output = {
    write: (text) => void printed.push(text),
    isTerminal: true,
    width: 100,
    height: 60,
    colour: 0,
  };
  const left = [...answers];
  const answer = async (message: string): Promise<string> => {
    printed.push(message, waits);
    const next = left.shift();
    if (next === undefined) throw new Error(`${line}: nobody answers "${message}"`);
    return next;
  };
  const context: Context = {
    ...nodeContext("1.2.3", join(root, "bin/gtm.js"), folder),
    env,
    stdin: { isTerminal: true, read: async () => "", readBytes: async () => new Uint8Array() },
    stdout: screen,
    stderr: screen,
    git: createGit(folder, env, screen.write),
    today: () => hand.day,
    page: async (text) => screen.write(text),
    ask: {
      text: answer,
      key: answer,
      choose: async (message, choices) => {
        const chosen = await answer(message);
        const found = choices.find(({ name }) => name === chosen);
        if (found === undefined) throw new Error(`no "${chosen}" among ${choices.map(({ name }) => name).join(", ")}`);
        return found.value;
      },
      search: async () => Promise.reject(new Error(`${line}: nobody searches here`)),
      confirm: async (message) => (await answer(message)) === "y",
    },
  };
  await main(shellWords(line).slice(1), context);
  expect([line, left]).toEqual([line, []]);
  return printed.join("");
}

/** A line's words as a shell takes them apart; it has nothing but quotes. */
function shellWords(line: string): readonly string[] {
  const words = line.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
  return words.map((word) => word.replaceAll(/"([^"]*)"|'([^']*)'/g, "$1$2"));
}

/** The sample as its meeting of 22 October left it, in a clone of a forge's repository. */
async function weekBegins(): Promise<TestRepository> {
  const names = readdirSync(join(root, "items")).map((name) => `items/${name}`);
  const contents = Object.fromEntries(names.map((name) => [name, readFileSync(join(root, name), "utf8")]));
  const repository = makeRepository({ ...contents, ".gitattributes": "items/*.md merge=gtm\n" });
  const { folder, git, read, write } = repository;
  const forge = repositoryAt(temporaryFolder());
  forge.git("init", "--quiet", "--bare", "--initial-branch=main");
  git("remote", "add", "origin", forge.folder);
  await type(folder, { ...marisol, day: "2026-10-15" }, "git commit --quiet --amend --reset-author --no-edit");
  await type(folder, { ...marisol, day: "2026-10-22" }, "gtm setup");
  write("items/tracker.md", read("items/tracker.md").replace(/^as-of: .*\n/m, ""));
  const commit = "git commit --quiet --all --message='gtm meet: the week before' --message='Meeting: 2026-10-22'";
  await type(folder, { ...marisol, day: "2026-10-22" }, commit);
  git("push", "--quiet", "--set-upstream", "origin", "main");
  return repository;
}

/** The guide, with each `text` block as what the `sh` block above it prints: of a meeting, the first screen and then the end. */
async function retell(guide: string, folder: string, hand: Hand, answers: readonly string[] = []): Promise<string> {
  const told: string[] = [];
  const untold: string[] = [];
  for (const part of guideText(guide).split(/^(```(?:sh|text)\n[\s\S]*?^```\n)/m)) {
    const [, kind, block = ""] = /^```(sh|text)\n([\s\S]*?)```\n$/.exec(part) ?? [];
    told.push(kind === "text" ? `\`\`\`text\n${untold.shift()?.replace(clearScreen, "").trim()}\n\`\`\`\n` : part);
    if (kind !== "sh") continue;
    expect(untold).toEqual([]);
    const printed: string[] = [];
    for (const line of block.trimEnd().split("\n"))
      printed.push(await type(folder, hand, line, line.startsWith("gtm meet") ? answers : []));
    const pieces = printed.join("").split(waits);
    untold.push(...pieces.slice(0, 1), ...pieces.slice(1).slice(-1));
  }
  expect(untold).toEqual([]);
  return told.join("");
}

const guides = join(root, "docs/guides");

test("the owner's week", async () => {
  const { folder } = await weekBegins();
  const told = await retell("owner.md", folder, { ...haruki, day: "2026-10-26" });
  await expect(told).toMatchFileSnapshot(join(guides, "owner.md"));
});

test("the programme manager's meeting", async () => {
  const { folder } = await weekBegins();
  await type(folder, { ...haruki, day: "2026-10-26" }, 'gtm note 9 "Gaskets are here, a day early"');
  await type(folder, { ...haruki, day: "2026-10-26" }, 'gtm set 9 status=in-progress due="next fri"');
  await type(folder, { ...wiremu, day: "2026-10-27" }, 'gtm close 10 "All six bakeries have signed"');
  const add = 'gtm add "Bread for the partner evening" --area Marketing --owner cmacrae --due 11/10 --push';
  await type(folder, { ...callum, day: "2026-10-28" }, add);
  const keys = ["n", "The lawyers answer on Monday", "return", "d", "+1w", "return", "f", "y"];
  const told = await retell("programme-manager.md", folder, { ...marisol, day: "2026-10-29" }, keys);
  await expect(told).toMatchFileSnapshot(join(guides, "programme-manager.md"));
});

test("the review of a pull request", async () => {
  const { folder, git, read, write } = await weekBegins();
  const author = { ...callum, day: "2026-10-27" };
  await type(folder, author, "git switch --quiet --create partner-evening");
  await type(folder, author, 'gtm note 15 "The brewery moves us to the Friday"');
  await type(folder, author, "gtm set 15 due=11/13 owners+=jferrant");
  await type(folder, author, 'gtm add "Bread for the partner evening" --area Marketing --owner cmacrae --due 11/12');
  const file = "items/022-baking-schools.md";
  write(file, read(file).replace("February", "March"));
  await type(folder, author, "git commit --quiet --all --message='Baking schools: March'");
  git("push", "--quiet", "origin", "partner-evening");
  git("switch", "--quiet", "main");
  git("branch", "--quiet", "--delete", "--force", "partner-evening");
  const told = await retell("reviewer.md", folder, { ...tobe, day: "2026-10-28" });
  await expect(told).toMatchFileSnapshot(join(guides, "reviewer.md"));
});

test("what the reader's guide puts in bold stands on the page, and the keys are the page's", async () => {
  const page = await gtm(root, ["render", "--format", "html", "--since", "2026-10-15"]);
  const shown = page.stdout
    .replaceAll(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ")
    .toLowerCase();
  const bold = [...guideText("reader.md").matchAll(/\*\*([^*]+)\*\*/g)].map(([, words = ""]) => words);
  expect(bold.length).toBeGreaterThan(9);
  expect(bold.filter((words) => !shown.includes(words.toLowerCase()))).toEqual([]);
  const keys = [...page.stdout.matchAll(/<dt>(.*?)<\/dt>/g)].map(([, key = ""]) => key);
  const told = [...guideText("reader.md").matchAll(/^\| `([^|]*)` \|/gm)].map(([, key = ""]) =>
    key.replaceAll("`", ""),
  );
  expect(keys.length).toBeGreaterThan(4);
  expect(told).toEqual(keys);
});

test("a command that a guide names in passing is one that gtm has, with its options", () => {
  const { verbs, flags } = helpTexts();
  const unknown = readdirSync(guides).flatMap((guide) =>
    [...guideText(guide).matchAll(/`gtm ([a-z]+)([^`\n]*)`/g)].flatMap(([line, name = "", rest = ""]) => {
      const verb = verbs.find((each) => each.name === name);
      const known = [...flags, ...(verb?.options ?? [])].flatMap(([words]) => words.match(/--?[\w-]+/g) ?? []);
      const options = rest.match(/(?<= )--?[a-z][\w-]*/g) ?? [];
      return (verb || name === "help") && options.every((option) => known.includes(option))
        ? []
        : [`${guide}: ${line}`];
    }),
  );
  expect(unknown).toEqual([]);
});
