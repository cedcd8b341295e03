/** What a text names, as gtm writes it: people as `@handle`, tickets bare; the tracker's renderers link both again. */
import type { Facts } from "./facts.ts";
import { writeMentions } from "./people.ts";
import { writeTickets } from "./refs.ts";

/** The text with links to known people and tickets written out; every other link stays. */
export function writeReferences(text: string, { people, templates }: Pick<Facts, "people" | "templates">): string {
  return writeMentions(writeTickets(text, templates), people);
}
