/** The format of a page and the file that it goes to: what the options and the file's ending say. */
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { UserError } from "../errors.ts";
import type { Context } from "../ports.ts";
import { type Format, formatNames, pageFormats } from "./page-formats.ts";
import { isNoteForPeople } from "./read-item-file.ts";
import type { RenderOptions } from "./render-flags.ts";
import { shownPath, type TrackerPlace } from "./workspace.ts";

/** `-f` decides, else the file's ending. Throws a UserError where they name no format. */
export function pageFormat({ format, output, open }: RenderOptions): Format {
  if (format !== undefined) {
    const named = formatNames.find((known) => known === format);
    if (named) return named;
    throw new UserError(`unknown format "${format}"`, { hint: `formats are ${formatNames.join(", ")}` });
  }
  const ending = /.\.([^.]+)$/.exec(basename(output ?? ""))?.[1];
  if (ending === undefined) return open ? "html" : "md";
  const named = formatNames.find((name) => endingsOf(name).includes(ending.toLowerCase()));
  if (named) return named;
  throw new UserError(`-o ${output}: unknown file extension .${ending}`, {
    hint: `use ${formatNames.map((name) => `.${usualEnding(name)}${name === "confluence" ? " (for Confluence)" : ""}`).join(", ")}; or choose the format with -f`,
  });
}

function endingsOf(format: Format): readonly string[] {
  return pageFormats[format].endings;
}

function usualEnding(format: Format): string {
  return pageFormats[format].endings[0];
}

/** The file that a page is written to, as it is shown and as an absolute path; null for standard output. */
export interface PageFile {
  readonly shown: string;
  readonly path: string;
}

/** Throws a UserError where the page cannot be written, or would stand in the place of what is no page. */
export function pageFile(
  context: Context,
  place: TrackerPlace,
  format: Format,
  { output, open, watch }: RenderOptions,
): PageFile | null {
  const shown = output ?? (open || watch ? `gtm-page.${usualEnding(format)}` : "-");
  if (shown === "-") {
    if (open || watch) throw new UserError(`--${open ? "open" : "watch"} needs a file to write: -o FILE`);
    return null;
  }
  const path = resolve(context.cwd, shown);
  if (!context.files.isFolder(dirname(path))) throw new UserError(`cannot write ${shown}: no such folder`);
  refuseOwnFiles(context, place, shown, path);
  return { shown, path };
}

/** A page must not take the place of an item, of the tracker's settings or of anything that is git's. */
function refuseOwnFiles(context: Context, place: TrackerPlace, shown: string, path: string): void {
  const real = context.files.realPath(path);
  if (/^\.git$/i.test(basename(real)) || foldersAbove(real).some((folder) => isGitFolder(context, folder))) {
    throw new UserError(`cannot write ${shown}: it is inside git's own folder`, {
      hint: "choose another place with -o FILE",
    });
  }
  const folder = context.files.exists(place.folder) ? context.files.realPath(place.folder) : place.folder;
  const way = relative(folder, real);
  const isNote = isNoteForPeople(basename(real)) && !/^tracker\.md$/i.test(basename(real));
  if (way.split(sep)[0] === ".." || !/\.(?:md|markdown)$/i.test(real) || isNote) return;
  const tracker = shownPath(place, place.folder);
  throw new UserError(`cannot write ${shown}: Markdown files in ${tracker} belong to the tracker`, {
    hint: `choose another place with -o FILE; ${join(tracker, "README.md")} may be a page`,
  });
}

function foldersAbove(path: string): readonly string[] {
  const parent = dirname(path);
  return parent === path ? [] : [parent, ...foldersAbove(parent)];
}

/** By its name, or by what every git folder holds: one of another name belongs to a separate work tree. */
function isGitFolder({ files }: Context, folder: string): boolean {
  if (/^\.git$/i.test(basename(folder))) return true;
  return files.isFolder(join(folder, "objects")) && files.isFolder(join(folder, "refs"));
}
