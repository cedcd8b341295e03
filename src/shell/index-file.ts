/**
 * An index of a folder's files on the disk: each file's identity, and a row of values that was read of it. It is believed whole
 * or not at all: a file of another build, another folder, somebody else, or with one wrong bit is none, and is written anew.
 */
import { Buffer } from "node:buffer";
import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  type Stats,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { KeptRow, KeptValue } from "../ports.ts";
import { temporaryName } from "./temporary-file.ts";

/** What tells that a file is the same, with the same text: size, stamps of text and inode in milliseconds, inode. */
export type FileIdentity = readonly [size: number, modified: number, changed: number, inode: number];

export interface IndexedFile {
  readonly name: string;
  readonly identity: FileIdentity;
  readonly row: KeptRow;
}

/** Checksum, bytes of JSON, files, columns: 32 bits each. Then the identities, a word for each value, and the JSON. */
const headWords = 4;
const identityLength = 4;

/** Where the values of so many differ, those of the others will. */
const manyFiles = 100;

/** A file system may count its stamps in steps of two seconds: within one, a file can change and keep its identity. */
const margin = 2000;

/** The builder puts the build's own name here: what one build has read, another may read otherwise. */
export const build = "@gtm-build@";

export function identityOf({ size, mtimeMs, ctimeMs, ino }: Stats): FileIdentity {
  return [size, mtimeMs, ctimeMs, ino];
}

/** An index as it was read. What it has of a file is made when it is asked for: of thousands, memory is most of the cost. */
export interface LoadedIndex {
  readonly names: readonly string[];
  /** Of the file at a place in `names`. */
  readonly identityAt: (at: number) => FileIdentity;
  /** Whether it has this identity. */
  readonly isSameAt: (at: number, stats: Stats) => boolean;
  readonly rowAt: (at: number) => KeptRow;
}

/** Whether two indexes saw a file of the same identity. */
export function isSameFile(a: LoadedIndex, atA: number, b: LoadedIndex, atB: number): boolean {
  const [before, now] = [a.identityAt(atA), b.identityAt(atB)];
  return before.every((part, at) => part === now[at]);
}

export const emptyIndex: LoadedIndex = {
  names: [],
  identityAt: () => [0, 0, 0, 0],
  isSameAt: () => false,
  rowAt: () => [],
};

/** An index; an empty one where there is none that can be believed. */
export function loadIndex(path: string, key: string): LoadedIndex {
  try {
    const bytes = readOwnFile(path);
    return (bytes && decode(bytes, key)) ?? emptyIndex;
  } catch {
    // Whatever is there, it is no index: it will be replaced.
    return emptyIndex;
  }
}

/**
 * Writes an index of files that were known already, and of those just read that no later change can leave looking the same; of
 * these at least so many, else nothing is written. Where that fails, the next run reads as much as this one.
 * @param sinceRead milliseconds since before the first file was read
 */
export function saveIndex(
  path: string,
  key: string,
  { known, read, least, sinceRead }: IndexContent & { readonly least: number; readonly sinceRead: () => number },
): void {
  const draft = join(dirname(path), temporaryName());
  try {
    const file = openSync(draft, "wx", 0o600);
    let isWorthIt: boolean;
    try {
      // By the clock that files are stamped with, which need not be this machine's.
      const readAt = fstatSync(file).mtimeMs - sinceRead();
      const settled = read.filter(({ identity }) => lastChange(identity) < readAt - margin);
      isWorthIt = settled.length >= least;
      if (isWorthIt) writeAll(file, encode(key, [...known, ...settled]));
    } finally {
      closeSync(file);
    }
    if (isWorthIt) renameSync(draft, path);
    else rmSync(draft);
  } catch {
    rmSync(draft, { force: true });
  }
}

function lastChange([, modified, changed]: FileIdentity): number {
  return Math.max(modified, changed);
}

export interface IndexContent {
  readonly known: readonly IndexedFile[];
  readonly read: readonly IndexedFile[];
}

/** Null for what another user could have written. */
function readOwnFile(path: string): Uint8Array<ArrayBuffer> | null {
  const file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = fstatSync(file);
    const isOwn = process.getuid === undefined || (stats.uid === process.getuid() && (stats.mode & 0o077) === 0);
    if (!stats.isFile() || !isOwn) return null;
    const bytes = new Uint8Array(stats.size);
    return readSync(file, bytes) === stats.size ? bytes : null;
  } finally {
    closeSync(file);
  }
}

