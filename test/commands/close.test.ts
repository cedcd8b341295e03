import { describe, expect, it } from "vitest";
import { gtm } from "../support/gtm.ts";
import { item1, kettle } from "../support/tracker-files.ts";

const file = "items/001-handle-that-stays-cool.md";

describe("gtm close and gtm reopen", () => {
  it("closes with the date, the status and a comment, in one commit", async () => {
    const run = await gtm(["close", "1", "Cork it is"], kettle);
    expect(run.files[file]).toBe(
      `${item1.replace("in-progress", "done").replace("due: 2026-03-01\n", "due: 2026-03-01\nclosed: 2026-03-12\n")}- **2026-03-12 @sam** Cork it is\n`,
    );
    expect(run.commits).toEqual([{ message: "gtm close 1: Cork it is", files: [file] }]);
  });

  it("says so and succeeds where an item is closed already, and keeps the words out of nowhere", async () => {
    const run = await gtm(["close", "3", "again"], kettle);
    expect([run.code, run.stdout, run.files]).toEqual([
      0,
      "#3 Colour of the lid: already closed, on 2026-02-02\n",
      kettle,
    ]);
    expect(run.stderr).toContain("to add it: gtm note 3");
  });

  it("opens again, with the first status that is not a closed one", async () => {
    const run = await gtm(["reopen", "3"], kettle);
    expect(run.files["items/003-colour-of-the-lid.md"]).toBe(
      "---\nid: 3\ntitle: Colour of the lid\nstatus: pending\nowners: [bo]\n---\n\n## Comments\n\n- **2026-02-02** Red it is.\n",
    );
    expect(run.stdout).toBe("#3 Colour of the lid: open again [a1b2c3d]\n");
  });

  it("keeps a closed status of the tracker's own", async () => {
    const cancelled = item1.replace("in-progress", "cancelled");
    const run = await gtm(["close", "1"], { ...kettle, [file]: cancelled });
    expect(run.files[file]).toContain("status: cancelled\n");
  });

  it("gives back the status that the item had while it was open", async () => {
    const version = (status: string, closed = "") =>
      item1.replace("in-progress", status).replace("due: 2026-03-01\n", `due: 2026-03-01\n${closed}`);
    const closed = version("done", "closed: 2026-03-11\n");
    const commit = (date: string, text: string) => ({ date, subject: date, files: { [file]: text } });
    const history = [
      commit("2026-03-01", version("pending")),
      commit("2026-03-02", version("blocked")),
      commit("2026-03-03", version("retired-word")),
      commit("2026-03-10", version("done")),
      commit("2026-03-11", closed),
      commit("2026-03-11", `${closed}- **2026-03-11** Too soon.\n`),
    ];
    const run = await gtm(["reopen", "1"], { ...kettle, [file]: closed }, { history });
    expect([run.code, run.files[file]]).toEqual([0, version("blocked")]);
    const none = version("blocked").replace("status: blocked\n", "");
    const without = await gtm(
      ["reopen", "1"],
      { ...kettle, [file]: closed },
      { history: [commit("2026-03-03", none)] },
    );
    expect(without.files[file]).toBe(none);
  });

  it("lets the date alone tell where the tracker has no status for it", async () => {
    const endless = {
      ...kettle,
      "items/tracker.md": (kettle["items/tracker.md"] ?? "").replace(", done: Done", ""),
      "items/003-colour-of-the-lid.md": (kettle["items/003-colour-of-the-lid.md"] ?? "").replace("done", "pending"),
    };
    const run = await gtm(["close", "1"], endless);
    expect([run.code, run.files[file]]).toEqual([
      0,
      item1.replace("due: 2026-03-01\n", "due: 2026-03-01\nclosed: 2026-03-12\n"),
    ]);
    expect((await gtm(["check"], run.files)).stdout).not.toContain("(closed-");
    expect((await gtm(["reopen", "1"], run.files)).files).toEqual(endless);
  });

  it("opens an item again whose status says closed by its label alone", async () => {
    const worded = {
      ...kettle,
      "items/tracker.md": (kettle["items/tracker.md"] ?? "").replace("done: Done", "s9: Done"),
      "items/003-colour-of-the-lid.md": (kettle["items/003-colour-of-the-lid.md"] ?? "").replace("done", "s9"),
    };
    const run = await gtm(["reopen", "3"], worded);
    expect(run.files["items/003-colour-of-the-lid.md"]).toContain("status: pending\n");
  });

  it("writes the tracker's own word for done, with which check is content", async () => {
    const worded = {
      "items/tracker.md": "---\ntitle: Loaf\nstatuses: {wip: Working, fin: Done}\n---\n",
      "items/001-bake.md": "---\nid: 1\ntitle: Bake\nstatus: wip\n---\n",
    };
    const run = await gtm(["close", "1"], worded);
    expect(run.files["items/001-bake.md"]).toContain("status: fin\nclosed: 2026-03-12\n");
    expect((await gtm(["check"], run.files)).stdout).toBe("no errors, no warnings in 2 files\n");
  });
});
