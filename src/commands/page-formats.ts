/** The forms of the page: one entry a renderer. What draws one is loaded when it is asked for. */
import type { Page } from "../core/page.ts";
import { printableJson } from "../core/printable.ts";

/** What a page's reader may ask for; each form takes what is its own. */
export interface PageOptions {
  readonly bom?: boolean;
  readonly wide?: boolean;
  readonly isThere?: (url: string) => boolean;
  /** Hears what could not be on the page. */
  readonly warn?: (message: string) => void;
}

export interface PageFormat {
  /** Of files, without the dot; the first is the usual one. */
  readonly endings: readonly [string, ...string[]];
  /** The page in pieces, however many. */
  readonly load: () => Promise<(page: Page, options: PageOptions) => Iterable<string>>;
}

function confluenceWarning(mostComments: number, isTooLarge: boolean): string {
  const limit = "Confluence takes pages of up to 5 MB";
  if (isTooLarge)
    return `${limit}, and this one is larger without any comment: show fewer items (gtm help list has the queries of its markers)`;
  if (mostComments === 0) return `${limit}: this one is without comments`;
  return `${limit}: this one has the newest ${mostComments === 1 ? "comment" : `${mostComments} comments`} of each item`;
}

export const pageFormats = {
  md: {
    endings: ["md", "markdown"],
    load: async () => (await import("../render/markdown.ts")).renderMarkdown,
  },
  html: {
    endings: ["html", "htm"],
    load: async () => (await import("../render/html/html.ts")).renderHtml,
  },
  confluence: {
    endings: ["xml"],
    load: async () => {
      const { confluenceBody } = await import("../render/confluence.ts");
      return (page, { warn }) => {
        const { text, mostComments, isTooLarge } = confluenceBody(page);
        if (mostComments !== null) warn?.(confluenceWarning(mostComments, isTooLarge));
        return [text];
      };
    },
  },
  csv: {
    endings: ["csv"],
    load: async () => {
      const { renderCsv } = await import("../render/csv.ts");
      return (page, { bom }) => [renderCsv(page, { bom: bom === true })];
    },
  },
  json: {
    endings: ["json"],
    load: async () => {
      const { pageData } = await import("../render/json.ts");
      return (page) => [`${printableJson(pageData(page))}\n`];
    },
  },
} satisfies Readonly<Record<string, PageFormat>>;

export type Format = keyof typeof pageFormats;
export const formatNames = Object.keys(pageFormats) as readonly Format[];

/** "md, html, confluence, csv or json" */
export const formatList = formatNames.join(", ").replace(/, (?=\w+$)/, " or ");
