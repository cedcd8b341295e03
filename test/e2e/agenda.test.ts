/** What git knows of the last meeting, and the agenda of the next one makes of it. */
import { expect, test } from "vitest";
import { makeRepository } from "../shell/repository.ts";
import { gtm } from "./built-gtm.ts";

test("of what came on the day of the last meeting, only what came behind it is new in the next one", async () => {
  const { folder, git } = makeRepository({ "readme.md": "one\n" });
  const on = (day: string) => ({
    GTM_TODAY: day,
    GIT_AUTHOR_DATE: `${day}T09:00:00Z`,
    GIT_COMMITTER_DATE: `${day}T09:00:00Z`,
  });
  const meetingDay = on("2026-03-05");
  for (const args of [["init"], ["add", "Box", "-o", "ada"], ["note", "1", "Ordered"]])
    expect(await gtm(folder, args, meetingDay)).toMatchObject({ code: 0 });
  git("commit", "--quiet", "--amend", "--no-edit", "--message=gtm meet 2026-03-05", "--message=Meeting: 2026-03-05");
  expect(await gtm(folder, ["add", "Lid", "-o", "ada"], meetingDay)).toMatchObject({ code: 0 });
  const agenda = await gtm(folder, ["agenda"], on("2026-03-12"));
  expect(agenda).toMatchObject({ code: 0, stdout: "New (1)\n  - #2 Lid (Ada Author)\n" });
});
