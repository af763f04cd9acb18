import { describe, expect, it } from "vitest";
import type { KubernetesObject } from "../../../vocabulary/index.ts";
import { also, couplingsOf, type Edit, every, intentOf, put, wholeCluster, without } from "../../testing/intent.ts";
import { coupleCluster } from "./index.ts";

type Row = readonly [string, Edit, readonly string[], (readonly string[])?];

const KAFKA = "Kafka alert-broker";
const BROKER = "KafkaNodePool broker";
const EXTERNAL = "spec/kafka/listeners/2";

function annotation(name: string, ids: string | undefined): Edit {
  return (objects) =>
    objects.map((object) =>
      object.kind === "KafkaNodePool" && object.metadata.name === name
        ? {
            ...object,
            metadata: { ...object.metadata, annotations: ids === undefined ? {} : { "strimzi.io/next-node-ids": ids } },
          }
        : object,
    );
}

/** No brokers are told apart outside, so that their ids do not matter. */
const ANY_BROKERS = put(KAFKA, `${EXTERNAL}/configuration/brokers`, undefined);

/** Nodes of both roles. */
const ONE_POOL = every(
  without("KafkaNodePool controller"),
  annotation("broker", undefined),
  put(BROKER, "spec/roles", ["broker", "controller"]),
);

function service(name: string, annotations: Record<string, string>, type = "LoadBalancer"): KubernetesObject {
  return { apiVersion: "v1", kind: "Service", metadata: { name, namespace: "web", annotations }, spec: { type } };
}

