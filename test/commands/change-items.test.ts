import { expect, it } from "vitest";
import { editOf } from "../../src/commands/change-items.ts";
import { type FoundItem, findItems } from "../../src/commands/find-item.ts";
import { readItemFile } from "../../src/commands/read-item-file.ts";
import type { Workspace } from "../../src/commands/workspace.ts";
import { insertComment } from "../../src/core/add-comment.ts";
import type { ItemText } from "../../src/core/item-file.ts";
import { aTracker, itemText } from "../support/builders.ts";

const tracker = aTracker();
const text = itemText("", "id: 17\ntitle: Support model\n");
const file = readItemFile({ name: "017-support-model.md", text }, "items/017-support-model.md", tracker);
const workspace: Workspace = {
  folder: "/repo/items",
  base: "/repo",
  tracker,
  trackerText: "",
  unread: 1,
  files: [file],
  numbered: () => [file],
  items: [],
  problems: [],
  kept: () => () => null,
  keep: () => {},
  today: "2026-03-12",
};
const comment = { date: "2026-03-12", author: null, text: "TAC model agreed" };

function find(): FoundItem {
  const [found] = findItems(["17"], workspace);
  if (!found) throw new Error("there is an item 17");
  return found;
}

it("an edit begins with the text as it was parsed when the item was found, and hands on the new one parsed", () => {
  const found = find();
  const parsed = found.parsed.get(text);
  const begun: ItemText[] = [];
  const edit = editOf(found, workspace, (before) => {
    begun.push(before);
    return insertComment(before, comment);
  });
  const changed = edit.edit(text) ?? "";
  expect(begun).toHaveLength(1);
  expect(begun[0]).toBe(parsed);
  expect([...found.parsed.keys()]).toEqual([text, changed]);
  expect(found.parsed.get(changed)?.body.comments).toMatchObject([comment]);
});

it("an edit reads what somebody has saved since the item was found", () => {
  const saved = text.replace("Support model", "Support of partners");
  const edit = editOf(find(), workspace, (before) => insertComment(before, comment));
  expect(edit.edit(saved)).toContain("title: Support of partners\n");
});
