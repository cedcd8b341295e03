/** Items by the numbers that people type: exactly, never the nearest. */
import { join } from "node:path";
import type { ReadFile } from "../core/check.ts";
import { numberInName } from "../core/file-name.ts";
import type { Item } from "../core/item.ts";
import { type ItemText, readItemText, type TextReading } from "../core/item-file.ts";
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

/** The items of some numbers, each once. Throws a UserError for a number that is none's. */
export function findItems(numbers: readonly number[], workspace: Workspace): readonly FoundItem[] {
  return [...new Set(numbers)].map((number) => findItem(number, workspace));
}

function findItem(number: number, workspace: Workspace): FoundItem {
  const files = workspace.files.filter((file) => numberInName(file.name) === number || hasNumber(file, number));
  const [file, ...others] = files;
  if (!file) throw noSuchItem(number, workspace.items);
  if (others.length > 0) {
    const names = files.map((each) => each.path).join(" and ");
    throw new UserError(`number ${number} is used by more than one item: ${names}`, {
      hint: "give each its own number, in its file name and its id",
    });
  }
  const { item, reading } = file;
  if (!item || !reading.ok) throw unreadable(file);
  if (item.id !== numberInName(file.name)) {
    throw new UserError(`${file.path} has id ${item.id}: the file name and the id must agree`, {
      hint: "rename the file, or correct its id",
    });
  }
  return { item, parsed: new Map([[reading.text, reading]]), file: join(workspace.folder, file.name) };
}

/** The text is looked at before it is parsed: most files need not be. */
function hasNumber(file: ReadFile, number: number): boolean {
  return new RegExp(`^id:[ \\t]*["']?0*${number}\\b`, "m").test(file.text) && file.item?.id === number;
}

function unreadable(file: ReadFile): UserError {
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
