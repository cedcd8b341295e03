import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const source = join(import.meta.dirname, "../src");
const names = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));

const exported =
  /^export (?:declare )?(?:async )?(?:abstract )?(?:function\*?|const|let|class|interface|type) +([\p{L}\p{N}_$]+)/gmu;

test("an exported name has one home: no two files declare the same", () => {
  const homes = new Map<string, Set<string>>();
  for (const file of names) {
    for (const [, name = ""] of readFileSync(join(source, file), "utf8").matchAll(exported))
      homes.set(name, (homes.get(name) ?? new Set()).add(file));
  }
  // The pattern finds what the house is made of: without it, any two names would pass.
  expect(homes.size).toBeGreaterThan(names.length);
  const shared = [...homes].filter(([, files]) => files.size > 1);
  expect(shared.map(([name, files]) => `${name}: ${[...files].sort().join(", ")}`)).toEqual([]);
});

test("a file names what it gives: no name is passed on under another file's", () => {
  const passedOn = names.filter((file) =>
    /^export (?:type )?(?:\*|\{[^}]*\}) from /m.test(readFileSync(join(source, file), "utf8")),
  );
  expect(passedOn).toEqual([]);
});
