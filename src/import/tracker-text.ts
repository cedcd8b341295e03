/** The `tracker.md` that an import leaves: the page's own where nobody has worked on it yet, else what is there and more. */

import type { ChangeResult } from "../core/change.ts";
import { composeTracker } from "../core/compose-tracker.ts";
import { freshTracker } from "../core/fresh-tracker.ts";
import { readFrontMatter } from "../core/front-matter.ts";
import type { Item } from "../core/item.ts";
import { setKeys } from "../core/set-keys.ts";
import type { Tracker } from "../core/tracker.ts";
import { addEntries, addParagraphs } from "../core/tracker-edit.ts";
import { addedSettings, pageSettings } from "./merge-tracker.ts";
import type { PageReading } from "./reading.ts";

/** True of a `tracker.md` as `init` made it, with whoever made it for its only person. */
export function isFreshTracker(text: string, { people }: Tracker): boolean {
  const made = addEntries(freshTracker, "people", people);
  return made.ok && text.replace(/\r\n/g, "\n") === made.text;
}

/** @param items those that are there already: their words stay known */
export function importedTracker(
  text: string,
  tracker: Tracker,
  page: PageReading,
  items: readonly Item[],
): ChangeResult {
  if (isFreshTracker(text, tracker)) {
    const { columns, milestones, template } = page;
    const title = page.title || tracker.title;
    return {
      ok: true,
      text: composeTracker({ title, columns, milestones, ...pageSettings(page, tracker, items) }, template),
    };
  }
  return trackerWithPage(text, tracker, page);
}

/** The text with the page's words and prose that it does not have yet. */
export function trackerWithPage(text: string, tracker: Tracker, page: PageReading): ChangeResult {
  const { areas, ...maps } = addedSettings(page, tracker);
  let result: ChangeResult =
    areas.length === 0 ? { ok: true, text } : setKeys(text, [["areas", [...tracker.areas, ...areas]]], []);
  for (const [key, entries] of Object.entries(maps)) {
    if (result.ok) result = addEntries(result.text, key, entries);
  }
  return result.ok ? { ok: true, text: withProse(result.text, page.template, tracker.title) } : result;
}

/** The page's prose, but for its markers and its title: the tracker has its own. */
function withProse(text: string, template: string, title: string): string {
  const paragraphs = template
    .split(/\n{2,}/)
    .filter((paragraph) => !/^\s*(?:<!--\s*gtm:|$)/.test(paragraph) && paragraph !== `# ${title}`);
  const reading = readFrontMatter(text);
  return reading.ok ? addParagraphs(text, reading.value.bodyStart, paragraphs) : text;
}
