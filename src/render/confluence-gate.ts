/** The last gate: Confluence answers 400 to ill-formed XML, so that none may leave. */
import { SaxesParser } from "saxes";

const namespaces =
  'xmlns:ac="http://atlassian.com/content" xmlns:ri="http://atlassian.com/resource/identifier" xmlns="http://www.w3.org/1999/xhtml"';

/** The text as it came. Throws where a strict parser of XML with namespaces refuses it: that is a bug of the renderer. */
export function wellFormed(storage: string): string {
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw new Error(`the page in storage format is not well-formed XML: ${error.message}`, { cause: error });
  });
  // On a line of its own, so that the message names the page's lines plus one.
  parser.write(`<page ${namespaces}>\n${storage}</page>`).close();
  return storage;
}
