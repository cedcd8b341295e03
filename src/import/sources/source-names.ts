/** The sources by the names that `--from` takes. */
export const sourceNames = ["markdown", "html", "storage", "csv"] as const;
export type SourceName = (typeof sourceNames)[number];