const ROWS: Readonly<Record<string, readonly Row[]>> = {
  "listener-brokers": [
    [
      "a broker that no pool makes",
      put(KAFKA, `${EXTERNAL}/configuration/brokers/0/broker`, 0),
      [
        "listener-brokers: Kafka alert-broker /spec/kafka/listeners/[name=external]/configuration/brokers/[broker=0]/broker",
      ],
    ],
    [
      "one broker without its host",
      put(
        KAFKA,
        `${EXTERNAL}/configuration/brokers`,
        [3, 4].map((broker) => ({ broker, advertisedHost: `broker-${broker}.example.org` })),
      ),
      ["listener-brokers: Kafka alert-broker /spec/kafka/listeners/[name=external]/configuration/brokers"],
    ],
    [
      "one pool for all, whose ids nobody told: they begin at 0",
      every(ONE_POOL, put(KAFKA, `${EXTERNAL}/configuration/brokers/2/broker`, 0)),
      [
        "listener-brokers: Kafka alert-broker /spec/kafka/listeners/[name=external]/configuration/brokers/[broker=3]/broker",
      ],
    ],
    [
      "the ids of one pool",
      every(ONE_POOL, ...[0, 1, 2].map((id) => put(KAFKA, `${EXTERNAL}/configuration/brokers/${id}/broker`, id))),
      [],
    ],
    [
      "a port for one broker only",
      put(KAFKA, `${EXTERNAL}/configuration/brokers`, [{ broker: 3, nodePort: 32000 }]),
      [],
    ],
    ["no listener for single brokers", ANY_BROKERS, []],
    ["ids that git leaves to Strimzi", annotation("broker", "[0-99]"), []],
    ["ids of one pool that nobody told", annotation("controller", undefined), []],
    ["a pool that may lie elsewhere", put(KAFKA, `${EXTERNAL}/configuration/brokers/0/broker`, 0), [], ["kafka"]],
  ],
  "refused-listener": [
    [
      "a name twice",
      put(KAFKA, "spec/kafka/listeners/1/name", "internal"),
      ["refused-listener: Kafka alert-broker /spec/kafka/listeners/[name=internal]/name"],
    ],
    [
      "a port twice",
      put(KAFKA, "spec/kafka/listeners/1/port", 9092),
      ["refused-listener: Kafka alert-broker /spec/kafka/listeners/[name=tls]/port"],
    ],
    [
      "the port of metrics",
      put(KAFKA, "spec/kafka/listeners/1/port", 9404),
      ["refused-listener: Kafka alert-broker /spec/kafka/listeners/[name=tls]/port"],
    ],
    [
      "certificates without TLS",
      put(KAFKA, "spec/kafka/listeners/1/tls", false),
      ["refused-listener: Kafka alert-broker /spec/kafka/listeners/[name=tls]/tls"],
    ],
    ["passwords without TLS inside", put(KAFKA, "spec/kafka/listeners/0/tls", false), []],
  ],
  "scram-without-tls": [
    [
      "passwords from outside",
      put(KAFKA, `${EXTERNAL}/tls`, false),
      ["scram-without-tls: Kafka alert-broker /spec/kafka/listeners/[name=external]/tls"],
    ],
    [
      "nobody logs in",
      every(put(KAFKA, `${EXTERNAL}/tls`, false), put(KAFKA, `${EXTERNAL}/authentication`, undefined)),
      [],
    ],
  ],
  "listener-certificate": [
    [
      "a host that it does not name",
      put(KAFKA, `${EXTERNAL}/configuration/brokers/1/advertisedHost`, "broker-4.example.com"),
      [
        "listener-certificate: Kafka alert-broker /spec/kafka/listeners/[name=external]/configuration/brokers/[broker=4]/advertisedHost",
      ],
    ],
    ["a star", put("Certificate external-tls", "spec/dnsNames", ["*.example.org"]), []],
    [
      "a star that covers one label only",
      every(
        put("Certificate external-tls", "spec/dnsNames", ["*.example.org"]),
        put(KAFKA, `${EXTERNAL}/configuration/bootstrap/alternativeNames/0`, "a.b.example.org"),
      ),
      [
        "listener-certificate: Kafka alert-broker /spec/kafka/listeners/[name=external]/configuration/bootstrap/alternativeNames/0",
      ],
    ],
    [
      "no TLS, so no certificate",
      every(
        put(KAFKA, `${EXTERNAL}/tls`, false),
        put(KAFKA, `${EXTERNAL}/authentication`, undefined),
        put("Certificate external-tls", "spec/dnsNames", []),
      ),
      [],
    ],
    ["a certificate that git does not declare", without("Certificate external-tls"), []],
  ],
  "address-twice": [
    [
      "a broker's address for the bootstrap too",
      put(KAFKA, `${EXTERNAL}/configuration/bootstrap/annotations`, { "metallb.io/loadBalancerIPs": "192.0.2.4" }),
      [
        "address-twice: Kafka alert-broker /spec/kafka/listeners/[name=external]/configuration/brokers/[broker=4]/annotations/metallb.io~1loadBalancerIPs",
      ],
    ],
    [
      "in the older field",
      put(KAFKA, `${EXTERNAL}/configuration/bootstrap/loadBalancerIP`, "192.0.2.5"),
      [
        "address-twice: Kafka alert-broker /spec/kafka/listeners/[name=external]/configuration/brokers/[broker=5]/annotations/metallb.io~1loadBalancerIPs",
      ],
    ],
    [
      "a Service of another application",
      also(service("web", { "metallb.io/loadBalancerIPs": "192.0.2.9,192.0.2.1" })),
      [
        "address-twice: Kafka alert-broker /spec/kafka/listeners/[name=external]/configuration/bootstrap/annotations/metallb.io~1loadBalancerIPs",
      ],
    ],
    [
      "the same address twice for one Service",
      put(KAFKA, `${EXTERNAL}/configuration/bootstrap/loadBalancerIP`, "192.0.2.1"),
      [],
    ],
    [
      "a Service that is no load balancer",
      also(service("web", { "metallb.io/loadBalancerIPs": "192.0.2.1" }, "ClusterIP")),
      [],
    ],
    [
      "Services that share one",
      also(
        ...["a", "b"].map((name) =>
          service(name, { "metallb.io/loadBalancerIPs": "192.0.2.9", "metallb.io/allow-shared-ip": "k" }),
        ),
      ),
      [],
    ],
  ],
  "deprecated-address": [
    [
      "the old prefix",
      put(KAFKA, `${EXTERNAL}/configuration/bootstrap/annotations`, { "metallb.universe.tf/address-pool": "alerts" }),
      [
        "deprecated-address: Kafka alert-broker /spec/kafka/listeners/[name=external]/configuration/bootstrap/annotations/metallb.universe.tf~1address-pool",
      ],
    ],
  ],
};

describe("systems/kafka-cluster/couplings/listeners", () => {
  for (const [rule, rows] of Object.entries(ROWS)) {
    for (const [title, edit, expected, unrendered = []] of rows) {
      it(`${rule}: ${title}`, () => {
        expect(couplingsOf(coupleCluster(intentOf(edit(wholeCluster()), unrendered)))).toEqual(expected);
      });
    }
  }
});
