/** A file of a tracker's folder as `check`, `list` and the rest see it: its item, or why there is none. */
import { type Item, type ItemHead, itemOfHead, type WholeReader } from "../core/item.ts";
import { type ItemFile, type ItemReading, itemIn, readItemText, type TextReading } from "../core/item-file.ts";
import { readHead, readUsualItem } from "../core/item-head.ts";
import type { TextProblem } from "../core/problem.ts";
import { found } from "../core/rules/reading-rules.ts";
import type { Tracker } from "../core/tracker.ts";
import { UserError } from "../errors.ts";
import type { FileReading } from "../ports.ts";

/** Notes for people that may lie in a tracker's folder and are no items. */
const notes = /^(?:tracker|readme|contributing|changelog)\.(?:md|markdown)$/i;

export function isNoteForPeople(name: string): boolean {
  // Of thousands of names nearly all begin with a digit, and need no pattern.
  return name.charCodeAt(0) > 0x39 && notes.test(name);
}

/** The readings of a folder without `tracker.md` and the notes for people. */
export function itemReadings(readings: readonly FileReading[]): readonly FileReading[] {
  return readings.filter(({ name }) => !isNoteForPeople(name));
}

export interface ReadFile extends ItemFile, WholeReader {}

/** Parsed when its item is first asked for: `note` on one item of a thousand parses one. `path` is the file's as shown. */
export function readItemFile(reading: FileReading, path: string, tracker: Tracker): ReadFile {
  const { name } = reading;
  if ("text" in reading) return new TextFile(reading, path, tracker);
  const problem = unreadable(reading.problem);
  const readWhole = () => changedMeanwhile(path);
  return { name, path, text: "", reading: { ok: false, problem }, item: null, problems: [problem], readWhole };
}

/** A file that has not changed since its head was kept, and has not been read; `read` reads it. */
export function keptItemFile(name: string, path: string, head: ItemHead, read: (file: ItemFile) => ReadFile): ItemFile {
  return new KeptFile(name, path, head, read);
}

/** What a file of either kind was read from; null where nothing was, or could be. */
export function readingBehind(file: ItemFile): FileReading | null {
  return file instanceof TextFile || file instanceof KeptFile ? file.source : null;
}

/** A class, for there are thousands of them: an object with getters of its own takes five times as long to make. */
class TextFile implements ReadFile {
  readonly name: string;
  readonly path: string;
  readonly source: Extract<FileReading, { readonly text: string }>;
  readonly #tracker: Tracker;
  #parsed: ItemReading | null = null;

  constructor(source: TextFile["source"], path: string, tracker: Tracker) {
    this.name = source.name;
    this.path = path;
    this.source = source;
    this.#tracker = tracker;
  }

  get text(): string {
    return this.source.text;
  }

  /** Not kept: of thousands, what is kept costs more than to read one a second time. */
  get reading(): TextReading {
    return readItemText(this.text);
  }

  get item(): Item | null {
    return this.#parse().item;
  }

  get problems(): readonly TextProblem[] {
    return this.#parse().problems;
  }

  #parse(): ItemReading {
    this.#parsed ??= this.#parseHead() ?? itemIn(this.reading, this.path, this.#tracker);
    return this.#parsed;
  }

  #parseHead(): ItemReading | null {
    const head = readHead(this.text, this.#tracker);
    return head && { item: itemOfHead(head, this.path, this), problems: [] };
  }

  readWhole(): Item {
    const usual = readUsualItem(this.text, this.path, this.#tracker);
    const whole = usual === null ? itemIn(this.reading, this.path, this.#tracker) : { item: usual, problems: [] };
    // Where no head was asked for, none need be read any more.
    this.#parsed ??= whole;
    return whole.item ?? changedMeanwhile(this.path);
  }
}

/** Once it is read, all that it says is from that reading: it may have changed meanwhile after all. */
class KeptFile implements ItemFile, WholeReader {
  readonly name: string;
  readonly path: string;
  readonly #head: Item;
  readonly #read: (file: ItemFile) => ReadFile;
  #file: ReadFile | null = null;

  constructor(name: string, path: string, head: ItemHead, read: (file: ItemFile) => ReadFile) {
    this.name = name;
    this.path = path;
    this.#read = read;
    this.#head = itemOfHead(head, path, this);
  }

  get item(): Item | null {
    return this.#file === null ? this.#head : this.#file.item;
  }

  get problems(): readonly TextProblem[] {
    return this.#file === null ? [] : this.#file.problems;
  }

  get source(): FileReading | null {
    return this.#file && readingBehind(this.#file);
  }

  get text(): string {
    return this.#whole.text;
  }

  get reading(): TextReading {
    return this.#whole.reading;
  }

  readWhole(): Item {
    return this.#whole.readWhole();
  }

  get #whole(): ReadFile {
    this.#file ??= this.#read(this);
    return this.#file;
  }
}

function changedMeanwhile(path: string): never {
  throw new UserError(`${path} was changed while gtm was reading it`, { hint: "try again" });
}

/** The problem of a file that could not be read, from the end of the sentence that says why. */
export function unreadable(message: string): TextProblem {
  return found("file-unreadable", { line: 1, column: 1 }, message);
}
