import { isJsonObject, type Path } from "../../../vocabulary/index.ts";
import type { DeclaredObject } from "../../evidence.ts";
import { coupling, listenersOf } from "../../intent/index.ts";
import { STRIMZI } from "../../kafka-kinds.ts";
import { type DeclaredIntent, fieldOf, type SystemDifference } from "../../system.ts";
import { objectsIn, textOf } from "../../workload/index.ts";
import { listenerPath } from "./listeners.ts";

const OLD_PREFIX = "metallb.universe.tf/";
const ADDRESSES = ["metallb.io/loadBalancerIPs", `${OLD_PREFIX}loadBalancerIPs`];
/** MetalLB gives one address to several Services that say the same here. */
const SHARING = ["metallb.io/allow-shared-ip", `${OLD_PREFIX}allow-shared-ip`];

/** A Service with an address of its own, or what Strimzi makes one from. */
interface Balanced {
  readonly one: DeclaredObject;
  readonly title: string;
  readonly spec: unknown;
  readonly path: Path;
  readonly annotations: Readonly<Record<string, unknown>>;
  readonly annotationsPath: Path;
}

/** Addresses that are asked for twice: whoever comes second gets none. */
export function addressesTwice({ declared }: DeclaredIntent): readonly SystemDifference[] {
  const taken = new Map<string, Balanced>();
  return balancedIn(declared).flatMap((balanced) =>
    addressesOf(balanced).flatMap(({ address, path }) => {
      const other = taken.get(address);
      if (other === undefined) taken.set(address, balanced);
      if (other === undefined || other === balanced || [other, balanced].every(isSharing)) return [];
      const statement = `${balanced.title} asks for address ${address}, which ${other.title} asks for too, so one of them gets none; give each its own`;
      return [coupling({ reason: "address-twice", one: balanced.one, path, statement })];
    }),
  );
}

/** MetalLB 0.14.9 renamed its annotations, and reads the old names for the time being only. */
export function oldAnnotations({ declared }: DeclaredIntent): readonly SystemDifference[] {
  const byObject = Map.groupBy(
    balancedIn(declared).flatMap((balanced) => {
      const key = Object.keys(balanced.annotations).find((name) => name.startsWith(OLD_PREFIX));
      return key === undefined ? [] : [{ balanced, key }];
    }),
    ({ balanced }) => balanced.one,
  );
  return [...byObject].flatMap(([one, [first]]) => {
    if (first === undefined) return [];
    const statement = `${first.balanced.title} is annotated ${first.key}, a prefix that MetalLB will cease to read; write metallb.io/ in its place`;
    const path = [...first.balanced.annotationsPath, first.key];
    return [coupling({ reason: "deprecated-address", one, path, statement })];
  });
}

function balancedIn(declared: DeclaredIntent["declared"]): readonly Balanced[] {
  const services = declared
    .of("", "Service")
    .filter(({ object }) => fieldOf(object, "spec", "type") === "LoadBalancer")
    .map((one) => ({
      one,
      title: `Service ${one.object.metadata.name}`,
      spec: fieldOf(one.object, "spec"),
      path: ["spec"],
      annotations: one.object.metadata.annotations ?? {},
      annotationsPath: ["metadata", "annotations"],
    }));
  return [...services, ...declared.of(STRIMZI, "Kafka").flatMap(ofListeners)];
}

function ofListeners(one: DeclaredObject): readonly Balanced[] {
  return (listenersOf(one) ?? []).flatMap((listener) => {
    const at = (title: string, spec: unknown, path: Path): Balanced => {
      const annotations = isJsonObject(spec) ? spec["annotations"] : undefined;
      return {
        one,
        title: `${title} of listener ${listener.name} of Kafka ${one.object.metadata.name}`,
        spec,
        path,
        annotations: isJsonObject(annotations) ? annotations : {},
        annotationsPath: [...path, "annotations"],
      };
    };
    const bootstrap = fieldOf(listener.spec, "configuration", "bootstrap");
    const brokers = objectsIn(fieldOf(listener.spec, "configuration", "brokers"));
    return [
      at("The bootstrap", bootstrap, listenerPath(listener, "configuration", "bootstrap")),
      ...brokers.map((spec, index) => {
        const broker = spec["broker"] ?? null;
        const path = listenerPath(listener, "configuration", "brokers", { index, key: { broker } });
        return at(`Broker ${textOf(broker) ?? index}`, spec, path);
      }),
    ];
  });
}

function addressesOf({ spec, path, annotations, annotationsPath }: Balanced) {
  const own = isJsonObject(spec) ? textOf(spec["loadBalancerIP"]) : null;
  const told = ADDRESSES.flatMap((key) =>
    (textOf(annotations[key]) ?? "").split(",").map((address) => ({ address, path: [...annotationsPath, key] })),
  );
  const all = own === null ? told : [{ address: own, path: [...path, "loadBalancerIP"] }, ...told];
  return all.map((one) => ({ ...one, address: one.address.trim() })).filter(({ address }) => address !== "");
}

function isSharing({ annotations }: Balanced): boolean {
  return SHARING.some((key) => annotations[key] !== undefined);
}
