/** Confluence storage format to blocks: tags as in XML, by parse5's tokens, the named characters of HTML, and no repairs. */
import { type Token, Tokenizer } from "parse5";
import { isPageFigures } from "../../core/page-figures.ts";
import { type PageRefusal, refuse } from "../reading.ts";
import type { Block } from "./blocks.ts";
import { depthLimit, findBelow, type SourceElement, type SourceNode, type SourceTree, textBelow } from "./element.ts";
import { readHtmlBlocks } from "./html.ts";
import { translateStorage } from "./storage-macros.ts";

type Open = Omit<SourceElement, "children" | "end"> & { readonly children: SourceNode[] };

const exportAgain = "export the page again, or import it with --from html";

/** The tree, or what is no tree, with the place: what gtm would have to guess it refuses. */
function parseStorage(page: string): SourceTree | PageRefusal {
  const root: SourceNode[] = [];
  const open: Open[] = [];
  let fault: PageRefusal | null = null;
  const fail = (at: Token.Location | null, message: string, hint = exportAgain) => {
    fault ??= refuse(`line ${at?.endLine ?? 1}, column ${Math.max(1, (at?.endCol ?? 2) - 1)}: ${message}`, hint);
  };
  const siblings = () => open.at(-1)?.children ?? root;
  const addText = ({ chars, location }: Token.CharacterToken) => {
    siblings().push({ kind: "text", text: chars, line: location?.startLine ?? 1 });
  };
  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onCharacter: addText,
      onWhitespaceCharacter: addText,
      onNullCharacter: addText,
      onComment: () => {},
      onDoctype: ({ location }) =>
        fail(location, "it declares a document type", "storage format has none: remove <!DOCTYPE …> and its entities"),
      onStartTag: ({ tagName: name, attrs, selfClosing, location }) => {
        if (open.length >= depthLimit) fail(location, `elements are nested more than ${depthLimit} deep`);
        if (fault !== null) return;
        const attributes = new Map(attrs.map((each) => [each.name, each.value]));
        const { startLine: line = 1, startOffset: start = 0, endOffset: end = 0 } = location ?? {};
        const element: Open = { kind: "element", name, attributes, children: [], line, start };
        if (selfClosing) siblings().push({ ...element, end });
        else open.push(element);
      },
      onEndTag: ({ tagName: name, location }) => {
        const element = open.pop();
        if (element?.name === name) siblings().push({ ...element, end: location?.endOffset ?? 0 });
        else if (element === undefined) fail(location, `not well-formed: </${name}> closes nothing`);
        else fail(location, `not well-formed: </${name}> while <${element.name}> from line ${element.line} is open`);
      },
      onEof: ({ location }) => {
        const [last] = open.slice(-1);
        if (last) fail(location, `the page ends inside <${last.name}>, which starts on line ${last.line}`);
      },
      onParseError: (error) => {
        if (error.code === "eof-in-tag") fail(error, "the page ends inside a tag");
      },
    },
  );
  // As in an element of XML: `<![CDATA[…]]>` is text.
  tokenizer.inForeignNode = true;
  tokenizer.write(page, true);
  return fault ?? { source: page, root, own: false };
}

/** The line of the day and its figures, or an entry that begins with its day or `Description` in bold, as in gtm's cells. */
function isOwn({ name, children }: SourceElement): boolean {
  if (name === "p" && isPageFigures(textBelow(children))) return true;
  const [first] = children;
  const lead = first?.kind === "element" && first.name === "p" ? first.children[0] : first;
  if (name !== "li" || lead?.kind !== "element" || lead.name !== "strong") return false;
  const isDay = findBelow(lead.children, (element) => element.name === "time") !== null;
  return isDay || /^(?:Description|\d{4}-\d\d-\d\d(?: @\S+)?)$/.test(textBelow(lead.children));
}

/** The blocks of a page as Confluence's REST interface gives it. A user stands as `[ID](user:ID)`: the format has no names. */
export function readStorage(text: string): readonly Block[] | PageRefusal {
  const page = parseStorage(text);
  if ("ok" in page) return page;
  const root = translateStorage(page.root);
  return readHtmlBlocks({ ...page, root, own: findBelow(root, isOwn) !== null });
}
