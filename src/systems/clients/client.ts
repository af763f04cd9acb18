import type { DeclaredObject } from "../evidence.ts";
import { addressesIn, type DeclaredKafka, kafkaNamed } from "../intent/index.ts";
import type { DeclaredIntent } from "../system.ts";
import { type Container, flagOf } from "../workload/index.ts";

/** A workload of git's whose program is told by flags how to reach Kafka. */
export interface KafkaClient extends DeclaredObject {
  readonly container: Container;
  /** The flag that has the servers. */
  readonly serverFlag: string;
}

/** How a program logs in, as listeners and users name it; null where its flags do not say. */
export function loginOf({ container }: KafkaClient): "tls" | "scram-sha-512" | null {
  const mechanism = flagOf(container, "--kafka-auth-mechanism");
  if (mechanism === "scram") return "scram-sha-512";
  if (mechanism === "mtls") return "tls";
  return flagOf(container, "--tls-client-crt-location") === null ? null : "tls";
}

/** The Kafka cluster that a program connects to, as far as git declares it. */
export function kafkaOf(
  { container, serverFlag, object }: KafkaClient,
  { declared }: DeclaredIntent,
): DeclaredKafka | null {
  const [address] = addressesIn(flagOf(container, serverFlag));
  if (address === undefined) return null;
  const namespace = address.namespace ?? object.metadata.namespace;
  return kafkaNamed({ cluster: address.cluster, namespace }, declared);
}

/** As a sentence names it: `Deployment replay`. */
export function titleOf({ object: { kind, metadata } }: DeclaredObject): string {
  return `${kind} ${metadata.name}`;
}
