import { describe, expect, test } from "vitest";
import { groupRows } from "../../src/page/row-groups.ts";

describe("the groups of the page's rows", () => {
  test("come in the order given, then strangers, then what has no value, each with its rows in their order", () => {
    expect(groupRows([["b"], [], ["z"], ["a"], ["b"]], ["a", "b", "c"])).toEqual([
      { value: "a", members: [3] },
      { value: "b", members: [0, 4] },
      { value: "z", members: [2] },
      { value: null, members: [1] },
    ]);
  });

  test("have an item of two owners on the agenda of both", () => {
    expect(groupRows([["a", "b"], ["b"]], ["b", "a"])).toEqual([
      { value: "b", members: [0, 1] },
      { value: "a", members: [0] },
    ]);
  });

  test("are none without rows", () => {
    expect(groupRows([], ["a"])).toEqual([]);
  });
});
