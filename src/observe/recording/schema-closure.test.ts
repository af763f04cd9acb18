import { describe, expect, it } from "vitest";
import { schemasOf } from "./schema-closure.ts";

function kind(name: string): { "x-kubernetes-group-version-kind": { group: string; version: string; kind: string }[] } {
  return { "x-kubernetes-group-version-kind": [{ group: "apps", version: "v1", kind: name }] };
}

function ref(name: string): { $ref: string } {
  return { $ref: `#/components/schemas/${name}` };
}

describe("observe/recording/schema-closure", () => {
  const document = {
    components: {
      schemas: {
        deployment: { ...kind("Deployment"), properties: { spec: { allOf: [ref("spec")] } } },
        spec: { properties: { nested: { items: ref("spec") }, meta: { additionalProperties: ref("meta") } } },
        meta: { type: "object" },
        daemonSet: { ...kind("DaemonSet"), properties: { spec: ref("other") } },
        other: { type: "object" },
        broken: { ...kind("Broken"), properties: { spec: ref("absent") } },
      },
    },
  };

  it.each([
    ["a kind with all that it refers to, loops included", "Deployment", ["deployment", "meta", "spec"]],
    ["no schema for a kind that has none", "Pod", []],
    ["what there is when a reference leads nowhere", "Broken", ["broken"]],
  ])("keeps %s", (_, name, expected) => {
    const kept = schemasOf(document, [{ group: "apps", version: "v1", kind: name }]);
    expect(Object.keys(kept).toSorted()).toEqual(expected);
  });

  it("tells kinds of the same name by group and version", () => {
    expect(schemasOf(document, [{ group: "", version: "v1", kind: "Deployment" }])).toEqual({});
    expect(schemasOf({}, [{ group: "apps", version: "v1", kind: "Deployment" }])).toEqual({});
  });
});
