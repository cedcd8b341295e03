/** The settings of a tracker with a page's words added: what is there stays, what is new comes after it. */
import type { ChangeResult } from "../core/change.ts";
import { composeTracker } from "../core/compose-tracker.ts";
import { freshPage, freshTrackerOf } from "../core/fresh-tracker.ts";
import { readFrontMatter } from "../core/front-matter.ts";
import type { Item } from "../core/item.ts";
import { setKeys } from "../core/set-keys.ts";
import { saysClosed } from "../core/status.ts";
import type { Person, Tracker } from "../core/tracker.ts";
import { addEntries, addParagraphs } from "../core/tracker-edit.ts";
import words from "../words/people.json" with { type: "json" };
import { isOrganisation } from "./owners.ts";
import type { Draft, PageReading } from "./reading.ts";
import { anyIn, wordsIn } from "./word-lists.ts";

type Keys = ReadonlyMap<string, string>;

/** The page's keys to the tracker's, where the two have one label. */
function sharedKeys(page: Readonly<Record<string, string>>, tracker: Readonly<Record<string, string | null>>): Keys {
  const byLabel = new Map(Object.entries(tracker).map(([key, label]) => [(label ?? key).toLowerCase(), key] as const));
  const others = Object.entries(page).filter(([key]) => !Object.hasOwn(tracker, key));
  return new Map(others.map(([key, label]) => [key, byLabel.get(label.toLowerCase()) ?? key] as const));
}

function renamed<Value>(entries: Readonly<Record<string, Value>>, keys: Keys): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(entries).map(([key, value]) => [keys.get(key) ?? key, value]));
}

function labelsOf(fields: Readonly<Record<string, { readonly label: string | null }>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([key, { label }]) => [key, label || key]));
}

/**
 * The page with the tracker's keys for its statuses and fields, as far as their labels are the same, and every status of its
 * rows declared: what tracker.md does not declare is an error to `check`. A label that only the tracker has may say closed.
 */
export function adoptWords(page: PageReading, tracker: Tracker, items: readonly Item[]): PageReading {
  const shared = sharedKeys(page.statuses, tracker.statuses);
  const fields = sharedKeys(labelsOf(page.fields), labelsOf(tracker.fields));
  const statuses = renamed(page.statuses, shared);
  const declared = { ...statuses, ...tracker.statuses };
  const both = { ...tracker, statuses: declared };
  const drafts = page.drafts.map((draft): Draft => {
    const status = draft.status === null ? null : (shared.get(draft.status) ?? draft.status);
    const adopted = { ...draft, status, fields: renamed(draft.fields, fields) };
    return draft.closed || !saysClosed(status, both)
      ? adopted
      : { ...adopted, closed: true, closedDate: draft.comments.at(-1)?.date ?? null };
  });
  const own = drafts.flatMap(({ status }) => status ?? []);
  // Where the tracker declares none, any will do; the first that a page brings makes strangers of those that items have.
  const isFirst = Object.keys(tracker.statuses).length === 0 && Object.keys(statuses).length + own.length > 0;
  const used = [...own, ...(isFirst ? items.flatMap(({ status }) => status ?? []) : [])];
  const missing = used.filter((status) => !Object.hasOwn(declared, status));
  return {
    ...page,
    drafts,
    statuses: { ...statuses, ...Object.fromEntries(missing.map((each) => [each, each])) },
    fields: renamed(page.fields, fields),
  };
}

/** The page with every owner a declared person: a name that nobody is known by gets a handle of its own. */
export function declareOwners(page: PageReading, tracker: Tracker): PageReading {
  const people = new Map<string, Partial<Person>>();
  const known = new Map<string, string>();
  const add = (handle: string, name: string) => {
    for (const key of [handle, bareName(name)].map((each) => each.toLowerCase()))
      if (key !== "" && !known.has(key)) known.set(key, handle);
  };
  for (const [handle, { name }] of Object.entries(tracker.people)) add(handle, name ?? "");
  for (const [handle, { name, ...person }] of Object.entries(page.people)) {
    add(handle, name ?? "");
    people.set(handle, name ? { name: bareName(name), ...person } : person);
  }
  const handleFor = (owner: string): string => {
    if (people.has(owner) || Object.hasOwn(tracker.people, owner)) return owner;
    const name = bareName(owner);
    const own = known.get(name.toLowerCase());
    if (own !== undefined) return own;
    const handle = freeHandle(name, people, tracker);
    add(handle, name);
    people.set(handle, { name });
    return handle;
  };
  const drafts = page.drafts.map((draft): Draft => ({ ...draft, owners: [...new Set(draft.owners.map(handleFor))] }));
  return { ...page, drafts, people: Object.fromEntries(people) };
}

/** `Don`, `Ing` and `Pan` are names, too, unless a full stop follows. */
const aTitle = `(?:${anyIn(words.titles)})\\.?|(?:${anyIn(words["titles with a full stop"])})\\.`;
const title = new RegExp(`^(?:(?:${aTitle})\\s+)+(?=\\p{L})`, "iu");
const firm = new RegExp(`^(?:${anyIn(words.firms)})\\.?\\s+(?=\\p{L})`, "iu");

/** `Hr. Brandl`, but `HR Ops`. */
const without = (name: string, lead: RegExp) => name.replace(lead, (found) => (/\p{Ll}/u.test(found) ? "" : found));

/** A person is the same with a title and without: `Dr Imre Falk`. */
const bareName = (name: string) => without(name, title);

