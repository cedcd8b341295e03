/** Problems for the machines that review pull requests: annotations, code quality reports, SARIF. */
import { printableJson } from "../core/printable.ts";
import { type Problem, sourceLineOf } from "../core/problem.ts";
import type { RuleFacts } from "../core/rules/rule.ts";
import { shorten } from "../core/shorten.ts";

/** GitHub's workflow commands, one line each. */
export function githubAnnotations(problems: readonly Problem[]): string {
  return problems
    .map(
      ({ severity, file, line, column, code, message }) =>
        `::${severity} file=${property(file)},line=${line},col=${column},title=${property(code)}::${data(message)}\n`,
    )
    .join("");
}

/** A line end or a colon of a stranger's must not begin a command of its own. */
function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

type TextOf = (file: string) => string | undefined;

/** GitLab's code quality report. */
export function gitlabReport(problems: readonly Problem[], textOf: TextOf): string {
  const name = fingerprints(textOf);
  const report = problems.map((problem) => ({
    description: problem.message,
    check_name: problem.code,
    fingerprint: name(problem),
    severity: problem.severity === "error" ? "major" : "minor",
    location: { path: problem.file, lines: { begin: problem.line } },
  }));
  return `${printableJson(report)}\n`;
}

/**
 * The same problem has the same fingerprint wherever in its file it moves, and whatever its message says by the day; two on
 * one line are told apart.
 */
function fingerprints(textOf: TextOf): (problem: Problem) => string {
  const counts = new Map<string, number>();
  const lineOf = sourceLineOf(textOf);
  return (problem) => {
    const name = `${problem.code}/${problem.file}/${shorten(lineOf(problem).trim(), 200)}`;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name}/${count}`;
  };
}

/** SARIF 2.1.0, for code scanning. */
export function sarifLog(
  problems: readonly Problem[],
  { rules, textOf, version }: { rules: readonly RuleFacts[]; textOf: TextOf; version: string },
): string {
  const name = fingerprints(textOf);
  const index = new Map(rules.map(({ code }, at) => [code, at]));
  const results = problems.map((problem) => ({
    ruleId: problem.code,
    ...(index.has(problem.code) && { ruleIndex: index.get(problem.code) }),
    level: problem.severity,
    message: { text: problem.message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: problem.file.split("/").map(encodeURIComponent).join("/"), uriBaseId: "%SRCROOT%" },
          region: { startLine: problem.line, startColumn: problem.column },
        },
      },
    ],
    partialFingerprints: { "gtm/v1": name(problem) },
  }));
  const driver = {
    name: "gtm",
    version,
    rules: rules.map(({ code, severity, summary, why, mend }) => ({
      id: code,
      shortDescription: { text: summary },
      fullDescription: { text: why },
      help: { text: mend },
      defaultConfiguration: severity === "off" ? { enabled: false } : { level: severity },
    })),
  };
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver }, columnKind: "utf16CodeUnits", results }],
  };
  return `${printableJson(log)}\n`;
}
