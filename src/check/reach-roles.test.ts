import { describe, expect, it } from "vitest";
import { parseConfig } from "../config/index.ts";
import type { ServicesConfig } from "../config/services.ts";
import { leastKafkaUser } from "./kafka-user.ts";
import { reachRoles } from "./reach-roles.ts";

function servicesOf(services: string): ServicesConfig {
  const text = `schemaVersion: 1
layout: { appOfApps: { chart: environments, values: "values-{environment}.yaml" } }
environments:
  - name: idfint
    services:
${services}`;
  const [environment] = parseConfig({ text, file: "/repository/holdfast.yaml" }).environments;
  if (environment === undefined) throw new Error("no environment");
  return environment.services;
}

describe("check/reach-roles", () => {
  it("grants Secrets by name and the API server's ways only where they are configured", () => {
    const services = servicesOf(`
      kafka:
        - { cluster: broker, namespace: kafka, portForward: { service: b, port: 9093 }, user: holdfast, authentication: tls }
      schemaRegistries:
        - { name: r, namespace: kafka, serviceProxy: { service: r, port: 8081 } }
      objectStore:
        endpoint: https://storage.googleapis.com
        region: auto
        accessKey: { secret: { name: hmac, key: access, namespace: alerts } }
        secretKey: { env: SECRET_KEY }
`);
    const role = (namespace: string, rules: readonly object[]) => ({
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "Role",
      metadata: { name: "reader", namespace },
      rules,
    });
    const secrets = (...names: readonly string[]) => ({
      apiGroups: [""],
      resources: ["secrets"],
      resourceNames: names,
      verbs: ["list"],
    });
    expect(reachRoles(services, "reader")).toEqual([
      role("alerts", [secrets("hmac")]),
      role("kafka", [
        secrets("broker-cluster-ca-cert", "holdfast"),
        { apiGroups: [""], resources: ["pods/portforward"], verbs: ["get", "create"] },
        { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: ["list"] },
        { apiGroups: [""], resources: ["services/proxy"], resourceNames: ["r:8081"], verbs: ["get"] },
      ]),
    ]);
  });

  it("grants nothing where services are reached directly and nothing is kept in Secrets", () => {
    const services = servicesOf(`
      kafka: [{ cluster: b, namespace: k, bootstrap: ["k:9092"], username: u, password: { file: p } }]
      alertDatabase: { url: https://alerts.example.org }
`);
    expect(reachRoles(services, "reader")).toEqual([]);
  });
});

describe("check/kafka-user", () => {
  const user = (more: string) => {
    const [kafka] = servicesOf(`
      kafka: [{ cluster: broker, namespace: kafka, bootstrap: ["k:9092"]${more} }]
`).kafka;
    if (kafka === undefined) throw new Error("no Kafka");
    return leastKafkaUser(kafka, ["alerts"]);
  };

  it("may describe everything, read the alert topics, and change nothing", () => {
    expect(user(", user: watcher, authentication: tls")).toEqual({
      apiVersion: "kafka.strimzi.io/v1",
      kind: "KafkaUser",
      metadata: { name: "watcher", namespace: "kafka", labels: { "strimzi.io/cluster": "broker" } },
      spec: {
        authentication: { type: "tls" },
        authorization: {
          type: "simple",
          acls: [
            { resource: { type: "cluster" }, operations: ["Describe", "DescribeConfigs"] },
            {
              resource: { type: "topic", name: "*", patternType: "literal" },
              operations: ["Describe", "DescribeConfigs"],
            },
            { resource: { type: "group", name: "*", patternType: "literal" }, operations: ["Describe"] },
            { resource: { type: "topic", name: "alerts", patternType: "literal" }, operations: ["Read"] },
          ],
        },
      },
    });
  });

  it("is called holdfast and takes SCRAM where holdfast.yaml names nobody", () => {
    expect(user("")).toMatchObject({
      metadata: { name: "holdfast" },
      spec: { authentication: { type: "scram-sha-512" } },
    });
  });
});
