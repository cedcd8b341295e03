/**
 * A folder's files, with what earlier runs have kept of them: as git does with its index, a file is known again by its size, its
 * stamps and its inode, without being read (docs/decisions/index-cache.md).
 */
import { lstatSync, readdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { isRead } from "../core/file-name.ts";
import type { FileIndex, FileReading, FolderSurvey } from "../ports.ts";
import { FileText } from "./file-text.ts";
import {
  build,
  emptyIndex,
  type IndexedFile,
  isSameFile,
  type LoadedIndex,
  loadIndex,
  saveIndex,
} from "./index-file.ts";
import { findGitFolder, removeLitter } from "./temporary-file.ts";

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
export function surveyFolder(folder: string, readEntry: (folder: string, name: string) => FileReading): FolderSurvey {
  const sinceRead = startTimer();
  const realFolder = realpathSync(folder);
  const entries = readdirSync(realFolder);
  removeLitter(realFolder, entries);
  const names = listNames(realFolder, entries).sort();
  const isUnchanged = identityTest(realFolder, names);
  const placeOf = (index: FileIndex): { path: string; key: string } | null => {
    const gitFolder = names.length < fewFiles ? null : findGitFolder(realFolder);
    if (gitFolder === null) return null;
    const path = join(gitFolder, `gtm-${index.name}-${shortHash(realFolder)}.index`);
    return { path, key: JSON.stringify([build, realFolder, index.key]) };
  };
  const unchangedIn = remembered((index: FileIndex) => {
    const place = placeOf(index);
    const loaded = place === null ? emptyIndex : loadIndex(place.path, place.key);
    /** Of each of `names`, where the index has it; -1 of what it does not know as it is now. */
    const places = new Int32Array(names.length).fill(-1);
    const positionOf = positionsIn(names);
    for (const [at, name] of loaded.names.entries()) {
      const position = positionOf(name);
      if (position !== -1 && isUnchanged(position, loaded, at)) places[position] = at;
    }
    return { loaded, places };
  });
  return {
    names,
    read: (name) => readEntry(realFolder, name),
    unknown: (index) => unchangedIn(index).places.filter((at) => at === -1).length,
    kept(index) {
      const { loaded, places } = unchangedIn(index);
      const positionOf = positionsIn(names);
      return (name) => {
        const at = places[positionOf(name)] ?? -1;
        return at === -1 ? null : loaded.rowAt(at);
      };
    },
    keep(index, rows) {
      const place = placeOf(index);
      const least = names.length * worthWriting;
      if (place === null || rows.length < least) return;
      const read = rows.flatMap(([reading, row]): IndexedFile | [] => {
        const identity = reading instanceof FileText ? reading.identity : null;
        return identity === null ? [] : { name: reading.name, identity, row };
      });
      const fresh = new Set(read.map(({ name }) => name));
      const { loaded, places } = unchangedIn(index);
      const known = names.flatMap((name, position): IndexedFile | [] => {
        const at = places[position] ?? -1;
        return at === -1 || fresh.has(name) ? [] : { name, identity: loaded.identityAt(at), row: loaded.rowAt(at) };
      });
      saveIndex(place.path, place.key, { known, read, least, sinceRead });
    },
  };
}

/** Where a name stands in sorted names, or -1. Mostly they are asked for in their order, and none need be searched. */
function positionsIn(names: readonly string[]): (name: string) => number {
  let next = 0;
  return (name) => {
    if (names[next] !== name) {
      let end = names.length;
      for (next = 0; next < end; ) {
        const middle = (next + end) >> 1;
        if ((names[middle] ?? "") < name) next = middle + 1;
        else end = middle;
      }
    }
    return names[next] === name ? next++ : -1;
  };
}

/** Whether a file, by its place in `names`, is as an index has it. One that an index was right about is not looked at again. */
function identityTest(
  folder: string,
  names: readonly string[],
): (position: number, index: LoadedIndex, at: number) => boolean {
  const confirmed: LoadedIndex[] = [];
  const places = new Int32Array(names.length);
  return (position, index, at) => {
    const before = confirmed[position];
    if (before !== undefined) return isSameFile(before, places[position] ?? 0, index, at);
    const stats = lstatSync(`${folder}/${names[position]}`, { throwIfNoEntry: false });
    if (stats === undefined || !index.isSameAt(at, stats)) return false;
    confirmed[position] = index;
    places[position] = at;
    return true;
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
