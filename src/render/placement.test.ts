import { describe, expect, it } from "vitest";
import type { KubernetesObject } from "../vocabulary/index.ts";
import { findDuplicateObjects, guessNamespaced, placeObject } from "./placement.ts";

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

  it("asks by group and kind", () => {
    expect(guessNamespaced("", "Namespace")).toBe(false);
    expect(guessNamespaced("example.com", "Namespace")).toBe(true);
  });

  it("finds objects declared twice, whatever their version", () => {
    const rendered = [object("apps/v1", "A", "n"), object("apps/v1beta1", "A", "n"), object("apps/v1", "A", "m")].map(
      (one) => ({
        object: one,
        template: null,
        hook: null,
        duplicateKeys: [],
        unstable: [],
      }),
    );
    expect(findDuplicateObjects(rendered)).toEqual([[rendered[0], rendered[1]]]);
  });
});
