/** What a page of the team's own words says comes back from each format that gtm writes, into a tracker that knows nothing of it. */
import { expect, it } from "vitest";
import { gtm } from "../support/gtm.ts";

const page = `# Harbour works

| Risk ID | Task | Owner | Status | Measures |
| --- | --- | --- | --- | --- |
| R-001 | Rig the harbour lights | Mira Holt | Open | First the pier<br>Then the mole |
| R-002 | Order the spare lamps | Tomas Brandt | Done | Two from Bergen |
| R-003 | Print the tide tables | Mira Holt | Open |  |
`;
const said = [
  { refs: ["R-001"], fields: { measures: "First the pier\nThen the mole" } },
  { refs: ["R-002"], fields: { measures: "Two from Bergen" } },
  { refs: ["R-003"], fields: {} },
];

it.each(["md", "html", "confluence", "csv"])("keys under an ID, and the lines of a text, from %s", async (format) => {
  const { files } = await gtm(["init"], { "page.md": page });
  const imported = await gtm(["import", "page.md"], files);
  const { stdout } = await gtm(["render", "-f", format], imported.files);
  const fresh = await gtm(["init"], { page: stdout });
  const again = await gtm(["import", "page"], fresh.files);
  const items = JSON.parse((await gtm(["list", "--all", "--json"], again.files)).stdout);
  expect(items.toSorted((a: { id: number }, b: { id: number }) => a.id - b.id)).toMatchObject(said);
});
