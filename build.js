// Bundles src into dist: what every start needs in one chunk, the rest in chunks that are loaded when they are called for.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, relative, resolve } from "node:path";
import { build, transform } from "esbuild";
import { definePage } from "./bundle-page.js";

rmSync("dist", { recursive: true, force: true });

// gtm only reads YAML, every scalar as it is written (src/core/front-matter.ts): of js-yaml's schemas it asks for the plainest.
// Another would compile the functions that a file holds, and look for a parser (esprima, 8 ms) on every start.
const readsPlainYaml = {
  name: "reads-plain-yaml",
  setup({ onLoad }) {
    const plainest = `module.exports = require("./failsafe");`;
    onLoad({ filter: /js-yaml\/schema\/(?:core|json|default_safe|default_full)\.js$/ }, () => ({ contents: plainest }));
    const writer = `const refuse = () => { throw new Error("YAML is read, never written"); }; module.exports = { dump: refuse, safeDump: refuse };`;
    onLoad({ filter: /js-yaml\/dumper\.js$/ }, () => ({ contents: writer }));
  },
};

// remark's writer of Markdown is never called: gtm only reads with it, and writes what its users wrote.
const withoutMarkdownWriter = {
  name: "without-markdown-writer",
  setup({ onLoad }) {
    const contents = `export const toMarkdown = () => { throw new Error("Markdown is parsed, never written"); }; export const defaultHandlers = {};`;
    onLoad({ filter: /mdast-util-to-markdown\/index\.js$/ }, () => ({ contents }));
    onLoad({ filter: /markdown-table\/index\.js$/ }, () => ({ contents: "export const markdownTable = undefined;" }));
  },
};

// commander can start other programs as subcommands, and loads what it would start them with.
const withoutPrograms = {
  name: "without-programs",
  setup({ onResolve, onLoad }) {
    const isCommander = /node_modules\/commander\//;
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      isCommander.test(importer) ? { path: "none", namespace: "without-programs" } : undefined,
    );
    onLoad({ filter: /./, namespace: "without-programs" }, () => ({ contents: "" }));
  },
};

// chalk looks what the terminal can do, with node's sockets; gtm tells it (src/render/style.ts).
const withoutColourGuess = {
  name: "without-colour-guess",
  setup({ onLoad }) {
    const contents = "export default { stdout: false, stderr: false };";
    onLoad({ filter: /chalk\/source\/vendor\/supports-color\/index\.js$/ }, () => ({ contents }));
  },
};

/**
 * Only a file of another form than gtm writes needs the parser of YAML, and schemas: a fifth of what every start would load.
 * They are chunks that are loaded when one of their functions is first called. `import()` would have every reading wait.
 */
const late = {
  yaml: `export { default as matter } from "gray-matter"; export { default as yaml } from "js-yaml";`,
  // Compiling a parser for each schema pays from thousands of items on; a start reads dozens.
  schemas: `import { config } from "zod/mini"; config({ jitless: true }); export { ${schemaWords()} } from "zod/mini";`,
};
const standIns = {
  "gray-matter": `export default (...given) => require("./yaml.cjs").matter(...given);`,
  "js-yaml": `export default new Proxy({}, { get: (_, name) => require("./yaml.cjs").yaml[name] });`,
  // `enum` is a name, but no variable's.
  "zod/mini": schemaWords()
    .map(
      (name) =>
        `const ${name}_ = (...given) => require("./schemas.cjs").${name}(...given); export { ${name}_ as ${name} };`,
    )
    .join("\n"),
};

/** The functions of zod that are called. */
function schemaWords() {
  const texts = readdirSync("src/core", { recursive: true })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(`src/core/${name}`, "utf8"));
  const users = texts.filter((text) => text.includes('import * as z from "zod/mini"'));
  return [...new Set(users.flatMap((text) => text.match(/(?<=\bz\.)[a-z]\w+(?=\()/g)))];
}

