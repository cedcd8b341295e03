/** The named characters of HTML that a page uses: storage format takes them all, XML knows five. */
import { defaultTreeAdapter, parseFragment } from "parse5";

/** No name that HTML knows is longer. */
const name = /&([A-Za-z][A-Za-z0-9]{1,31});/g;

/** By name, for each `&name;` in the text that HTML knows: the character it stands for. */
export function namedCharacters(text: string): Readonly<Record<string, string>> {
  const names = new Set<string>();
  for (const match of text.matchAll(name)) names.add(match[1] ?? "");
  // A line break of its own would move the lines below.
  names.delete("NewLine");
  // One parse for all of them: a line each, and an unknown name stays as it is.
  const [decoded] = parseFragment([...names].map((each) => `&${each};`).join("\n")).childNodes;
  const lines = decoded !== undefined && defaultTreeAdapter.isTextNode(decoded) ? decoded.value.split("\n") : [];
  const pairs = [...names].flatMap((each, index) => {
    const character = lines[index] ?? `&${each};`;
    return character === `&${each};` ? [] : [[each, character] as const];
  });
  return { NewLine: "\n", ...Object.fromEntries(pairs) };
}
