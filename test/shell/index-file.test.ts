import { chmodSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { emptyIndex, type IndexedFile, identityOf, loadIndex, saveIndex } from "../../src/shell/index-file.ts";
import { temporaryFolder } from "./repository.ts";

/** Their titles are 24 bytes of JSON each, so that a letter of theirs always has the same place in a word of the checksum. */
const filesOf = (count: number): readonly IndexedFile[] =>
  Array.from({ length: count }, (_, at) => ({
    name: `${at}-gate.md`,
    identity: [400 + at, 1_700_000_000_000.25 + at, 1_700_000_000_001.75, 9_000_000 + at],
    row: [
      at,
      `Gate ${String(at).padStart(3, "0")} of the tower`,
      null,
      at % 2 === 0,
      ["bo"],
      { width: at },
      "2026-03-10",
    ],
  }));

function saved(files: readonly IndexedFile[]): string {
  const path = join(temporaryFolder(), "test.index");
  saveIndex(path, "key", { known: files, read: [], least: 0, sinceRead: () => 0 });
  return path;
}

function loaded(path: string, key = "key"): readonly IndexedFile[] {
  const { names, identityAt, rowAt } = loadIndex(path, key);
  return names.map((name, at) => ({ name, identity: identityAt(at), row: rowAt(at) }));
}

test("an index is read as it was written, by its key and no other", () => {
  const files = filesOf(50);
  const path = saved(files);
  expect(loaded(path)).toEqual(files);
  expect(loaded(path, "another key")).toEqual([]);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test("an index with a wrong letter is none, however many others are wrong in the same way", () => {
  const path = saved(filesOf(130));
  const bytes = readFileSync(path);
  const believed = [..."Gate of the tower"].flatMap((letter) =>
    [1, 2, 4, 8, 16].flatMap((bit) =>
      [1, 2, 3, 5, 64, 130].filter((often) => {
        const wrong = String.fromCharCode(letter.charCodeAt(0) ^ bit);
        let left = often;
        const text = bytes.toString("latin1").replace(/Gate \d+ of the tower/g, (title) => {
          left--;
          return left < 0 ? title : title.replace(letter, wrong);
        });
        writeFileSync(path, text, "latin1");
        return loadIndex(path, "key") !== emptyIndex;
      }),
    ),
  );
  expect(believed).toEqual([]);
});

test("an index that is cut off, or that others may read or write, is none", () => {
  const path = saved(filesOf(20));
  for (const mode of [0o644, 0o620, 0o606]) {
    chmodSync(path, mode);
    expect(loadIndex(path, "key")).toBe(emptyIndex);
  }
  chmodSync(path, 0o600);
  expect(loadIndex(path, "key")).not.toBe(emptyIndex);
  for (let size = statSync(path).size - 1; size >= 0; size -= 7) {
    truncateSync(path, size);
    expect(loadIndex(path, "key")).toBe(emptyIndex);
  }
});

test("a file that was just changed when it was read has no row yet", () => {
  const folder = temporaryFolder();
  const path = join(folder, "test.index");
  writeFileSync(join(folder, "1.md"), "one");
  const read = [{ name: "1.md", identity: identityOf(statSync(join(folder, "1.md"))), row: [1] }];
  const save = (ago: number) => saveIndex(path, "key", { known: filesOf(1), read, least: 0, sinceRead: () => ago });
  save(0);
  expect(loaded(path)).toEqual(filesOf(1));
  // As if it had been read so much later.
  save(-1500);
  expect(loaded(path)).toHaveLength(1);
  save(-60_000);
  expect(loaded(path)).toHaveLength(2);
});
