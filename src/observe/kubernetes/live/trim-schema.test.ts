import { describe, expect, it } from "vitest";
import { trimDocument } from "./trim-schema.ts";

function trim(schema: { [key: string]: string }): unknown {
  return trimDocument({ components: { schemas: { Kind: schema } } }).components?.schemas?.["Kind"];
}

describe("observe/kubernetes/live/trim-schema", () => {
  it("drops paths, texts and what only validates", () => {
    const schema = {
      description: "long",
      type: "object",
      required: ["a"],
      properties: {
        a: { type: "string", description: "long", enum: ["x"], pattern: "x", default: "x", nullable: true },
        n: { format: "int64", type: "integer", minimum: 1 },
      },
    };
    expect(
      trimDocument({ openapi: "3.0.0", paths: { "/api": {} }, components: { schemas: { Kind: schema } } }),
    ).toEqual({
      components: {
        schemas: {
          Kind: {
            type: "object",
            properties: {
              a: { type: "string", default: "x", nullable: true },
              n: { format: "int64", type: "integer" },
            },
          },
        },
      },
    });
  });

  it("keeps fields that have the name of a keyword", () => {
    const properties = { description: { type: "string", description: "long" }, required: { type: "boolean" } };
    const trimmed = trimDocument({ components: { schemas: { Kind: { properties } } } });
    expect(trimmed.components?.schemas?.["Kind"]).toEqual({
      properties: { description: { type: "string" }, required: { type: "boolean" } },
    });
  });

  it("keeps what says how lists and maps merge, but no CEL rules", () => {
    const schema = {
      "x-kubernetes-list-type": "map",
      "x-kubernetes-list-map-keys": ["name"],
      "x-kubernetes-validations": [{ rule: "self" }],
      items: { allOf: [{ $ref: "#/components/schemas/Other", description: "x" }], default: {} },
      additionalProperties: false,
      anyOf: [{ type: "integer", description: "x" }, { type: "string" }],
    };
    expect(trimDocument({ components: { schemas: { Kind: schema } } }).components?.schemas?.["Kind"]).toEqual({
      "x-kubernetes-list-type": "map",
      "x-kubernetes-list-map-keys": ["name"],
      items: { allOf: [{ $ref: "#/components/schemas/Other" }], default: {} },
      additionalProperties: false,
      anyOf: [{ type: "integer" }, { type: "string" }],
    });
  });

  it("reads a document without schemas as empty", () => {
    expect(trimDocument({})).toEqual({ components: { schemas: {} } });
    expect(trim({})).toEqual({});
  });
});
