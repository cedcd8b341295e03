import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { findCycle, type ImportGraph, importGraph, readSources } from "./support/import-graph.ts";

/** Each layer (a folder of src, or a file in src itself) with all that it may import besides itself. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  "cli.ts": ["main.ts", "shell"],
  "main.ts": ["program.ts", "commands", "core", "ports.ts", "errors.ts"],
  "program.ts": ["commands", "usage-error.ts", "write-message.ts", "ports.ts", "errors.ts"],
  "usage-error.ts": ["core", "errors.ts"],
  commands: ["write-message.ts", "import", "render", "core", "ports.ts", "errors.ts"],
  "write-message.ts": ["render", "core", "ports.ts"],
  import: ["core", "words"],
  render: ["core"],
  // What runs in the browser; the build bundles it into the page.
  page: ["core"],
  shell: ["core", "ports.ts", "errors.ts"],
  "ports.ts": ["core"],
  "errors.ts": [],
  core: ["words"],
  words: [],
};

const sources = readSources(fileURLToPath(new URL("../src", import.meta.url)));
const graph = importGraph(sources);

describe("the files of src", () => {
  it("import only what their layer may see", () => {
    expect(forbiddenArrows(graph)).toEqual([]);
  });

  it("import no one in a circle, not even for a type", () => {
    expect(findCycle(graph)).toBeNull();
  });

  it("leave a command's file to the command line: what two commands share has a file of its own", () => {
    const verbs = (sources.get("program.ts") ?? "").matchAll(/^ {4}name: "(\w+)",$/gm);
    const files = [...verbs].map(([, verb]) => `commands/${verb}.ts`).filter((file) => graph.has(file));
    expect(files).toContain("commands/set.ts");
    const importers = files.flatMap((file) => importersOf(file).map((importer) => `${importer} -> ${file}`));
    expect(importers.filter((arrow) => !arrow.startsWith("program.ts"))).toEqual([]);
  });

  it("give no exported name another value later, which build.js counts on", () => {
    const changing = [...sources].filter(([, text]) => /^export (?:let|var) /m.test(text));
    expect(changing.map(([file]) => file)).toEqual([]);
  });

  it("are read whole: whatever is imported is there", () => {
    expect([...graph.values()].flat().filter((file) => !graph.has(file))).toEqual([]);
  });
});

describe("the reading of imports", () => {
  it("sees types, what is imported for its effect alone, and what waits for a call", () => {
    const texts = {
      "core/a.ts": 'import type { B } from "./b.ts";\nimport "../errors.ts";',
      "core/b.ts": 'export const load = () => import("../shell/c.ts");\nimport {\n  type A,\n  a,\n} from "./a.ts";',
      "shell/c.ts": 'type D = typeof import("./d.ts");\nimport fs from "node:fs";',
    };
    const found = importGraph(new Map(Object.entries(texts)));
    expect(Object.fromEntries(found)).toEqual({
      "core/a.ts": ["core/b.ts", "errors.ts"],
      "core/b.ts": ["shell/c.ts", "core/a.ts"],
      "shell/c.ts": ["shell/d.ts"],
    });
    expect(findCycle(found)).toEqual(["core/a.ts", "core/b.ts", "core/a.ts"]);
    expect(forbiddenArrows(found)).toEqual(["core/a.ts -> errors.ts", "core/b.ts -> shell/c.ts"]);
  });

  it("knows no cycle where two ways lead to one file", () => {
    expect(
      findCycle(
        new Map([
          ["a", ["b", "c"]],
          ["b", ["d"]],
          ["c", ["d"]],
          ["d", []],
        ]),
      ),
    ).toBeNull();
  });
});

function forbiddenArrows(imports: ImportGraph): string[] {
  return [...imports].flatMap(([file, targets]) =>
    targets
      .filter((target) => layerOf(target) !== layerOf(file) && !mayImport[layerOf(file)]?.includes(layerOf(target)))
      .map((target) => `${file} -> ${target}`),
  );
}

function layerOf(file: string): string {
  return file.split("/")[0] ?? "";
}

function importersOf(file: string): string[] {
  return [...graph].flatMap(([importer, targets]) => (targets.includes(file) ? importer : []));
}
