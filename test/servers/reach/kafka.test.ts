import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { KafkaServiceConfig, ServicesConfig, TextSource } from "../../../src/config/services.ts";
import { createScrubber } from "../../../src/masking/index.ts";
import { connectRoutes, LateRoutes } from "../../../src/observe/kubernetes/index.ts";
import { connectServices, type Services } from "../../../src/observe/services/index.ts";
import { ADMIN, type KafkaCluster, startKafka } from "../kafka/index.ts";
import { clientOf, createNamespace } from "../kube/index.ts";
import { Lab } from "../observe/lab.ts";
import { sharedPlane } from "../shared-plane.ts";
import { FakeKubelet } from "./fake-kubelet.ts";

const plane = sharedPlane();
const POD = "broker-broker-1";
const SERVICE = "broker-kafka-bootstrap";
const NONE: ServicesConfig = { kafka: [], registries: [], objectStore: null, terraform: null, alertDatabase: null };

describe("reach/kafka", () => {
  const opened: Services[] = [];
  let lab: Lab;
  let kubelet: FakeKubelet;
  let kafka: KafkaCluster;
  let namespace = "";

  beforeAll(async () => {
    lab = await Lab.open();
    namespace = await createNamespace(plane);
    const host = `${POD}.broker-kafka-brokers.${namespace}.svc`;
    const listeners = ["PLAINTEXT", "SCRAM", "SCRAMTLS", "MTLS"];
    const advertised = listeners.map((name, index) => `${name}://${host}:${9092 + index}`).join(",");
    [kafka, kubelet] = await Promise.all([
      startKafka({ properties: { "advertised.listeners": advertised } }),
      FakeKubelet.start(plane),
    ]);
    const ports = (["plaintext", "scram", "scramTls", "mtls"] as const).map((listener, index) => [
      9092 + index,
      kafka.brokers(listener)[0],
    ]);
    await kubelet.addPod(namespace, POD, Object.fromEntries(ports));
    await addObjects();
  });

  afterAll(async () => {
    await Promise.all(opened.map((services) => services.close()));
    await kafka.stop();
    await kubelet[Symbol.asyncDispose]();
    await lab[Symbol.asyncDispose]();
  });

  /** What Strimzi makes for a cluster and one of its users. */
  async function addObjects(): Promise<void> {
    const api = clientOf(plane);
    const targetRef = { kind: "Pod", name: POD, namespace };
    await api.mustRequest("POST", `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`, {
      metadata: { name: `${SERVICE}-1`, labels: { "kubernetes.io/service-name": SERVICE } },
      addressType: "IPv4",
      ports: [{ name: "tcp", port: 9092 }],
      endpoints: [{ addresses: ["10.1.2.3"], conditions: { ready: true }, targetRef }],
    });
    const secrets = { admin: { password: ADMIN.password }, "broker-cluster-ca-cert": { "ca.crt": kafka.ca } };
    for (const [name, stringData] of Object.entries(secrets)) {
      await api.mustRequest("POST", `/api/v1/namespaces/${namespace}/secrets`, { metadata: { name }, stringData });
    }
  }

  const secret = (name: string, key: string): TextSource => ({ kind: "secret", namespace, name, key });

  async function read(port: number, more: Partial<KafkaServiceConfig> = {}, context = "admin") {
    const kubernetes = await lab.connect(plane, { context });
    const cluster = { kind: "context", context, kubeconfig: plane.kubeconfig } as const;
    const scrubber = createScrubber();
    const reach = { kind: "port-forward", service: SERVICE, port } as const;
    const services = connectServices({
      services: { ...NONE, kafka: [{ cluster: "broker", namespace, reach, tls: null, sasl: null, ...more }] },
      root: "/",
      kubernetes,
      routes: new LateRoutes(() => connectRoutes({ cluster, env: {} })),
      env: {},
      learn: (text) => scrubber.learnText(text),
    });
    opened.push(services);
    const [service] = services.kafka;
    if (service === undefined) throw new Error("no Kafka");
    return { state: await service.reader.state(), scrubber, requests: service.reader.requests() };
  }

  const sasl = () =>
    ({ mechanism: "SCRAM-SHA-512", username: "admin", password: secret("admin", "password") }) as const;

  it("reads a Kafka inside the cluster, with the password of a KafkaUser's Secret", async () => {
    const { state, scrubber, requests } = await read(9093, { sasl: sasl() });
    if (!state.ok) throw new Error(state.failure.why);
    const unread = Object.entries(state.value).filter(([, reading]) => !reading.ok);
    expect(unread).toEqual([]);
    expect(state.value.cluster).toMatchObject({
      value: { brokers: [{ host: `${POD}.broker-kafka-brokers.${namespace}.svc`, port: 9093 }] },
    });
    expect(requests).toBeGreaterThan(5);
    expect(new Set(kubelet.asked)).toEqual(new Set([`${namespace}/${POD}:9093`]));
    expect(scrubber.scrub(`refused ${ADMIN.password}`)).toBe("refused ***");
  });

  it("checks TLS against the name that a broker advertises, not against 127.0.0.1", async () => {
    const tls = { ca: secret("broker-cluster-ca-cert", "ca.crt"), client: null };
    const { state } = await read(9094, { tls, sasl: sasl() });
    // The certificate of these brokers is for 127.0.0.1 only.
    expect(state).toMatchObject({ ok: false, failure: { reason: "certificate-refused" } });
  });

  it("says whose permission is missing", async () => {
    const { state } = await read(9093, { sasl: sasl() }, "reader");
    expect(state).toMatchObject({
      failure: { reason: "no-permission", why: expect.stringContaining(`password of Secret admin in ${namespace}`) },
    });
    const { state: forwarded } = await read(9092, {}, "reader");
    expect(forwarded).toMatchObject({
      failure: { reason: "no-permission", why: expect.stringContaining("may not forward ports") },
    });
  });

  it("says that a Secret has no such key", async () => {
    const { state } = await read(9093, { sasl: { ...sasl(), password: secret("admin", "passwort") } });
    expect(state).toMatchObject({ failure: { why: expect.stringContaining("the Secret has no such key") } });
  });
});
