import { describe, expect, it } from "vitest";
import type { Json } from "../../vocabulary/index.ts";
import { alignLists } from "./align.ts";

function pairs(before: Json[], after: Json[]): string {
  return alignLists(before, after, (text) => text.replaceAll("T", "a"))
    .map(({ before: from, after: to }) => `${from ?? "-"}>${to ?? "-"}`)
    .join(" ");
}

describe("render/probing/align", () => {
  it.each<[string, [Json[], Json[]], string]>([
    [
      "pairs lists of one length by place",
      [
        ["a", "b"],
        ["a", "c"],
      ],
      "0>0 1>1",
    ],
    [
      "sees an item in front",
      [
        ["a", "b"],
        ["x", "a", "b"],
      ],
      "->0 0>1 1>2",
    ],
    [
      "sees an item that goes",
      [
        ["a", "b", "c"],
        ["a", "c"],
      ],
      "0>0 1>- 2>1",
    ],
    [
      "sees one item go and one come",
      [
        ["a", "b", "c", "d"],
        ["b", "c", "d", "e"],
      ],
      "0>- 1>0 2>1 3>2 ->3",
    ],
    [
      "knows items with tokens",
      [
        ["a", "b"],
        ["x", "T", "b"],
      ],
      "->0 0>1 1>2",
    ],
    [
      "knows a list in another order",
      [
        ["a", "b", "c"],
        ["b", "c", "T"],
      ],
      "0>2 1>0 2>1",
    ],
    ["knows items by their names", [[{ name: "a", v: 1 }], [{ name: "x" }, { name: "a", v: 2 }]], "->0 0>1"],
  ])("%s", (_, [before, after], expected) => {
    expect(pairs(before, after)).toBe(expected);
  });
});