function decode(bytes: Uint8Array<ArrayBuffer>, key: string): LoadedIndex | null {
  const { buffer, length } = bytes;
  const words = new Int32Array(buffer, 0, Math.floor(length / 4));
  const [sum = 0, textLength = 0, count = 0, columns = 0] = words;
  if (length % 4 !== 0 || sum !== checksum(words)) return null;
  const identities = new Float64Array(buffer, 4 * headWords, identityLength * count);
  const places = new Int32Array(buffer, identities.byteOffset + identities.byteLength, columns * count);
  const text = Buffer.from(buffer, places.byteOffset + places.byteLength, textLength).toString("utf8");
  const { key: own, names, values } = JSON.parse(text) as IndexText;
  if (own !== key) return null;
  const identityPart = (at: number, part: number) => identities[identityLength * at + part] ?? 0;
  return {
    names,
    identityAt: (at) => [identityPart(at, 0), identityPart(at, 1), identityPart(at, 2), identityPart(at, 3)],
    isSameAt: (at, { size, mtimeMs, ctimeMs, ino }) =>
      identities[identityLength * at] === size &&
      identities[identityLength * at + 1] === mtimeMs &&
      identities[identityLength * at + 2] === ctimeMs &&
      identities[identityLength * at + 3] === ino,
    rowAt(at) {
      const row: KeptValue[] = [];
      for (let column = 0; column < columns; column++)
        row.push(values[column]?.[places[column * count + at] ?? -1] ?? null);
      return row;
    },
  };
}

interface IndexText {
  readonly key: string;
  readonly names: readonly string[];
  /** Of each column, those that it has, once. */
  readonly values: readonly (readonly KeptValue[])[];
}

function encode(key: string, files: readonly IndexedFile[]): Uint8Array {
  const columns = files[0]?.row.length ?? 0;
  const places = new Int32Array(columns * files.length);
  const values = Array.from({ length: columns }, (_, column) => {
    const [words, lists] = [new Map<KeptValue, number>(), new Map<string, number>()];
    const distinct: KeptValue[] = [];
    const placeIn = <Name>(known: Map<Name, number>, name: Name, value: KeptValue): number => {
      const place = known.get(name) ?? distinct.push(value) - 1;
      known.set(name, place);
      return place;
    };
    let isRepeated = true;
    for (let at = 0; at < files.length; at++) {
      const value = files[at]?.row[column] ?? null;
      // Titles, say: what nobody has had before is not looked for.
      if (at === manyFiles) isRepeated = distinct.length < manyFiles;
      if (!isRepeated) {
        places[column * files.length + at] = distinct.push(value) - 1;
        continue;
      }
      const isWord = typeof value !== "object" || value === null;
      places[column * files.length + at] = isWord
        ? placeIn(words, value, value)
        : placeIn(lists, JSON.stringify(value), value);
    }
    return distinct;
  });
  const json = Buffer.from(JSON.stringify({ key, names: files.map(({ name }) => name), values } satisfies IndexText));
  const identities = new Float64Array(identityLength * files.length);
  for (const [at, { identity }] of files.entries()) identities.set(identity, identityLength * at);
  const start = 4 * headWords + identities.byteLength + places.byteLength;
  const bytes = new Uint8Array(Math.ceil((start + json.length) / 4) * 4);
  bytes.set(new Uint8Array(identities.buffer), 4 * headWords);
  bytes.set(new Uint8Array(places.buffer), start - places.byteLength);
  bytes.set(json, start);
  const words = new Int32Array(bytes.buffer);
  words.set([0, json.length, files.length, columns]);
  words[0] = checksum(words);
  return bytes;
}

/**
 * Of all words behind the first. Each step can be undone, so that one wrong word never leaves the sum as it was; the shift takes
 * what is wrong in a word's high bits to the low ones, else many such words hide one another.
 */
function checksum(words: Int32Array): number {
  let sum = words.length;
  for (let at = 1; at < words.length; at++) {
    const mixed = Math.imul(sum ^ (words[at] ?? 0), 0x85ebca6b);
    sum = mixed ^ (mixed >>> 15);
  }
  return sum;
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}
