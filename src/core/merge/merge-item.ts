/**
 * Merging by meaning: three texts of one file of a tracker in, one text out. Pure; what the driver, `resolve` and `sync` call.
 */
import { readBody } from "../body.ts";
import { sameData } from "../change.ts";
import { type FrontMatter, readFrontMatter } from "../front-matter.ts";
import type { Comment } from "../item.ts";
import { readItemText } from "../item-file.ts";
import type { YamlValue } from "../yaml-value.ts";
import { hasClash, type Merged, settle, sideOf, type Version, type Versions } from "./chunks.ts";
import { type Conflict, readConflicts } from "./conflicts.ts";
import { type ItemParts, noParts, partsOfItem } from "./item-parts.ts";
import type { MarkerOptions } from "./markers.ts";
import { mergeComments } from "./merge-comments.ts";
import { meaningOf, mergeFrontMatter } from "./merge-front-matter.ts";
import { mergeLines } from "./merge-lines.ts";
import { isSame, mergeKeys } from "./merge-values.ts";
import { plainTexts } from "./plain-text.ts";

export interface MergedText {
  readonly text: string;
  /** The places at which both sides changed one thing differently; none where the merge is whole. */
  readonly conflicts: readonly Conflict[];
}

/**
 * Merges two versions of an item's file against their common ancestor.
 *
 * Fields merge key by key (owners, refs and every list as sets), comments are united in date order (equal ones once, what
 * stands twice on one side twice, an edit kept against an untouched one, one that a side removed gone), the description
 * merges by lines. Bytes that one side changed are that side's, all others stay as they are. Where both sides changed one
 * thing to something different, the text has conflict markers around it alone.
 *
 * Texts in, text out: never throws, whatever the texts are. Where a version cannot be read as an item, or the merged text
 * would not read as exactly what was merged, the whole texts are merged by lines, as git does it.
 * `mergeItem({base, ours: a, theirs: b})` and `mergeItem({base, ours: b, theirs: a})` give the same text where nothing conflicts.
 *
 * @param versions the three texts, line ends and byte order marks as they are; `base` is empty where both sides added the file
 * @param options how conflicts are marked: style, size and labels of the markers
 */
export function mergeItem(versions: Versions<string>, options: MarkerOptions = {}): MergedText {
  return mergeText(versions, options, mergeItemParts);
}

/**
 * The same of three texts of `tracker.md`: people, areas, statuses and whatever else its front matter holds entry by entry
 * (maps by key, lists as sets that keep their order), the page's template by lines.
 */
export function mergeTrackerText(versions: Versions<string>, options: MarkerOptions = {}): MergedText {
  return mergeText(versions, options, mergeTrackerParts);
}

/** The same of any other text: by lines, where changes of neighbouring lines conflict as in git. */
function mergePlainText(versions: Versions<string>, options: MarkerOptions = {}): MergedText {
  return mergeText(versions, options, () => null);
}

/** Merges a file of a tracker's folder by what its name says that it is. */
export function mergeFile(name: string, versions: Versions<string>, options: MarkerOptions = {}): MergedText {
  if (name === "tracker.md") return mergeTrackerText(versions, options);
  return /\.md$/i.test(name) ? mergeItem(versions, options) : mergePlainText(versions, options);
}

/** Merges texts of line feeds; null where they are no such file, or the result would not be one. */
type MergeParts = (versions: Versions<string>) => Merged | null;

function mergeText(versions: Versions<string>, options: MarkerOptions, mergeParts: MergeParts): MergedText {
  const { base, ours, theirs } = versions;
  if (ours === theirs || base === theirs) return { text: ours, conflicts: [] };
  if (base === ours) return { text: theirs, conflicts: [] };
  const plain = plainTexts(versions);
  const byMeaning = mergeParts(plain);
  const merged = byMeaning && hasEveryWord(byMeaning, plain) ? byMeaning : mergeLines(plain);
  const text = plain.restore(merged, options);
  return { text, conflicts: hasClash(merged) ? conflictsIn(text) : [] };
}

/** True where no word that a side has added is missing: such as a remark on what the other side took away. */
function hasEveryWord(merged: Merged, { base, ours, theirs }: Versions<string>): boolean {
  const known = new Set([base, sideOf(merged, "ours"), sideOf(merged, "theirs")].flatMap(wordsOf));
  return [ours, theirs].every((text) => wordsOf(text).every((word) => known.has(word)));
}

