import { describe, expect, it } from "vitest";
import { gtm } from "../support/gtm.ts";
import { kettle } from "../support/tracker-files.ts";

const handle = "items/001-handle-that-stays-cool.md";
const warranty = "items/002-warranty-text.md";
const run = (argv: readonly string[], answers: readonly string[], world = {}) =>
  gtm(argv, kettle, { terminal: true, width: 100, answers, ...world });

describe("a command without the number of an item, on a terminal", () => {
  it("shows the item that is picked by words of it", async () => {
    expect((await run(["show"], ["legal"])).stdout).toContain("#2 Warranty text");
    expect((await run(["show"], ["amara cool"])).stdout).toContain("#1 Handle that stays cool");
    expect((await run(["show"], ["3"])).stdout).toContain("#3 Colour of the lid");
  });

  it("notes on it, from -m or from the editor", async () => {
    expect((await run(["note", "-m", "Poured"], ["warranty"])).files[warranty]).toContain("Poured");
    const typed = await run(["note"], ["warranty"], { edit: (text: string) => `Poured${text}` });
    expect(typed.commits).toEqual([{ message: "gtm note 2: Poured", files: [warranty] }]);
  });

  it("closes what is open, and reopens what is closed", async () => {
    expect((await run(["close"], ["handle"])).stdout).toContain("#1 Handle that stays cool: closed");
    expect((await run(["reopen"], [""])).stdout).toContain("#3 Colour of the lid: open again");
  });

  it("sets the fields that are given, or asks for one and its value", async () => {
    expect((await run(["set", "priority=P2"], ["handle"])).files[handle]).toContain("priority: P2\n");
    expect((await run(["set"], ["handle", "status", "blocked"])).files[handle]).toContain("status: blocked\n");
    expect((await run(["set"], ["handle", "", "region=south"])).files[handle]).toContain("region: south\n");
    expect((await run(["set", "1"], ["due", "+1w"])).files[handle]).toContain("due: 2026-03-19\n");
    expect((await run(["set", "1"], ["priority", "P1"])).stderr).toBe("gtm: nothing was changed\n");
  });

  it("offers nothing where there is nothing to offer", async () => {
    const empty = { "items/tracker.md": kettle["items/tracker.md"] ?? "" };
    const none = await gtm(["close"], empty, { terminal: true });
    expect(none).toMatchObject({
      code: 2,
      stderr: "gtm: there is no item to close\n  gtm list --all shows all items\n",
    });
  });
});

it.each(["note", "show", "set", "close", "reopen"])(
  "%s without a number and a terminal names what is missing",
  async (verb) => {
    const { code, stderr } = await gtm([verb], kettle);
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining(`gtm: ${verb} needs an item's number\n  for example: gtm ${verb} 17`),
    ]);
  },
);
