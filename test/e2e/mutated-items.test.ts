/**
 * Item files that a merge, an editor, a disk or a stranger has damaged: each is read, or named in a problem at a place that is
 * there. FC_RUNS=20 makes ten thousand files.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { makeRepository } from "../shell/repository.ts";
import { seed, trials } from "../support/trials.ts";
import { gtm, root } from "./built-gtm.ts";

const sample = readdirSync(join(root, "items"))
  .filter((name) => /^\d/.test(name))
  .map((name) => readFileSync(join(root, "items", name), "utf8"));

const [one = "", two = ""] = sample;

/** What chance would hardly make of the sample. */
const odd = [
  one.replaceAll("\n", "\r\n"),
  two.replaceAll("\n", "\r"),
  `\uFEFF${one}`,
  `\uFEFF${two.replaceAll("\n", "\r\n")}`,
  "",
  "---\n",
  "---\nid: 1\n---",
  "---\n---\n",
  "\n\n---\nid: 1\ntitle: Late\n---\n",
  one.replace("status:", "deep: &a [*a, &b [*b]]\nstatus:"),
  one.replace("status:", `deep: ${"[".repeat(300)}${"]".repeat(300)}\nstatus:`),
  one.replace("status:", `deep: ${"{a: ".repeat(150)}1${"}".repeat(150)}\nstatus:`),
  `---\nid: 1\ntitle: Bomb\na: &a [x, x]\n${[..."bcdefghij"].map((key, at) => `${key}: &${key} [${`*${"abcdefghi"[at]}, `.repeat(9)}x]\n`).join("")}---\n`,
  one.replace("title:", "<<: *base\ntitle:"),
  one.replace("title:", "? [complex, key]\n: value\ntitle:"),
  one.replace("title:", "__proto__: { polluted: yes }\nconstructor: x\ntitle:"),
  one.replace(/title: .*/, "title: |\n  one\n   two\n\n  three"),
  one.replace(/title: .*/, `title: "${"ab ".repeat(30_000)}"`),
  `${one}\n- **2026-10-22** ${"long ".repeat(40_000)}\n`,
  `${one}\n<!-- never closed\n${"<!-- ".repeat(5_000)}`,
  `${one}\n\`\`\`\n- **2026-10-23** In a fence.\n`,
  `${one}\n## Comments\n\n- **2026-13-45** No such day.\n  - nested\n- 10/11/26: Short.\n`,
  `${two}${"> ".repeat(2_000)}quoted\n${"  ".repeat(2_000)}- deep\n`,
  two.replace("status:", "due: 2026-02-30\nstart: !!js/function 'x'\nstatus:"),
  two.replace("\n---\n", "\n<<<<<<< ours\ndue: 2026-11-01\n=======\ndue: 2026-11-02\n>>>>>>> theirs\n---\n"),
  two.replace("---\n", "---js\n"),
  two.replace("\n---\n", "\n...\n"),
];

/** Where, how much, and what: numbers that each way takes as it needs them. */
type Damage = readonly [way: number, at: number, much: number, byte: number];

const bytesThatMatter = [0, 0x0a, 0x0d, 0x20, 0x22, 0x27, 0x2a, 0x2d, 0x3a, 0x5b, 0x7b, 0x80, 0xc3, 0xed, 0xfe, 0xff];

