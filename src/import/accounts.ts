/** Accounts that stand in brackets behind the names of owners, without a sign: `Dana Fox (dfox)`. */
import { groupBy } from "../core/group-by.ts";
import words from "../words/people.json" with { type: "json" };
import { anyIn, wordsIn, wordsOf } from "./word-lists.ts";

const roles: ReadonlySet<string> = new Set(wordsOf(words.roles));
const capitalised = "\\p{Lu}[\\p{L}'’.-]{0,30}";
const behindName = new RegExp(
  `((?<=^|[;|\\n]\\s*)${capitalised}, ${capitalised}(?: ${capitalised})?|[^,;/&+|\\n()[\\]<>@]{2,80}) [([]([\\p{L}\\d](?:[\\p{L}\\d._-]{0,28}[\\p{L}\\d])?)[)\\]](?:\\s*[,;/&+|]|\\s+(?:${anyIn(words.and)})(?=\\s))?\\s*`,
  "gu",
);

const plain = (text: string) => wordsIn(text.normalize("NFD").replace(/[\p{M}\d_]/gu, ""));

/** `dfox`, `fox.d`, `danafox`: beginnings of the name's words, one after another, the last perhaps first. */
function isMadeOf(account: string, name: string): boolean {
  const [letters, words] = [plain(account).join(""), plain(name.slice(0, 60))];
  // Where the beginnings of a word that stand at a place end: at the place itself, too, for a word may be left out.
  const endsOf = (word: string, at: number) => {
    let length = 0;
    while (length < word.length && letters[at + length] === word[length]) length += 1;
    return Array.from({ length: length + 1 }, (_, more) => at + more);
  };
  const isRead = (order: readonly string[]) =>
    order.reduce((ends, word) => [...new Set(ends.flatMap((at) => endsOf(word, at)))], [0]).includes(letters.length);
  return letters !== "" && (isRead(words) || isRead([...words.slice(-1), ...words.slice(0, -1)]));
}

/** The accounts in cells of owners: those made of the names before them, and where most are, what else stands behind one name alone. */
export function accountsIn(cells: readonly string[]): ReadonlySet<string> {
  const found = cells.flatMap((cell) => [...cell.matchAll(behindName)]);
  const pairs = new Map(found.map(([, name = "", account = ""]) => [`${name.trim()}\n${account}`, { name, account }]));
  const all = [...pairs.values()].filter(({ account }) => account === account.toLowerCase() && !roles.has(account));
  const made = all.filter(({ name, account }) => isMadeOf(account, name));
  const byAccount = groupBy(all, ({ account }) => account);
  const others = all.filter(({ account }) => made.length > all.length / 2 && byAccount.get(account)?.length === 1);
  return new Set([...made, ...others].map(({ account }) => account));
}

/** A cell of owners with such accounts written as handles, each the end of an owner: `Dana Fox (@dfox); `. */
export function withHandles(cell: string, accounts: ReadonlySet<string>): string {
  return cell.replace(behindName, (whole, name: string, account: string) =>
    accounts.has(account) ? `${name.trim()} (@${account}); ` : whole,
  );
}
