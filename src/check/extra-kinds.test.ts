import { describe, expect, it } from "vitest";
import type { ServedKind } from "../observe/kubernetes/port.ts";
import { planExtraSearches } from "./extra-kinds.ts";

const TRACKED = { label: "app", values: ["broker", "database"] };

function served(group: string, kind: string): ServedKind {
  return { group, version: "v1", kind, plural: `${kind.toLowerCase()}s`, namespaced: true, verbs: ["list"] };
}

const role = served("rbac.authorization.k8s.io", "Role");
const secret = served("", "Secret");
const topic = served("kafka.strimzi.io", "KafkaTopic");

function plan(listed: readonly string[], namespaces: readonly string[], tracked: typeof TRACKED | null = TRACKED) {
  const targets = listed.map((namespace) => ({ kind: role, namespace, desired: [] }));
  const discovery = { kinds: [role, secret, topic], failures: new Map<string, string>() };
  const searches = planExtraSearches({ targets, discovery, namespaces: new Set(namespaces), tracked });
  return searches.map(({ kind, namespace, labelSelector, fieldSelector }) =>
    [kind.kind, namespace ?? "*", labelSelector, fieldSelector].filter((part) => part !== undefined).join(" "),
  );
}

describe("check/extra-kinds", () => {
  it("asks nothing more where every namespace was listed, and always looks for watched kinds", () => {
    expect(plan(["a"], ["a"])).toEqual(["KafkaTopic a app in (broker,database)"]);
  });

  it("asks once for all other namespaces, without those that were listed whole", () => {
    expect(plan(["a", "b"], ["a", "b", "c", "d"])[0]).toBe(
      "Role * app in (broker,database) metadata.namespace!=a,metadata.namespace!=b",
    );
  });

  it("asks in the namespace itself where only one is left", () => {
    expect(plan(["a"], ["a", "b"])[0]).toBe("Role b app in (broker,database)");
  });

  it("asks namespace by namespace where an annotation tracks, which no request can select", () => {
    expect(plan(["a"], ["a", "b", "c"], null)).toEqual([
      "Role b",
      "Role c",
      "KafkaTopic a",
      "KafkaTopic b",
      "KafkaTopic c",
    ]);
  });

  it("never looks for Secrets that git does not declare", () => {
    expect(plan([], ["a"]).join()).not.toContain("Secret");
  });
});
