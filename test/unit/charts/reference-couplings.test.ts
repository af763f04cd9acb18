import { beforeAll, describe, expect, it } from "vitest";
import { type Example, renderExample } from "./example.ts";
import { ENVIRONMENTS, SLOW } from "./helm.ts";
import { list, nameOf, ofKind, only, pick, text } from "./pick.ts";

/** A Secret that Strimzi makes, so that nothing in git declares it. */
const CLUSTER_CA = "alert-broker-cluster-ca-cert";

describe.each(ENVIRONMENTS)("charts/reference-couplings of %s", { timeout: SLOW }, (environment) => {
  let example: Example;

  beforeAll(async () => {
    example = await renderExample(environment);
  }, SLOW);

  describe.each([
    ["ServiceAccount", ["ServiceAccount"], accountsOf],
    ["ConfigMap", ["ConfigMap"], configMapsOf],
    ["Secret", ["KafkaUser", "Secret", "VaultSecret"], secretsOf],
  ] as const)("a %s", (_, kinds, references) => {
    it("exists wherever a workload refers to it", () => {
      const existing = kinds.flatMap((kind) => ofKind(example.objects, kind)).map(nameOf);
      const workloads = [...ofKind(example.objects, "Deployment"), ...ofKind(example.objects, "Job")];
      const named = workloads.flatMap((workload) => references(pick(workload, "spec", "template", "spec")));
      expect(named.length).toBeGreaterThan(0);
      expect([...existing, CLUSTER_CA]).toEqual(expect.arrayContaining(named));
    });
  });

  it("binds rights that exist to accounts that exist", () => {
    const bindings = [...ofKind(example.objects, "RoleBinding"), ...ofKind(example.objects, "ClusterRoleBinding")];
    expect(bindings.length).toBeGreaterThan(5);
    for (const binding of bindings) {
      only(example.objects, text(binding, "roleRef", "kind"), text(binding, "roleRef", "name"));
      const account = only(example.objects, "ServiceAccount", text(binding, "subjects", 0, "name"));
      expect(pick(account, "metadata", "namespace")).toBe(pick(binding, "subjects", 0, "namespace"));
    }
  });
});

function accountsOf(pod: unknown): unknown[] {
  return [pick(pod, "serviceAccountName")].filter((name) => name !== undefined);
}

function configMapsOf(pod: unknown): unknown[] {
  return list(pod, "volumes")
    .map((volume) => pick(volume, "configMap", "name"))
    .filter((name) => name !== undefined);
}

function secretsOf(pod: unknown): unknown[] {
  const mounted = list(pod, "volumes").map((volume) => pick(volume, "secret", "secretName"));
  const read = list(pod, "containers", 0, "env").map((entry) => pick(entry, "valueFrom", "secretKeyRef", "name"));
  return [...mounted, ...read].filter((name) => name !== undefined);
}
