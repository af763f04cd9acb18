import { sameJson } from "../../../compare/values/index.ts";
import type { Effect, Json, JsonObject, KubernetesObject } from "../../../vocabulary/index.ts";
import { fieldOf } from "../../system.ts";
import { objectsIn, textOf } from "../../workload/index.ts";
import { effect } from "../said.ts";
import { differs, type Step, titled, touches, type Update } from "../sides.ts";
import { addressMoves, BROKERS } from "./addresses.ts";

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

/** The same of a single broker in it. */
const OF_BROKER = ["advertisedHost", "advertisedPort"] as const;

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
