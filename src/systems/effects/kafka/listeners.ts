import { sameJson } from "../../../compare/values/index.ts";
import {
  type Effect,
  isJsonObject,
  type Json,
  type JsonObject,
  type KubernetesObject,
} from "../../../vocabulary/index.ts";
import { listed } from "../../intent/index.ts";
import { fieldOf } from "../../system.ts";
import { objectsIn, textOf } from "../../workload/index.ts";
import { effect } from "../said.ts";
import { differs, type Step, titled, touches, type Update } from "../sides.ts";

/** Fields of a listener that stand in the brokers' own configuration or certificates, so that these restart for them. */
const RESTARTING: readonly (readonly string[])[] = [
  ["port"],
  ["type"],
  ["tls"],
  ["authentication"],
  ["configuration", "brokerCertChainAndKey"],
  ["configuration", "maxConnections"],
  ["configuration", "maxConnectionCreationRate"],
  ["configuration", "useServiceDnsDomain"],
  ["configuration", "bootstrap", "alternativeNames"],
];
const LISTENERS = ["spec", "kafka", "listeners"];
const BROKERS = ["configuration", "brokers"];

/** The same of a single broker in it. */
const OF_BROKER = ["advertisedHost", "advertisedPort"] as const;

const METALLB = /^metallb\.(io|universe\.tf)\/loadBalancerIPs$/;

/** The listeners for whose change brokers restart: one that comes or goes, another port, login, certificate or address. */
export function restartingListeners(update: Update): readonly string[] {
  if (!differs(update, "spec", "kafka", "listeners")) return [];
  const [was, is] = [byName(update.before), byName(update.after)];
  return [...new Set([...was.keys(), ...is.keys()])].filter((name) => {
    const [old, now] = [was.get(name), is.get(name)];
    if (old === undefined || now === undefined) return touches(update, ...LISTENERS, { item: name });
    const isTouched = (...path: readonly Step[]) => touches(update, ...LISTENERS, { item: name }, ...path);
    return (
      RESTARTING.some((path) => isTouched(...path) && !same(old, now, path)) ||
      otherBrokers(old, now).some((path) => isTouched(...path))
    );
  });
}

/** What happens to clients outside: load balancers that go or move, brokers under other names, new ways in. */
export function foretellListeners(update: Update): readonly Effect[] {
  if (!differs(update, "spec", "kafka", "listeners")) return [];
  const [was, is] = [byName(update.before), byName(update.after)];
  const kafka = titled(update.after);
  return [...is].flatMap(([name, now]) => {
    const old = was.get(name);
    const isTouched = (...path: readonly Step[]) => touches(update, ...LISTENERS, { item: name }, ...path);
    if (!isTouched()) return [];
    if (old !== undefined && (isOutside(old) || !isOutside(now))) {
      return [
        ...(isTouched("type") ? typeMoves(old, now, `Listener ${name} of ${kafka}`) : []),
        ...addressMoves(old, now, { kafka, isTouched }),
      ];
    }
    const type = textOf(now["type"]);
    if (type === null || !isOutside(now)) return [];
    const statement = `${kafka} gets listener ${name} of type ${type} on port ${textOf(now["port"])}, by which clients outside the cluster may reach it`;
    return [effect("listener-opened", statement)];
  });
}

function isOutside({ type }: JsonObject): boolean {
  return type !== "internal" && type !== "cluster-ip";
}

function typeMoves(old: JsonObject, now: JsonObject, listener: string): readonly Effect[] {
  const [was, is] = [textOf(old["type"]), textOf(now["type"])];
  if (was === null || is === null || was === is) return [];
  const ends = was === "loadbalancer" ? "its load balancers are deleted and clients" : "clients";
  return [
    effect("load-balancer-moves", `${listener} goes from type ${was} to ${is}, so ${ends} find it at another address`),
  ];
}

interface Address {
  /** `broker 3`, or the bootstrap. */
  readonly of: string;
  /** Where the listener says it. */
  readonly path: readonly Step[];
  readonly host: string | null;
  readonly balancer: string | null;
}

/** Addresses that brokers exchange are a risk of their own, and not said here. */
function addressMoves(
  old: JsonObject,
  now: JsonObject,
  { kafka, isTouched }: { readonly kafka: string; readonly isTouched: (...path: readonly Step[]) => boolean },
): readonly Effect[] {
  const [was, is] = [addressesOf(old), addressesOf(now).filter(({ path }) => isTouched(...path))];
  const moves = (field: "host" | "balancer") => {
    const taken = new Set(was.map((address) => address[field]));
    return is.flatMap((address) => {
      const from = was.find(({ of }) => of === address.of)?.[field] ?? null;
      const to = address[field];
      return from === null || to === null || from === to || taken.has(to)
        ? []
        : [`${address.of} from ${from} to ${to}`];
    });
  };
  const [balancers, hosts] = [moves("balancer"), moves("host")];
  return [
    ...(balancers.length === 0
      ? []
      : [effect("load-balancer-moves", `${kafka} moves the load balancer of ${listed(balancers)}`)]),
    ...(hosts.length === 0 ? [] : [effect("broker-address-changes", `${kafka} sends clients of ${listed(hosts)}`)]),
  ];
}

function addressesOf({ configuration }: JsonObject): readonly Address[] {
  if (!isJsonObject(configuration)) return [];
  const { bootstrap } = configuration;
  const brokers = objectsIn(configuration["brokers"]).map((spec) => {
    const id = textOf(spec["broker"]) ?? "";
    return addressOf({ of: `broker ${id}`, path: [...BROKERS, { item: id }] }, spec);
  });
  return isJsonObject(bootstrap)
    ? [addressOf({ of: "the bootstrap", path: ["configuration", "bootstrap"] }, bootstrap), ...brokers]
    : brokers;
}

function addressOf(place: Pick<Address, "of" | "path">, spec: JsonObject): Address {
  const annotations = isJsonObject(spec["annotations"]) ? spec["annotations"] : {};
  const annotated = Object.entries(annotations).find(([name]) => METALLB.test(name))?.[1];
  return {
    ...place,
    host: textOf(spec["advertisedHost"]) ?? textOf(spec["host"]),
    balancer: textOf(spec["loadBalancerIP"]) ?? textOf(annotated),
  };
}

/** Where brokers are told other addresses. */
function otherBrokers(old: JsonObject, now: JsonObject): readonly (readonly Step[])[] {
  const [was, is] = [brokersOf(old), brokersOf(now)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((broker) =>
    OF_BROKER.filter((field) => !sameJson(was.get(broker)?.[field], is.get(broker)?.[field])).map((field) => [
      ...BROKERS,
      { item: broker },
      field,
    ]),
  );
}

function brokersOf(listener: JsonObject): ReadonlyMap<string, JsonObject> {
  const brokers = objectsIn(valueAt(listener, ["configuration", "brokers"]));
  return new Map(brokers.map((spec) => [textOf(spec["broker"]) ?? "", spec]));
}

function byName(kafka: KubernetesObject): ReadonlyMap<string, JsonObject> {
  const listeners = objectsIn(fieldOf(kafka, "spec", "kafka", "listeners"));
  return new Map(listeners.map((spec) => [textOf(spec["name"]) ?? "", spec]));
}

function same(old: JsonObject, now: JsonObject, path: readonly string[]): boolean {
  return sameJson(valueAt(old, path), valueAt(now, path));
}

function valueAt(object: JsonObject, path: readonly string[]): Json | undefined {
  return fieldOf(object, ...path) as Json | undefined;
}
