import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { check } from "../../../src/check/index.ts";
import { parseConfig } from "../../../src/config/index.ts";
import { connectServices } from "../../../src/observe/services/index.ts";
import { kafkaResource, strimzi } from "../../../src/systems/testing/evidence.ts";
import { type EnvironmentReport, read } from "../../../src/vocabulary/index.ts";
import { kind, portsOf, rendering, requestOf } from "../../unit/check/fixture.ts";
import { ADMIN, type KafkaCluster, type Listener, startKafka } from "../kafka/index.ts";

/** No check may take longer, whatever goes wrong: each part of a service has ten seconds, and they run side by side. */
const BOUND_MS = 60_000;
const CANARY = "canary-password-of-the-account";

const TOPIC = strimzi("KafkaTopic", "alerts", { spec: { partitions: 3, replicas: 3 } });
const LONELY = strimzi("KafkaTopic", "lonely", { spec: { partitions: 1, replicas: 1 } });
const POOL = strimzi("KafkaNodePool", "brokers", {
  spec: { replicas: 3, roles: ["broker"] },
  status: { nodeIds: [1, 2, 3], observedGeneration: 1 },
});
const OBJECTS = [kafkaResource(), POOL, TOPIC, LONELY];
const KINDS = ["Kafka", "KafkaNodePool", "KafkaTopic", "KafkaUser"].map((name) => kind("kafka.strimzi.io", "v1", name));

/** A check of a cluster that is as git says, with the real services that this names. */
async function checkWith(services: object, root = tmpdir()): Promise<EnvironmentReport> {
  const ports = portsOf({
    renderings: { "1111111111111111111111111111111111111111": read(rendering(...OBJECTS)) },
    live: OBJECTS,
    discovery: read({ kinds: KINDS, failures: new Map() }),
  });
  const plain = {
    values: "values/{environment}/{application}.yaml",
    applications: [{ name: "broker", chart: "charts/broker", namespace: "kafka" }],
  };
  const environments = [{ name: "idfint", cluster: { context: "idfint" }, services }];
  const text = JSON.stringify({ schemaVersion: 1, layout: { plain }, environments });
  const config = parseConfig({ text, file: join(root, "holdfast.yaml") });
  const routes = {
    forward: () => Promise.reject(new Error()),
    get: () => Promise.reject(new Error()),
    close: async () => {},
  };
  const report = await check(
    { ...requestOf({ renderings: {} }), config, environments: config.environments },
    {
      ...ports,
      now: () => new Date(),
      connectServices: (environment, kubernetes) =>
        connectServices({
          ...{ services: environment.services, root, kubernetes, env: { CANARY }, routes: routes as never },
          learn: (secret) => ports.scrubber.learnText(secret),
        }),
    },
  );
  const [environment] = report.environments;
  if (environment === undefined) throw new Error("nothing was checked");
  expect(JSON.stringify(report)).not.toContain(CANARY);
  return environment;
}

function kafkaAt(cluster: KafkaCluster, listener: Listener, rest: object = {}) {
  const bootstrap = cluster.brokers(listener).map(({ host, port }) => `${host}:${port}`);
  return { kafka: [{ cluster: "alert-broker", namespace: "kafka", bootstrap, ...rest }] };
}

function reasons({ findings }: EnvironmentReport): string[] {
  return findings.map(({ kind: what, reason }) => [what, reason].join(" ").trim()).toSorted();
}

