import { beforeAll, describe, expect, it } from "vitest";
import { aclNames, type Example, flag, listener, operationsOn, part, renderExample, variables } from "./example.ts";
import { ENVIRONMENTS, SLOW } from "./helm.ts";
import { list, nameOf, ofKind, only, pick, text } from "./pick.ts";

describe.each(ENVIRONMENTS)("charts/registry-couplings of %s", { timeout: SLOW }, (environment) => {
  let example: Example;

  beforeAll(async () => {
    example = await renderExample(environment);
  }, SLOW);

  it("has a user of its own name, and a listener that takes its certificate", () => {
    const registry = only(example.objects, "StrimziSchemaRegistry");
    const user = only(example.objects, "KafkaUser", nameOf(registry));
    expect(pick(user, "spec", "authentication", "type")).toBe("tls");
    expect(listener(example.kafka, text(registry, "spec", "listener"))).toMatchObject({
      tls: true,
      authentication: { type: "tls" },
    });
    expect(pick(registry, "spec", "strimziVersion")).toBe("v1");
  });

  it("stores schemas in one compacted partition that its user may write", () => {
    const name = text(only(example.objects, "StrimziSchemaRegistry"), "spec", "registryTopic");
    const topic = only(example.objects, "KafkaTopic", name);
    expect(topic["spec"]).toMatchObject({ partitions: 1, config: { "cleanup.policy": "compact" } });
    const user = only(part(example, "schema-registry"), "KafkaUser");
    expect(operationsOn(user, name)).toEqual(expect.arrayContaining(["DescribeConfigs", "Read", "Write"]));
    expect(aclNames(user, "group")).toEqual(["schema-registry"]);
  });

  it("lets through GET only", () => {
    const ingresses = ofKind(part(example, "schema-registry"), "Ingress");
    expect(ingresses).toHaveLength(environment === "idfdev" ? 0 : 1);
    for (const ingress of ingresses) {
      const snippet = text(ingress, "metadata", "annotations", "nginx.ingress.kubernetes.io/configuration-snippet");
      expect(snippet.replaceAll(/\s+/g, " ").trim()).toBe("limit_except GET { deny all; }");
      expect(pick(ingress, "spec", "ingressClassName")).toBe("nginx");
      const backend = pick(ingress, "spec", "rules", 0, "http", "paths", 0, "backend", "service");
      expect(backend).toEqual({
        name: nameOf(only(example.objects, "StrimziSchemaRegistry")),
        port: { number: 8081 },
      });
      expect(list(ingress, "spec", "tls", 0, "hosts")).toEqual([pick(ingress, "spec", "rules", 0, "host")]);
    }
  });

  it("is filled by a Job that Argo CD runs on every sync, which needs compatibility none", () => {
    const job = only(part(example, "schema-registry"), "Job");
    expect(pick(job, "metadata", "annotations")).toMatchObject({ "argocd.argoproj.io/hook": "Sync" });
    const registry = only(example.objects, "StrimziSchemaRegistry");
    expect(flag(job, "schema-registry-url")).toBe(
      `http://${nameOf(registry)}.${text(registry, "metadata", "namespace")}:8081`,
    );
    expect(pick(registry, "spec", "compatibilityLevel")).toBe("none");
  });

  it("is made by an operator that looks at this cluster", () => {
    const operator = only(part(example, "strimzi-registry-operator"), "Deployment");
    expect(variables(operator)).toEqual({
      SSR_CLUSTER_NAME: nameOf(example.kafka),
      SSR_NAMESPACE: text(example.kafka, "metadata", "namespace"),
    });
  });
});
