/** Owners: initials in a circle, and the name beside them. */
import { onceAWord } from "../../core/once-a-word.ts";
import { asideClasses, contentClasses } from "../../core/page-marks.ts";
import { personName, type Tracker } from "../../core/tracker.ts";
import { type Content, element } from "./element.ts";
import { personLink } from "./references.ts";

export function owners(handles: readonly string[], tracker: Tracker): Content {
  return handles.map((handle) => owner(handle, tracker));
}

const owner = onceAWord((handle, tracker) =>
  element(
    "span",
    { class: contentClasses.person },
    element("span", { class: asideClasses.initials, "aria-hidden": "true" }, initials(personName(tracker, handle))),
    personLink(handle, tracker),
  ),
);

/** The first letters of the first and the last word; `?` of a name without a letter. */
export function initials(name: string): string {
  const words = name.split(/[\s._-]+/).flatMap((word) => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? []);
  const [first = "?", last = ""] = words.length > 1 ? [words[0], words.at(-1)] : words;
  return `${first}${last}`.toUpperCase();
}
