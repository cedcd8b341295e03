// Bundles the browser's side of the HTML page, src/page. The build and the tests both give it to
// src/render/html/page-assets.ts by way of a `define`.
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/**
 * The page's script and style sheet as they stand in the page, and the hashes that its policy names. The same sources give
 * the same bytes.
 */
export async function bundlePage() {
  const pageScript = await bundle("src/page/start.ts");
  const pageStyle = await bundle("src/page/page.css");
  return { pageScript, scriptHash: sha256(pageScript), pageStyle, styleHash: sha256(pageStyle) };
}

/** The same as definitions, one for each string: esbuild puts an object into the chunk that every start loads. */
export async function definePage() {
  const { pageScript, scriptHash, pageStyle, styleHash } = await bundlePage();
  return {
    BUNDLED_PAGE_SCRIPT: JSON.stringify(pageScript),
    BUNDLED_SCRIPT_HASH: JSON.stringify(scriptHash),
    BUNDLED_PAGE_STYLE: JSON.stringify(pageStyle),
    BUNDLED_STYLE_HASH: JSON.stringify(styleHash),
  };
}

/** @param {string} entryPoint */
async function bundle(entryPoint) {
  const { outputFiles } = await build({
    absWorkingDir: fileURLToPath(new URL(".", import.meta.url)),
    entryPoints: [entryPoint],
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    // The style sheet as it is written: a browser passes over what it does not know.
    target: entryPoint.endsWith(".css") ? "esnext" : "es2022",
    legalComments: "none",
    logLevel: "warning",
  });
  return outputFiles[0].text.trimEnd();
}

/** @param {string} text */
function sha256(text) {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
