/** What changed between two readings of a tracker's files; a file that cannot be read is told of, never left out. */
import { diffItems, type ItemDiff, type WrittenValues } from "./diff.ts";
import { numberInName } from "./file-name.ts";
import { meantItem } from "./fixes.ts";
import type { Item } from "./item.ts";
import type { ItemFile } from "./item-file.ts";
import type { TextProblem } from "./problem.ts";
import type { Tracker } from "./tracker.ts";

/** A file that differs and cannot be read before, or after. */
export interface UnreadDiff {
  /** Of the file, as shown. */
  readonly path: string;
  /** The item's number and title, where the name or the side that can be read tells them. */
  readonly id: number | null;
  readonly title: string | null;
  /** Broken: it could be read before. Unread: it is new, or could not be read before either. Mended: it can be read now. */
  readonly kind: "broken" | "unread" | "mended" | "gone";
  /** Why, as it is now; as it was, of one that is mended or gone. */
  readonly why: TextProblem;
}

export interface FilesDiff {
  readonly items: readonly ItemDiff[];
  readonly unread: readonly UnreadDiff[];
}

/** Values are compared as `check --fix` would write them; what cannot be read is neither new nor gone. */
export function diffFiles(before: readonly ItemFile[], after: readonly ItemFile[], tracker: Tracker): FilesDiff {
  const files = new Map<Item, ItemFile>();
  const read = (side: readonly ItemFile[]) =>
    new Map(
      side.map((file) => {
        const item = meantItem(file, tracker);
        if (item) files.set(item, file);
        return [file.name, { file, item }] as const;
      }),
    );
  const [old, now] = [read(before), read(after)];
  const names = [...new Set([...old.keys(), ...now.keys()])];
  const isUnread = (name: string) => [old.get(name), now.get(name)].some((each) => each?.item === null);
  const known = (side: ReturnType<typeof read>) =>
    [...side].flatMap(([name, { item }]) => (isUnread(name) ? [] : (item ?? [])));
  const unread = names.filter(isUnread).flatMap((name): readonly UnreadDiff[] => {
    const [was, is] = [old.get(name), now.get(name)];
    const file = is?.item === null ? is.file : was?.file;
    const why = file?.problems.find(({ severity }) => severity === "error");
    if (file === undefined || why === undefined) return [];
    const item = was?.item ?? is?.item ?? null;
    const kind = is === undefined ? "gone" : is.item !== null ? "mended" : was?.item ? "broken" : "unread";
    return [
      {
        path: file.path,
        id: item?.id ?? numberInName(name.slice(name.lastIndexOf("/") + 1)),
        title: item?.title ?? null,
        kind,
        why,
      },
    ];
  });
  return withRenamed(diffItems(known(old), known(now), tracker, writtenIn(files)), unread);
}

/** An item that seems gone, or new, while a file of its number cannot be read is that one under another name. */
function withRenamed(items: readonly ItemDiff[], unread: readonly UnreadDiff[]): FilesDiff {
  const seeming = { unread: "gone", gone: "new", broken: null, mended: null } as const;
  const meant = { gone: "broken", new: "mended" } as const;
  const taken = new Set<ItemDiff>();
  const found = unread.map((file): UnreadDiff => {
    const seems = seeming[file.kind];
    const same = items.find(({ item, kind }) => kind === seems && item.id === file.id);
    if (seems === null || same === undefined) return file;
    taken.add(same);
    return { ...file, title: same.item.title, kind: meant[seems] };
  });
  return { items: items.filter((diff) => !taken.has(diff)), unread: found };
}

function writtenIn(files: ReadonlyMap<Item, ItemFile>): WrittenValues {
  return (item, column) => {
    const reading = files.get(item)?.reading;
    return (column !== "description" && reading?.ok && reading.frontMatter.keys.get(column)) || null;
  };
}
