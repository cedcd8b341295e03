// Bundles src into dist: ESM, one chunk for each command, so that a start loads only what it runs.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

rmSync("dist", { recursive: true, force: true });

// js-yaml's `!!js/function` would compile what a file says, and looks for a parser (esprima, 8 ms) on every start.
const withoutFunctions = {
  name: "without-functions",
  setup({ onLoad }) {
    const contents = `module.exports = new (require("../../type"))("tag:yaml.org,2002:js/function", { kind: "scalar", resolve: () => false });`;
    onLoad({ filter: /js-yaml\/type\/js\/function\.js$/ }, () => ({ contents }));
  },
};

const result = await build({
  entryPoints: { cli: "src/cli.ts" },
  outdir: "dist",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  minify: true,
  legalComments: "none",
  chunkNames: "[name]-[hash]",
  plugins: [withoutFunctions],
  metafile: true,
  logLevel: "warning",
  // CommonJS dependencies call require() for node's own modules.
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
});

// The bundle carries other people's code: their licences travel with it.
const packages = new Set(
  Object.keys(result.metafile.inputs).flatMap((path) => path.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? []),
);
const licences = [...packages].sort().map((folder) => {
  const { name, version, license, author } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const text = ["LICENSE", "license", "LICENSE.md", "LICENSE-MIT", "LICENSE.txt", "LICENCE"].map((file) => {
    try {
      return readFileSync(`${folder}/${file}`, "utf8").trim();
    } catch {
      return "";
    }
  });
  return `${name} ${version} (${license ?? ""})\n\n${text.find(Boolean) ?? `Copyright ${author?.name ?? author ?? name}`}\n`;
});
writeFileSync("dist/third-party-licenses.txt", licences.join("\n----\n\n"));
