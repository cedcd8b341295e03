/** `gtm check`: every problem of every file, with file, line and column. */
import { byPlace, checkItems, checkPlaces } from "../core/check.ts";
import { makePage } from "../core/page.ts";
import { printableJson } from "../core/printable.ts";
import { inFile, type Problem } from "../core/problem.ts";
import { UserError } from "../errors.ts";
import type { Context } from "../ports.ts";
import { type CalledWith, type GlobalOptions, jsonFlag } from "./flags.ts";
import { lookOf } from "./look.ts";
import { readTrackerFolder, shownPath, type TrackerPlace, type Workspace, workspaceIn } from "./workspace.ts";

export const checkFlags = [
  ["--format <format>", "text or json (default: text)"],
  ["--strict", "exit 1 on warnings too"],
  jsonFlag,
] as const;

type CheckOptions = CalledWith<typeof checkFlags>;

export async function check(context: Context, options: CheckOptions): Promise<number> {
  const format = options.json ? "json" : (options.format ?? "text");
  if (format !== "text" && format !== "json")
    throw new UserError(`unknown format "${format}"`, { hint: "formats are text and json" });
  const { problems, files } = findProblems(context, options);
  const count = (severity: Problem["severity"]) => problems.filter((problem) => problem.severity === severity).length;
  const [errors, warnings] = [count("error"), count("warning")];
  if (format === "json") context.stdout.write(`${printableJson({ errors, warnings, problems })}\n`);
  else {
    const { problemList } = await import("../render/problem-list.ts");
    context.stdout.write(problemList(problems, lookOf(context.stdout)));
    context.stdout.write(
      `${countWords(errors, "error")}, ${countWords(warnings, "warning")} in ${countWords(files, "file")}\n`,
    );
  }
  return errors > 0 || (options.strict && warnings > 0) ? 1 : 0;
}

function countWords(count: number, word: string): string {
  return `${count === 0 ? "no" : count} ${word}${count === 1 ? "" : "s"}`;
}

function findProblems(context: Context, options: GlobalOptions): { problems: readonly Problem[]; files: number } {
  const folder = readTrackerFolder(context, options);
  // A `tracker.md` that cannot be read is this command's answer, not its failure.
  if (!folder.tracker) return { problems: inFile(trackerPath(folder), folder.problems), files: 1 };
  const workspace = workspaceIn(folder, context);
  const problems = [
    ...inFile(trackerPath(folder), folder.problems),
    ...templateProblems(workspace),
    ...checkItems(workspace.files, workspace.tracker),
    ...checkPlaces(workspace.files, workspace.tracker, workspace.today),
  ];
  return { problems: problems.sort(byPlace), files: workspace.files.length + 1 };
}

function trackerPath(place: TrackerPlace): string {
  return shownPath(place, `${place.folder}/tracker.md`);
}

function templateProblems(workspace: Workspace): readonly Problem[] {
  const { problems } = makePage(workspace.tracker, workspace.items, workspace.today);
  return inFile(trackerPath(workspace), problems);
}
