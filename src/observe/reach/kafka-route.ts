import type { Duplex } from "node:stream";
import {
  isJsonObject,
  type Json,
  type KubernetesObject,
  type ReadFailure,
  type Reading,
  read,
  unread,
} from "../../vocabulary/index.ts";
import type { BrokerAddress, KafkaRoute } from "../kafka/route.ts";
import type { KubernetesReader, ServedKind } from "../kubernetes/port.ts";
import type { ClusterRoutes } from "../kubernetes/routes.ts";
import { LocalListener } from "./local-listener.ts";

export interface ForwardedKafka {
  /** Namespace of the Kafka cluster. */
  readonly namespace: string;
  /** The bootstrap Service. */
  readonly service: string;
  readonly routes: Pick<ClusterRoutes, "forward">;
  readonly kubernetes: Pick<KubernetesReader, "list">;
}

/** Why there is no way to an address. */
export class NoRoute extends Error {
  readonly failure: ReadFailure;

  constructor(failure: ReadFailure) {
    super(`${failure.what}: ${failure.why}`);
    this.failure = failure;
  }
}

const ENDPOINT_SLICES: ServedKind = {
  group: "discovery.k8s.io",
  version: "v1",
  kind: "EndpointSlice",
  plural: "endpointslices",
  namespaced: true,
  verbs: ["list"],
};

/** Where the first connection goes: `port` of any Pod that the bootstrap Service selects. */
export function bootstrapAddress(
  { namespace, service }: Pick<ForwardedKafka, "namespace" | "service">,
  port: number,
): BrokerAddress {
  return { host: `${service}.${namespace}.svc`, port };
}

/**
 * Leads a Kafka client to brokers inside a cluster, by ports on 127.0.0.1 that the API server forwards.
 * Brokers advertise themselves by the name of their Pod: `<pod>.<cluster>-kafka-brokers.<namespace>.svc`.
 */
export class PortForwardRoute implements KafkaRoute {
  readonly #kafka: ForwardedKafka;
  readonly #listeners = new Map<string, Promise<Reading<LocalListener>>>();

  constructor(kafka: ForwardedKafka) {
    this.#kafka = kafka;
  }

  /** @throws NoRoute when there is no way to that address. */
  async address({ host, port }: BrokerAddress): Promise<BrokerAddress> {
    const key = `${host}:${port}`;
    const listening = this.#listeners.get(key) ?? this.#listen({ host, port });
    this.#listeners.set(key, listening);
    const reading = await listening;
    if (reading.ok) return { host: "127.0.0.1", port: reading.value.port };
    // A broker that starts may be there next time.
    this.#listeners.delete(key);
    throw new NoRoute(reading.failure);
  }

  async close(): Promise<void> {
    const readings = await Promise.all(this.#listeners.values());
    for (const reading of readings) if (reading.ok) reading.value.close();
    this.#listeners.clear();
  }

  #listen(address: BrokerAddress): Promise<Reading<LocalListener>> {
    return LocalListener.open(() => this.#dial(address));
  }

  async #dial({ host, port }: BrokerAddress): Promise<Reading<Duplex>> {
    const pods = await this.#podsOf(host);
    if (!pods.ok) return pods;
    let failed: Reading<never> = unread("unreachable", `broker ${host}`, "no Pod of the bootstrap Service is ready");
    for (const pod of pods.value) {
      const reading = await this.#kafka.routes.forward({ namespace: this.#kafka.namespace, pod, port });
      if (reading.ok) return reading;
      failed = reading;
    }
    return failed;
  }

  async #podsOf(host: string): Promise<Reading<readonly string[]>> {
    const { namespace, service } = this.#kafka;
    const [pod = "", , ...rest] = host.split(".");
    if (host === bootstrapAddress(this.#kafka, 0).host) return this.#readyPods();
    if (rest[0] === namespace && rest[1] === "svc") return read([pod]);
    const why = `Service ${service} leads to a listener that advertises ${host}, which names no Pod; choose an internal listener`;
    return unread("unreachable", `broker ${host}`, why);
  }

  async #readyPods(): Promise<Reading<readonly string[]>> {
    const { namespace, service, kubernetes } = this.#kafka;
    const labelSelector = `kubernetes.io/service-name=${service}`;
    const slices = await kubernetes.list({ kind: ENDPOINT_SLICES, namespace, labelSelector });
    if (!slices.ok) return unread(slices.failure.reason, `Service ${service} in ${namespace}`, slices.failure.why);
    return read(slices.value.flatMap(readyPodsOf));
  }
}

function readyPodsOf({ endpoints }: KubernetesObject): string[] {
  if (!Array.isArray(endpoints)) return [];
  return endpoints.flatMap((endpoint: Json) => {
    const { conditions, targetRef } = isJsonObject(endpoint) ? endpoint : {};
    // Kubernetes: no condition counts as ready.
    const ready = !isJsonObject(conditions) || conditions["ready"] !== false;
    const { kind, name } = isJsonObject(targetRef) ? targetRef : {};
    return ready && kind === "Pod" && typeof name === "string" ? [name] : [];
  });
}
