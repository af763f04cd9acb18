import { describe, expect, it } from "vitest";
import type { ArgoIgnoreDifference } from "../../environments/application.ts";
import type { Difference, KubernetesObject, Path } from "../../vocabulary/index.ts";
import { ignoredByArgo, openArgoIgnores } from "./ignores.ts";

const LIVE: KubernetesObject = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web", namespace: "a", annotations: { "example.test/x": "1" } },
  spec: {
    replicas: 3,
    template: {
      spec: {
        containers: [
          { name: "web", image: "a", env: [{ name: "A" }] },
          { name: "side", image: "b" },
        ],
      },
    },
  },
};

function rule(more: Partial<ArgoIgnoreDifference>): ArgoIgnoreDifference {
  const base = { group: "apps", kind: "Deployment", name: null, namespace: null };
  return { ...base, jsonPointers: [], jqPathExpressions: [], managedFieldsManagers: [], ...more };
}

function at(path: Path, more: Partial<Difference> = {}): Difference {
  return {
    kind: "changed",
    layer: "cluster",
    resource: { type: "kubernetes", group: "apps", version: "v1", kind: "Deployment", namespace: "a", name: "web" },
    path,
    live: 1,
    attribution: null,
    reason: null,
    detail: null,
    ...more,
  };
}

const CONTAINERS: Path = ["spec", "template", "spec", "containers"];
const container = (index: number, name: string, field: string): Path => [
  ...CONTAINERS,
  { index, key: { name } },
  field,
];

describe("compare/argo", () => {
  it.each<[Partial<ArgoIgnoreDifference>, Path, boolean]>([
    [{ jsonPointers: ["/spec/replicas"] }, ["spec", "replicas"], true],
    [{ jsonPointers: ["/spec/replicas"] }, ["spec", "paused"], false],
    [{ jsonPointers: ["/spec"] }, ["spec", "paused"], true],
    [{ jsonPointers: ["/spec/template/spec/containers/1/image"] }, container(1, "side", "image"), true],
    [{ jsonPointers: ["/spec/template/spec/containers/1/image"] }, container(0, "web", "image"), false],
    [{ jsonPointers: ["/metadata/annotations/example.test~1x"] }, ["metadata", "annotations", "example.test/x"], true],
    [{ jqPathExpressions: [".spec.replicas"] }, ["spec", "replicas"], true],
    [
      { jqPathExpressions: ['.metadata.annotations["example.test/x"]'] },
      ["metadata", "annotations", "example.test/x"],
      true,
    ],
    [
      { jqPathExpressions: ['.metadata.annotations."example.test/x"'] },
      ["metadata", "annotations", "example.test/x"],
      true,
    ],
    [{ jqPathExpressions: [".spec.template.spec.containers[].image"] }, container(1, "side", "image"), true],
    [{ jqPathExpressions: [".spec.template.spec.containers[]?.image?"] }, container(1, "side", "image"), true],
    [
      { jqPathExpressions: ['.spec.template.spec.containers[] | select(.name == "side") | .image'] },
      container(1, "side", "image"),
      true,
    ],
    [
      { jqPathExpressions: ['.spec.template.spec.containers[] | select(.name == "side") | .image'] },
      container(0, "web", "image"),
      false,
    ],
    [
      { jqPathExpressions: ['.spec.template.spec.containers[] | select(.name != "side" and .env) | .image'] },
      container(0, "web", "image"),
      true,
    ],
    [{ jqPathExpressions: [".spec.template.spec.containers[0].image"] }, container(0, "web", "image"), true],
    [{ kind: "StatefulSet", jsonPointers: ["/spec/replicas"] }, ["spec", "replicas"], false],
    [{ group: "*", kind: "*", jsonPointers: ["/spec/replicas"] }, ["spec", "replicas"], true],
    [{ name: "other", jsonPointers: ["/spec/replicas"] }, ["spec", "replicas"], false],
    [{ namespace: "b", jsonPointers: ["/spec/replicas"] }, ["spec", "replicas"], false],
    [{ jsonPointers: ["/spec"] }, [], false],
  ])("%j at %j ignores: %s", (entry, path, ignored) => {
    const { ignores, notUnderstood } = openArgoIgnores([rule(entry)]);
    expect(notUnderstood).toEqual([]);
    expect(ignoredByArgo(at(path), { desired: LIVE, live: LIVE }, ignores)).toBe(ignored);
  });

  it("ignores a difference of which nothing else is left", () => {
    const { ignores } = openArgoIgnores([rule({ jqPathExpressions: [".spec.template.spec.containers[].image"] })]);
    const desired = [
      { name: "web", image: "x", env: [{ name: "A" }] },
      { name: "side", image: "y" },
    ];
    const live = (LIVE["spec"] as { template: { spec: { containers: typeof desired } } }).template.spec.containers;
    const declared = { ...LIVE, spec: { template: { spec: { containers: desired } } } };
    const both = { desired: declared, live: LIVE };
    expect(ignoredByArgo(at(CONTAINERS, { desired, live }), both, ignores)).toBe(true);
    expect(ignoredByArgo(at(CONTAINERS, { desired: desired.slice(1), live }), both, ignores)).toBe(false);
  });

  it("ignores what a trusted manager wrote", () => {
    const { ignores } = openArgoIgnores([rule({ managedFieldsManagers: ["robot"] })]);
    const attribution = { manager: "robot", operation: "Update", time: null } as const;
    expect(ignoredByArgo(at(["spec", "x"], { attribution }), { desired: LIVE, live: LIVE }, ignores)).toBe(true);
    expect(ignoredByArgo(at(["spec", "x"]), { desired: LIVE, live: LIVE }, ignores)).toBe(false);
  });

  it.each([".spec | to_entries", '.a | select(.name | test("x"))', "", ".a =", '.a["b', ".a || .b"])(
    "says that it does not understand %j",
    (expression) => {
      expect(openArgoIgnores([rule({ jqPathExpressions: [expression] })]).notUnderstood).toEqual([expression]);
    },
  );
});
