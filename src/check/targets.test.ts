import { describe, expect, it } from "vitest";
import type { Application } from "../environments/application.ts";
import type { Discovery, ServedKind } from "../observe/kubernetes/port.ts";
import type { DesiredObject } from "./desired.ts";
import { planTargets } from "./targets.ts";

const application = { name: "broker" } as Application;

function served(group: string, version: string, kind: string): ServedKind {
  return { group, version, kind, plural: `${kind.toLowerCase()}s`, namespaced: true, verbs: ["get", "list"] };
}

/** `at` is `namespace/name`, or a name alone. */
function desired(apiVersion: string, kind: string, at: string): DesiredObject {
  const [name = "", namespace] = at.split("/").reverse();
  const metadata = namespace === undefined ? { name } : { name, namespace };
  return { application, object: { apiVersion, kind, metadata }, unstable: [] };
}

function discovery(kinds: readonly ServedKind[], failures: Record<string, string> = {}): Discovery {
  return { kinds, failures: new Map(Object.entries(failures)) };
}

describe("check/targets", () => {
  it("asks once per kind and namespace", () => {
    const plan = planTargets(
      [
        desired("v1", "Service", "kafka/a"),
        desired("v1", "Service", "kafka/b"),
        desired("v1", "Service", "alerts/c"),
        desired("rbac.authorization.k8s.io/v1", "ClusterRole", "r"),
      ],
      discovery([
        served("", "v1", "Service"),
        { ...served("rbac.authorization.k8s.io", "v1", "ClusterRole"), namespaced: false },
      ]),
    );
    expect(plan.targets.map(({ kind, namespace, desired }) => [kind.kind, namespace, desired.length])).toEqual([
      ["Service", "kafka", 2],
      ["Service", "alerts", 1],
      ["ClusterRole", null, 1],
    ]);
    expect(plan.unserved).toEqual([]);
    expect(plan.unreadable).toEqual([]);
  });

  it("tells a version that is not served from a kind that is not served", () => {
    const plan = planTargets(
      [
        desired("kafka.strimzi.io/v1beta2", "KafkaTopic", "kafka/t"),
        desired("keda.sh/v1alpha1", "ScaledObject", "kafka/s"),
      ],
      discovery([served("kafka.strimzi.io", "v1", "KafkaTopic")]),
    );
    expect(plan.unserved).toMatchObject([{ versions: ["v1"] }]);
    expect(plan.unreadable).toMatchObject([{ failure: { reason: "not-served", what: "ScaledObject.keda.sh" } }]);
  });

  it("repeats why a group could not be asked, once per kind", () => {
    const plan = planTargets(
      [desired("keda.sh/v1alpha1", "ScaledObject", "a/s"), desired("keda.sh/v1alpha1", "ScaledObject", "b/t")],
      discovery([], { "keda.sh": "the server is down" }),
    );
    expect(plan.unreadable).toHaveLength(1);
    expect(plan.unreadable[0]).toMatchObject({ failure: { reason: "server-error", why: "the server is down" } });
    expect(plan.unreadable[0]?.desired).toHaveLength(2);
  });
});