/** Whatever stands between blanks and the signs of a keyboard. */
function wordsOf(text: string): readonly string[] {
  return text.match(/[^\s!-/:-@[-`{-~]+/g) ?? [];
}

/** Never none, whatever else in the text looks like a marker. */
function conflictsIn(text: string): readonly Conflict[] {
  const found = readConflicts(text);
  const whole: Conflict = { subject: { kind: "text" }, line: 1, lastLine: 1, ours: "", base: null, theirs: "" };
  return found.length > 0 ? found : [whole];
}

function mergeItemParts(versions: Versions<string>): Merged | null {
  const [base, ours, theirs] = [versions.base, versions.ours, versions.theirs].map((text) => readItemText(text));
  if (!ours?.ok || !theirs?.ok || !(base?.ok || versions.base === "")) return null;
  const keys = {
    base: base?.ok ? base.frontMatter.keys : null,
    ours: ours.frontMatter.keys,
    theirs: theirs.frontMatter.keys,
  };
  const parts: Versions<ItemParts> = {
    base: base?.ok ? partsOfItem(base) : noParts,
    ours: partsOfItem(ours),
    theirs: partsOfItem(theirs),
  };
  const of = <Key extends keyof ItemParts>(key: Key): Versions<ItemParts[Key]> => ({
    base: parts.base[key],
    ours: parts.ours[key],
    theirs: parts.theirs[key],
  });
  const frontMatter = mergeFrontMatter(of("frontMatter"));
  if (!frontMatter) return null;
  const description = mergeLines(of("description"));
  const comments = mergeComments(of("comments"));
  const merged = [
    settleText(of("open")),
    ...frontMatter,
    settleText(of("close")),
    ...mergeAbout(parts, description, comments.merged.length > 0),
    ...comments.merged,
    ...mergeLines(of("tail")),
  ].filter((chunk) => chunk !== "");
  const isRight = (side: Version) =>
    isItemOf(sideOf(merged, side), {
      keys: mergedKeys(keys, side),
      description: descriptionOf(sideOf(description, side)),
      comments: comments.reading(side),
    });
  return isRight("ours") && (!hasClash(merged) || isRight("theirs")) ? merged : null;
}

function settleText({ base, ours, theirs }: Versions<string>): string {
  return settle(base, ours, theirs);
}

/**
 * The description between its blank lines, and the heading of the comments where it is wanted: blank lines are those of a
 * version that has, and lacks, the same.
 */
function mergeAbout(parts: Versions<ItemParts>, description: Merged, hasComments: boolean): Merged {
  const { base, ours, theirs } = parts;
  const hasHeading = hasComments || settle(base.heading, ours.heading, theirs.heading) !== "";
  const hasDescription = description.length > 0;
  const from = (key: "above" | "below" | "heading", isAlike: (part: ItemParts) => boolean): string | undefined => {
    const [b, o, t] = [base, ours, theirs].map((part) => (isAlike(part) ? part[key] : undefined));
    return settle(b, o, t);
  };
  const isDescribed = (part: ItemParts) => (part.description !== "") === hasDescription;
  const isHeaded = (part: ItemParts) => (part.heading !== "") === hasHeading;
  const above = from("above", (part) => isDescribed(part) && (hasDescription || isHeaded(part)));
  const below = from("below", (part) => isDescribed(part) && isHeaded(part));
  return [
    above ?? "\n",
    ...description,
    below ?? (hasHeading && hasDescription ? "\n" : ""),
    from("heading", isHeaded) ?? "",
  ];
}

interface Reading {
  readonly keys: YamlMap;
  readonly description: string;
  readonly comments: readonly Comment[];
}

function isItemOf(text: string, expected: Reading): boolean {
  const reading = readItemText(text);
  const words = ({ date, author, text: said }: Comment) => [date, author, said];
  return (
    reading.ok &&
    isSame(keysOf(reading.frontMatter.keys), expected.keys) &&
    reading.body.description === expected.description &&
    sameData(reading.body.comments.map(words), expected.comments.map(words))
  );
}

function descriptionOf(text: string): string {
  return readBody(`${text}\n## Comments\n`, 0).description;
}

function mergeTrackerParts(versions: Versions<string>): Merged | null {
  const [base, ours, theirs] = [versions.base, versions.ours, versions.theirs].map((text) => trackerParts(text));
  if (!ours || !theirs || !(base || versions.base === "")) return null;
  const parts = { base: base ?? { open: "", frontMatter: "", close: "", template: "", read: null }, ours, theirs };
  const of = (key: "open" | "frontMatter" | "close" | "template"): Versions<string> => ({
    base: parts.base[key],
    ours: ours[key],
    theirs: theirs[key],
  });
  const frontMatter = mergeFrontMatter(of("frontMatter"));
  if (!frontMatter) return null;
  const template = mergeLines(of("template"));
  const merged = [settleText(of("open")), ...frontMatter, settleText(of("close")), ...template];
  const isRight = (side: Version) => {
    const text = sideOf(merged, side);
    const reading = readFrontMatter(text);
    const keys = mergedKeys({ base: parts.base.read, ours: ours.read, theirs: theirs.read }, side);
    return (
      reading.ok &&
      isSame(keysOf(reading.value.keys), keys) &&
      text.slice(reading.value.bodyStart) === sideOf(template, side)
    );
  };
  return isRight("ours") && (!hasClash(merged) || isRight("theirs")) ? merged : null;
}

function trackerParts(text: string) {
  const reading = readFrontMatter(text);
  if (!reading.ok) return null;
  const { keys, bodyStart } = reading.value;
  const [open, close] = [text.indexOf("\n") + 1, text.lastIndexOf("\n", bodyStart - 2) + 1];
  return {
    open: text.slice(0, open),
    frontMatter: text.slice(open, close),
    close: text.slice(close, bodyStart),
    template: text.slice(bodyStart),
    read: keys,
  };
}

type Keys = FrontMatter["keys"];

/** What the keys must read as after the merge. */
function mergedKeys({ base, ours, theirs }: Versions<Keys | null>, side: Version): YamlMap {
  const merged = mergeKeys({ base: keysOf(base), ours: keysOf(ours), theirs: keysOf(theirs) }, side);
  return keysOf(new Map(Object.entries(merged)));
}

type YamlMap = Readonly<Record<string, YamlValue>>;

/** Keys and what they mean; those without a value are as good as absent. */
function keysOf(keys: Keys | null): YamlMap {
  const entries = [...(keys ?? [])].flatMap(([key, value]): [string, YamlValue][] => {
    const meaning = meaningOf(key, value);
    return meaning === undefined ? [] : [[key, meaning]];
  });
  return Object.fromEntries(entries);
}
