// Seeded trackers of any size, as teams write them, each in a git repository of its own with one commit. An item is the same
// in a tracker of every size.
//   node bench/trackers.js FOLDER ITEMS [SEED]
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { runnerIn } from "./runs.js";

const people = {
  akaya: "Aylin Kaya",
  bferro: "Bruno Ferro",
  cdube: "Chidi Dube",
  dholm: "Dagny Holm",
  emoreau: "Elise Moreau",
  fsato: "Fumi Sato",
  gpetrov: "Galina Petrov",
  hvega: "Hugo Vega",
  ilarsen: "Ida Larsen",
  jmensah: "Joy Mensah",
  kwolff: "Karl Wolff",
  lnovak: "Lena Novak",
};
const handles = Object.keys(people);
const areas = ["Product", "Logistics", "Marketing", "Sales / Partners", "Legal", "Support & Training"];
const openStatuses = ["pending", "pending", "in-progress", "in-progress", "blocked"];

const verbs = [
  "Agree on",
  "Order",
  "Translate",
  "Price",
  "Test",
  "Book",
  "Review",
  "Publish",
  "Train the team for",
  "Sign off",
];
const things = [
  "the carton",
  "the demo units",
  "the dealer letter",
  "the return form",
  "the service manual",
  "the stand",
  "the spare pump",
  "the landing page",
  "the rebate",
  "the recall drill",
];
const places = ["Lyon", "Porto", "Gdansk", "Oslo", "Graz", "Turin", "Cork", "Basel", "Bruges", "Malmo"];

/** In days since 1970: the tracker names it as its `as-of`, so that a run of next year does the same work. */
const today = 20_524;

/** Half of what people write is plain; the rest holds what a tracker is full of, and now and then something rarer. */
const sentences = [
  () => "The supplier needs another week for the samples, the price stays as it was in the offer.",
  () => "No news from the agency; next call on Tuesday.",
  () => "Two of the five shops have answered, both would start in spring.",
  () => "Talked it over with the warehouse: they can take it if the pallets come before noon.",
  () => "The first draft is with the lawyers, who found nothing to change on page one.",
  () => "Somebody has to tell the partners before they read it in the newsletter.",
  ({ among, handle }) => `@${handle()} asks ${among(places)} for the figures of last year.`,
  ({ handle }) => `Decided with @${handle()} and @${handle()}: **we go without the second colour.**`,
  ({ number, among }) => `Waits for #${number()}, as ${among(things)} needs the same signature.`,
  ({ number }) => `Same question as in #${number()} and #${number()}; answer it **once**, on the page.`,
  ({ digits }) => `Runs as \`export --shop ${digits(3)} --dry\` now, without the old sheet.`,
  ({ digits, among }) =>
    `Offer for ${among(places)} is in: **${digits(2)},${digits(3)} EUR**, valid until the end of the month.`,
  ({ digits }) => `Minutes are in [the wiki](https://wiki.example.com/launch/minutes-${digits(4)}), third heading.`,
  ({ digits, among }) =>
    `See [${among(things)}, version ${digits(1)}](https://files.example.com/d/${digits(6)}?view=full) before you answer.`,
  ({ digits }) => `Ticket is KET-${digits(4)}, the fix comes with \`2.${digits(1)}.${digits(1)}\`.`,
  ({ handle }) => `**Open:** who pays for the second print run? @${handle()} finds out.`,
  ({ digits }) => `Set \`retries=${digits(1)}\` and *not* \`timeout\`, else the till hangs.`,
  ({ digits }) => `Photos: https://files.example.com/photos/${digits(5)}`,
];
const rareSentences = [
  ({ handle, digits }) =>
    `Three things are left:\n\n  - the label, with @${handle()}\n  - price for **${digits(3)}** pieces\n  - a date that holds`,
  ({ digits }) => `~~Delivery in May~~ delivery in June, as file_name_${digits(2)}.csv says <sic>.`,
  () => "They wrote:\n\n  > We would rather wait for the new pump.",
];

/**
 * What one item says: `{ id, title, status, priority, area, owners, start, due, timeline, refs, closed, description, comments }`;
 * days are ISO dates, a comment is `{ date, author, text }`, what is absent is null or empty.
 */
