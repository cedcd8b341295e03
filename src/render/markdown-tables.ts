/** Items as Markdown tables to paste, drawn as the page draws them. */
import { marksOf } from "../core/marks.ts";
import type { Page, Shown } from "../core/page.ts";
import type { Group } from "../core/rank.ts";
import { escapeMarkdown } from "./markdown-cell.ts";
import { markdownCell } from "./markdown-items.ts";
import { tableLines } from "./markdown-sections.ts";

/** Each group's table under its heading, ending with a line end; "" without items. */
export function markdownTables(groups: readonly Group[], { columns, headings }: Shown, page: Page): string {
  const cells = { page, marks: marksOf(page), columns };
  const tables = groups.flatMap(({ title, items }) =>
    items.length === 0
      ? []
      : [
          ...(title === null ? [] : [`## ${escapeMarkdown(title)}`]),
          tableLines(
            headings.map(escapeMarkdown),
            items.map((item) => columns.map((column) => markdownCell(item, column, cells))),
          ),
        ],
  );
  return tables.length === 0 ? "" : `${tables.join("\n\n")}\n`;
}
