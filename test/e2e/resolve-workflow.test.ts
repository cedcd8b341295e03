/** The workflows that merge a branch in conflict, run as a forge would run them, with a remote beside them. */
import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import yaml from "js-yaml";
import { expect, test } from "vitest";
import { makeRepository, repositoryAt, temporaryFolder } from "../shell/repository.ts";
import { item1, kettle } from "../support/tracker-files.ts";
import { environment, gtm, root, run } from "./built-gtm.ts";

const forges = ["github", "gitlab"] as const;
const file = "items/001-handle-that-stays-cool.md";

/** The scripts that do the work, behind the installation. */
function scriptsOf(forge: (typeof forges)[number], text: string): readonly string[] {
  const workflow = yaml.safeLoad(text) as Record<string, unknown>;
  if (forge === "gitlab") return [(workflow["tracker-resolve"] as { script: string[] }).script.join("\n")];
  const { resolve } = workflow.jobs as { resolve: { steps: { name?: string; run?: string }[] } };
  const scripts = resolve.steps.flatMap(({ run: script }) => script ?? []);
  expect(scripts[0]).toContain("npm install");
  return scripts.slice(1);
}

/** A remote whose branches `main` and `topic` have each a comment that git cannot merge, and a forge's checkout of main. */
async function makeForge(forge: (typeof forges)[number]) {
  const { folder, git, write } = makeRepository(kettle);
  expect((await gtm(folder, ["init", "--ci", forge])).code).toBe(0);
  git("branch", "topic");
  for (const [branch, words] of [
    ["main", "5 @bo** Of main."],
    ["topic", "4 @amara** Of topic."],
  ] as const) {
    git("switch", "--quiet", branch);
    write(file, `${item1}- **2026-03-0${words}\n`);
    git("commit", "--quiet", "--all", `--message=on ${branch}`);
  }
  const temporary = temporaryFolder();
  const [remote, checkout] = [join(temporary, "remote.git"), join(temporary, "checkout")];
  git("clone", "--quiet", "--bare", folder, remote);
  git("clone", "--quiet", "--branch=main", remote, checkout);
  mkdirSync(join(temporary, "gtm/bin"), { recursive: true });
  symlinkSync(join(root, "bin/gtm.js"), join(temporary, "gtm/bin/gtm"));
  const path = forge === "github" ? ".github/workflows/gtm-resolve.yml" : ".gitlab/gtm-resolve.yml";
  const text = readFileSync(join(checkout, path), "utf8");
  const env = (branch: string) => ({
    ...environment,
    BRANCH: branch,
    ONTO: "main",
    TRACKER: "items",
    TOKEN: "secret",
    RUNNER_TEMP: temporary,
    GTM_FOLDER: join(temporary, "gtm"),
    GTM_PUSH_TOKEN: "secret",
    CI_SERVER_PROTOCOL: "https",
    CI_SERVER_HOST: "gitlab.example.com",
    CI_SERVER_PORT: "443",
    CI_PROJECT_PATH: "team/tracker",
    GIT_CONFIG_COUNT: "1",
    GIT_CONFIG_KEY_0: `url.${remote}.insteadOf`,
    GIT_CONFIG_VALUE_0: "https://gtm:secret@gitlab.example.com:443/team/tracker.git",
  });
  const start = async (branch: string) => {
    for (const script of scriptsOf(forge, text)) {
      const { code, stdout, stderr } = await run(checkout, "bash", ["-e", "-c", script], env(branch));
      if (code !== 0) return { code, words: stdout + stderr };
    }
    return { code: 0, words: "" };
  };
  return { start, text, checkout, remote: repositoryAt(remote) };
}

test.each(forges)("the workflow of %s merges by meaning, and pushes the merge", async (forge) => {
  const { start, remote } = await makeForge(forge);
  expect(await start("topic")).toEqual({ code: 0, words: "" });
  expect(remote.git("log", "-1", "--format=%s", "topic").trim()).toBe(
    "Merge remote-tracking branch 'origin/main' into topic",
  );
  expect(remote.git("show", `topic:${file}`)).toBe(
    `${item1}- **2026-03-04 @amara** Of topic.\n- **2026-03-05 @bo** Of main.\n`,
  );
  // Once more: there is nothing to merge, and nothing to push.
  expect((await start("topic")).code).toBe(0);
});

test.each(forges)("a branch's name is nothing else to the workflow of %s", async (forge) => {
  const { start, text, checkout, remote } = await makeForge(forge);
  const before = remote.git("for-each-ref");
  for (const name of [
    "$(touch ran)",
    "topic; touch ran",
    "-f",
    "--help",
    "topic main",
    "../main",
    "@{-1}",
    "nowhere",
    "",
  ])
    expect([name, await start(name)]).toEqual([name, expect.not.objectContaining({ code: 0 })]);
  expect([remote.git("for-each-ref"), repositoryAt(checkout).git("status", "--porcelain")]).toEqual([before, ""]);
  for (const script of scriptsOf(forge, text)) expect(script).not.toContain("${{");
});

test("what only people can decide stops the workflow before it pushes", async () => {
  const { start, checkout, remote } = await makeForge("github");
  const here = repositoryAt(checkout);
  for (const [branch, day] of [
    ["main", "10"],
    ["topic", "20"],
  ] as const) {
    here.git("switch", "--quiet", branch);
    here.write(file, here.read(file).replace("due: 2026-03-01", `due: 2026-03-${day}`));
    here.git("commit", "--quiet", "--all", "--message=due");
    here.git("push", "--quiet", "origin", branch);
  }
  const before = remote.git("for-each-ref");
  const stopped = await start("topic");
  expect(stopped.code).toBe(1);
  expect(stopped.words).toContain("due is 2026-03-20 on topic, 2026-03-10 on origin/main");
  expect(remote.git("for-each-ref")).toBe(before);
});
