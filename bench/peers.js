// Other trackers of the command line, with the items of bench/trackers.js in their own formats.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runnerIn } from "./runs.js";
import { commitAll, inventItem } from "./trackers.js";

/**
 * The peers that are installed, by their programs' paths, and a sentence on each that is not. `make` writes so many items into
 * a new folder and gives what runs there; `commands` are the peer's words for ours.
 */
export function findPeers(paths) {
  const found = [];
  const missing = [];
  for (const peer of [backlog, taskwarrior]) {
    const program = paths[peer.program] ?? peer.program;
    const { status, stdout } = spawnSync(program, ["--version"], { encoding: "utf8" });
    if (status === 0) found.push({ ...peer, program, version: stdout.trim() });
    else missing.push(`${peer.name} is not here: ${peer.install}, or --${peer.program} PATH`);
  }
  return { found, missing };
}

/** What is noted in each round, with its number behind. */
export const comment = "A comment of usual length, on what the supplier said";

const backlog = {
  name: "backlog.md",
  program: "backlog",
  install: "npm install --global backlog.md",
  commands: {
    list: () => ["task", "list", "--plain"],
    show: () => ["task", "17", "--plain"],
    complete: () => ["completion", "__complete", "backlog task view 1", "19"],
    note: (round) => ["task", "edit", "17", "--comment", `${comment}, ${round}`],
    set: (round) => ["task", "edit", "17", "--due-date", dueIn(round)],
    render: () => ["board", "export", "--force", "board.md"],
  },
  make(folder, count) {
    mkdirSync(join(folder, "backlog/tasks"), { recursive: true });
    writeFileSync(join(folder, "backlog/config.yml"), backlogSettings);
    for (let id = 1; id <= count; id++) {
      const item = inventItem(id);
      const name = `task-${id} - ${item.title.replaceAll(" ", "-")}.md`;
      writeFileSync(join(folder, "backlog/tasks", name), backlogTask(item));
    }
    commitAll(folder);
    return runnerIn(folder);
  },
};

/** Other branches and remotes are not looked at: gtm does not either. */
const backlogSettings = `project_name: "Kettle"
default_status: "To Do"
statuses: ["To Do", "In Progress", "Done"]
labels: []
date_format: yyyy-mm-dd
auto_open_browser: false
remote_operations: false
auto_commit: true
check_active_branches: false
task_prefix: "task"
`;

function backlogTask({ id, title, status, priority, area, owners, due, comments, description }) {
  const statuses = { pending: "To Do", "in-progress": "In Progress", blocked: "In Progress", done: "Done" };
  const entries = comments.map(
    ({ date, author, text }) => `${author ? `author: ${author}\n` : ""}created: ${date} 12:00\n---\n${text}\n---\n`,
  );
  return `---
id: TASK-${id}
title: ${title}
status: ${statuses[status]}
assignee:
${owners.map((owner) => `  - '@${owner}'\n`).join("")}created_date: '${comments[0].date} 12:00'
${due ? `due_date: '${due}'\n` : ""}labels:
  - ${area}
dependencies: []
priority: ${{ P1: "high", P2: "medium" }[priority] ?? "low"}
ordinal: ${1000 * id}
---

## Description

<!-- SECTION:DESCRIPTION:BEGIN -->
${description}
<!-- SECTION:DESCRIPTION:END -->

## Comments

<!-- COMMENTS:BEGIN -->
${entries.join("\n")}<!-- COMMENTS:END -->
`;
}

const taskwarrior = {
  name: "taskwarrior",
  program: "task",
  install: "apt-get install taskwarrior",
  commands: {
    list: () => ["list"],
    show: () => ["17", "info"],
    complete: () => ["_zshids"],
    note: (round) => ["17", "annotate", `${comment}, ${round}`],
    set: (round) => ["17", "modify", `due:${dueIn(round)}`],
  },
  make(folder, count, program) {
    mkdirSync(join(folder, "data"), { recursive: true });
    writeFileSync(join(folder, "taskrc"), `data.location=${join(folder, "data")}\nconfirmation=no\nverbose=nothing\n`);
    const tasks = Array.from({ length: count }, (_, at) => taskwarriorTask(inventItem(at + 1)));
    writeFileSync(join(folder, "tasks.json"), JSON.stringify(tasks));
    const run = runnerIn(folder, { TASKRC: join(folder, "taskrc") });
    run(program, "import", "tasks.json");
    return run;
  },
};

function taskwarriorTask({ id, title, status, priority, area, owners, due, closed, comments }) {
  const at = (date, minute = 0) => `${date.replaceAll("-", "")}T12${String(minute).padStart(2, "0")}00Z`;
  return {
    uuid: `00000000-0000-4000-8000-${String(id).padStart(12, "0")}`,
    description: title,
    status: status === "done" ? "completed" : "pending",
    entry: at(comments[0].date),
    ...(due && { due: at(due) }),
    ...(closed && { end: at(closed) }),
    project: area,
    tags: owners,
    priority: { P1: "H", P2: "M" }[priority] ?? "L",
    annotations: comments.map(({ date, text }, index) => ({ entry: at(date, index), description: text })),
  };
}

/** Another day in each round: a change that changes nothing is none. */
export function dueIn(round) {
  return `2027-01-${String(10 + (round % 20)).padStart(2, "0")}`;
}