function damage(bytes: Buffer, other: Buffer, [way, at, much, byte]: Damage): Buffer {
  const from = Math.floor(at * bytes.length);
  const to = Math.min(bytes.length, from + 1 + Math.floor(much * 200));
  const put = (...middle: readonly Buffer[]) => Buffer.concat([bytes.subarray(0, from), ...middle]);
  const lines = bytes.toString("latin1").split(/(?<=\n)/);
  const [first, second] = [Math.floor(at * lines.length), Math.floor(much * lines.length)];
  switch (way) {
    case 0:
      return put(Buffer.from([(bytes[from] ?? 0) ^ (1 << (byte % 8))]), bytes.subarray(from + 1));
    case 1:
      return put(Buffer.from([byte < 200 ? byte : (bytesThatMatter[byte % 16] ?? 0)]), bytes.subarray(from + 1));
    case 2:
      [lines[first], lines[second]] = [lines[second] ?? "", lines[first] ?? ""];
      return Buffer.from(lines.join(""), "latin1");
    case 3:
      return put();
    case 4:
      return put(other.subarray(Math.floor(much * other.length)));
    case 5:
      return put(bytes.subarray(to));
    case 6:
      return put(bytes.subarray(from, to), bytes.subarray(from, to), bytes.subarray(to));
    case 7:
      return Buffer.from(bytes.toString("latin1").replaceAll("\n", byte % 2 ? "\r\n" : "\r"), "latin1");
    default:
      return put(Buffer.alloc(byte * 40, bytesThatMatter[byte % 16]), bytes.subarray(from));
  }
}

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const damages = fc.array(fc.tuple(fc.nat(8), share, share, fc.nat(255)), { minLength: 1, maxLength: 4 });
const someText = fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...sample) }, fc.constantFrom(...odd));

/** A file with a number of its own, so that two of them are no problem of each other's. */
const folder = fc.array(fc.tuple(someText, someText, damages), { minLength: 100, maxLength: 100 }).map((files) => {
  const made = files.map(([text, other, each], index) => {
    const numbered = (words: string): Buffer => Buffer.from(words.replace(/^id: \d+/m, `id: ${index + 1}`));
    const bytes = each.reduce<Buffer>((before, one) => damage(before, numbered(other), one), numbered(text));
    return { name: `items/${String(index + 1).padStart(3, "0")}-x.md`, bytes };
  });
  // A failure names the files that it is about; nobody reads the others.
  return Object.assign(made, { [fc.toStringMethod]: () => "a folder of damaged files" });
});

interface Found {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly severity: string;
}

const others = [
  ["--format", "text"],
  ["--format", "sarif"],
  ["--format", "github"],
  ["--fix", "--dry-run"],
  null,
] as const;

test("each damaged file is read or named in a problem, at a line that it has", async () => {
  const {
    folder: top,
    path,
    git,
  } = makeRepository({
    "items/tracker.md": readFileSync(join(root, "items/tracker.md"), "utf8"),
  });
  let round = 0;
  await fc.assert(
    fc.asyncProperty(folder, async (files) => {
      for (const name of readdirSync(path("items"))) if (name !== "tracker.md") rmSync(path(`items/${name}`));
      mkdirSync(path("items"), { recursive: true });
      for (const { name, bytes } of files) writeFileSync(path(name), bytes);

      const check = await gtm(top, ["check", "--json"]);
      expect([check.stderr, check.code]).toEqual(["", check.code === 0 ? 0 : 1]);
      const problems = JSON.parse(check.stdout).problems as Found[];
      const list = await gtm(top, ["list", "--all", "--json"]);
      expect(list.code).toBeLessThan(2);
      const read = new Set((JSON.parse(list.stdout) as { path: string }[]).map((item) => item.path));
      const named = new Set(problems.flatMap(({ file, severity }) => (severity === "error" ? file : [])));
      const unreported = files.filter(({ name }) => !read.has(name) && !named.has(name));
      expect(unreported.map(({ name, bytes }) => [name, bytes.toString("utf8")])).toEqual([]);

      const lines = new Map(files.map(({ name, bytes }) => [name, bytes.toString("utf8").split("\n")]));
      const lost = problems.filter(({ file, line, column }) => {
        const known = lines.get(file);
        return (
          known !== undefined &&
          !(line >= 1 && line <= known.length && column >= 1 && column <= (known[line - 1] ?? "").length + 1)
        );
      });
      expect(lost).toEqual([]);

      const other = others[round++ % others.length] ?? null;
      const run = await gtm(top, other === null ? ["diff", "HEAD"] : ["check", ...other]);
      expect([other, run.code === 0 || run.code === 1]).toEqual([other, true]);
    }),
    { ...trials.folder, seed, endOnFailure: true },
  );
  expect(git("status", "--porcelain", "--", "items/tracker.md")).toBe("");
});
