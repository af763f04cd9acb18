import { isJsonObject, type JsonObject, type Path } from "../../vocabulary/index.ts";
import type { DeclaredObject } from "../evidence.ts";
import { listed, listenersOf } from "../intent/index.ts";
import type { SystemDifference } from "../system.ts";
import { objectsIn, textOf } from "../workload/index.ts";
import type { Pair } from "./pairs.ts";
import { risk } from "./risk.ts";

const ADDRESS = "address";
/** Annotations by which a load balancer is told its address: MetalLB's, under the prefix of today and that of before, and the clouds'. */
export const ADDRESS_ANNOTATION =
  /^(?:metallb\.(?:io|universe\.tf)\/loadBalancerIPs|networking\.gke\.io\/load-balancer-ip-addresses|service\.beta\.kubernetes\.io\/(?:azure-load-balancer-ipv4|aws-load-balancer-eip-allocations))$/;
const FIELDS = { loadBalancerIP: ADDRESS, advertisedHost: "advertised host", host: "host" };

/** Addresses that brokers, or a broker and the bootstrap, exchange: clients then reach another broker than they ask for. */
export function weighAddresses({ before, after }: Pair): readonly SystemDifference[] {
  const old = placesOf(before);
  const now = placesOf(after);
  const moved = now.filter((place) => tookFrom(place, old, now) !== null);
  const byKind = Map.groupBy(moved, ({ listener, what }) => `${listener} ${what}`);
  return [...byKind.values()].flatMap((places) => {
    const [first] = places;
    if (first === undefined) return [];
    const words = places.map((place) => `${place.who} takes ${place.value} of ${tookFrom(place, old, now)?.who}`);
    const statement = `Listener ${first.listener} of Kafka ${after.object.metadata.name} moves addresses about: ${listed(words)}, so clients reach another broker than they ask for; keep each address where it was`;
    return [risk({ reason: "addresses-swapped", one: after, path: first.path, statement })];
  });
}

interface Place {
  readonly listener: string;
  /** `bootstrap`, `broker 3`. */
  readonly who: string;
  /** What it is, whichever field or annotation says so. */
  readonly what: string;
  readonly value: string;
  readonly path: Path;
}

/** Whose address it has now, while both were there before and still are; null where it kept its own or took a free one. */
function tookFrom(place: Place, old: readonly Place[], all: readonly Place[]): Place | null {
  const was = old.find((other) => isSame(other, place));
  if (was === undefined || was.value === place.value) return null;
  const owner = old.find((other) => other.what === place.what && other.value === place.value && !isSame(other, place));
  const now = owner === undefined ? undefined : all.find((other) => isSame(other, owner));
  // An address that the owner keeps too is asked for twice, which a coupling tells.
  const isTwice = now?.value === place.value && place.what === ADDRESS;
  return owner === undefined || now === undefined || isTwice ? null : owner;
}

function isSame(a: Place, b: Place): boolean {
  return a.listener === b.listener && a.who === b.who && a.what === b.what;
}

function placesOf(kafka: DeclaredObject): readonly Place[] {
  return (listenersOf(kafka) ?? []).flatMap(({ name, index, spec }) => {
    const path: Path = ["spec", "kafka", "listeners", { index, key: { name } }, "configuration"];
    const configuration = isJsonObject(spec["configuration"]) ? spec["configuration"] : {};
    const { bootstrap } = configuration;
    const brokers = objectsIn(configuration["brokers"]).map((broker, at) => {
      const id = textOf(broker["broker"]) ?? "";
      return {
        who: `broker ${id}`,
        spec: broker,
        path: [...path, "brokers", { index: at, key: { broker: Number(id) } }],
      };
    });
    const own = isJsonObject(bootstrap) ? [{ who: "bootstrap", spec: bootstrap, path: [...path, "bootstrap"] }] : [];
    return [...own, ...brokers].flatMap(({ who, spec: of, path: at }) =>
      valuesIn(of).map(({ what, value, path: field }) => ({
        listener: name,
        who,
        what,
        value,
        path: [...at, ...field],
      })),
    );
  });
}

function valuesIn(spec: JsonObject): readonly Pick<Place, "what" | "value" | "path">[] {
  const annotations = isJsonObject(spec["annotations"]) ? spec["annotations"] : {};
  const annotated = Object.entries(annotations).flatMap(([name, value]) => {
    const text = textOf(value);
    return ADDRESS_ANNOTATION.test(name) && text ? [{ what: ADDRESS, value: text, path: ["annotations", name] }] : [];
  });
  const fields = Object.entries(FIELDS).flatMap(([field, what]) => {
    const text = textOf(spec[field]);
    return text ? [{ what, value: text, path: [field] }] : [];
  });
  // The bootstrap's name where brokers have their advertised host: so Strimzi has it for load balancers.
  const [name, ...others] = Array.isArray(spec["alternativeNames"]) ? spec["alternativeNames"] : [];
  const named = others.length === 0 && typeof name === "string" ? [name] : [];
  const path: Path = ["alternativeNames", { index: 0, key: null }];
  return [...annotated, ...fields, ...named.map((value) => ({ what: FIELDS.advertisedHost, value, path }))];
}
