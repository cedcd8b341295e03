/** The rules of `check`: for a terminal, and as the page docs/rules.md. */
import type { RuleFacts } from "../core/rules/rule.ts";
import { type Look, painter } from "./style.ts";
import { wrapText } from "./wrap-text.ts";

export function ruleList(rules: readonly RuleFacts[], look: Look): string {
  const paint = painter(look);
  const colour = { error: paint.red, warning: paint.yellow, off: paint.dim };
  return rules
    .map((rule) => {
      const lines = [rule.summary, ...notes(rule)].map((line) => wrapText(`    ${line}`, look.width));
      return `${paint.bold(rule.code)}  ${colour[rule.severity](rule.severity)}\n${lines.join("\n")}\n`;
    })
    .join("\n");
}

function notes({ why, mend, limit, isFixed }: RuleFacts): readonly string[] {
  return [
    why,
    mend,
    ...(limit ? [`Limit: ${limit.value} ${limit.unit}.`] : []),
    ...(isFixed ? ["Its severity cannot be changed."] : []),
  ];
}

const introduction = `# Rules

What \`gtm check\` looks for. \`gtm check --rules\` prints this list; \`check --base REV\` asks the rules of review too.

A tracker may weigh a rule otherwise, in \`tracker.md\`: \`error\`, \`warning\` or \`off\`; some have a limit.

\`\`\`yaml
rules:
  stale: off
  owner-missing: error
  title-alike: { severity: warning, limit: 90 }
\`\`\`

The rules of review are weighed as \`tracker.md\` does at the base: no change switches off a rule that it breaks.
`;

export function rulePage(rules: readonly RuleFacts[]): string {
  const entries = rules.map(
    (rule) => `## ${rule.code}\n\n**${rule.severity}** ${rule.summary}\n\n${notes(rule).map(escaped).join(" ")}\n`,
  );
  return [introduction, ...entries].join("\n");
}

/** Signs of Markdown in plain sentences. */
function escaped(text: string): string {
  return text.replace(/[<>*_`]/g, "\\$&");
}
