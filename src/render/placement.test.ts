import { describe, expect, it } from "vitest";
import type { KubernetesObject } from "../vocabulary/index.ts";
import { placeObject } from "./placement.ts";

function object(apiVersion: string, kind: string, namespace?: string): KubernetesObject {
  return { apiVersion, kind, metadata: { name: "a", ...(namespace === undefined ? {} : { namespace }) } };
}

describe("render/placement", () => {
  it.each([
    ["fills in the application's namespace", object("v1", "ConfigMap"), true, "app"],
    ["keeps the manifest's own", object("v1", "ConfigMap", "own"), true, "own"],
    ["fills in an empty one", object("v1", "ConfigMap", ""), true, "app"],
    ["takes it off a kind outside of namespaces", object("v1", "ConfigMap", "own"), false, undefined],
    [
      "asks its own list where the cluster does not know",
      object("rbac.authorization.k8s.io/v1", "ClusterRole", "x"),
      null,
      undefined,
    ],
    ["takes unknown kinds for namespaced", object("example.com/v1", "Thing"), null, "app"],
  ])("%s", (...[, given, namespaced, expected]) => {
    expect(placeObject(given, "app", () => namespaced).metadata.namespace).toBe(expected);
  });

  it("guesses by group and kind", () => {
    expect(placeObject(object("v1", "Namespace", "own"), "app", () => null).metadata.namespace).toBeUndefined();
    expect(placeObject(object("example.com/v1", "Namespace"), "app", () => null).metadata.namespace).toBe("app");
  });
});
