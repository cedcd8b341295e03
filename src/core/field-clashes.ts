/** An item that two sides changed differently, as far as git could not put them together: what they differ in. */
import { contentOf, type ItemContent } from "./item-content.ts";
import { readItemText } from "./item-file.ts";

/** A key of the front matter that both sides changed, or a part of the body; `file` where one side took it away. */
export interface FieldClash {
  readonly field: string;
  /** As written; null for a part of the body, and for a key that is not there. */
  readonly ours: string | null;
  readonly theirs: string | null;
}

/** The three texts of a file in conflict; null where one side does not have it. */
export interface ThreeTexts {
  readonly base: string | null;
  readonly ours: string | null;
  readonly theirs: string | null;
}

/** What both sides changed, to different things; where that is nothing, all that either changed: lines next to each other. */
export function clashesIn({ base, ours, theirs }: ThreeTexts): readonly FieldClash[] {
  if (ours === null || theirs === null) {
    const [here = null, there = null] = [ours, theirs].map((text) => (text === null ? null : "changed"));
    return [{ field: "file", ours: here, theirs: there }];
  }
  const [here, there] = [valuesOf(ours), valuesOf(theirs)];
  if (here === null || there === null) return [];
  const old = (base === null ? null : valuesOf(base)) ?? new Map<string, string>();
  const fields = [...new Set([...here.keys(), ...there.keys(), ...old.keys()])];
  const differs = (one: ReadonlyMap<string, string>, field: string) => one.get(field) !== old.get(field);
  const differing = fields.filter((field) => here.get(field) !== there.get(field));
  const both = differing.filter((field) => differs(here, field) && differs(there, field));
  return (both.length > 0 ? both : differing).map((field) => {
    const [a = null, b = null] = parts.has(field) ? [] : [here.get(field), there.get(field)];
    return { field, ours: a, theirs: b };
  });
}

const parts: ReadonlySet<string> = new Set(["description", "comments"]);

/** Null for a text that cannot be read. */
function valuesOf(text: string): ReadonlyMap<string, string> | null {
  const reading = readItemText(text);
  if (!reading.ok) return null;
  const { keys, description, comments }: ItemContent = contentOf(reading);
  const values = keys.map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)] as const);
  return new Map([...values, ["description", description], ["comments", JSON.stringify(comments)]]);
}
