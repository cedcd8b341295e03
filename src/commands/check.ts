/** `gtm check`: every problem of every file, with file, line and column. */
import { rules } from "../core/check.ts";
import { countOf } from "../core/count-of.ts";
import { printableJson } from "../core/printable.ts";
import { UserError } from "../errors.ts";
import type { Context } from "../ports.ts";
import { writeMessage } from "../write-message.ts";
import type { CheckOptions } from "./check-flags.ts";
import { type Checked, checkAll, checkSince } from "./find-problems.ts";
import { lookOf } from "./look.ts";
import { lacksDriver } from "./merge-setup.ts";
import { nextTurn } from "./next-turn.ts";
import { printPaged } from "./print-paged.ts";
import { findTracker } from "./workspace.ts";

export async function check(context: Context, options: CheckOptions): Promise<number> {
  const format = options.json ? "json" : (options.format ?? "text");
  if (options.rules) return await listRules(context, format, options);
  if (!formats.includes(format))
    throw new UserError(`unknown format "${format}"`, { hint: "formats are text, json, github, gitlab and sarif" });
  if (options.fix) await fix(context, options, format);
  else if (options.dryRun || options.commit === false)
    throw new UserError(`${options.dryRun ? "--dry-run" : "--no-commit"} goes with --fix`, { hint: "gtm check --fix" });
  if (options.dryRun) return 0;
  const [checked, isUnmerged] = await Promise.all([
    options.base === undefined ? checkAll(context, options) : checkSince(context, options, options.base),
    format === "text" && mergesByLines(context, options),
  ]);
  const [errors, warnings] = (["error", "warning"] as const).map(
    (severity) => checked.problems.filter((problem) => problem.severity === severity).length,
  ) as [number, number];
  context.stdout.write(await report(format, checked, { errors, warnings }, context));
  if (checked.known && format !== "json")
    await writeMessage(format === "text" ? context.stdout : context.stderr, knownWords(checked.known));
  if (isUnmerged)
    await writeMessage(context.stderr, "git merges items line by line in this clone: run gtm setup once\n");
  return errors > 0 || (options.strict && warnings > 0) ? 1 : 0;
}

/** What is told of it stays out of a report that a program reads. */
async function fix(context: Context, options: CheckOptions, format: string): Promise<void> {
  if (options.base !== undefined)
    throw new UserError("--fix mends the whole tracker, not what changed since a revision", {
      hint: "leave out --base",
    });
  const { fixProblems } = await import("./fix-problems.ts");
  const lines = await fixProblems(context, options);
  await writeMessage(format === "text" ? context.stdout : context.stderr, lines.map((line) => `${line}\n`).join(""));
}

/** Asked while git is at work for the answer itself. */
async function mergesByLines(context: Context, options: CheckOptions): Promise<boolean> {
  await nextTurn();
  return lacksDriver(context, findTracker(context, options));
}

const formats = ["text", "json", "github", "gitlab", "sarif"];

async function report(
  format: string,
  { problems, known, files, textOf }: Checked,
  counts: { readonly errors: number; readonly warnings: number },
  { stdout, version }: Context,
): Promise<string> {
  if (format === "json") return `${printableJson({ ...counts, known, problems })}\n`;
  if (format === "text") {
    const { errors, warnings } = counts;
    const said = `${countOrNo(errors, "errors")}, ${countOrNo(warnings, "warnings")} in ${countOf(files, "files")}\n`;
    if (problems.length === 0) return said;
    const { problemList } = await import("../render/problem-list.ts");
    return problemList(problems, textOf, lookOf(stdout)) + said;
  }
  const { githubAnnotations, gitlabReport, sarifLog } = await import("../render/problem-formats.ts");
  if (format === "github") return githubAnnotations(problems);
  return format === "gitlab" ? gitlabReport(problems, textOf) : sarifLog(problems, { rules, textOf, version });
}

function countOrNo(count: number, noun: string): string {
  return count === 0 ? `no ${noun}` : countOf(count, noun);
}

/** What a change is not to blame for is told in one line. */
function knownWords(count: number): string {
  const [were, them] = count === 1 ? ["was", "it"] : ["were", "them"];
  return `${countOf(count, "problems")} ${were} there before: gtm check lists ${them}\n`;
}

async function listRules(context: Context, format: string, options: CheckOptions): Promise<number> {
  if (format === "json") context.stdout.write(`${printableJson(rules)}\n`);
  else {
    const { ruleList, rulePage } = await import("../render/rule-list.ts");
    if (format !== "text" && format !== "markdown")
      throw new UserError(`unknown format "${format}"`, { hint: "rules are listed as text, markdown or json" });
    if (format === "markdown") context.stdout.write(rulePage(rules));
    else await printPaged(context, ruleList(rules, lookOf(context.stdout)), options);
  }
  return 0;
}
