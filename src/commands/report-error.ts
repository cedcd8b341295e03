/** What the user can mend, said on stderr: at a command's end, or where it goes on all the same. */
import type { UserError } from "../errors.ts";
import type { Context } from "../ports.ts";
import { writeMessage } from "../write-message.ts";

export async function reportError(context: Context, { message, hint }: UserError): Promise<void> {
  await writeMessage(context.stderr, `gtm: ${message}\n${hint ? `  ${hint}\n` : ""}`);
}
