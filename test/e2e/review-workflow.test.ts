import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import yaml from "js-yaml";
import { expect, test } from "vitest";
import { makeRepository, temporaryFolder } from "../shell/repository.ts";
import { environment, gtm, root, run } from "./built-gtm.ts";
import type { Run } from "./resident-gtm.ts";

interface Command {
  readonly script: string;
  /** True of a step that runs although one before it has failed. */
  readonly isAlways: boolean;
}

/** The commands of a workflow, as written: `run` of each step, or the scripts of a job, in their order. */
function commandsOf(forge: "github" | "gitlab", text: string): readonly Command[] {
  const workflow = yaml.safeLoad(text) as Record<string, unknown>;
  if (forge === "gitlab") {
    const job = workflow["tracker-review"] as Record<"before_script" | "script", string[]>;
    return [{ script: [...job.before_script, ...job.script].join("\n"), isAlways: false }];
  }
  const { review } = workflow.jobs as {
    review: { steps: { run?: string; if?: string; "working-directory"?: string }[] };
  };
  return review.steps.flatMap(({ run: script, if: condition, "working-directory": folder }) => {
    const isAlways = condition === "success() || failure()";
    return script === undefined
      ? []
      : [{ script: folder === undefined ? script : `cd "$RUNNER_TEMP"\n${script}`, isAlways }];
  });
}

/** What the workflow of GitHub takes as the base, where its event names an older commit. */
function baseOf(text: string, eventBase: string): string {
  const { review } = (yaml.safeLoad(text) as { jobs: { review: { env: { BASE: string } } } }).jobs;
  return review.env.BASE.replace(/^\$\{\{.*base\.sha \}\}$/, eventBase);
}

/**
 * A repository with a tracker, and a branch with one change that may be, one that may not, and a file that cannot be read;
 * `main` has gone on meanwhile, and the branch is merged into it, as forges check it out.
 */
async function makePullRequest(forge: "github" | "gitlab") {
  const { git, path } = makeRepository();
  const top = git("rev-parse", "--show-toplevel").trim();
  for (const args of [
    ["init", "--ci", forge],
    ["add", "Box for the post", "-m", "begun"],
    ["add", "Map of the fair", "-m", "begun"],
    ["add", "Tent for the band", "due=2026-04-01", "-m", "begun"],
  ])
    expect([args, await gtm(top, args)]).toEqual([args, expect.objectContaining({ code: 0 })]);
  const base = git("rev-parse", "HEAD").trim();
  git("checkout", "--quiet", "-b", "feature");
  expect(await gtm(top, ["set", "1", "due=2026-04-01"])).toMatchObject({ code: 0 });
  const item = path("items/002-map-of-the-fair.md");
  writeFileSync(item, readFileSync(item, "utf8").replace("begun", "begun | late\n::error::no"));
  writeFileSync(path("items/004-broken.md"), "---\nid: 4\ntitle: [\n---\n");
  // What a pull request may bring along, and nothing of it may run.
  writeFileSync(path(".npmrc"), "script-shell=/bin/false\nregistry=http://127.0.0.1:9\n");
  writeFileSync(path("package.json"), '{"scripts":{"preinstall":"touch ran"}}');
  git("add", "--all");
  git("commit", "--quiet", "--message=a change");
  git("checkout", "--quiet", "main");
  git("commit", "--quiet", "--allow-empty", "--message=meanwhile");
  expect(await gtm(top, ["set", "3", "due=2026-05-01"])).toMatchObject({ code: 0 });
  const target = git("rev-parse", "HEAD").trim();
  git("merge", "--quiet", "--no-ff", "--no-edit", "feature");
  return { git, path, top, base, target };
}

test.each(["github", "gitlab"] as const)(
  "the workflow of %s says what a pull request changes and refuses what may not be, with node and git alone",
  async (forge) => {
    const { top, base, target, path } = await makePullRequest(forge);
    const temporary = temporaryFolder();
    const home = temporaryFolder();
    const npm = {
      npm_config_cache: join(home, "cache"),
      npm_config_update_notifier: "false",
      npm_config_offline: "true",
    };
    const packed = await run(root, "npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", temporary], {
      ...environment,
      ...npm,
      HOME: home,
    });
    mkdirSync(join(temporary, "runner"));
    const env = {
      ...environment,
      ...npm,
      HOME: home,
      GTM: join(temporary, packed.stdout.trim()),
      TRACKER: "items",
      CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
      CI_MERGE_REQUEST_TARGET_BRANCH_SHA: target,
      RUNNER_TEMP: join(temporary, "runner"),
      GITHUB_STEP_SUMMARY: join(temporary, "summary.md"),
      TMPDIR: temporary,
    };
    const file = forge === "github" ? ".github/workflows/gtm-review.yml" : ".gitlab/gtm-review.yml";
    const workflow = readFileSync(path(file), "utf8");
    const given = forge === "github" ? { ...env, BASE: baseOf(workflow, base) } : env;
    const runs: Run[] = [];
    for (const { script, isAlways } of commandsOf(forge, workflow))
      if (isAlways || runs.every(({ code }) => code === 0))
        runs.push(await run(top, "bash", ["-e", "-o", "pipefail", "-c", script], given));
    const last = runs.at(-1);
    const unread = expect.stringContaining("items/004-broken.md:3:8: ");
    expect(runs.map(({ code, stderr }) => [code, stderr])).toEqual(
      forge === "github"
        ? [
            [0, ""],
            [0, unread],
            [1, "2 problems were there before: gtm check lists them\n"],
          ]
        : [[1, unread]],
    );
    const [summary, report] =
      forge === "github"
        ? [readFileSync(env.GITHUB_STEP_SUMMARY, "utf8"), last?.stdout ?? ""]
        : [readFileSync(path("gtm-changes.md"), "utf8"), readFileSync(path("gtm-quality.json"), "utf8")];
    expect(summary).toContain("- #1 Box for the post: due set to 2026-04-01");
    // What others have changed meanwhile is not the pull request's.
    expect(summary).not.toContain("#3");
    expect(report).not.toContain("due-later-unexplained");
    expect(summary).toContain("### Cannot be read\n\n- #4 (items/004-broken.md:3:8: ");
    expect(summary).toContain(
      "### With rewritten comments\n\n- #2 Map of the fair: 1 comment edited\n  - 2026-03-12 @ada: edited ",
    );
    expect(report).toContain("comment-edited");
    expect(report).toContain("front-matter-yaml");
    // A stranger's line is no command of the forge's.
    expect(report).not.toMatch(/^::error::no/m);
  },
);

test("in a shallow clone a review says what to fetch", async () => {
  const { top, base } = await makePullRequest("github");
  const shallow = temporaryFolder();
  const cloned = await run(shallow, "git", ["clone", "--quiet", "--depth=1", `file://${top}`, "."], environment);
  expect(cloned).toMatchObject({ code: 0 });
  for (const args of [
    ["check", "--base", base],
    ["diff", `${base}...HEAD`],
  ]) {
    const { code, stderr } = await gtm(shallow, args);
    expect([code, stderr]).toEqual([2, expect.stringContaining("this clone is shallow")]);
    expect(stderr).toContain("git fetch --unshallow gets the rest");
  }
});
