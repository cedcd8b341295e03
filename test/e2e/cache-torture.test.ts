/**
 * Whatever is done to the files, the repository, the clock and the index itself: what is listed and checked is what is listed and
 * checked without an index. GTM_TORTURE=500 for a night; the gate tries a few.
 */
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { KeptRow } from "../../src/ports.ts";
import { loadIndex, saveIndex } from "../../src/shell/index-file.ts";
import { makeRepository, type TestRepository, temporaryFolder } from "../shell/repository.ts";
import { seed } from "../support/trials.ts";
import { environment, ownProcess } from "./built-gtm.ts";
import { type Run, residentGtm } from "./resident-gtm.ts";

const rounds = Number(process.env.GTM_TORTURE ?? 24);
const itemCount = 130;
const clockScript = fileURLToPath(new URL("other-clock.cjs", import.meta.url));

interface Clock {
  readonly from: number;
  readonly speed: number;
  readonly step: number;
  readonly sets: [at: number, by: number][];
}

interface World {
  readonly repository: TestRepository;
  readonly clock: Clock;
  /** What GTM_TODAY says. */
  today: string;
  readonly below: (end: number) => number;
  /** Folders of work trees, the first one that of the repository. */
  readonly trees: string[];
  readonly run: (folder: string, args: readonly string[]) => Promise<Run>;
  /** In a process of its own, beside others. */
  readonly runBeside: (folder: string, args: readonly string[]) => Promise<Run>;
}

const trackerText = (fields: string) => `---
title: Lighthouse
people: { bo: { name: Bo Quay }, ama: {} }
areas: [Lamp, Stairs]
statuses: { pending: Pending, blocked: Blocked, done: Done }
priorities: { P1: Now, P2: Later }
fields: { ${fields} }
---

<!-- gtm:table is:open -->
`;

const itemText = (id: number, title: string, comment: string) =>
  `---\nid: ${id}\ntitle: ${title}\nstatus: pending\nowners: [bo]\neffort: ${id}\n---\n\nOf brass.\n\n## Comments\n\n- **2026-03-0${1 + (id % 9)} @bo** ${comment}\n- **2026-03-10** Ask @ama.\n`;

function makeWorld(chance: () => number, isCoarse: boolean): World {
  const items = Array.from({ length: itemCount }, (_, index): [string, string] => {
    const id = String(index + 1).padStart(3, "0");
    return [`items/${id}-lamp.md`, itemText(index + 1, `Lamp ${id} of the tower`, "Half done.")];
  });
  const repository = makeRepository({
    "items/tracker.md": trackerText("effort: { type: number }"),
    ...Object.fromEntries(items),
  });
  repository.git("branch", "other");
  const clock: Clock = { from: Date.now(), speed: 4, step: isCoarse ? 2000 : 0, sets: [] };
  const resident = residentGtm(["--require", clockScript]);
  const world: World = {
    repository,
    clock,
    today: "2026-03-12",
    below: (end) => Math.floor(chance() * end),
    trees: [repository.folder],
    run: (folder, args) => resident({ folder, args, env: { ...environment, ...now() } }),
    runBeside: (folder, args) => ownProcess(folder, args, { NODE_OPTIONS: `--require ${clockScript}`, ...now() }),
  };
  const now = () => ({ GTM_CLOCK: JSON.stringify(clock), GTM_TODAY: world.today });
  return world;
}

const readers = [
  ["list", "--all", "--columns", "number,title,status,owners,due,closed,updated"],
  ["list", "--all", "--json"],
  ["list", "brass"],
  ["check", "--json"],
];

