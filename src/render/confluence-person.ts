/** People in storage format: as mentions where Confluence knows them, else as links or by name. */
import { type Person, personAddress, personName, personOf, type Tracker } from "../core/tracker.ts";
import { link, text, type XmlContent, xmlElement } from "./confluence-xml.ts";

/** An owner. */
export function personContent(handle: string, tracker: Tracker): readonly XmlContent[] {
  return known(handle, tracker) ?? [text(personName(tracker, handle))];
}

/** An `@handle` in running text, which stays as it is where nothing more is known. */
export function mentionContent(handle: string, tracker: Tracker): readonly XmlContent[] {
  return known(handle, tracker) ?? [text(`@${handle}`)];
}

function known(handle: string, tracker: Tracker): readonly XmlContent[] | null {
  const person = personOf(tracker, handle);
  if (!person) return null;
  const account = accountOf(person);
  if (account) return [xmlElement("ac:link", {}, [xmlElement("ri:user", { [account.attribute]: account.value }, [])])];
  const url = personAddress(person);
  return url ? link(url, [text(personName(tracker, handle))]) : null;
}

/** Cloud knows people by account id alone; Data Center by key, and by name where an old page has it. */
function accountOf(person: Person): { readonly attribute: string; readonly value: string } | null {
  for (const key of ["account-id", "userkey", "username"] as const) {
    const value = person[key];
    if (value) return { attribute: `ri:${key}`, value };
  }
  return null;
}

/**
 * The tracker for reading rich text: that makes a link, and with it a mention, only of who has an address, while
 * Confluence needs none. The stand-in is never written: a person with an account is a mention.
 */
export function withAddresses(tracker: Tracker): Tracker {
  const people = Object.entries(tracker.people).map(([handle, person]) => {
    const url = person.url ?? (accountOf(person) ? "https://person.invalid/" : null);
    return [handle, { ...person, url }] as const;
  });
  return { ...tracker, people: Object.fromEntries(people) };
}
