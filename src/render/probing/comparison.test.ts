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
  it.each<[string, Json, Json, string[]]>([
    ["the same", { a: [1, "x"] }, { a: [1, "x"] }, []],
    ["a text with a token", { a: "x-alerts" }, { a: "x-zqbbbb" }, ["/a explained 1"]],
    ["a text that differs elsewhere too", { a: "x-alerts" }, { a: "y-zqbbbb" }, ["/a unexplained 1"]],
    ["another type", { a: true }, { a: "zqcbbb" }, ["/a explained 2"]],
    ["a key with a token", { alerts: 1 }, { zqbbbb: 1 }, ["/alerts explained 1"]],
    ["a field that comes", {}, { a: { b: 1 } }, [" unexplained "]],
    ["a field that goes", { a: 1, b: 2 }, { a: 1 }, ["/b unexplained "]],
    ["an empty map that is filled", { a: {} }, { a: { b: "zqbbbb" } }, ["/a unexplained 1"]],
    ["base64", { a: base64("name=alerts") }, { a: base64("name=zqbbbb") }, ["/a explained 1"]],
    ["YAML whose quotes depend on the value", { a: 'b: "true"\n' }, { a: "b: zqcbbb\n" }, ["/a explained 2"]],
    ["no token", { a: "x" }, { a: "y" }, ["/a unexplained "]],
  ])("sees %s", (_, before, after, expected) => {
    expect(changes(before, after)).toEqual(expected);
  });
});