export function inventItem(id, seed = 1) {
  const chance = chancesOf(seed * 1_000_003 + id);
  const below = (end) => Math.floor(chance() * end);
  const among = (values) => values[below(values.length)];
  const slots = {
    among,
    handle: () => among(handles),
    number: () => 1 + below(Math.max(id - 1, 1)),
    digits: (count) => String(10 ** (count - 1) + below(9 * 10 ** (count - 1))),
  };
  const say = (from) => among(from)(slots);
  const isClosed = chance() < 0.2;
  // Most of what is open was spoken about in the last weeks, and one comment in fifty is of the rarer kind.
  const last = today - (isClosed ? below(300) : chance() < 0.9 ? below(14) : 30 + below(60));
  const begun = last - 30 - below(90);
  const days = [...Array.from({ length: 5 }, () => begun + below(last - begun)), last].sort((a, b) => a - b);
  const comments = days.map((day) => {
    const said = Array.from({ length: 1 + below(3) }, () => say(sentences));
    if (chance() < 0.02) said.push(say(rareSentences));
    return { date: isoDate(day), author: chance() < 0.4 ? among(handles) : null, text: said.join(" ") };
  });
  const due = chance() < 0.8 ? today + below(150) - 10 : null;
  return {
    id,
    title: `${among(verbs)} ${among(things)} for shop ${id} in ${among(places)}`,
    status: isClosed ? "done" : among(openStatuses),
    priority: due === null ? `P${1 + below(4)}` : priorityOf(due - today),
    area: among(areas),
    owners: [...new Set(Array.from({ length: 1 + below(2) }, () => among(handles)))],
    start: chance() < 0.7 ? isoDate(begun) : null,
    due: due === null ? null : isoDate(due),
    timeline: chance() < 0.5 ? quarterOf(due ?? today + 60) : null,
    refs: chance() < 0.2 ? [`KET-${slots.digits(4)}`] : [],
    closed: isClosed ? isoDate(last) : null,
    description: chance() < 0.5 ? `${say(sentences)} ${say(sentences)}` : "",
    comments,
  };
}

function priorityOf(distance) {
  if (distance <= 14) return "P1";
  if (distance <= 28) return "P2";
  return distance <= 84 ? "P3" : "P4";
}

function quarterOf(day) {
  const [year, month] = isoDate(day).split("-");
  return `Q${Math.ceil(Number(month) / 3)}'${year.slice(2)}`;
}

/** Mulberry32: the same values for the same seed, everywhere. */
function chancesOf(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function isoDate(day) {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

function itemText({ comments, description, ...item }) {
  const keys = [
    `id: ${item.id}`,
    `title: ${item.title}`,
    `status: ${item.status}`,
    `priority: ${item.priority}`,
    `area: ${item.area}`,
    `owners: [${item.owners.join(", ")}]`,
    item.start && `start: ${item.start}`,
    item.due && `due: ${item.due}`,
    item.timeline && `timeline: ${item.timeline}`,
    item.refs.length > 0 && `refs: [${item.refs.join(", ")}]`,
    item.closed && `closed: ${item.closed}`,
  ];
  const entries = comments.map(({ date, author, text }) => `- **${date}${author ? ` @${author}` : ""}** ${text}`);
  const body = [description, `## Comments\n\n${entries.join("\n")}`].filter(Boolean).join("\n\n");
  return `---\n${keys.filter(Boolean).join("\n")}\n---\n\n${body}\n`;
}

const trackerText = `---
title: Kettle launch
people:
${Object.entries(people)
  .map(([handle, name]) => `  ${handle}: { name: ${name}, url: "https://people.example.com/${handle}" }\n`)
  .join("")}areas: [${areas.join(", ")}]
statuses: { pending: Pending, in-progress: In progress, blocked: Blocked, done: Done }
priorities:
  P1: { label: Due within the next 2 weeks, weeks: 2 }
  P2: { label: Due within the next 4 weeks, weeks: 4 }
  P3: { label: Due this quarter, weeks: 12 }
  P4: { label: Later }
refs:
  KET: "https://tickets.example.com/browse/KET-{n}"
as-of: ${isoDate(today)}
milestones:
  - { date: 2026-04-01, title: First pallets leave }
  - { date: 2026-05-18, end: 2026-05-20, title: Trade fair }
---

# Kettle launch

What is left to settle before the kettle is sold; we walk it every Thursday.

## Milestones

<!-- gtm:milestones -->

## Open items

<!-- gtm:priorities -->

<!-- gtm:table is:open sort:priority columns:number,priority,start,due,area,title,owners,timeline,status,comments -->

## Closed

<!-- gtm:table is:closed columns:number,area,title,owners,comments -->
`;

/** Writes a tracker of so many items into a folder that is not there yet, and commits it. */
export function writeTracker(folder, count, seed = 1) {
  mkdirSync(join(folder, "items"), { recursive: true });
  writeFileSync(join(folder, "items/tracker.md"), trackerText);
  for (let id = 1; id <= count; id++) {
    const item = inventItem(id, seed);
    const slug = item.title.toLowerCase().replaceAll(" ", "-");
    writeFileSync(join(folder, "items", `${String(id).padStart(3, "0")}-${slug}.md`), itemText(item));
  }
  commitAll(folder);
}

/** A folder's files as the one commit of a new repository; in one pack, as git itself would keep them after a while. */
export function commitAll(folder) {
  const run = runnerIn(folder);
  run("git", "init", "--quiet", "--initial-branch=main");
  run("git", "-c", "core.bigFileThreshold=1", "add", "--all");
  run("git", "commit", "--quiet", "--message=items");
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [folder, items, seed = "1"] = process.argv.slice(2);
  if (folder === undefined || !/^\d+$/.test(items))
    throw new Error("usage: node bench/trackers.js FOLDER ITEMS [SEED]");
  writeTracker(resolve(folder), Number(items), Number(seed));
}
