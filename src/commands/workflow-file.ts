/** What the workflows of `gtm init --ci` have in common: where they lie, and how gtm comes to a forge's machine. */
export type Forge = "github" | "gitlab";

export const forges: readonly Forge[] = ["github", "gitlab"];

export interface WorkflowFile {
  /** From the repository's top. */
  readonly path: string;
  readonly text: string;
}

/** The tracker's folder as a workflow names it, and the files in it. @param tracker from the repository's top; "" for the top itself */
export function trackerNames(tracker: string): { readonly folder: string; readonly files: string } {
  return {
    folder: JSON.stringify(tracker === "" ? "." : tracker),
    files: JSON.stringify(tracker === "" ? "**" : `${tracker}/**`),
  };
}

/** The first steps: the whole history, without a token, and gtm outside of the checkout, whose package.json is a stranger's. */
export const githubSetUp = `      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - name: Install gtm, outside of the checkout
        working-directory: \${{ runner.temp }}
        run: npm install --global --ignore-scripts --prefix "$RUNNER_TEMP/gtm" "$GTM"`;

export const gitlabSetUp = `    - export GTM_FOLDER="$(mktemp -d)"
    - (cd "$GTM_FOLDER" && npm install --global --ignore-scripts --prefix "$GTM_FOLDER" "$GTM")`;
