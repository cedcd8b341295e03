/**
 * A folder's files, with what earlier runs have kept of them: as git does with its index, a file is known again by its size, its
 * stamps and its inode, without being read (docs/decisions/index-cache.md).
 */
import { lstatSync, readdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { isRead } from "../core/file-name.ts";
import type { FileIndex, FileReading, FolderSurvey } from "../ports.ts";
import {
  build,
  emptyIndex,
  type FileIdentity,
  isSameFile,
  type LoadedIndex,
  loadIndex,
  saveIndex,
} from "./index-file.ts";
import { findGitFolder, removeLitter } from "./temporary-file.ts";

/** A file as it was read; its identity only where it can be told again: not of a link, say. */
export interface EntryReading {
  readonly reading: FileReading;
  readonly identity: FileIdentity | null;
}

/** How deep items are looked for that lie where none is read: a tracker may be the top of a large repository. */
const foldersWithin = 2;

/** So few files are read as quickly as the index of them. */
const fewFiles = 100;

/** To write the index costs as much as to read a thirtieth of the files: so many must have been read anew. */
const worthWriting = 1 / 30;

/**
 * Throws what the file system says of the folder itself.
 * @param readEntry reads one of its files, by its real path and the file's name
 */
export function surveyFolder(folder: string, readEntry: (folder: string, name: string) => EntryReading): FolderSurvey {
  const sinceRead = startTimer();
  const realFolder = realpathSync(folder);
  const entries = readdirSync(realFolder);
  removeLitter(realFolder, entries);
  const names = listNames(realFolder, entries).sort();
  const identities = new WeakMap<FileReading, FileIdentity>();
  /** Of files that an index has been found to be right about; no other is looked at twice. */
  const confirmed: ((name: string) => FileIdentity | null)[] = [];
  const isUnchanged = ({ identityAt, isSameAt }: LoadedIndex, at: number, name: string): boolean => {
    for (const find of confirmed) {
      const identity = find(name);
      if (identity !== null) return isSameFile(identityAt(at), identity);
    }
    const stats = lstatSync(`${realFolder}/${name}`, { throwIfNoEntry: false });
    return stats !== undefined && isSameAt(at, stats);
  };
  const placeOf = (index: FileIndex): { path: string; key: string } | null => {
    const gitFolder = names.length < fewFiles ? null : findGitFolder(realFolder);
    if (gitFolder === null) return null;
    const path = join(gitFolder, `gtm-${index.name}-${shortHash(realFolder)}.index`);
    return { path, key: JSON.stringify([build, realFolder, index.key]) };
  };
  const unchangedIn = remembered((index: FileIndex) => {
    const place = placeOf(index);
    const loaded = place === null ? emptyIndex : loadIndex(place.path, place.key);
    const { identityAt, rowAt } = loaded;
    const places = new Map<string, number>();
    for (const [at, name] of loaded.names.entries()) if (isUnchanged(loaded, at, name)) places.set(name, at);
    confirmed.push((name) => {
      const at = places.get(name);
      return at === undefined ? null : identityAt(at);
    });
    return { places, identityAt, rowAt };
  });
  return {
    names,
    read(name) {
      const { reading, identity } = readEntry(realFolder, name);
      if (identity !== null) identities.set(reading, identity);
      return reading;
    },
    kept(index) {
      const { places, rowAt } = unchangedIn(index);
      return (name) => {
        const at = places.get(name);
        return at === undefined ? null : rowAt(at);
      };
    },
    keep(index, rows) {
      const place = placeOf(index);
      const least = names.length * worthWriting;
      if (place === null || rows.size < least) return;
      const read = [...rows].flatMap(([reading, row]) => {
        const identity = identities.get(reading);
        return identity === undefined ? [] : { name: reading.name, identity, row };
      });
      const fresh = new Set(read.map(({ name }) => name));
      const { places, identityAt, rowAt } = unchangedIn(index);
      const known = [...places].flatMap(([name, at]) =>
        fresh.has(name) ? [] : { name, identity: identityAt(at), row: rowAt(at) },
      );
      saveIndex(place.path, place.key, { known, read, least, sinceRead });
    },
  };
}

/** The names of what is read, or would be by its look, from the folder on; a tracker within is not looked into. */
function listNames(folder: string, entries: readonly string[]): string[] {
  return entries.flatMap((name) => {
    if (isRead(name) !== false) return name;
    const isFolder = mayHoldItems(name) && lstatSync(join(folder, name), { throwIfNoEntry: false })?.isDirectory();
    return isFolder ? listNamesWithin(folder, name, 1) : [];
  });
}

function listNamesWithin(folder: string, prefix: string, depth: number): string[] {
  const entries = readdirSync(join(folder, prefix), { withFileTypes: true });
  if (entries.some(({ name }) => name === "tracker.md")) return [];
  return entries.flatMap((entry) => {
    const name = `${prefix}/${entry.name}`;
    if (!entry.isDirectory() || isRead(entry.name) !== false) return isRead(name) === false ? [] : name;
    return depth < foldersWithin && mayHoldItems(entry.name) ? listNamesWithin(folder, name, depth + 1) : [];
  });
}

function mayHoldItems(folder: string): boolean {
  return !folder.startsWith(".") && folder !== "node_modules";
}

/** Milliseconds from now on: a clock that is set, or sleeps with its machine, takes none of them away. */
function startTimer(): () => number {
  const [clock, timer] = [Date.now(), process.hrtime()];
  return () => {
    // `performance` would load a module of node's for it.
    const [seconds, nanoseconds] = process.hrtime(timer);
    return Math.max(Date.now() - clock, seconds * 1e3 + nanoseconds / 1e6);
  };
}

/** Tells folders of one repository apart; the index itself says which one it is of. */
function shortHash(text: string): string {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}

function remembered<Key, Value>(find: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = find(key);
    known.set(key, value);
    return value;
  };
}
