/** A row's only date, between a column of starts and one of ends. */
import { expect, test } from "vitest";
import { draft, read, table } from "./support.ts";

test("a lone date that lies among the other column's dates is kept where it stands, and doubted", () => {
  const page = read(
    table(
      ["Task", "Owner", "Start", "Due"],
      [
        ["Sweep", "Ines Quill", "2024-05-02", "2024-08-03"],
        ["Dust", "Wei Zhang", "2024-05-06", "2024-08-10"],
        ["Paint", "Wei Zhang", "2024-05-10", "2024-08-20"],
        ["Order", "Ines Quill", "2024-08-12", ""],
        ["Count", "Ines Quill", "", "2024-08-15"],
      ],
    ),
  );
  expect(draft(page, "Order")).toMatchObject({
    start: "2024-08-12",
    due: null,
    repairs: [{ column: "start", value: "2024-08-12", alternative: "due", confidence: 0.85 }],
  });
  expect(draft(page, "Count").confidence).toBe(1);
});
