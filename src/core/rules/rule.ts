/** A rule of `check`: its code, how grave it is, and what `check --rules` says of it. */
import type { Problem, Severity, TextProblem } from "../problem.ts";
import type { Tracker } from "../tracker.ts";

export interface RuleFacts {
  /** Stable, kebab-case: what scripts match on, and `rules:` in tracker.md names. */
  readonly code: string;
  /** Off where a tracker has to ask for it. */
  readonly severity: Severity | "off";
  /** What it finds, in one sentence. */
  readonly summary: string;
  /** Why that matters. */
  readonly why: string;
  /** What to do about it. */
  readonly mend: string;
  /** A number that a tracker may change, with its unit. */
  readonly limit?: { readonly value: number; readonly unit: string };
  /** True of what keeps gtm from working: a tracker cannot soften it. */
  readonly isFixed?: true;
}

/** A place in a text, 1-based. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A problem of a rule at a place, as grave as the rule is by itself. */
export function problemOf({ code, severity }: Pick<RuleFacts, "code" | "severity">, place: Place, message: string) {
  const { line, column } = place;
  return { code, severity: severity === "off" ? "warning" : severity, line, column, message } satisfies TextProblem;
}

/** True of a rule that a tracker has switched off, or has not asked for. */
export function isOff(
  { code, severity, isFixed }: Pick<RuleFacts, "code" | "severity" | "isFixed">,
  tracker: Tracker,
): boolean {
  return (isFixed ? severity : (settingOf(code, tracker)?.severity ?? severity)) === "off";
}

/** The number that a rule goes by in a tracker. */
export function limitOf({ code, limit }: RuleFacts, tracker: Tracker): number {
  return settingOf(code, tracker)?.limit ?? limit?.value ?? 0;
}

/** The problems as grave as the tracker says; without those that it does not want to hear of. */
export function weighProblems<Kind extends Problem>(
  problems: readonly Kind[],
  rules: readonly RuleFacts[],
  tracker: Tracker,
): readonly Kind[] {
  if (Object.keys(tracker.rules).length === 0) return problems;
  const fixed = new Set(rules.flatMap(({ code, isFixed }) => (isFixed ? code : [])));
  return problems.flatMap((problem) => {
    const severity = fixed.has(problem.code) ? null : (settingOf(problem.code, tracker)?.severity ?? null);
    if (severity === "off") return [];
    return severity === null ? problem : { ...problem, severity };
  });
}

function settingOf(code: string, { rules }: Tracker): Tracker["rules"][string] | undefined {
  return Object.hasOwn(rules, code) ? rules[code] : undefined;
}
