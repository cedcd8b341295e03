/** Items by the numbers and keys that people type: exactly, never the nearest. */
import { join } from "node:path";
import { numberInName } from "../core/file-name.ts";
import type { Item } from "../core/item.ts";
import type { ItemFile } from "../core/item-file.ts";
import { type ItemText, readItemText, type TextReading } from "../core/item-file.ts";
import { keyForm } from "../core/item-key.ts";
import { nearest } from "../core/nearest.ts";
import { inFile } from "../core/problem.ts";
import { UserError } from "../errors.ts";
import { problemLine, type Workspace } from "./workspace.ts";

/** A readable item with its file. */
export interface FoundItem {
  readonly item: Item;
  /** By text: what it was parsed into, and what each text that a change made of it was. */
  readonly parsed: Map<string, ItemText>;
  /** Absolute. */
  readonly file: string;
}

/** A text as it was parsed before, if it was. */
export function parse(text: string, parsed: FoundItem["parsed"]): TextReading {
  return parsed.get(text) ?? readItemText(text);
}

/** The items of some names (`17`, `R-001`), each once. Throws a UserError for a name that is none's, or several items'. */
export function findItems(names: readonly string[], workspace: Workspace): readonly FoundItem[] {
  const files = new Map(names.map((name) => findFile(name, workspace)).map((file) => [file.path, file]));
  return [...files.values()].map((file) => readable(file, workspace));
}

/** True of a name that stands in the refs of an item. */
export function isKnownKey(name: string, workspace: Workspace): boolean {
  return filesByKey(name, workspace).length > 0;
}

/** A number goes before a key that looks like one. */
function findFile(name: string, workspace: Workspace): ItemFile {
  const number = /^\d{1,9}$/.test(name) ? Number(name) : null;
  const byNumber = number === null ? [] : filesByNumber(number, workspace);
  const files = byNumber.length > 0 ? byNumber : filesByKey(name, workspace);
  const [file, ...others] = files;
  if (!file) throw number === null ? noSuchKey(name, workspace.items) : noSuchItem(number, workspace.items);
  if (others.length === 0) return file;
  const paths = files.map((each) => each.path).join(" and ");
  if (byNumber.length > 0)
    throw new UserError(`number ${number} is used by more than one item: ${paths}`, {
      hint: "gtm check --fix gives the newer one the next number",
    });
  const ids = files.flatMap(({ item }) => item?.id ?? []);
  throw new UserError(`${name} is a key of more than one item: ${paths}`, {
    hint: `use a number: ${ids.slice(0, -1).join(", ")} or ${ids.at(-1)}`,
  });
}

function readable(file: ItemFile, { folder }: Workspace): FoundItem {
  const { item, reading } = file;
  if (!item || !reading.ok) throw unreadable(file);
  if (item.id !== numberInName(file.name)) {
    throw new UserError(`${file.path} has id ${item.id}: the file name and the id must agree`, {
      hint: "rename the file, or correct its id",
    });
  }
  return { item, parsed: new Map([[reading.text, reading]]), file: join(folder, file.name) };
}

/** By the names; only where none has the number, a file is looked for whose name says another. */
function filesByNumber(number: number, workspace: Workspace): readonly ItemFile[] {
  const named = workspace.numbered(number);
  return named.length > 0 ? named : workspace.files.filter((file) => hasNumber(file, number));
}

/** The text is looked at before it is parsed: most files need not be. */
function hasNumber(file: ItemFile, number: number): boolean {
  return new RegExp(`^id:[ \\t]*["']?0*${number}\\b`, "m").test(file.text) && file.item?.id === number;
}

/** The items whose first ref it is; where there are none, those that have it among their refs. */
function filesByKey(name: string, { files }: Workspace): readonly ItemFile[] {
  const wanted = keyForm(name);
  if (wanted === "") return [];
  const refsOf = ({ item }: ItemFile) => (item?.refs ?? []).map(keyForm);
  const having = files.filter((file) => file.text.toUpperCase().includes(wanted) && refsOf(file).includes(wanted));
  const first = having.filter((file) => refsOf(file)[0] === wanted);
  return first.length > 0 ? first : having;
}

function unreadable(file: ItemFile): UserError {
  const errors = inFile(file.path, file.problems).filter((problem) => problem.severity === "error");
  return new UserError(problemLine(errors[0]), {
    hint: "fix the file, then try again; gtm check shows every problem",
  });
}

function noSuchItem(number: number, items: readonly Item[]): UserError {
  const near = [...items].sort((a, b) => Math.abs(a.id - number) - Math.abs(b.id - number) || a.id - b.id).slice(0, 3);
  const names = near.sort((a, b) => a.id - b.id).map((item) => `#${item.id}`);
  const hint =
    names.length > 0
      ? `the nearest numbers are ${names.join(", ")}; gtm list shows all`
      : "the tracker has no items yet; add one with gtm add";
  return new UserError(`no item ${number}`, { hint });
}

export function hasKeys({ items }: Workspace): boolean {
  return items.some(({ refs }) => refs.length > 0);
}

/** Where no item has a key, nobody is told of keys. */
export function noSuchKey(name: string, items: readonly Item[]): UserError {
  const keys = items.flatMap(({ refs }) => refs);
  const [example] = keys;
  if (example === undefined)
    return new UserError(`"${name}" is not an item number`, {
      hint: "write 17, or 17,18 for more than one; gtm list shows the numbers",
    });
  const near = nearest(name, keys);
  return new UserError(`"${name}" is no item's number or key`, {
    hint:
      near === null ? `write 17 or ${example}; gtm list shows all` : `the nearest key is ${near}; gtm list shows all`,
  });
}
