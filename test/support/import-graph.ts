/** Which file imports which: every import counts, of types too, and those that wait for a call. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path/posix";

/** File, from the folder that was read, to the files that it imports; packages are left out. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

const imported = /(?:\bfrom|\bimport)\s*\(?\s*"(\.{1,2}\/[^"]+)"/g;

/** The texts of a folder's TypeScript files and of the words that they read, by their paths from it. */
export function readSources(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => name.replaceAll("\\", "/"));
  const sources = names.filter((name) => /\.(?:ts|json)$/.test(name)).sort();
  return new Map(sources.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

export function importGraph(sources: ReadonlyMap<string, string>): ImportGraph {
  return new Map(
    [...sources].map(([file, text]) => [
      file,
      [...text.matchAll(imported)].map(([, path = ""]) => normalize(join(dirname(file), path))),
    ]),
  );
}

/** A way from a file back to itself, with that file at both ends; null where there is none. */
export function findCycle(graph: ImportGraph): readonly string[] | null {
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]): readonly string[] | null => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const next of graph.get(file) ?? []) {
      const cycle = visit(next, [...way, file]);
      if (cycle !== null) return cycle;
    }
    done.add(file);
    return null;
  };
  for (const file of graph.keys()) {
    const cycle = visit(file, []);
    if (cycle !== null) return cycle;
  }
  return null;
}
