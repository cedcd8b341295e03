/** What the shapes of a timeline say: a line of those that are in it. */
import type { Bar } from "./bar.ts";
import { type BarLook, drawShape } from "./bar-shape.ts";
import { type Content, element } from "./element.ts";
import { textExtent } from "./pack.ts";

const plain: BarLook = { kind: "bar", state: "active", isLate: false, before: false, after: false };

const entries: readonly {
  readonly words: string;
  readonly look: BarLook;
  readonly isIn: (look: BarLook) => boolean;
}[] = [
  { words: "under way", look: plain, isIn: ({ state }) => state === "active" },
  { words: "not under way", look: { ...plain, state: "waiting" }, isIn: ({ state }) => state === "waiting" },
  { words: "blocked", look: { ...plain, state: "stuck" }, isIn: ({ state }) => state === "stuck" },
  { words: "overdue", look: { ...plain, isLate: true }, isIn: ({ isLate }) => isLate },
  { words: "months only", look: { ...plain, kind: "rough" }, isIn: ({ kind }) => kind === "rough" },
  { words: "begins earlier", look: { ...plain, before: true }, isIn: ({ before }) => before },
  { words: "ends later", look: { ...plain, after: true }, isIn: ({ after }) => after },
];

export function timelineKey(bars: readonly Bar[], top: number): Content {
  let x = 0;
  const drawn = entries
    .filter(({ isIn }) => bars.some(({ look }) => isIn(look)))
    .map(({ words, look }) => {
      const [x1, x2] = [x, x + 22];
      const tail = look.isLate && bars.some((bar) => bar.tail !== null) ? x2 + 12 : null;
      const end = (tail ?? x2) + 6;
      x = end + textExtent(words) + 18;
      return [
        drawShape(look, { x1, x2, tail }, top + 9),
        element("text", { class: "soft", x: end, y: top + 13 }, words),
      ];
    });
  return element("g", { class: "key" }, drawn);
}
