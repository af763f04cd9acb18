import { describe, expect, it } from "vitest";
import { sameSchema } from "./schema-text.ts";

const RECORD = { type: "record", name: "a", namespace: "n", fields: [{ name: "f", type: "long" }] };
const text = (schema: unknown): string => JSON.stringify(schema);

const SAME: readonly (readonly [what: string, a: unknown, b: unknown])[] = [
  ["the order of keys", RECORD, { fields: RECORD.fields, namespace: "n", name: "a", type: "record" }],
  ["a full name", RECORD, { type: "record", name: "n.a", fields: RECORD.fields }],
  ["a primitive written long", RECORD, { ...RECORD, fields: [{ name: "f", type: { type: "long" } }] }],
  ["documentation", RECORD, { ...RECORD, doc: "d", fields: [{ name: "f", type: "long", doc: "d" }] }],
  [
    "a reference with and without namespace",
    { ...RECORD, fields: [{ name: "f", type: ["null", "other"] }] },
    { ...RECORD, fields: [{ name: "f", type: ["null", "n.other"] }] },
  ],
  [
    "inside lists and maps",
    { ...RECORD, fields: [{ name: "f", type: { type: "array", items: "other" } }] },
    { ...RECORD, fields: [{ name: "f", type: { items: { type: "n.other" }, type: "array" } }] },
  ],
];

const OTHER: readonly (readonly [what: string, a: unknown, b: unknown])[] = [
  ["another type", RECORD, { ...RECORD, fields: [{ name: "f", type: "int" }] }],
  ["another namespace", RECORD, { ...RECORD, namespace: "m" }],
  ["a default", RECORD, { ...RECORD, fields: [{ name: "f", type: "long", default: 0 }] }],
  ["an alias", RECORD, { ...RECORD, aliases: ["b"] }],
  ["a logical type", "long", { type: "long", logicalType: "timestamp-millis" }],
  [
    "the order of fields",
    { ...RECORD, fields: [...RECORD.fields, { name: "g", type: "int" }] },
    { ...RECORD, fields: [{ name: "g", type: "int" }, ...RECORD.fields] },
  ],
  ["the order of a union", ["null", "int"], ["int", "null"]],
];

describe("systems/schema-registry/schema-text", () => {
  it.each(SAME)("does not count %s", (_, a, b) => {
    expect(sameSchema(text(a), text(b), "AVRO")).toBe(true);
  });

  it.each(OTHER)("counts %s", (_, a, b) => {
    expect(sameSchema(text(a), text(b), "AVRO")).toBe(false);
  });

  it("does not count white space", () => {
    expect(sameSchema(JSON.stringify(RECORD, null, 2), text(RECORD), "AVRO")).toBe(true);
    expect(sameSchema("message A {\n  int32 a = 1;\n}", "message A { int32 a = 1; }", "PROTOBUF")).toBe(true);
  });

  it("takes what is no JSON for another schema", () => {
    expect(sameSchema("{", text(RECORD), "AVRO")).toBe(false);
  });

  it("compares JSON Schema as JSON", () => {
    expect(sameSchema('{"type":"object","a":1}', '{"a":1,"type":"object"}', "JSON")).toBe(true);
    expect(sameSchema('{"doc":"a","b":1}', '{"doc":"b","b":1}', "JSON")).toBe(false);
  });
});
