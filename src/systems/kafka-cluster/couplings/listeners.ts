import type { Path } from "../../../vocabulary/index.ts";
import { coupling, type DeclaredCluster, listed, listenersOf, type PlacedListener } from "../../intent/index.ts";
import { fieldOf, type SystemDifference } from "../../system.ts";
import { objectsIn, textOf } from "../../workload/index.ts";
import { brokerIds } from "./node-ids.ts";

/** Ports of Strimzi's own: metrics and JMX. */
const TAKEN = [9404, 9999];

/** Where a listener, or a part of it, stands in the Kafka resource. */
export function listenerPath({ name, index }: PlacedListener, ...rest: Path): Path {
  return ["spec", "kafka", "listeners", { index, key: { name } }, ...rest];
}

/** What Strimzi's ListenersValidator refuses, and with it the whole Kafka resource. */
export function refusedListeners(cluster: DeclaredCluster): readonly SystemDifference[] {
  const listeners = listenersOf(cluster) ?? [];
  return listeners.flatMap((listener, index) => {
    const fault = refusal(listener, listeners.slice(0, index));
    if (fault === null) return [];
    const statement = `Listener ${listener.name} of Kafka ${cluster.name} ${fault.why}, so Strimzi refuses the whole Kafka; ${fault.next}`;
    return [
      coupling({ reason: "refused-listener", one: cluster, path: listenerPath(listener, fault.field), statement }),
    ];
  });
}

function refusal(
  { name, spec }: PlacedListener,
  before: readonly PlacedListener[],
): { readonly field: string; readonly why: string; readonly next: string } | null {
  const port = spec["port"];
  const samePort = before.find((other) => port !== undefined && other.spec["port"] === port);
  if (before.some((other) => other.name === name))
    return { field: "name", why: "has the name of another one", next: "give it a name of its own" };
  if (samePort !== undefined)
    return {
      field: "port",
      why: `has port ${textOf(port) ?? ""}, as ${samePort.name} has`,
      next: "give it a port of its own",
    };
  if (typeof port === "number" && TAKEN.includes(port))
    return { field: "port", why: `has port ${port}, which Strimzi keeps for itself`, next: "take another port" };
  if (loginOf(spec) === "tls" && spec["tls"] === false)
    return { field: "tls", why: "asks for certificates without TLS", next: "set tls to true" };
  return null;
}

/** Strimzi lets it pass; whoever listens on the way reads every message, and may guess at the passwords. */
export function scramWithoutTls(cluster: DeclaredCluster): readonly SystemDifference[] {
  const open = (listenersOf(cluster) ?? []).filter(
    ({ spec }) => isExternal(spec) && spec["tls"] === false && loginOf(spec) === "scram-sha-512",
  );
  return open.map((listener) =>
    coupling({
      reason: "scram-without-tls",
      one: cluster,
      path: listenerPath(listener, "tls"),
      statement: `Listener ${listener.name} of Kafka ${cluster.name} takes passwords from outside without TLS, so the way there is open to whoever listens; set tls to true`,
    }),
  );
}

function isExternal(spec: PlacedListener["spec"]): boolean {
  const type = textOf(spec["type"]);
  return type !== null && type !== "internal" && type !== "cluster-ip";
}

function loginOf(spec: PlacedListener["spec"]): string | null {
  return textOf(fieldOf(spec, "authentication", "type"));
}

/** Hosts and addresses that a listener gives to brokers which are not there, or withholds from some that are. */
export function listenerBrokers(cluster: DeclaredCluster): readonly SystemDifference[] {
  const ids = brokerIds(cluster);
  if (ids === null) return [];
  return (listenersOf(cluster) ?? []).flatMap((listener) => {
    const entries = objectsIn(fieldOf(listener.spec, "configuration", "brokers"));
    const told = entries.flatMap(({ broker }) => (typeof broker === "number" ? [broker] : []));
    const unknown = told.filter((id) => !ids.includes(id));
    const left = entries.every(isReachable) ? ids.filter((id) => !told.includes(id)) : [];
    if (entries.length === 0 || (unknown.length === 0 && left.length === 0)) return [];
    const [first] = unknown;
    const index = told.indexOf(first ?? -1);
    const place: Path = first === undefined ? [] : [{ index, key: { broker: first } }, "broker"];
    const what =
      first === undefined
        ? `says nothing for broker ${listed(left)}`
        : `is set up for broker ${listed(unknown)}, which no KafkaNodePool makes`;
    const statement = `Listener ${listener.name} of Kafka ${cluster.name} ${what}; the pools make brokers ${listed(ids)}, list exactly these`;
    return [
      coupling({
        reason: "listener-brokers",
        one: cluster,
        path: listenerPath(listener, "configuration", "brokers", ...place),
        statement,
      }),
    ];
  });
}

/** True where the entry says how clients come to the broker: then each broker needs one. */
function isReachable(entry: PlacedListener["spec"]): boolean {
  const annotations = Object.keys(entry["annotations"] ?? {});
  const fields = [entry["advertisedHost"], entry["loadBalancerIP"]];
  return fields.some((field) => textOf(field) !== null) || annotations.some((key) => key.endsWith("/loadBalancerIPs"));
}
