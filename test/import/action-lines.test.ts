/** Minutes that name what is to be done, with the key that people call it by. */
import { expect, test } from "vitest";
import { read } from "./support.ts";

test.each([
  ["Action 14.1:", "14.1"],
  ["**Action AP-7:**", "AP-7"],
  ["ACTION D12 -", "D12"],
])("%j begins an action that is called %j", (label, key) => {
  const page = read(
    `# Board\n\nThe yard was swept.\n\n${label} Ines Quill to paint the gate by 9 May 2024.\n\n${label.replace(/\d(?=\D*$)/, "9")} Wei Zhang to order sand.\n`,
  );
  expect(page.drafts.map(({ owners, due, refs }) => [owners, due, refs[0]])).toEqual([
    [["Ines Quill"], "2024-05-09", key],
    [["Wei Zhang"], null, key.replace(/\d$/, "9")],
  ]);
});
