import type { OpenApiDocument } from "../../observe/kubernetes/port.ts";
import type { Json, JsonObject, KubernetesObject } from "../../vocabulary/index.ts";
import { type Schema, schemaFor } from "../schema/index.ts";

const QUANTITY = { "x-kubernetes-int-or-string": true };
const TEXT = { type: "string" };

/** A kind with one field of each sort that comparing tells apart. */
const DOCUMENT: OpenApiDocument = {
  components: {
    schemas: {
      "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta": {
        type: "object",
        properties: {
          name: TEXT,
          labels: { type: "object", additionalProperties: TEXT },
          annotations: { type: "object", additionalProperties: TEXT },
          finalizers: { type: "array", items: TEXT, "x-kubernetes-list-type": "set" },
        },
      },
      "test.example.v1.Widget": {
        type: "object",
        properties: {
          apiVersion: TEXT,
          kind: TEXT,
          metadata: { allOf: [{ $ref: "#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta" }] },
          spec: {
            type: "object",
            properties: {
              size: QUANTITY,
              count: { type: "integer" },
              mode: { type: "string", default: "safe" },
              on: { type: "boolean" },
              at: { type: "string", format: "date-time" },
              config: { type: "object", "x-kubernetes-preserve-unknown-fields": true },
              limits: { type: "object", additionalProperties: QUANTITY },
              selector: { type: "object", additionalProperties: TEXT, "x-kubernetes-map-type": "atomic" },
              tags: { type: "array", items: TEXT, "x-kubernetes-list-type": "set" },
              words: { type: "array", items: TEXT },
              ports: {
                type: "array",
                "x-kubernetes-list-type": "map",
                "x-kubernetes-list-map-keys": ["port", "protocol"],
                items: {
                  type: "object",
                  properties: { port: { type: "integer" }, protocol: { type: "string", default: "TCP" }, note: TEXT },
                },
              },
              rules: {
                type: "array",
                items: {
                  type: "object",
                  properties: { name: TEXT, verbs: { type: "array", items: TEXT }, weight: QUANTITY },
                },
              },
            },
          },
        },
        "x-kubernetes-group-version-kind": [{ group: "kafka.strimzi.io", kind: "Widget", version: "v1" }],
      },
    },
  },
};

export function widgetSchema(): Schema {
  const schema = schemaFor(DOCUMENT, { group: "kafka.strimzi.io", version: "v1", kind: "Widget" });
  if (schema === null) throw new Error("the document has no Widget");
  return schema;
}

/** A widget; `owners` says which manager's managedFields entry has which fields. */
export function widget(spec: JsonObject, owners: Readonly<Record<string, JsonObject>> = {}): KubernetesObject {
  const managedFields: Json[] = Object.entries(owners).map(([name, fieldsV1]) => {
    const [manager = "", operation = "Update"] = name.split("/");
    return { manager, operation, apiVersion: "kafka.strimzi.io/v1", time: "2026-01-01T00:00:00Z", fieldsV1 };
  });
  const metadata = managedFields.length === 0 ? { name: "w" } : { name: "w", managedFields };
  return { apiVersion: "kafka.strimzi.io/v1", kind: "Widget", metadata, spec };
}

/** The fieldsV1 of somebody who wrote these paths of the spec: `config/a` is `f:spec: f:config: f:a`. */
export function wrote(...paths: readonly string[]): JsonObject {
  const root: JsonObject = {};
  for (const path of paths) {
    let at: JsonObject = root;
    for (const part of [
      "f:spec",
      ...path
        .split("/")
        .map((name) =>
          /^[.kv]/.test(name) && name.length > 1 && name[1] === ":" ? name : name === "." ? "." : `f:${name}`,
        ),
    ]) {
      at[part] ??= {};
      at = at[part] as JsonObject;
    }
  }
  return root;
}
