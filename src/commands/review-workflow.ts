/**
 * What has a forge review changes of a tracker. It runs for pull requests from forks: it has no token, it installs gtm
 * outside of the checkout (whose package.json and .npmrc are the pull request's), and it runs nothing else. What a forge has
 * checked out may be merged with the target branch as it is by now: the base is then that merge's own parent, as an older
 * one would show what others have changed meanwhile.
 */
import { type Forge, githubSetUp, gitlabSetUp, trackerNames, type WorkflowFile } from "./workflow-file.ts";

/** @param tracker the tracker's folder, from the repository's top; "" for the top itself; @param version of the gtm that reviews */
export function reviewWorkflow(forge: Forge, tracker: string, version: string): WorkflowFile {
  const { folder, files } = trackerNames(tracker);
  return forge === "github"
    ? { path: ".github/workflows/gtm-review.yml", text: github(folder, files, version) }
    : { path: ".gitlab/gtm-review.yml", text: gitlab(folder, files, version) };
}

const github = (
  folder: string,
  files: string,
  version: string,
) => `# Made by gtm init --ci github: reviews pull requests that change the tracker.
name: Tracker review
on:
  pull_request:
    paths: [${files}]
permissions:
  contents: read
jobs:
  review:
    runs-on: ubuntu-latest
    env:
      # As npm names it; or the address of a package that npm pack made.
      GTM: gtm-tracker@${version}
      TRACKER: ${folder}
      # HEAD is the pull request merged into its target.
      BASE: HEAD^1
    steps:
${githubSetUp}
      - name: What changes
        run: |
          "$RUNNER_TEMP/gtm/bin/gtm" -t "$TRACKER" diff "$BASE...HEAD" --format markdown >> "$GITHUB_STEP_SUMMARY"
      - name: Whether it may
        # Also where a file cannot be read, which ends the step above.
        if: success() || failure()
        run: |
          "$RUNNER_TEMP/gtm/bin/gtm" -t "$TRACKER" check --base "$BASE" --format github
`;

const gitlab = (
  folder: string,
  files: string,
  version: string,
) => `# Made by gtm init --ci gitlab: reviews merge requests that change the tracker.
# In .gitlab-ci.yml: include: /.gitlab/gtm-review.yml
tracker-review:
  image: node:22
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
      changes: [${files}]
  variables:
    GIT_DEPTH: "0"
    # As npm names it; or the address of a package that npm pack made.
    GTM: gtm-tracker@${version}
    TRACKER: ${folder}
  before_script:
${gitlabSetUp}
    # The first is there where HEAD is merged with the target already.
    - export BASE="\${CI_MERGE_REQUEST_TARGET_BRANCH_SHA:-$CI_MERGE_REQUEST_DIFF_BASE_SHA}"
  script:
    - '"$GTM_FOLDER/bin/gtm" -t "$TRACKER" diff "$BASE...HEAD" --format markdown | tee gtm-changes.md || echo "not all of it could be read: see what check says"'
    - '"$GTM_FOLDER/bin/gtm" -t "$TRACKER" check --base "$BASE" --format gitlab > gtm-quality.json'
  after_script:
    - cat gtm-quality.json
  artifacts:
    when: always
    paths: [gtm-changes.md]
    reports:
      codequality: gtm-quality.json
`;
