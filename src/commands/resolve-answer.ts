/** What `gtm resolve` says: what it solved, and in words what is left, with the commands that go on. */
import { countOf } from "../core/count-of.ts";
import { printableJson, printableLine } from "../core/printable.ts";
import { shellWord } from "../core/shell-word.ts";
import type { Context, Stopped } from "../ports.ts";
import { disagreement, valueIn } from "../render/conflict-words.ts";
import { writeMessage } from "../write-message.ts";
import type { ResolveOptions } from "./resolve-flags.ts";
import type { Judged } from "./settle-file.ts";

export interface Resolution {
  readonly stopped: Stopped;
  readonly solved: readonly Judged[];
  readonly left: readonly Judged[];
  /** Files in conflict that are none of the tracker's. */
  readonly others: readonly string[];
  /** Names of items that have one number now, under several names. */
  readonly doubled: readonly (readonly string[])[];
}

/** A thing that only the user can decide. */
interface Open {
  readonly file: string;
  /** 1-based; null where it is about the file as a whole. */
  readonly line: number | null;
  readonly item: string;
  readonly words: string;
  /** The commands that decide it; none where the file has markers. */
  readonly commands: readonly string[];
  readonly field: string | null;
  readonly ours: string | null;
  readonly theirs: string | null;
}

function openIn({ file: { path }, name, verdict }: Judged, stopped: Stopped): readonly Open[] {
  const whole = { file: path, line: null, item: name, field: null, ours: null, theirs: null };
  const word = shellWord(path);
  const of = { ours: stopped.ours, theirs: stopped.theirs };
  switch (verdict.kind) {
    case "merged":
      return verdict.conflicts.map((conflict) => ({
        ...whole,
        line: conflict.line,
        field: conflict.subject.kind === "key" ? conflict.subject.key : conflict.subject.kind,
        ours: conflict.subject.kind === "key" ? valueIn(conflict.ours) : conflict.ours,
        theirs: conflict.subject.kind === "key" ? valueIn(conflict.theirs) : conflict.theirs,
        words: disagreement(conflict, of),
        commands: [],
      }));
    case "edited":
      return [
        verdict.hasMarkers
          ? {
              ...whole,
              words: "edited since git stopped, so it is left as it is",
              commands: [`git checkout --merge ${word}`],
            }
          : { ...whole, words: "edited since git stopped, so it is left as it is", commands: [`git add ${word}`] },
      ];
    case "deleted": {
      const { kept } = verdict;
      if (kept === null) return [{ ...whole, words: "deleted or renamed on both sides", commands: [`git rm ${word}`] }];
      const gone = kept === "ours" ? "theirs" : "ours";
      return [
        {
          ...whole,
          words: `deleted on ${of[gone]}, changed on ${of[kept]}`,
          commands: [`git add ${word}`, `git rm ${word}`],
        },
      ];
    }
    case "taken apart":
      return [];
    case "no text":
      return [{ ...whole, words: "a side is no text", commands: [] }];
  }
}

/** Says what was solved and what is left; gives the exit code. */
export async function tellResolution(
  context: Context,
  resolution: Resolution,
  commit: string | null,
  options: Pick<ResolveOptions, "json" | "dryRun">,
): Promise<number> {
  const { stopped, solved, left, others } = resolution;
  const open = left.flatMap((each) => openIn(each, stopped));
  const isDone = left.length + others.length === 0;
  const code = isDone ? 0 : 1;
  if (options.json) {
    const { kind, ours, theirs, next } = stopped;
    const data = {
      stopped: stopped.files.length === 0 ? null : { kind, ours, theirs },
      solved: solved.map(({ file }) => file.path),
      left: open.map(({ words, ...rest }) => ({ ...rest, message: words })),
      others,
      next: isDone && stopped.files.length > 0 && commit === null ? next : null,
      commit,
      ...(options.dryRun && { dryRun: true }),
    };
    context.stdout.write(`${printableJson(data)}\n`);
    return code;
  }
  if (stopped.files.length === 0) {
    await writeMessage(context.stdout, "nothing is in conflict\n");
    return 0;
  }
  const lines = [
    ...solved.map(({ file, name, verdict }) => {
      const done = options.dryRun ? "can be solved" : "solved";
      return `${file.path}: ${name}: ${verdict.kind === "taken apart" ? verdict.words : done}`;
    }),
    ...open.map(({ file, line, item, words }) => `${file}${line === null ? "" : `:${line}`}: ${item}: ${words}`),
    ...others.map((path) => `${path}: not of the tracker, so it is left to you`),
  ];
  const end = commit === null ? [] : [`${stopped.theirs} is merged into ${stopped.ours} [${commit}]`];
  await writeMessage(context.stdout, [...lines, ...end].map((line) => `${printableLine(line)}\n`).join(""));
  const next = options.dryRun || commit !== null ? [] : nextSteps(open, resolution);
  const twins = twinWords(resolution.doubled, commit === null ? stopped.next : null);
  await writeMessage(context.stderr, `${next.join("")}${twins}`);
  return code;
}

function nextSteps(open: readonly Open[], { stopped, left, others }: Resolution): readonly string[] {
  const { next } = stopped;
  if (left.length + others.length === 0) return [`all solved and staged; next: ${next}\n`];
  const marked = [...new Set(open.flatMap(({ line, file }) => (line === null ? [] : file)))];
  return [
    ...open.flatMap(({ file, words, commands }) =>
      commands.length === 0 ? [] : `${file}: ${choices(words, commands)}\n`,
    ),
    ...(marked.length === 0
      ? []
      : [
          `choose between the markers in ${countOf(marked.length, "files")}, then: git add ${marked.map(shellWord).join(" ")}\n`,
        ]),
    `when nothing is left: ${next}\n`,
  ];
}

function choices(words: string, [one = "", other]: readonly string[]): string {
  if (other !== undefined) return `${one} keeps it, ${other} deletes it`;
  if (words.startsWith("edited")) return one.startsWith("git add") ? `${one} if it is right` : `${one} begins it anew`;
  return one;
}

/** What is to be done about items that have one number; `after` is a command that must come first. */
export function twinWords(doubled: Resolution["doubled"], after: string | null): string {
  const first = after === null ? "" : `after ${after}, `;
  return doubled
    .map((names) => `${names.join(" and ")} have one number: ${first}gtm check --fix gives one of them the next\n`)
    .join("");
}
