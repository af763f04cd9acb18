import { describe, expect, it } from "vitest";
import type { KubernetesReader, ListTarget } from "../observe/kubernetes/port.ts";
import { type KubernetesObject, type Reading, read, unread } from "../vocabulary/index.ts";
import type { Cluster } from "./cluster.ts";
import { type ExtraContext, searchExtras } from "./extras.ts";

const kind = { group: "", version: "v1", kind: "ConfigMap", plural: "configmaps", namespaced: true, verbs: ["list"] };
const search = { kind, namespace: null, labelSelector: "app=broker", open: ["a", "b"] };
const context = {
  applications: [],
  declared: new Set<string>(),
  before: new Set<string>(),
  rules: { tracking: { by: "label", name: "app" }, deployers: [] },
};

function clusterThat(answer: (target: ListTarget) => Reading<readonly KubernetesObject[]>) {
  const asked: (string | null)[] = [];
  const reader = {
    list: async (target: ListTarget) => {
      asked.push(target.namespace);
      return answer(target);
    },
  };
  return { asked, cluster: { reader: reader as KubernetesReader, limit: (task) => task() } as Cluster };
}

function look(cluster: Cluster) {
  return searchExtras(search, cluster, context as unknown as ExtraContext);
}

describe("check/extras", () => {
  it("asks once where a role may list everywhere", async () => {
    const { asked, cluster } = clusterThat(() => read([]));
    expect(await look(cluster)).toEqual({ differences: [], failures: [] });
    expect(asked).toEqual([null]);
  });

  it("asks namespace by namespace where it may not", async () => {
    const { asked, cluster } = clusterThat(({ namespace }) =>
      namespace === null ? unread("no-permission", "configmaps", "forbidden") : read([]),
    );
    expect((await look(cluster)).failures).toEqual([]);
    expect(asked).toEqual([null, "a", "b"]);
  });

  it("keeps every failure", async () => {
    const { cluster } = clusterThat(({ namespace }) =>
      namespace === "a" ? read([]) : unread("no-permission", `configmaps in ${namespace}`, "forbidden"),
    );
    expect((await look(cluster)).failures).toMatchObject([{ failure: { what: "configmaps in b" }, application: null }]);
  });
});
