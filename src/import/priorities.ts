/** Priorities: one key for one level however the cells spell it, and the page's legend. */
import { plainText } from "./inline.ts";
import { isNoValue } from "./no-value.ts";

export interface Priority {
  readonly label: string;
  /** Weeks within which such an item is due (the upper bound), or null. */
  readonly weeks: number | null;
}

/** `1`, `P1`, `Prio 1`, `1 - High` are P1; words keep the wording of the first that was met. */
export function readPriority(text: string, known: readonly string[]): string | null {
  const plain = text.trim();
  if (plain === "" || plain.length > 30 || isNoValue(plain)) return null;
  const digit = /^(?:p(?:rio(?:rity)?)?)?[\s#-]*([0-9])(?:\s*[-–:(].*)?$/i.exec(plain)?.[1];
  if (digit !== undefined) return `P${digit}`;
  const same = known.find((key) => key.toLowerCase() === plain.toLowerCase());
  return same ?? plain;
}

const legendLine =
  /^(?:\*\*|__)?(p[0-9]|prio(?:rity)? ?[0-9]|critical|highest|high|medium|normal|low|lowest|urgent|must|should|could)(?:\*\*|__)?\s*([:=–—-]+|\s)(?:\*\*|__)?\s*(\S.{0,300})$/i;

/** The entry of a legend: `P1: Due within the next 2 weeks`, its colon optional after a code, never after a word. */
export function readLegendLine(line: string): { readonly key: string; readonly priority: Priority } | null {
  const match = legendLine.exec(line.trim().slice(0, 400));
  if (match === null) return null;
  const [, name = "", sign = "", label = ""] = match;
  const code = /\d/.test(name);
  if (!code && sign.trim() === "") return null;
  const key = code ? `P${/\d/.exec(name)?.[0]}` : name[0]?.toUpperCase() + name.slice(1).toLowerCase();
  return { key, priority: { label: plainText(label), weeks: weeksIn(label) } };
}

function weeksIn(label: string): number | null {
  const match = /(\d{1,3})\s*(?:(?:-|–|to|or)\s*(\d{1,3})\s*)?\+?\s*(weeks?|wks?|days?)\b/i.exec(label);
  if (match === null) return null;
  const most = Number(match[2] ?? match[1]);
  return /^d/i.test(match[3] ?? "") ? Math.max(1, Math.ceil(most / 7)) : most;
}

/** Words for levels, the most urgent first: words on one line are the same level. */
const levels: readonly RegExp[] = [
  /^(?:p0|blocker|show ?stopper|critical|crit|highest|very high|urgent|immediate|must(?:[ -]have)?|red)$/i,
  /^(?:high|major|important|severe|should(?:[ -]have)?|amber|yellow|orange)$/i,
  /^(?:medium|med|moderate|normal|standard|could(?:[ -]have)?|green)$/i,
  /^(?:low|minor|nice[ -]to[ -]have|blue)$/i,
  /^(?:lowest|very low|trivial|won'?t(?:[ -]have)?|none|gr[ae]y)$/i,
];

/** Where a priority stands among others: 0 is the most urgent; words of the page's own come last, in the page's order. */
function levelOf(key: string): number {
  const digit = /^P(\d)$/.exec(key)?.[1];
  if (digit !== undefined) return Number(digit);
  const level = levels.findIndex((words) => words.test(key));
  return level < 0 ? 99 : level;
}

/** The legend's priorities and those that cells have besides, in their natural order, in the wording that most cells use. */
export function priorityWords(
  legend: ReadonlyMap<string, Priority>,
  cells: readonly string[],
): ReadonlyMap<string, Priority> {
  const counts = new Map<string, Map<string, number>>();
  for (const cell of cells) {
    const key = readPriority(cell, [...legend.keys()]);
    if (key === null) continue;
    const wording = /^P\d$/.test(key) ? levelWords(cell) : key;
    const wordings = counts.get(key.toLowerCase()) ?? new Map<string, number>();
    counts.set(key.toLowerCase(), wordings.set(wording, (wordings.get(wording) ?? 0) + 1));
  }
  const used = [...counts].map(([lower, wordings]) => {
    const most = [...wordings].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? "";
    const coded = /^p\d$/.test(lower);
    return [coded ? lower.toUpperCase() : most, { label: coded ? most : "", weeks: null }] as const;
  });
  const fresh = used.filter(([key]) => !legend.has(key)).toSorted((a, b) => levelOf(a[0]) - levelOf(b[0]));
  return new Map([...legend, ...fresh]);
}

/** The words beside a level's digit: `Medium` in `2 - Medium`; "" without. */
export function levelWords(text: string): string {
  return (
    /^(?:p(?:rio(?:rity)?)?)?[\s#-]*[0-9]\s*[-–:(]\s*(\p{L}[\p{L} ]{0,30})\)?$/iu.exec(text.trim())?.[1]?.trim() ?? ""
  );
}
