/** Where the formats of `check` point, in files with other line ends, a byte order mark, other names, and broken ones. */
import { expect, test } from "vitest";
import { makeRepository } from "../shell/repository.ts";
import { problemReaders } from "../support/problem-readers.ts";
import { gtm } from "./built-gtm.ts";

const tracker = `---
title: Footbridge
statuses: { pending: Pending, blocked: Blocked, done: Done }
---

<!-- gtm:table is:open -->
`;

const before = (id: number) => `---
id: ${id}
title: Part ${id}
status: pending
due: 2026-04-10
---

Fünf Bögen, 🌉 each.

## Comments

- **2026-03-09** 🌉 Asked.
- **2026-03-10** They come on Monday.
`;

/** With an unknown status, a later day without a comment, and an edited comment. */
const after = (id: number) =>
  before(id).replace("pending", "wip").replace("04-10", "04-24").replace("on Monday", "on Friday");

const places = [
  ["status-unknown", 4, 9],
  ["due-later-unexplained", 5, 6],
  ["comment-edited", 13, 1],
] as const;

const writings: readonly (readonly [string, (text: string) => string])[] = [
  ["line feeds", (text) => text],
  ["carriage returns", (text) => text.replaceAll("\n", "\r\n")],
  ["a byte order mark", (text) => `\uFEFF${text}`],
  ["both", (text) => `\uFEFF${text.replaceAll("\n", "\r\n")}`],
];

const broken = ["items/020-broken.md", before(20).replace("title: Part 20", "title: Part: [20")] as const;

test.for(Object.keys(problemReaders))("%s points at the right lines", async (format) => {
  const files = writings.flatMap(([, write], index) =>
    (
      [
        ["same", "same"],
        ["old", "new, 1:1 & größer"],
      ] as const
    ).map(([old, now], at) => {
      const id = 2 * index + at + 1;
      return { old: `items/00${id}-${old}.md`, now: `items/00${id}-${now}.md`, id, write };
    }),
  );
  const repository = makeRepository({
    "items/tracker.md": tracker,
    ...Object.fromEntries(files.map(({ old, id, write }) => [old, write(before(id))])),
  });
  for (const { old, now, id, write } of files) {
    if (old !== now) repository.git("mv", old, now);
    repository.write(now, write(after(id)));
  }
  repository.write(...broken);
  const { code, stdout } = await gtm(repository.folder, ["check", "--base", "main", "--format", format]);
  const length = format === "gitlab" ? 3 : 4;
  const told = files.flatMap(({ now }) => places.map(([rule, line, column]) => [rule, now, line, column]));
  expect([code, problemReaders[format]?.(stdout)]).toEqual([
    1,
    [...told, ["front-matter-yaml", broken[0], 3, 12]].map((place) => place.slice(0, length)),
  ]);
});

test("SARIF names each rule once, and each result's rule by its place", async () => {
  const { folder } = makeRepository({
    "items/tracker.md": tracker,
    "items/001-part.md": after(1),
    [broken[0]]: broken[1],
  });
  const { stdout } = await gtm(folder, ["check", "--format", "sarif"]);
  const { version, runs } = JSON.parse(stdout);
  const [{ tool, columnKind, results }] = runs;
  expect([version, runs.length, tool.driver.name, columnKind]).toEqual(["2.1.0", 1, "gtm", "utf16CodeUnits"]);
  const ids = tool.driver.rules.map(({ id }: { id: string }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(results.length).toBeGreaterThan(1);
  for (const { ruleId, ruleIndex, level, message } of results)
    expect([ids[ruleIndex], ["error", "warning"].includes(level), message.text.length > 0]).toEqual([
      ruleId,
      true,
      true,
    ]);
});