/** What somebody does. */
const acts: Readonly<Record<string, (world: World) => unknown>> = {
  "an edit of the same size": (world) => editFile(anItem(world), retitled(world)),
  "a comment of the same size": (world) =>
    editFile(anItem(world), (text) => text.replace(/2026-03-0\d/, () => `2026-03-0${1 + world.below(9)}`)),
  "an edit with the file's old stamps": (world) => {
    const path = anItem(world);
    const stamps = join(temporaryFolder(), "stamps");
    execFileSync("touch", ["-r", path, stamps]);
    editFile(path, retitled(world));
    // Where stamps are all there is, nobody can see such an edit.
    if (world.clock.step === 0) execFileSync("touch", ["-r", stamps, path]);
  },
  "an editor that replaces files": (world) => {
    const path = anItem(world);
    writeFileSync(`${path}~`, readFileSync(path, "utf8").replace("Half", "Most"));
    renameSync(`${path}~`, path);
  },
  "two edits with a list between them": async (world) => {
    const paths = itemNames(aTree(world)).filter(() => world.below(3) === 0);
    const editAll = () => {
      for (const path of paths) editFile(path, retitled(world));
    };
    editAll();
    // So many that the index is written anew.
    await world.run(aTree(world), readers[world.below(readers.length)] ?? []);
    editAll();
  },
  "many edits": (world) => {
    for (const name of itemNames(aTree(world))) if (world.below(4) === 0) editFile(name, retitled(world));
  },
  "a file that breaks": (world) => editFile(anItem(world), (text) => text.replace("title:", "title: [x\ntitle:")),
  "a merge that stops": (world) => editFile(anItem(world), (text) => `${text}<<<<<<< ours\n=======\n>>>>>>> theirs\n`),
  "files put back": ({ repository }) => repository.git("checkout", "--quiet", "--force", "HEAD", "--", "items"),
  "a file that goes": (world) => rmSync(anItem(world)),
  "a link in a file's place": (world) => {
    const [path, other] = [anItem(world), anItem(world)];
    rmSync(path);
    symlinkSync(basename(other), path);
  },
  "another tracker.md": (world) =>
    writeFileSync(
      join(aTree(world), "items/tracker.md"),
      trackerText(
        ["effort: { type: number }", "effort: { type: text }", "other: { type: text }", "effort: { type: boolean }"][
          world.below(4)
        ] ?? "",
      ),
    ),
  "fewer people": (world) => editFile(join(aTree(world), "items/tracker.md"), (text) => text.replace(", ama: {}", "")),
  "another branch": ({ repository, below }) =>
    repository.git("checkout", "--quiet", "--force", below(2) === 0 ? "main" : "other"),
  "a commit": ({ repository }) => repository.git("commit", "--quiet", "--all", "--allow-empty", "--message=by hand"),
  "a work tree": ({ repository, trees }) => {
    if (trees.length > 2) return;
    const folder = join(temporaryFolder(), "tree");
    repository.git("worktree", "add", "--quiet", "--detach", folder);
    trees.push(folder);
  },
  "the index of another work tree": ({ trees }) => {
    const [from, to] = [indexes(trees[0] ?? ""), indexes(trees.at(-1) ?? "")];
    for (const path of from)
      for (const target of to) if (path !== target) writeFileSync(target, readFileSync(path), { mode: 0o600 });
  },
  "a note": (world) =>
    world.run(world.repository.folder, ["note", String(1 + world.below(itemCount)), "More light", "--no-commit"]),
  "commands at once": async (world) => {
    const { folder } = world.repository;
    const id = () => String(1 + world.below(itemCount));
    await Promise.all([
      world.runBeside(folder, ["note", id(), "At once"]),
      world.runBeside(folder, ["set", id(), "priority=P1", "--no-commit"]),
      world.runBeside(folder, ["list", "--all"]),
      world.runBeside(folder, ["check"]),
    ]);
  },
  "a moment": () => sleep(700),
  "a clock that is set": ({ clock, below }) => {
    // Where stamps are coarse, an edit may fall on a step that was there before.
    if (clock.step === 0) clock.sets.push([Date.now(), (below(2) === 0 ? -1 : 1) * below(100_000)]);
  },
  "another day": (world) => {
    world.today = world.today === "2026-03-12" ? "2026-04-12" : "2026-03-12";
  },
  "stamps of the index": (world) => {
    const moment = new Date(Date.now() + (world.below(3) - 1) * 1e9);
    for (const path of indexes(aTree(world))) utimesSync(path, moment, moment);
  },
  "stamps of files": (world) => {
    const moment = new Date(Date.now() + (world.below(3) - 1) * 1e9);
    for (const name of itemNames(aTree(world))) if (world.below(3) === 0) utimesSync(name, moment, moment);
  },
  "a wrong bit": (world) => {
    for (const path of indexes(aTree(world))) flip(path, world);
  },
  "a wrong letter": (world) => {
    for (const path of indexes(aTree(world)))
      writeFileSync(path, readFileSync(path, "latin1").replaceAll("of the tower", "of the power"), "latin1");
  },
  "an index cut off": (world) => {
    for (const path of indexes(aTree(world))) truncateSync(path, world.below(statSync(path).size));
  },
  "an index of another build": (world) => poison(world, ([, ...rest]) => ["0".repeat(64), ...rest]),
  "an index of another folder": (world) => poison(world, ([build, , key]) => [build, "/elsewhere", key]),
  "an index by another tracker.md": (world) => poison(world, ([build, folder]) => [build, folder, "{}"]),
  "an index that others may write": (world) => {
    for (const path of poison(world, (key) => key)) chmodSync(path, 0o666);
  },
  "a link to an index": (world) => {
    for (const path of poison(world, (key) => key)) {
      renameSync(path, `${path}.moved`);
      symlinkSync(`${path}.moved`, path);
    }
  },
};

