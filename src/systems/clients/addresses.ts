import type { Path } from "../../vocabulary/index.ts";
import type { DeclaredObject } from "../evidence.ts";
import {
  addressesIn,
  type BootstrapAddress,
  coupling,
  type DeclaredKafka,
  declaresKafka,
  flagPath,
  isWholeIn,
  kafkaNamed,
  type Listener,
} from "../intent/index.ts";
import { STRIMZI } from "../kafka-kinds.ts";
import { clusterLabelOf } from "../strimzi/index.ts";
import type { DeclaredIntent, SystemDifference } from "../system.ts";
import { flagOf } from "../workload/index.ts";
import { type KafkaClient, loginOf, titleOf } from "./client.ts";

/** Where a list of Kafka servers stands, and who is told it. */
export interface Told {
  readonly one: DeclaredObject;
  readonly servers: string | null;
  readonly path: Path;
  /** How whoever connects there logs in; null where that is not known. */
  readonly login: "tls" | "scram-sha-512" | null;
}

/** The Kafka cluster that a program is told is there, and listens on that port for clients that log in as it does. */
export function judgeAddresses(client: KafkaClient, intent: DeclaredIntent): readonly SystemDifference[] {
  const { container, serverFlag } = client;
  const servers = flagOf(container, serverFlag);
  return judgeServers({ one: client, servers, path: flagPath(container, serverFlag), login: loginOf(client) }, intent);
}

/** The same for servers that stand elsewhere. Addresses that are none of Strimzi's are not judged. */
export function judgeServers(told: Told, intent: DeclaredIntent): readonly SystemDifference[] {
  return addressesIn(told.servers).flatMap((address) => {
    const wrong = wrongWith(address, told, intent);
    return wrong === null
      ? []
      : [
          coupling({
            reason: "kafka-address",
            one: told.one,
            path: told.path,
            statement: `${titleOf(told.one)} ${wrong}`,
          }),
        ];
  });
}

function wrongWith(address: BootstrapAddress, { one, login }: Told, intent: DeclaredIntent): string | null {
  const namespace = address.namespace ?? one.object.metadata.namespace;
  const kafka = kafkaNamed({ cluster: address.cluster, namespace }, intent.declared);
  if (kafka !== null) return wrongPort(address, kafka, login);
  if (!declaresKafka(intent.declared) || !isKnown(namespace, intent) || isLabelled(address.cluster, intent))
    return null;
  return `connects to Kafka ${address.cluster} in namespace ${namespace}, which git does not declare; name the Kafka that it is meant to use`;
}

function wrongPort({ port }: BootstrapAddress, kafka: DeclaredKafka, login: Told["login"]): string | null {
  const { name, listeners } = kafka;
  const internal = listeners.filter(({ type }) => type === "internal");
  // Where no listener at all takes such a login, that is said of its user.
  const isHopeless = login !== null && listeners.every((listener) => !takes(listener, login, kafka));
  if (port === null || internal.length === 0 || isHopeless) return null;
  const listener = internal.find((candidate) => candidate.port === port);
  if (listener === undefined)
    return `connects to port ${port} of Kafka ${name}, whose internal listeners are ${internal.map(words).join(", ")}; use the port of one of them`;
  if (login === null || takes(listener, login, kafka)) return null;
  return `logs in to Kafka ${name} by ${login}, but its listener ${listener.name} on port ${port} ${asks(listener)}; use the port of a listener with ${login}`;
}

/** A listener of the team's own making may take anything; one without logins takes certificates, and forgets whose. */
function takes({ authentication, tls }: Listener, login: string, { hasAcls }: DeclaredKafka): boolean {
  if (authentication === null) return login === "tls" && tls && !hasAcls;
  return authentication === login || authentication === "custom";
}

/** Topics and users of that cluster are a finding of their own, with the same cause. */
function isLabelled(cluster: string, { declared }: DeclaredIntent): boolean {
  const owned = ["KafkaTopic", "KafkaUser", "KafkaNodePool"].flatMap((kind) => declared.of(STRIMZI, kind));
  return owned.some(({ object }) => clusterLabelOf(object) === cluster);
}

/** Git declares something there, and all of it is known. */
function isKnown(namespace: string | undefined, intent: DeclaredIntent): boolean {
  const { objects } = intent.declared;
  return isWholeIn(namespace, intent) && objects.some(({ object }) => object.metadata.namespace === namespace);
}

function words({ name, port }: Listener): string {
  return `${name} (${port})`;
}

function asks({ authentication }: Listener): string {
  return authentication === null ? "knows no users" : `asks for ${authentication}`;
}
