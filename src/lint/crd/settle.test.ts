import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../vocabulary/index.ts";
import { SchemaNode } from "./schema.ts";
import { settle } from "./settle.ts";

const SCHEMA: JsonObject = {
  type: "object",
  properties: {
    plain: { type: "string" },
    nullable: { type: "string", nullable: true },
    filled: { type: "string", default: "f" },
    nested: { type: "object", properties: { size: { type: "integer", default: 3 } } },
    whole: { type: "object", default: {}, properties: { size: { type: "integer", default: 3 } } },
    labels: { type: "object", additionalProperties: { type: "string" } },
    anything: { type: "object", additionalProperties: true },
    free: { type: "object", "x-kubernetes-preserve-unknown-fields": true },
    list: { type: "array", items: { type: "object", properties: { size: { type: "integer", default: 3 } } } },
    status: { type: "object" },
  },
};

function settled(object: JsonObject, prunes = true): JsonObject {
  const version = { name: "v1", served: true, schema: new SchemaNode(SCHEMA), dropsStatus: true, replicasPath: [] };
  const { filled, whole, ...rest } = settle(object, version, prunes);
  expect([filled, whole]).toEqual(["f", { size: 3 }]);
  return rest;
}

describe("lint/crd/settle", () => {
  it.each<[string, JsonObject, JsonObject]>([
    [
      "drops what the schema does not have, but not the header",
      { kind: "A", metadata: { x: 1 }, other: 1 },
      { kind: "A", metadata: { x: 1 } },
    ],
    ["drops a null", { plain: null }, {}],
    ["keeps a null that is allowed", { nullable: null }, { nullable: null }],
    ["fills in for a null", { filled: null, whole: null }, {}],
    ["fills in below a map that is there", { nested: {} }, { nested: { size: 3 } }],
    ["fills in within items", { list: [{}, { size: 1 }] }, { list: [{ size: 3 }, { size: 1 }] }],
    ["drops nulls of a map", { labels: { a: null, b: "c" } }, { labels: { b: "c" } }],
    ["empties maps below free keys", { anything: { a: 1, b: { c: 1 } } }, { anything: { a: 1, b: {} } }],
    ["keeps free fields with their nulls", { free: { a: { b: null } } }, { free: { a: { b: null } } }],
    ["drops the status", { status: { a: 1 } }, {}],
  ])("%s", (_, object, expected) => {
    expect(settled(object)).toEqual(expected);
  });

  it("keeps all fields of a definition that does not prune", () => {
    expect(settled({ other: 1, plain: null }, false)).toEqual({ other: 1, plain: null });
  });
});
