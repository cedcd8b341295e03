import type { Context } from "../ports.ts";
export async function importPage(_context: Context, _words: readonly string[], _options: object): Promise<number> {
  return 0;
}
