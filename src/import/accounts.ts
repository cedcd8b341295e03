/** Accounts that stand in brackets behind the names of owners, without a sign: `Dana Fox (dfox)`. */
import { groupBy } from "../core/group-by.ts";
import words from "../words/people.json" with { type: "json" };
import { anyOf, wordsIn, wordsOf } from "./word-lists.ts";

const roles: ReadonlySet<string> = new Set(wordsOf(words.roles));
const capitalised = "\\p{Lu}[\\p{L}'’.-]{0,30}";
const behindName = new RegExp(
  `((?<=^|[;|\\n]\\s*)${capitalised}, ${capitalised}(?: ${capitalised})?|[^,;/&+|\\n()[\\]<>@]{2,80}) [([]([\\p{L}\\d](?:[\\p{L}\\d._-]{0,28}[\\p{L}\\d])?)[)\\]](?:\\s*[,;/&+|]|\\s+(?:${anyOf(wordsOf(words.and))})(?=\\s))?\\s*`,
  "gu",
);

/** `dfox`, `fox.d`, `danafox`: beginnings of at least two of the name's words, or a whole one. */
function isMadeOf(letters: string, name: readonly string[], used = 0): boolean {
  if (letters === "") return used > 1;
  return name.some((word, index) => {
    const rest = name.toSpliced(index, 1);
    const cuts = Array.from({ length: word.length }, (_, at) => word.slice(0, at + 1));
    return cuts.some(
      (cut) =>
        letters.startsWith(cut) &&
        isMadeOf(letters.slice(cut.length), rest, used + (cut === word && word.length > 2 ? 2 : 1)),
    );
  });
}

const inLetters = (text: string) => wordsIn(text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[\d_]/g, ""));

/** So many are looked at: a hostile name and its account are compared in a hundred thousand ways. */
const sampleSize = 200;

/** The accounts in cells of owners: those made of the names before them, and where most are, what else stands behind one name alone. */
export function accountsIn(cells: readonly string[]): ReadonlySet<string> {
  const found = cells.flatMap((cell) => [...cell.matchAll(behindName)]);
  const pairs = new Map(found.map(([, name = "", account = ""]) => [`${name.trim()}\n${account}`, { name, account }]));
  const all = [...pairs.values()].filter(({ account }) => account === account.toLowerCase() && !roles.has(account));
  const isMade = ({ name, account }: (typeof all)[number]) =>
    isMadeOf(inLetters(account).join("").slice(0, 20), inLetters(name).slice(0, 4));
  const sample = all.slice(0, sampleSize);
  const made = sample.filter(isMade);
  const byAccount = groupBy(all, ({ account }) => account);
  const others = all.filter(({ account }) => made.length > sample.length / 2 && byAccount.get(account)?.length === 1);
  return new Set([...made, ...others].map(({ account }) => account));
}

/** A cell of owners with such accounts written as handles, each the end of an owner: `Dana Fox (@dfox); `. */
export function withHandles(cell: string, accounts: ReadonlySet<string>): string {
  return cell.replace(behindName, (whole, name: string, account: string) =>
    accounts.has(account) ? `${name.trim()} (@${account}); ` : whole,
  );
}
