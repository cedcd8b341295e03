/** The picture in docs/architecture.md is what the sources import. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { importGraph, readSources } from "./support/import-graph.ts";

const path = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));

/** An arrow for each two layers of which one imports the other; all may see errors. */
function drawLayers(): string {
  const layerOf = (file: string): string => (file.split("/")[0] ?? "").replace(/\.ts$/, "");
  const arrows = [...importGraph(readSources(path("src")))].flatMap(([file, targets]) =>
    targets.map((target) => [layerOf(file), layerOf(target)] as const),
  );
  const drawn = arrows.filter(([from, to]) => from !== to && to !== "errors");
  return [...new Set(drawn.map(([from, to]) => `  ${from} --> ${to}\n`))].sort().join("");
}

it("the picture of the layers is drawn from the sources", () => {
  const picture = /```mermaid\n([\s\S]*?)```/.exec(readFileSync(path("docs/architecture.md"), "utf8"))?.[1];
  expect(picture).toBe(`flowchart TD\n${drawLayers()}`);
});
