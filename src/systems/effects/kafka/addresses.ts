import { type Effect, isJsonObject, type JsonObject } from "../../../vocabulary/index.ts";
import { listed } from "../../intent/index.ts";
import { objectsIn, textOf } from "../../workload/index.ts";
import { effect } from "../said.ts";
import type { Step } from "../sides.ts";

/** Where a listener says what is its brokers' own. */
export const BROKERS: readonly string[] = ["configuration", "brokers"];

/** The annotation by which MetalLB is told an address, under the prefix of today and that of before. */
const METALLB = /^metallb\.(io|universe\.tf)\/loadBalancerIPs$/;

interface Address {
  /** `broker 3`, or the bootstrap. */
  readonly of: string;
  /** Where the listener says it. */
  readonly path: readonly Step[];
  readonly host: string | null;
  readonly balancer: string | null;
}

/**
 * Load balancers and hosts of a listener that move. Addresses that brokers exchange are a risk of their own, and not said
 * here.
 * @param old and now the listener on both sides; `isTouched` tells whether the change reaches a path in it.
 */
export function addressMoves(
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
