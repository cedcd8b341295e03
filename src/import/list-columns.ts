/** The columns of a marker for lists: boxes come back as boxes, and what entries say of themselves in its brackets. */
import { usualColumns } from "../core/standard-columns.ts";
import type { Draft } from "./reading.ts";
import type { List } from "./sources/blocks.ts";

/** Empty where the usual columns of a list show all that its entries have. */
export function listColumns({ entries }: List, drafts: readonly Draft[]): readonly string[] {
  const boxes = entries.some(({ done }) => done !== null);
  const used = (["start", "due", "timeline", "status"] as const).filter((column) =>
    drafts.some((draft) => draft[column] !== null),
  );
  if (!boxes) return used.length === 0 ? [] : [...usualColumns.list.slice(0, -1), ...used, "comments"];
  const priority = drafts.some((draft) => draft.priority !== null) ? ["priority"] : [];
  const days = ["start", "due", "timeline", "status"].filter(
    (column) => column === "due" || used.some((own) => own === column),
  );
  // Words below an entry are its description or comments: without a place, nobody would see them again.
  return ["closed", "title", "owners", ...priority, ...days, "refs", "comments"];
}
