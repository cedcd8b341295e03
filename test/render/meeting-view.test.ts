import { expect, it } from "vitest";
import { readItem } from "../../src/core/item-file.ts";
import { readTracker } from "../../src/core/tracker-file.ts";
import { meetingView } from "../../src/render/meeting-view.ts";

const { tracker } = readTracker("---\ntitle: Teapot\n---\n");

function screen(description: string, comments: readonly string[], width: number, height: number): string {
  const said = comments.map((text, index) => `- **2026-03-${10 + index}** ${text.replaceAll("\n", "\n  ")}\n`).join("");
  const text = `---\nid: 1\ntitle: Spout\nstatus: open\n---\n\n${description}\n\n## Comments\n\n${said}`;
  if (tracker === null) throw new Error("the tracker cannot be read");
  const { item } = readItem(text, "items/001-spout.md", tracker);
  if (item === null) throw new Error("the item cannot be read");
  const view = { item, reasons: [], title: "Teapot, meeting of 2026-03-12", place: "1 of 2", changes: "", said: "" };
  return meetingView(view, { tracker, today: "2026-03-12" }, { width, colour: 0 }, height);
}

const long = "The spout drips when the pot is full, and the lid rattles. ".repeat(30);

it.each([14, 18, 24, 40])("is never higher than a window of %i lines", (height) => {
  for (const width of [40, 60, 80, 200]) {
    for (const comments of [
      [],
      ["Poured dry."],
      [long],
      Array.from({ length: 9 }, () => long),
      Array(9).fill("Dry."),
    ]) {
      for (const description of ["", "A pot.", long, "line\n\n".repeat(4000)]) {
        const lines = screen(description, comments, width, height).trimEnd().split("\n");
        expect([height, width, lines.length <= height]).toEqual([height, width, true]);
      }
    }
  }
});

it("keeps the newest comment where it and the description do not both fit, and tells what is left out", () => {
  expect(screen(`${long}`, ["First.", "Then.", "Now."], 60, 14)).toMatchInlineSnapshot(`
    "Teapot, meeting of 2026-03-12                         1 of 2

    #1 Spout

    Status  open

    2026-03-12
      Now.

    2026-03-11
      Then.

    the description, 1 more comment: v shows all
    "
  `);
});
