import { describe, expect, it } from "vitest";
import { type KubernetesObject, toKeyedPath } from "../../vocabulary/index.ts";
import { KNOWN_DEPLOYERS } from "../deployer.ts";
import { compareObject } from "./index.ts";

const TIME = "2026-11-24T06:00:00Z";

function thing(metadata: object, spec: object): KubernetesObject {
  return {
    apiVersion: "example.com/v1",
    kind: "Thing",
    metadata: { name: "a", ...metadata },
    spec: { ...spec },
  } as never;
}

function found(live: KubernetesObject): string[] {
  const input = { desired: thing({}, { size: 1 }), live, schema: null, deployers: KNOWN_DEPLOYERS };
  return compareObject(input).map(({ kind, path }) => `${kind} ${toKeyedPath(path)}`);
}

describe("compare/local without a schema", () => {
  const helm = {
    manager: "helm",
    operation: "Apply",
    time: TIME,
    apiVersion: "example.com/v1",
    fieldsV1: { "f:metadata": { "f:annotations": { "f:meta.helm.sh/release-name": {} } }, "f:spec": { "f:size": {} } },
  };
  const annotations = { "meta.helm.sh/release-name": "a" };

  it("knows the deployer's own annotations all the same", () => {
    expect(found(thing({ annotations, managedFields: [helm] }, { size: 1 }))).toEqual([]);
  });

  it("compares values as they are spelled, and finds a person's label", () => {
    const person = {
      ...helm,
      manager: "kubectl-label",
      operation: "Update",
      fieldsV1: { "f:metadata": { "f:labels": { "f:debug": {} } } },
    };
    const live = thing({ annotations, labels: { debug: "x" }, managedFields: [helm, person] }, { size: "1" });
    expect(found(live).sort()).toEqual(["added /metadata/labels/debug", "changed /spec/size"]);
  });
});
