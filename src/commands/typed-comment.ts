/** The text of a comment as people type it in their editor. */
import { tidyComment } from "../core/add-comment.ts";
import { nameOf } from "../core/item-key.ts";
import { UserError } from "../errors.ts";
import type { FoundItem } from "./find-item.ts";
import type { Workspace } from "./workspace.ts";

const scissors = "<!-- gtm: everything below this line is ignored -->";

/** An empty comment for the editor, with what it is about below. */
export function commentHelp(found: readonly FoundItem[], { tracker }: Workspace): string {
  const items = found.map(({ item }) => `${nameOf(item, tracker)} ${item.title}`).join("\n");
  return `\n\n${scissors}\n\n${items}\n\n${found[0]?.item.comments.at(-1)?.text ?? ""}\n`;
}

/** Without the help, which is also in a file that gtm has kept for the user when it could not take the text. */
export function commentText(typed: string): string {
  const text = tidyComment(typed.split(scissors)[0] ?? "");
  if (text === "") throw new UserError("the comment is empty", { hint: "nothing was changed" });
  return text;
}
