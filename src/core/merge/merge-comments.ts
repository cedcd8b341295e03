/** Uniting comments: whole ones, each as the version has it that added or edited it. */
import type { Comment } from "../item.ts";
import { type Clash, type Merged, settle, type Version, type Versions } from "./chunks.ts";
import type { CommentPart } from "./item-parts.ts";
import { commentName, matchComments } from "./match-comments.ts";
import { mergeLines } from "./merge-lines.ts";
import { byText, placesOf } from "./merge-values.ts";
import { weave } from "./weave.ts";

export interface MergedComments {
  readonly merged: Merged;
  /** What the merged text must read as, every clash settled for a side. */
  readonly reading: (side: Version) => readonly Comment[];
}

type Parts = Versions<readonly CommentPart[]>;
type Found = Versions<CommentPart | undefined>;

export function mergeComments(parts: Parts): MergedComments {
  const { ids, names, repeated } = matchComments(parts);
  const indexes = placesOf(ids);
  const kept = new Map<string, Found & { readonly chosen: Found }>();
  // What has another day by now stands among the new ones, under its new name.
  const moved = new Map<string, string>();
  for (const id of new Set([...ids.ours, ...ids.theirs])) {
    const find = (side: Version) => parts[side][indexes[side].get(id) ?? -1];
    const found = { base: find("base"), ours: find("ours"), theirs: find("theirs") };
    const chosen = choose(found, repeated.has(id));
    if (!chosen) continue;
    const side = chosen.ours === found.ours ? "ours" : "theirs";
    const isMoved = chosen.ours === chosen.theirs && found.base && found.base.date !== chosen.ours?.date;
    const name = (isMoved && names[side][indexes[side].get(id) ?? -1]) || id;
    moved.set(id, name);
    kept.set(name, { ...found, chosen });
  }
  const standing = (side: "ours" | "theirs") =>
    ids[side].map((id, index) => (names[side][index] === moved.get(id) ? (names[side][index] ?? id) : id));
  const order = weave(
    { base: ids.base, ours: standing("ours"), theirs: standing("theirs") },
    (id) => kept.has(id),
    byText,
  );
  const entries = order.flatMap((id) => kept.get(id) ?? []);
  const merged = entries.flatMap((entry, index) => [
    ...mergeLead(entry, index === 0, parts),
    settled({
      base: entry.base?.source ?? "",
      ours: entry.chosen.ours?.source ?? "",
      theirs: entry.chosen.theirs?.source ?? "",
    }),
  ]);
  return {
    merged: merged.filter((chunk) => chunk !== ""),
    reading: (side) => entries.flatMap(({ chosen }) => chosen[side] ?? []),
  };
}

function settled(clash: Clash): Merged[number] {
  return clash.ours === clash.theirs ? clash.ours : clash;
}

/** The comment that each side would keep, the same where the merge is clear; null where it leaves the comment out. */
function choose({ base, ours, theirs }: Found, isRepeated: boolean): Found | null {
  const clear = (part: CommentPart) => ({ base, ours: part, theirs: part });
  if (ours && theirs) {
    if (commentName(ours) === commentName(theirs))
      return clear(settle(base?.source, ours.source, theirs.source) === ours.source ? ours : theirs);
    if (base && commentName(base) === commentName(ours)) return clear(theirs);
    if (base && commentName(base) === commentName(theirs)) return clear(ours);
    return { base, ours, theirs };
  }
  const one = ours ?? theirs;
  if (!one || !base) return one ? clear(one) : null;
  if (commentName(base) === commentName(one)) return isRepeated ? clear(one) : null;
  return { base, ours, theirs };
}

/** What stands before a comment: blank lines as its place wants them, and text that belongs to no comment as it is. */
function mergeLead(found: Found, isFirst: boolean, parts: Parts): Merged {
  const { base, ours, theirs } = found;
  if ([base, ours, theirs].some((part) => part && part.lead.trim() !== "")) {
    const lead = (part: CommentPart | undefined) => part?.lead ?? base?.lead ?? "";
    return mergeLines({ base: base?.lead ?? "", ours: lead(ours ?? theirs), theirs: lead(theirs ?? ours) });
  }
  const alike = (side: Version) => {
    const part = found[side];
    return part && (parts[side][0] === part) === isFirst ? part.lead : undefined;
  };
  const usual = (side: Version) => (isFirst ? parts[side][0] : parts[side].slice(1).at(-1))?.lead;
  const own = settle(alike("base"), alike("ours"), alike("theirs"));
  return [own ?? blank(settle(usual("base"), usual("ours"), usual("theirs"))) ?? (isFirst ? "\n" : "")];
}

function blank(lead: string | undefined): string | undefined {
  return lead?.trim() === "" ? lead : undefined;
}
