/** Reads a page that must be readable; a refusal fails the test with its message. */
import { readPage } from "../../src/import/read-page.ts";
import { type Draft, isRefusal, type PageReading } from "../../src/import/reading.ts";

export function read(text: string, today = "2024-05-20", year?: number): PageReading {
  const page = readPage(text, year === undefined ? { today } : { today, year });
  if (isRefusal(page)) throw new Error(page.message);
  return page;
}

export function draft(page: PageReading, title: string): Draft {
  const found = page.drafts.find((entry) => entry.title === title);
  if (found === undefined)
    throw new Error(`no draft "${title}" among ${page.drafts.map((entry) => entry.title).join("; ")}`);
  return found;
}

/** A Markdown table of rows that are whole. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n");
}
