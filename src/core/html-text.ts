/** Text in HTML: as the page's renderer writes it, and as its script reads it where it parses nothing. */

const signs: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
/** A browser that writes HTML has one name more. */
const named = new Map([...Object.entries(signs).map(([sign, name]) => [name, sign] as const), ["&nbsp;", "\u00a0"]]);

/** Safe as text and between double quotes: no `<` of a text is left, be it in an attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => signs[sign] ?? "");
}

/** The text that `escapeHtml` or a browser has written. */
export function unescapeHtml(html: string): string {
  return html.replace(/&(?:amp|lt|gt|quot|nbsp);/g, (name) => named.get(name) ?? name);
}

const inline = /<\/?(?:a|b|code|em|s|span|strong|time)(?: (?:[^"<>]|"[^"]*")*)?>/g;
const tag = /<(?:[^"<>]|"[^"]*")*>/g;

/** The words of HTML that our renderer or a browser has written; blanks where an element divides them. */
export function textIn(html: string): string {
  return unescapeHtml(html.replace(inline, "").replace(tag, " ")).replace(/\s+/g, " ").trim();
}