type IndexKey = readonly [build: string, folder: string, key: string];

/** Writes an index whose titles are wrong, under another key. */
function poison(world: World, keyOf: (key: IndexKey) => IndexKey): readonly string[] {
  return indexes(aTree(world)).filter((path) => {
    const text = /\{"key":(".*?[^\\]"),"names"/s.exec(readFileSync(path, "utf8"))?.[1];
    if (text === undefined) return false;
    const key: string = JSON.parse(text);
    const { names, identityAt, rowAt } = loadIndex(path, key);
    const wrong = (row: KeptRow): KeptRow =>
      row.map((value) =>
        typeof value === "string" && value.startsWith("Lamp") ? "Poison" : Array.isArray(value) ? [] : value,
      );
    const known = names.map((name, at) => ({ name, identity: identityAt(at), row: wrong(rowAt(at)) }));
    rmSync(path);
    saveIndex(path, JSON.stringify(keyOf(JSON.parse(key))), { known, read: [], least: 0, sinceRead: () => 0 });
    return existsSync(path);
  });
}

function flip(path: string, { below }: World): void {
  const bytes = readFileSync(path);
  if (bytes.length === 0) return;
  const at = below(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8));
  writeFileSync(path, bytes);
}

function indexes(tree: string): readonly string[] {
  const link = join(tree, ".git");
  const folder = statSync(link).isDirectory() ? link : (/^gitdir: (.*)/.exec(readFileSync(link, "utf8"))?.[1] ?? "");
  return readdirSync(folder).flatMap((name) => (/^gtm-.*\.index$/.test(name) ? join(folder, name) : []));
}

function aTree({ trees, below }: World): string {
  return trees[below(trees.length)] ?? "";
}

function itemNames(tree: string): readonly string[] {
  return readdirSync(join(tree, "items")).flatMap((name) => (/^\d.*\.md$/.test(name) ? join(tree, "items", name) : []));
}

function anItem(world: World): string {
  const names = itemNames(aTree(world));
  return names[world.below(names.length)] ?? "";
}

/** An edit of the same size. */
function retitled({ below }: World): (text: string) => string {
  return (text) => text.replace(/Lamp \w+/, () => `Lamp ${String(below(1000)).padStart(3, "0")}`);
}

function editFile(path: string, edit: (text: string) => string): void {
  if (existsSync(path)) writeFileSync(path, edit(readFileSync(path, "utf8")));
}

/** Mulberry32. */
function chancesOf(start: number): () => number {
  let state = start | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

test.each([
  ["fine", false],
  ["of two seconds", true],
])(
  "with stamps %s, lists and checks are what they are without an index",
  async (_, isCoarse) => {
    const chance = chancesOf(seed + Number(isCoarse));
    const names = Object.keys(acts);
    let world = makeWorld(chance, isCoarse);
    let history: string[] = [];
    let used = 0;
    for (let round = 0; round < rounds / 2; round++) {
      if (history.length > 60) [world, history] = [makeWorld(chance, isCoarse), []];
      for (let count = 1 + world.below(3); count > 0; count--) {
        const act = names[world.below(names.length)] ?? "";
        history.push(act);
        await acts[act]?.(world);
      }
      if (world.below(2) === 0) await sleep(world.below(1000));
      for (const tree of world.trees) {
        used += indexes(tree).length;
        const readersNow = [readers[0] ?? [], readers[world.below(readers.length)] ?? []];
        for (const args of readersNow) {
          const kept = await world.run(tree, args);
          const anew = await world.run(tree, [...args, "--no-cache"]);
          expect({ ...kept, history: [...history, args.join(" ")] }).toEqual({
            ...anew,
            history: [...history, args.join(" ")],
          });
        }
      }
    }
    expect(used).toBeGreaterThan(0);
  },
  120_000 + 20_000 * rounds,
);