function freeHandle(name: string, people: ReadonlyMap<string, unknown>, tracker: Pick<Tracker, "people">): string {
  const plain = without(name, firm);
  // `Goran (night shift)` is one person, `Supply Chain (EMEA)` one of several teams.
  const bare = plain.replace(/\s+\([^()]*\)$/, "");
  // Who has no name goes by the handle.
  const isHandle = /^[\p{Ll}\p{N}][\p{Ll}\p{N}._-]*$/u.test(name);
  const parts = wordsIn((isOrganisation(bare) ? plain : bare).normalize("NFKD").replace(/\p{M}/gu, ""));
  const isTaken = (handle: string) => people.has(handle) || Object.hasOwn(tracker.people, handle);
  const joined = (words: readonly string[]) => words.join(".").slice(0, 40);
  // `G. Parry` is `parry`, unless another is so already.
  const short = joined(parts.filter((part) => part.length > 1));
  const slug = isHandle ? name : short !== "" && !isTaken(short) ? short : joined(parts) || "someone";
  for (let count = 1; ; count++) {
    const handle = count === 1 ? slug : `${slug}.${count}`;
    if (!isTaken(handle)) return handle;
  }
}

/**
 * The page's people, and who made the tracker: the page's own handle for them wins, as its items have it.
 * @param used handles that items have already
 */
function withMaker(onPage: PageReading["people"], { people: makers }: Tracker, used: ReadonlySet<string>) {
  const people = new Map(Object.entries(onPage));
  for (const [handle, maker] of Object.entries(makers)) {
    const same = [...people].find(([other, person]) => {
      const isNamed = (["name", "email"] as const).some(
        (key) => maker[key] !== null && person[key]?.toLowerCase() === maker[key].toLowerCase(),
      );
      return other === handle ? isNamed || used.has(handle) || !person.name : isNamed && !used.has(handle);
    })?.[0];
    if (same === undefined) people.set(people.has(handle) ? freeHandle(handle, people, { people: {} }) : handle, maker);
    else people.set(same, { ...people.get(same), name: people.get(same)?.name ?? maker.name, email: maker.email });
  }
  return Object.fromEntries(people);
}

/** Owners, authors, and whoever is mentioned. */
function peopleIn({ drafts, people }: PageReading): ReadonlySet<string> {
  const named = new Set(drafts.flatMap(({ owners, comments }) => [...owners, ...comments.map(({ author }) => author)]));
  const texts = drafts.flatMap(({ comments, description, fields }) => [
    description,
    ...comments.map(({ text }) => text),
    ...Object.values(fields),
  ]);
  const words = texts.join("\n");
  return new Set(Object.keys(people).filter((handle) => named.has(handle) || words.includes(`@${handle}`)));
}

function only<Value>(entries: Readonly<Record<string, Value>>, keys: ReadonlySet<string>): Record<string, Value> {
  return Object.fromEntries(Object.entries(entries).filter(([key]) => keys.has(key)));
}

/** True of a `tracker.md` as `init` made it, with whoever made it for its only person. */
export function isFreshTracker(text: string, { title, people }: Tracker): boolean {
  const own = text.replace(/\r\n/g, "\n");
  // Most have a page of their own; to add people one by one is to read all settings for each.
  if (!own.endsWith(freshPage(title))) return false;
  const made = freshTrackerOf(title, people);
  return made.ok && own === made.text;
}

/** @param items those that are there already: their words stay known */
export function importedTracker(text: string, tracker: Tracker, page: PageReading, items: readonly Item[]) {
  if (!isFreshTracker(text, tracker)) return trackerWithPage(text, tracker, page);
  const used = (key: "owners" | "status" | "priority") => new Set(items.flatMap((item) => item[key] ?? []));
  const { statuses, priorities } = page;
  // Nobody has worked on it yet: it gets the page's words and no others, but for those that items have already.
  const settings = {
    ...page,
    title: page.title || tracker.title,
    people: withMaker(page.people, tracker, used("owners")),
    statuses: { ...statuses, ...only(tracker.statuses, used("status")), ...statuses },
    priorities: { ...priorities, ...only(tracker.priorities, used("priority")), ...priorities },
  };
  return { ok: true, text: composeTracker(settings, page.template) } as const;
}

/** The text with the page's words and prose that it does not have yet; of people and fields, those that its rows use. */
export function trackerWithPage(text: string, tracker: Tracker, page: PageReading): ChangeResult {
  const fields = new Set(page.drafts.flatMap((draft) => Object.keys(draft.fields)));
  const own = { ...page, people: only(page.people, peopleIn(page)), fields: only(page.fields, fields) };
  const areas = page.areas.filter((area) => !tracker.areas.includes(area));
  let result: ChangeResult =
    areas.length === 0 ? { ok: true, text } : setKeys(text, [["areas", [...tracker.areas, ...areas]]], []);
  for (const key of ["people", "statuses", "priorities", "fields", "refs"] as const) {
    const fresh = new Set(Object.keys(own[key]).filter((each) => !Object.hasOwn(tracker[key], each)));
    if (result.ok) result = addEntries(result.text, key, only<object | string>(own[key], fresh));
  }
  // Its prose, but for its markers and its title: the tracker has its own.
  const paragraphs = page.template
    .split(/\n{2,}/)
    .filter((paragraph) => !/^\s*(?:<!--\s*gtm:|$)/.test(paragraph) && paragraph !== `# ${tracker.title}`);
  const reading = result.ok ? readFrontMatter(result.text) : null;
  return result.ok && reading?.ok
    ? { ok: true, text: addParagraphs(result.text, reading.value.bodyStart, paragraphs) }
    : result;
}
