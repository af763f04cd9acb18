import { beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/vocabulary/index.ts";
import { aclNames, type Example, flag, listener, operationsOn, part, renderExample, topicNames } from "./example.ts";
import { ENVIRONMENTS, SLOW } from "./helm.ts";
import { list, nameOf, ofKind, only, pick, text } from "./pick.ts";

const GOOGLE = {
  flags: ["gcp-project", "gcp-bucket-alerts", "gcp-bucket-schemas"],
  accounts: ["alertdb-writer", "alertdb-reader"],
  keys: [],
};
const S3 = {
  flags: ["endpoint-url", "bucket-alerts", "bucket-schemas"],
  accounts: [],
  keys: ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"],
};

function database(example: Example): readonly JsonObject[] {
  return part(example, "alert-database");
}

function deployment(example: Example, name: "ingester" | "server"): JsonObject {
  return only(database(example), "Deployment", `alert-database-${name}`);
}

describe.each(ENVIRONMENTS)("charts/database-couplings of %s", { timeout: SLOW }, (environment) => {
  let example: Example;

  beforeAll(async () => {
    example = await renderExample(environment);
  }, SLOW);

  it("consumes topics that exist and that its user may read", () => {
    const topics = flag(deployment(example, "ingester"), "kafka-topics")?.split(",") ?? [];
    const user = only(database(example), "KafkaUser");
    expect(topicNames(example)).toEqual(expect.arrayContaining(topics));
    expect(aclNames(user, "topic")).toEqual(topics);
    for (const topic of topics) expect(operationsOn(user, topic)).toContain("Read");
  });

  it("leaves the number of ingesters to whoever scales them", () => {
    const autoscaler = environment === "idfdev" ? "HorizontalPodAutoscaler" : "ScaledObject";
    const scaler = only(database(example), autoscaler, "alert-database-ingester");
    expect(pick(scaler, "spec", "scaleTargetRef", "name")).toBe(nameOf(deployment(example, "ingester")));
    expect(pick(deployment(example, "ingester"), "spec")).not.toHaveProperty("replicas");
    expect(ofKind(database(example), "ScaledObject")).toHaveLength(environment === "idfdev" ? 0 : 1);
  });

  it("gives the number of servers, unless an autoscaler does", () => {
    const counted = { idfint: 1, idfdev: undefined, idfprod: 3 }[environment];
    expect(pick(deployment(example, "server"), "spec", "replicas")).toBe(counted);
    const scalers = ofKind(database(example), "HorizontalPodAutoscaler").map(nameOf);
    expect(scalers.includes("alert-database-server")).toBe(environment === "idfdev");
  });

  it("reads and writes the same buckets, and proves itself as the kind of store asks", () => {
    const store = environment === "idfdev" ? S3 : GOOGLE;
    const buckets = store.flags.map((name) => flag(deployment(example, "ingester"), name));
    expect(store.flags.map((name) => flag(deployment(example, "server"), name))).toEqual(buckets);
    expect(new Set(buckets).size).toBe(3);
    expect(buckets).not.toContain(undefined);

    const bound = ofKind(database(example), "ServiceAccount").flatMap(
      (account) => pick(account, "metadata", "annotations", "iam.gke.io/gcp-service-account") ?? [],
    );
    expect(bound).toEqual(store.accounts.map((name) => `${name}@${buckets[0]}.iam.gserviceaccount.com`));
    const keys = list(deployment(example, "server"), "spec", "template", "spec", "containers", 0, "env");
    expect(keys.map((key) => pick(key, "valueFrom", "secretKeyRef", "key"))).toEqual(store.keys);
  });

  it("publishes the server, which its Service selects", () => {
    const kind = environment === "idfdev" ? "Ingress" : "GafaelfawrIngress";
    const ingress = only(database(example), kind);
    const spec = kind === "Ingress" ? pick(ingress, "spec") : pick(ingress, "template", "spec");
    const service = only(database(example), "Service");
    expect(pick(spec, "rules", 0, "http", "paths", 0, "backend", "service", "name")).toBe(nameOf(service));
    expect(pick(deployment(example, "server"), "spec", "selector", "matchLabels")).toEqual(
      pick(service, "spec", "selector"),
    );
    const scopes =
      kind === "Ingress"
        ? text(ingress, "metadata", "annotations", "nginx.ingress.kubernetes.io/auth-url")
        : pick(ingress, "config", "scopes");
    expect(JSON.stringify(scopes)).toContain("read:alertdb");
  });
});

describe.each(["idfint", "idfprod"] as const)("charts/database-couplings of %s", { timeout: SLOW }, (environment) => {
  it("scale by the lag of the group and the topics that it consumes", async () => {
    const example = await renderExample(environment);
    const user = only(database(example), "KafkaUser");
    const [group] = aclNames(user, "group");
    const triggers = list(only(database(example), "ScaledObject"), "spec", "triggers");
    expect(triggers.map((trigger) => pick(trigger, "metadata"))).toEqual(
      aclNames(user, "topic").map((topic) => ({
        bootstrapServers: "alert-broker-kafka-bootstrap.kafka:9093",
        consumerGroup: group,
        topic,
        lagThreshold: "100",
        offsetResetPolicy: "latest",
        tls: "enable",
      })),
    );
    expect(listener(example.kafka, "tls")).toMatchObject({ port: 9093 });
  });
});
