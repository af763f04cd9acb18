import { describe, expect, it } from "vitest";
import { type Json, toPointer } from "../../vocabulary/index.ts";
import { changesOf } from "./comparison.ts";
import { TokenBook } from "./tokens.ts";

const book = new TokenBook([
  { text: "zqbbbb", original: "alerts", leaf: 1 },
  { text: "zqcbbb", original: "true", leaf: 2 },
]);

function changes(before: Json, after: Json): string[] {
  return changesOf(before, after, book).map(
    ({ path, explained, tokens }) =>
      `${toPointer(path)} ${explained ? "explained" : "unexplained"} ${tokens.map(({ leaf }) => leaf).join()}`,
  );
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}

describe("render/probing/comparison", () => {
  it.each<[string, { before: Json; after: Json }, string[]]>([
    ["the same", { before: { a: [1, "x"] }, after: { a: [1, "x"] } }, []],
    ["a text with a token", { before: { a: "x-alerts" }, after: { a: "x-zqbbbb" } }, ["/a explained 1"]],
    [
      "a text that differs elsewhere too",
      { before: { a: "x-alerts" }, after: { a: "y-zqbbbb" } },
      ["/a unexplained 1"],
    ],
    ["another type", { before: { a: true }, after: { a: "zqcbbb" } }, ["/a explained 2"]],
    ["a key with a token", { before: { alerts: 1 }, after: { zqbbbb: 1 } }, ["/alerts explained 1"]],
    ["a field that comes", { before: {}, after: { a: { b: 1 } } }, [" unexplained "]],
    ["a field that goes", { before: { a: 1, b: 2 }, after: { a: 1 } }, ["/b unexplained "]],
    ["an empty map that is filled", { before: { a: {} }, after: { a: { b: "zqbbbb" } } }, ["/a unexplained 1"]],
    ["base64", { before: { a: base64("name=alerts") }, after: { a: base64("name=zqbbbb") } }, ["/a explained 1"]],
    [
      "YAML whose quotes depend on the value",
      { before: { a: 'b: "true"\n' }, after: { a: "b: zqcbbb\n" } },
      ["/a explained 2"],
    ],
    ["no token", { before: { a: "x" }, after: { a: "y" } }, ["/a unexplained "]],
  ])("sees %s", (_, { before, after }, expected) => {
    expect(changes(before, after)).toEqual(expected);
  });
});
