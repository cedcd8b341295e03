/** The order of what two sides have, each in an order of its own. */
import { groupBy } from "../group-by.ts";
import type { Versions } from "./chunks.ts";

type Ids = readonly string[];
type Compare<Id = string> = (a: Id, b: Id) => number;

/** What each new id follows; null at the beginning. */
type Links = ReadonlyMap<string, string | null>;

/**
 * One order of the ids that the merge keeps. What is old stands as in the ancestor, or as a side has put it. What is new
 * follows the nearest thing before it that is old, or new and greater by `compare`; what follows one thing stands by
 * `compare`. These links say as much as the order itself (in the tree in which each has its nearest greater one before it as
 * its parent, a sequence can be read again), so each side's own order holds. Where both have one new id behind different
 * ones, the greater wins: so three sides come to one order, whichever two are merged first.
 */
export function weave(versions: Versions<Ids>, isKept: (id: string) => boolean, compare: Compare): Ids {
  const base = versions.base.filter(isKept);
  let kept: string | null = null;
  const stays = new Map<string, string | null>();
  for (const id of versions.base) {
    if (isKept(id)) kept = id;
    stays.set(id, kept);
  }
  const order = linkOrder(base, compare);
  const links = new Map<string, string | null>();
  for (const side of [versions.ours, versions.theirs])
    for (const [id, link] of linksIn(
      side.filter((id) => stays.has(id) || isKept(id)),
      stays,
      compare,
    )) {
      const known = links.get(id);
      links.set(id, known === undefined || order(known, link) < 0 ? link : known);
    }
  const followers = groupBy([...links.keys()].sort(compare), (id) => links.get(id) ?? null);
  return [null, ...oldOrder({ ...versions, base })].flatMap((id) => withFollowers(id, followers));
}

/**
 * Names of new things of which equal ones were numbered from the first on, as the merge of three sides needs it: the one that
 * follows the greatest has the least number, so that it is the same one on each side.
 *
 * @param ids the side's order, in which what is old has the ancestor's id
 */
export function numberedByLink(ids: Ids, base: Ids, bare: (name: string) => string, compare: Compare): Ids {
  const links = linksIn(ids, new Map(base.map((id) => [id, id])), compare);
  const groups = [...groupBy([...links.keys()], bare)].filter(([, { length }]) => length > 1);
  const order = linkOrder(base, compare);
  const numbered = new Map<string, string>();
  const linkOf = (name: string) => {
    const link = links.get(name) ?? null;
    return link === null ? null : (numbered.get(link) ?? link);
  };
  // The greatest first: the others follow it.
  for (const [, group] of groups.sort(([a], [b]) => compare(b, a)))
    for (const [index, name] of group.toSorted((a, b) => order(linkOf(b), linkOf(a))).entries())
      numbered.set(name, group[index] ?? name);
  return ids.map((id) => numbered.get(id) ?? id);
}

/** The beginning, what is old as it stands in the ancestor, what is new. */
function linkOrder(base: Ids, compare: Compare): Compare<string | null> {
  const ranks = new Map<string | null, number>([[null, -1], ...base.map((id, index) => [id, index] as const)]);
  return (a, b) => {
    const [rankA, rankB] = [ranks.get(a), ranks.get(b)];
    if (rankA === undefined && rankB === undefined) return compare(a ?? "", b ?? "");
    return (rankA ?? base.length) - (rankB ?? base.length);
  };
}

/** The links of a side's new ids; `old` has for each old one what stands for it in the merge: itself, or what was before it. */
function linksIn(side: Ids, old: Links, compare: Compare): Links {
  const links = new Map<string, string | null>();
  let behind: string | null = null;
  let open: string[] = [];
  for (const id of side) {
    const here = old.get(id);
    if (here !== undefined) [behind, open] = [here, []];
    else {
      while (open.length > 0 && compare(open.at(-1) ?? "", id) < 0) open.pop();
      links.set(id, open.at(-1) ?? behind);
      open.push(id);
    }
  }
  return links;
}

/** Old ids in the ancestor's order, or in that of the side that has moved some; the smaller where both have. */
function oldOrder({ base, ours, theirs }: Versions<Ids>): Ids {
  const rank = new Map(base.map((id, index) => [id, index]));
  const orders = [ours, theirs].map((side) => side.filter((id) => rank.has(id)));
  const isMoved = (ids: Ids) =>
    ids.some((id, index) => index > 0 && (rank.get(id) ?? 0) < (rank.get(ids[index - 1] ?? "") ?? 0));
  const [chosen] = orders.filter(isMoved).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (!chosen) return base;
  // What only the other side has stands behind the same one as in the ancestor.
  const here = new Set(chosen);
  return base.reduce<Ids>(
    (order, id, index) => (here.has(id) ? order : order.toSpliced(order.indexOf(base[index - 1] ?? "") + 1, 0, id)),
    chosen,
  );
}

/** An id, and everything that follows it, each with its own behind it. */
function withFollowers(id: string | null, followers: ReadonlyMap<string | null, Ids>): Ids {
  const order: string[] = [];
  const rest = [id];
  while (rest.length > 0) {
    const next = rest.pop() ?? null;
    if (next !== null) order.push(next);
    rest.push(...(followers.get(next) ?? []).toReversed());
  }
  return order;
}
