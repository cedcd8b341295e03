/**
 * What has a forge merge by meaning a branch that it calls conflicting: forges run no merge drivers. A maintainer starts it by
 * hand, for branches of the repository itself. Names of branches reach the shell as variables alone, and git tells whether they
 * are such; gtm is installed outside of the checkout, and only the last step, which runs nothing else, has a token.
 */
import { type Forge, githubSetUp, gitlabSetUp, trackerNames, type WorkflowFile } from "./workflow-file.ts";

/** @param tracker the tracker's folder, from the repository's top; "" for the top itself; @param version of the gtm that merges */
export function resolveWorkflow(forge: Forge, tracker: string, version: string): WorkflowFile {
  const { folder, files } = trackerNames(tracker);
  return forge === "github"
    ? { path: ".github/workflows/gtm-resolve.yml", text: github(folder, version) }
    : { path: ".gitlab/gtm-resolve.yml", text: gitlab(folder, files, version) };
}

const github = (
  folder: string,
  version: string,
) => `# Made by gtm init --ci github: merges a pull request's branch that GitHub calls conflicting, and pushes the merge.
# A maintainer starts it by hand: Actions, Resolve tracker conflicts, Run workflow. Not for branches of forks.
name: Resolve tracker conflicts
on:
  workflow_dispatch:
    inputs:
      branch:
        description: The pull request's branch, in this repository
        required: true
        type: string
      onto:
        description: The branch that it goes into, where that is not the default branch
        type: string
permissions:
  contents: write
concurrency: gtm-resolve-\${{ inputs.branch }}
jobs:
  resolve:
    runs-on: ubuntu-latest
    env:
      GTM: gtm-tracker@${version}
      TRACKER: ${folder}
      BRANCH: \${{ inputs.branch }}
      ONTO: \${{ inputs.onto || github.event.repository.default_branch }}
    steps:
${githubSetUp}
      - name: Merge by meaning
        env:
          GIT_AUTHOR_NAME: \${{ github.actor }}
          GIT_AUTHOR_EMAIL: \${{ github.actor_id }}+\${{ github.actor }}@users.noreply.github.com
          GIT_COMMITTER_NAME: \${{ github.actor }}
          GIT_COMMITTER_EMAIL: \${{ github.actor_id }}+\${{ github.actor }}@users.noreply.github.com
        run: |
          git check-ref-format "refs/heads/$BRANCH"
          git check-ref-format "refs/heads/$ONTO"
          git checkout --quiet --no-track -B "$BRANCH" "refs/remotes/origin/$BRANCH"
          "$RUNNER_TEMP/gtm/bin/gtm" -t "$TRACKER" resolve --onto "origin/$ONTO"
      - name: Push the merge
        env:
          TOKEN: \${{ github.token }}
        run: |
          git -c "http.extraheader=Authorization: Basic $(printf 'x-access-token:%s' "$TOKEN" | base64 --wrap=0)" push origin "HEAD:refs/heads/$BRANCH"
`;

const gitlab = (
  folder: string,
  files: string,
  version: string,
) => `# Made by gtm init --ci gitlab: merges a merge request's branch that GitLab calls conflicting, and pushes the merge.
# A maintainer starts it by hand in the merge request's pipeline. Not for branches of forks.
# In .gitlab-ci.yml: include: /.gitlab/gtm-resolve.yml
# It pushes with GTM_PUSH_TOKEN (Settings, CI/CD, Variables; masked): a project access token with write_repository.
tracker-resolve:
  image: node:22
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event" && $CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID
      changes: [${files}]
      when: manual
      allow_failure: true
  variables:
    GIT_DEPTH: "0"
    GTM: gtm-tracker@${version}
    TRACKER: ${folder}
    BRANCH: $CI_MERGE_REQUEST_SOURCE_BRANCH_NAME
    ONTO: $CI_MERGE_REQUEST_TARGET_BRANCH_NAME
    GIT_AUTHOR_NAME: $GITLAB_USER_NAME
    GIT_AUTHOR_EMAIL: $GITLAB_USER_EMAIL
    GIT_COMMITTER_NAME: $GITLAB_USER_NAME
    GIT_COMMITTER_EMAIL: $GITLAB_USER_EMAIL
  before_script:
${gitlabSetUp}
  script:
    - git check-ref-format "refs/heads/$BRANCH"
    - git check-ref-format "refs/heads/$ONTO"
    - git fetch --quiet origin "+refs/heads/$BRANCH:refs/remotes/origin/$BRANCH" "+refs/heads/$ONTO:refs/remotes/origin/$ONTO"
    - git checkout --quiet --no-track -B "$BRANCH" "refs/remotes/origin/$BRANCH"
    - '"$GTM_FOLDER/bin/gtm" -t "$TRACKER" resolve --onto "origin/$ONTO"'
    - git push "$CI_SERVER_PROTOCOL://gtm:$GTM_PUSH_TOKEN@$CI_SERVER_HOST:$CI_SERVER_PORT/$CI_PROJECT_PATH.git" "HEAD:refs/heads/$BRANCH"
`;