describe("check of services in trouble", { timeout: 2 * BOUND_MS }, () => {
  let cluster: KafkaCluster;

  beforeAll(async () => {
    cluster = await startKafka({ nodes: 3 });
    await cluster.fixtures.createTopics(
      { name: "alerts", partitions: 3, replicas: 3 },
      { name: "lonely", assignments: [[3]] },
    );
    await cluster.fixtures.createScramUser("limited", CANARY);
  });
  afterAll(() => cluster.stop());

  it("is in sync while all is well", async () => {
    const report = await checkWith(kafkaAt(cluster, "plaintext"));
    // The SCRAM users of this test have no KafkaUser.
    expect(report.findings.filter(({ resource }) => resource.type !== "user")).toEqual([]);
  });

  it("says which login was refused, and still compares the cluster", async () => {
    const wrong = { username: ADMIN.username, password: { env: "CANARY" } };
    const report = await checkWith(kafkaAt(cluster, "scram", wrong));
    expect(reasons(report)).toEqual(["unreadable login-refused"]);
    expect(report).toMatchObject({ verdict: "unknown", stats: { objects: OBJECTS.length } });
  });

  it("calls nothing missing that an account may not see", async () => {
    const limited = { username: "limited", password: { env: "CANARY" } };
    const report = await checkWith(kafkaAt(cluster, "scram", limited));
    expect(report.verdict).toBe("unknown");
    expect(new Set(reasons(report))).toEqual(new Set(["unreadable no-permission"]));
    expect(report.unreadable.map(({ what }) => what).join()).toContain("topic");
  });

  it("does not hang on a broker that answers no more", async () => {
    cluster.stall(2);
    const started = Date.now();
    try {
      const report = await checkWith(kafkaAt(cluster, "plaintext"));
      expect(report.verdict).toBe("unknown");
    } finally {
      cluster.resume(2);
    }
    expect(Date.now() - started).toBeLessThan(BOUND_MS);
    await expect.poll(() => cluster.fixtures.aliveBrokers(), { timeout: 20_000 }).toBe(3);
  });

  it("tells what is known and what is not when a broker is dead and a partition has no leader", async () => {
    await cluster.kill(3);
    await expect.poll(() => cluster.fixtures.aliveBrokers(), { timeout: 20_000 }).toBe(2);
    const report = await checkWith(kafkaAt(cluster, "plaintext"));
    const broker = report.findings.find(({ reason }) => reason === "broker-down");
    expect(broker).toMatchObject({ layer: "service", resource: { type: "broker", id: 3 } });
    expect(broker?.consequences.join(" ")).toContain("1 partition of lonely has no leader");
    expect(report.findings.filter(({ resource }) => resource.type === "topic")).toEqual([]);
    // What only the dead broker could tell is named, and keeps the verdict open.
    expect(report.verdict).toBe("unknown");
    await cluster.restart(3);
  });

  it("lives through a controller that moves meanwhile", async () => {
    const checking = checkWith(kafkaAt(cluster, "plaintext"));
    await cluster.kill(1);
    const report = await checking;
    expect(["in-sync", "drifted", "unknown"]).toContain(report.verdict);
    expect(report.findings.every(({ message }) => message !== "")).toBe(true);
    await cluster.restart(1);
  });
});

describe("check of other services in trouble", { timeout: 2 * BOUND_MS }, () => {
  let folder = "";
  let server: Server;
  let url = "";

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "holdfast-trouble-"));
    server = createServer((request, response) => {
      // `/slow` never ends its answer.
      if (request.url?.startsWith("/slow")) response.writeHead(200).write("[");
      else response.writeHead(500).end(`{"error_code":50001,"message":"${CANARY}"}`);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true, force: true });
  });

  const registry = (at: string) => ({
    schemaRegistries: [
      { name: "schema-registry", namespace: "kafka", url: at, username: "reader", password: { env: "CANARY" } },
    ],
  });

  it.each([
    ["answers 500", () => url, "server-error"],
    ["begins an answer and never ends it", () => `${url}/slow`, "timeout"],
    ["is not there", () => "http://127.0.0.1:9", "unreachable"],
  ])("names a schema registry that %s", async (_, at, reason) => {
    const report = await checkWith(registry(at()));
    expect(report.verdict).toBe("unknown");
    expect(reasons(report)).toContain(`unreadable ${reason}`);
  });

  it("names a Terraform state that is damaged", async () => {
    await writeFile(join(folder, "state.json"), "{");
    const report = await checkWith({ terraform: { file: "state.json" } }, folder);
    expect(report.verdict).toBe("unknown");
    expect(report.unreadable[0]?.what).toContain("state.json");
  });

  it("says that the certificate of every broker has expired", async () => {
    await using expired = await startKafka({ certificate: "expired" });
    const ca = join(folder, "ca.crt");
    await writeFile(ca, expired.ca);
    const login = { tls: { ca: { file: ca } }, username: ADMIN.username, password: { env: "CANARY" } };
    const report = await checkWith(kafkaAt(expired, "scramTls", login), folder);
    expect(reasons(report)).toEqual(["unreadable certificate-refused"]);
  });
});
