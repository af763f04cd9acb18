import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../../vocabulary/index.ts";
import { stableJson, stableJsonByLine, stableJsonByRow } from "./stable-json.ts";

const JSON_VALUE = fc.jsonValue({ noUnicodeString: false }).map((value): Json => JSON.parse(JSON.stringify(value)));

describe("observe/recording/stable-json", () => {
  it("sorts and indents, but leaves the owners of fields on one line", () => {
    const object = { b: [1, {}, []], a: { fieldsV1: { "f:b": {}, "f:a": { ".": {} } } }, c: null, d: undefined };
    expect(stableJson(object)).toBe(`{
  "a": {
    "fieldsV1": {"f:a":{".":{}},"f:b":{}}
  },
  "b": [
    1,
    {},
    []
  ],
  "c": null
}
`);
  });

  it("keeps short lists of plain values on one line", () => {
    expect(stableJson([["get", "list", null], ["x".repeat(120)]])).toBe(`[
  ["get", "list", null],
  [
    "${"x".repeat(120)}"
  ]
]
`);
  });

  it("writes each schema on its own line", () => {
    expect(stableJsonByLine({ version: "v1", schemas: { b: { type: "x" }, a: {} } }, "schemas")).toBe(`{
  "schemas": {
    "a": {},
    "b": {"type":"x"}
  },
  "version": "v1"
}
`);
    expect(JSON.parse(stableJsonByLine({ schemas: {}, group: "" }, "schemas"))).toEqual({ schemas: {}, group: "" });
  });

  it("loses nothing", () => {
    fc.assert(
      fc.property(JSON_VALUE, (value) => {
        expect(JSON.parse(stableJson(value))).toEqual(value);
      }),
    );
  });

  it("writes equal values as equal text, whatever the order of their keys", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), JSON_VALUE), (value) => {
        expect(stableJson(Object.fromEntries(Object.entries(value).toReversed()))).toBe(stableJson(value));
      }),
    );
  });

  it("writes each item of a list on one line, by name, and leaves what is inside in order", () => {
    const value = { rows: [{ name: "b", list: [2, 1] }, { name: "a", z: true }, 3], empty: [], text: "x" };
    expect(stableJsonByRow(value)).toBe(`{
  "empty": [],
  "rows": [
    3,
    {"name":"a","z":true},
    {"list":[2,1],"name":"b"}
  ],
  "text": "x"
}
`);
  });
});
