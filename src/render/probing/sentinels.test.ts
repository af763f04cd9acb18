import { describe, expect, it } from "vitest";
import type { Json } from "../../vocabulary/index.ts";
import { alternativesOf, carrierOf } from "./sentinels.ts";
import { TokenMint } from "./tokens.ts";

function carrier(value: Json): Json | undefined {
  return carrierOf({ id: 1, path: ["a"], of: "value", value }, new TokenMint(""))?.to;
}

describe("render/probing/sentinels", () => {
  it.each<[Json, Json | undefined]>([
    ["alerts", "zqbbbb"],
    ["DEBUG", "ZQBBBB"],
    ["fooBar", "zqbBbb"],
    ["100Gi", "10003Gi"],
    ["v1.2", "v10003.10006"],
    ["a/b:c", "zqbbbb/zqcbbb:zqdbbb"],
    ["*", "zqbbbb"],
    ["{{ .Values.x }}", "zqbbbb{{ .Values.x }}"],
    ["a-{{ .Values.x }}", "zqbbbb-{{ .Values.x }}"],
    [5, 10_003],
    [0.5, 0.10003],
    [0, undefined],
    ["", undefined],
    [true, undefined],
    [null, undefined],
  ])("changes %j to %j, which templates take for the same shape", (value, expected) => {
    expect(carrier(value)).toEqual(expected);
  });

  it("renames a key so that it keeps its place in the order", () => {
    const leaf = { id: 1, path: ["topics", "alerts"], of: "key", value: null } as const;
    expect(carrierOf(leaf, new TokenMint(""))).toMatchObject({ to: "alertszqbbbb", tokens: [{ original: "" }] });
  });

  it.each<[Json, Json[]]>([
    [true, [false, { zqbbbb: "zqbbbb" }]],
    ["true", ["false", "", { zqbbbb: "zqbbbb" }]],
    ["99Gi", ["100Gi", "", { zqbbbb: "zqbbbb" }]],
    [3, [4, 0, { zqbbbb: "zqbbbb" }]],
    [[], [["zqcbbb"], { zqbbbb: "zqbbbb" }, "zqdbbb"]],
  ])("tries in place of %j: %j", (value, expected) => {
    const leaf = { id: 1, path: ["a"], of: "value", value } as const;
    expect(alternativesOf(leaf, new TokenMint("")).map(({ to }) => to)).toEqual(expected);
  });
});