const loadedLate = {
  name: "loaded-late",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(?:gray-matter|js-yaml|zod\/mini)$/ }, ({ path, importer }) =>
      importer.startsWith(resolve("src")) ? { path, namespace: "stand-in" } : undefined,
    );
    onResolve({ filter: /^\.\/(?:yaml|schemas)\.cjs$/, namespace: "stand-in" }, ({ path }) => ({
      path,
      external: true,
    }));
    onLoad({ filter: /./, namespace: "stand-in" }, ({ path }) => ({ contents: standIns[path] }));
    onResolve({ filter: /^late:/ }, ({ path }) => ({ path: path.slice("late:".length), namespace: "late" }));
    onLoad({ filter: /./, namespace: "late" }, ({ path }) => ({ contents: late[path], resolveDir: "." }));
  },
};

const options = {
  entryPoints: { cli: "src/cli.ts", yaml: "late:yaml", schemas: "late:schemas" },
  outdir: "dist",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  minify: true,
  legalComments: "none",
  chunkNames: "[name]-[hash]",
  plugins: [readsPlainYaml, loadedLate, withoutMarkdownWriter, withoutPrograms, withoutColourGuess],
  define: await definePage(),
  metafile: true,
  logLevel: "warning",
  outExtension: { ".js": ".cjs" },
  write: false,
};

/**
 * esbuild makes a chunk for each set of entries that share a module: sixteen files for one start. Where every lazily loaded
 * module names all that the start has loaded by then, that is one set, and one file.
 * @param {import("esbuild").Metafile} metafile of a build without this plugin
 */
function withOneSharedChunk({ outputs }) {
  const [start] = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === "src/cli.ts");
  const loaded = new Set([start]);
  for (const file of loaded) {
    for (const { path, kind } of outputs[file].imports)
      if (kind === "import-statement" && outputs[path]) loaded.add(path);
  }
  loaded.delete(start);
  const shared = [...loaded]
    .flatMap((file) => Object.keys(outputs[file].inputs))
    .filter((input) => /^src\/.*\.ts$/.test(input));
  const lazy = new Set(Object.values(outputs).flatMap(({ entryPoint }) => entryPoint ?? []));
  const imports = shared.map((input) => `import ${JSON.stringify(resolve(input))};`).join("");
  return {
    name: "one-shared-chunk",
    setup({ onLoad }) {
      onLoad({ filter: /\/src\/.*\.ts$/ }, ({ path }) =>
        lazy.has(relative(".", path)) ? { contents: imports + readFileSync(path, "utf8"), loader: "ts" } : undefined,
      );
    },
  };
}

const apart = await build(options);
const result = await build({ ...options, plugins: [...options.plugins, withOneSharedChunk(apart.metafile)] });

// esbuild splits ES modules alone, and node takes 5 ms longer to start with one: the chunks are made CommonJS. The start's
// first line names the build, for whoever keeps something of it (bin/compile-cache.js).
const chunks = result.outputFiles.toSorted((a, b) => (a.path < b.path ? -1 : 1));
const id = chunks.reduce(
  (hash, { path, contents }) => hash.update(basename(path)).update(contents),
  createHash("sha256"),
);

/**
 * esbuild's CommonJS has two getters for each export, since a module may give its names other values later. None here does
 * (test/layers.test.ts), and each call of another chunk's function would go through them: a twentieth of a list of 10,000.
 */
function withPlainExports(text) {
  return text.replace(/\bexport\s*\{([^{}]*)\};?\s*$/, (_, names) => {
    const pairs = names.split(",").map((pair) => pair.trim().split(/\s+as\s+/));
    return `module.exports={${pairs.map(([own, name = own]) => `${name}:${own}`).join(",")}};`;
  });
}

mkdirSync("dist");
for (const { path, text } of chunks) {
  const { code } = await transform(withPlainExports(text), {
    format: "cjs",
    platform: "node",
    target: options.target,
    minify: true,
    supported: { "dynamic-import": false },
    define: { "import.meta.dirname": "__dirname" },
  });
  const isStart = basename(path) === "cli.cjs";
  // What is kept of items is one build's own (src/shell/index-file.ts).
  const named = code.replaceAll("@gtm-build@", id.copy().digest("hex"));
  writeFileSync(path, isStart ? `// ${id.copy().digest("hex")}\n${named}` : named);
}

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
