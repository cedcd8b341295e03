// Half of a start is compiling. This keeps for each command the code that V8 made of it, in a file of the user's cache folder;
// without such a folder nothing is kept. Node's own cache (module.enableCompileCache) keeps what is compiled when a file is
// loaded, and not the functions that are compiled when they first run (docs/decisions/kept-code.md).
"use strict";
const {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} = require("node:fs");
const { basename, dirname, join } = require("node:path");
const { Script } = require("node:vm");

/** Loads a CommonJS program, from its own folder what it requires with "./", and keeps the code for next time. */
module.exports = (program) => {
  const file = cacheFile(process.argv.slice(2));
  const source = readFileSync(program, "utf8");
  // The program's first line names the build; V8 itself refuses what another V8 has made.
  const key = `${process.version} ${process.arch} ${source.slice(0, source.indexOf("\n"))}`;
  const kept = file === null ? null : readKept(file, key);
  const loaded = new Map();
  let isNew = kept === null;

  const load = (name, source) => {
    const known = loaded.get(name);
    if (known) return known.module.exports;
    const filename = join(dirname(program), name);
    const text = source ?? readFileSync(filename, "utf8");
    const cachedData = kept?.get(name);
    const script = new Script(`(function (exports, require, module, __filename, __dirname) {${text}\n})`, {
      filename,
      cachedData,
    });
    isNew ||= script.cachedDataRejected !== false;
    const module = { exports: {} };
    loaded.set(name, { module, script });
    const requireFrom = (word) => (word.startsWith("./") ? load(word.slice(2)) : require(word));
    script.runInThisContext()(module.exports, requireFrom, module, filename, dirname(filename));
    return module.exports;
  };

  process.on("exit", (code) => {
    // A word that is no command ends with 2.
    if (file !== null && isNew && code < 2) keep(file, key, kept, loaded);
  });
  load(basename(program), source);
};

/** Null where the user wants none, or has no folder of their own for it. */
function cacheFile(args) {
  const command = args.find(
    (word, at) => !word.startsWith("-") && !/^(?:-[Ct]|--directory|--tracker)$/.test(args[at - 1]),
  );
  if (process.env.NODE_DISABLE_COMPILE_CACHE || !/^[a-z-]+$/.test(command ?? "")) return null;
  try {
    const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
    const home = process.env.HOME || require("node:os").homedir();
    // With sudo it may be somebody else's.
    if (!isOwn(statSync(home))) return null;
    return join(XDG_CACHE_HOME || LOCALAPPDATA || join(home, ".cache"), "gtm", `${command}-${process.arch}.v8`);
  } catch {
    return null;
  }
}

function isOwn({ uid, mode }) {
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
}

/**
 * What was kept under this key, by the names of files; null for nothing. V8 believes what it is given, and crashes on one wrong
 * bit; a checksum would cost more than it saves (node:crypto takes 4 ms to load). So all of it is there twice, and must agree.
 */
function readKept(path, key) {
  let file;
  try {
    file = openSync(path);
    if (!isOwn(fstatSync(file))) return null;
    const bytes = readFileSync(file);
    const half = bytes.length / 2;
    const content = bytes.subarray(0, half);
    if (!Number.isInteger(half) || !content.equals(bytes.subarray(half))) return null;
    const headEnd = content.indexOf("\n");
    const head = JSON.parse(content.toString("utf8", 0, headEnd));
    if (head.key !== key) return null;
    let end = headEnd + 1;
    const parts = head.files.map(([name, length]) => {
      const start = end;
      end += length;
      return [name, content.subarray(start, end)];
    });
    return new Map(parts);
  } catch {
    return null;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/**
 * With the code that this start had no use for: a page in one form needs other files than one in another. Where that fails, the
 * next start is as slow as this one.
 */
function keep(path, key, kept, loaded) {
  const draft = `${path}.${process.pid}`;
  try {
    const made = [...loaded].map(([name, { script }]) => [name, script.createCachedData()]);
    const parts = [...new Map([...(kept ?? []), ...made])];
    const files = parts.map(([name, data]) => [name, data.length]);
    const content = Buffer.concat([
      Buffer.from(`${JSON.stringify({ key, files })}\n`),
      ...parts.map(([, data]) => data),
    ]);
    // Not `recursive`: in a file system that makes no folders (/proc) node would try for ever.
    for (const folder of [dirname(dirname(path)), dirname(path)]) makeFolder(folder);
    writeFileSync(draft, Buffer.concat([content, content]), { flag: "wx", mode: 0o600 });
    renameSync(draft, path);
  } catch {
    rmSync(draft, { force: true });
  }
}

function makeFolder(path) {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
}
