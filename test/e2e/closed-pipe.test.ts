import { expect, test } from "vitest";
import { makeRepository } from "../shell/repository.ts";
import { trackerText } from "../support/tracker-files.ts";
import { shell } from "./built-gtm.ts";

/** More than a pipe holds (64 KB), so that gtm still writes when its reader has gone. */
const many = Object.fromEntries(
  Array.from({ length: 900 }, (_, index) => {
    const number = String(index + 1).padStart(3, "0");
    const title = `Kettle number ${index + 1}, ${"in a colour of its own ".repeat(4)}`;
    return [`items/${number}-kettle.md`, `---\nid: ${index + 1}\ntitle: ${title}\nstatus: pending\n---\n`];
  }),
);

test("a reader that leaves (| head) ends gtm with 0, and nothing is said", async () => {
  const { folder } = makeRepository({ "items/tracker.md": trackerText, ...many });
  for (const command of ["list --all", "list --json", "render", "render --format json", "show $(seq 900)"]) {
    const { code, stdout, stderr } = await shell(folder, `gtm ${command} | head -1`);
    expect([command, code, stderr, stdout.split("\n")]).toEqual([command, 0, "", [expect.stringMatching(/./), ""]]);
  }
  expect(await shell(folder, "gtm list --all | true")).toEqual({ code: 0, stdout: "", stderr: "" });
});

test("all 900 lines arrive at a slow reader", async () => {
  const { folder } = makeRepository({ "items/tracker.md": trackerText, ...many });
  expect((await shell(folder, "gtm list --all | (sleep 1; wc -l)")).stdout.trim()).toBe("900");
});
