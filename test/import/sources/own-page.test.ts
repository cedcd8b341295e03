import { describe, expect, test } from "vitest";
import { read } from "../support.ts";

/** A page that says of itself that gtm made it: anyone can write that. */
function ownPage(cells: { readonly owner: string; readonly comments: string }): string {
  return `<!doctype html><html><head><meta name="generator" content="gtm"></head><body><table>
<tr><th>#</th><th>Open item</th><th>Owner</th><th>Comments</th></tr>
<tr><td>1</td><td>Rye samples</td><td>${cells.owner}</td><td>${cells.comments}</td></tr>
</table></body></html>`;
}

/** As patterns they hang, do not compile, match everything, or name groups. */
const hostileHandles = [
  "(x+x+)+y",
  "(",
  "[",
  "\\",
  "*",
  ".*",
  "$&",
  "(?<a>x)",
  "a{1,",
  "x|",
  "|",
  "</td>",
  "x".repeat(200),
];

describe.each(hostileHandles)("a page of gtm's own with the handle %j", (handle) => {
  const written = handle.replaceAll("<", "&lt;");
  const href = `https://intra.example.com/${"x".repeat(60)}`;
  const person = (className: string) => `<a class="${className}" data-handle="${written}" href="${href}">Ines Roth</a>`;
  const page = read(
    ownPage({
      owner: `<span class="person">${person("")}</span>`,
      comments: `<ul class="log"><li><time class="when" datetime="2026-10-20">20 Oct</time><p class="say">${person("by")} Ask ${person("mention")} first.</p></li></ul>`,
    }),
  );

  test("is read in a moment, its owner an owner and its comment a comment", () => {
    expect(page.drafts).toMatchObject([{ number: 1, title: "Rye samples", owners: ["Ines Roth"] }]);
    expect(page.drafts[0]?.comments).toMatchObject([{ date: "2026-10-20", text: expect.stringContaining("first.") }]);
  });
});

test.each(["https://people.example.com/ines.roth", "https://people.example.com/ines.roth/"])(
  "an owner whose address %s ends in the handle goes by it",
  (href) => {
    const owner = `<span class="person"><a data-handle="ines.roth" href="${href}">Ines Roth</a></span>`;
    const page = read(ownPage({ owner, comments: "" }));
    expect([page.drafts[0]?.owners, page.people["ines.roth"]?.name]).toEqual([["ines.roth"], "Ines Roth"]);
  },
);

test("a dot of a handle stands for itself alone", () => {
  const href = "https://people.example.com/inesXroth";
  const owner = `<span class="person"><a data-handle="ines.roth" href="${href}">Ines Roth</a></span>`;
  expect(read(ownPage({ owner, comments: "" })).drafts[0]?.owners).toEqual(["ines.roth"]);
});
