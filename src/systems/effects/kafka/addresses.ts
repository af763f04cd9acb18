import { type Effect, isJsonObject, type JsonObject } from "../../../vocabulary/index.ts";
import { listed } from "../../intent/index.ts";
import { objectsIn, textOf } from "../../workload/index.ts";
import { type Balancer, balancerMove, balancerOf } from "../balancers.ts";
import { effect } from "../said.ts";
import type { Step } from "../sides.ts";

/** Where a listener says what is its brokers' own. */
export const BROKERS: readonly string[] = ["configuration", "brokers"];

interface Address {
  /** `broker 3`, or the bootstrap. */
  readonly of: string;
  /** Where the listener says it. */
  readonly path: readonly Step[];
  readonly host: string | null;
  readonly balancer: Balancer;
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
  const [was, all] = [addressesOf(old), addressesOf(now)];
  const pairs = all
    .filter(({ path }) => isTouched(...path))
    .flatMap((after) => {
      const before = was.find(({ of }) => of === after.of);
      return before === undefined ? [] : [{ before, after }];
    });
  // Only from one that still stands is an address taken over.
  const standing = was.filter(({ of }) => all.some((one) => one.of === of));
  const hosts = new Set(standing.map(({ host }) => host));
  const moved = pairs.flatMap(({ before: { host: from }, after: { of, host: to } }) =>
    from === null || to === null || from === to || hosts.has(to) ? [] : [`${of} from ${from} to ${to}`],
  );
  return [
    ...balancerMoves(pairs, { kafka, taken: new Set(standing.map(({ balancer }) => balancer.address)) }),
    ...(moved.length === 0 ? [] : [effect("broker-address-changes", `${kafka} sends clients of ${listed(moved)}`)]),
  ];
}

interface AddressPair {
  readonly before: Address;
  readonly after: Address;
}

function balancerMoves(
  pairs: readonly AddressPair[],
  { kafka, taken }: { readonly kafka: string; readonly taken: ReadonlySet<string | null> },
): readonly Effect[] {
  const moves = pairs.flatMap(({ before, after }) => {
    const move = balancerMove(before.balancer, after.balancer);
    const { address } = after.balancer;
    const isTaken = address !== null && address !== before.balancer.address && taken.has(address);
    return move === null || isTaken ? [] : [{ ...move, words: `${after.of} ${move.words}` }];
  });
  return [true, false].flatMap((isSure) => {
    const some = moves.filter((move) => move.isSure === isSure).map(({ words }) => words);
    const verb = isSure ? "moves" : "may move";
    return some.length === 0
      ? []
      : [effect("load-balancer-moves", `${kafka} ${verb} the load balancer of ${listed(some)}`)];
  });
}

function addressesOf({ configuration }: JsonObject): readonly Address[] {
  if (!isJsonObject(configuration)) return [];
  const { bootstrap } = configuration;
  const brokers = objectsIn(configuration["brokers"]).map((spec) => {
    const id = textOf(spec["broker"]) ?? "";
    return addressOf({ of: `broker ${id}`, path: [...BROKERS, { item: id }] }, spec);
  });
  // The bootstrap has a load balancer whether it asks for anything or not.
  const own = isJsonObject(bootstrap) ? bootstrap : {};
  return [addressOf({ of: "the bootstrap", path: ["configuration", "bootstrap"] }, own), ...brokers];
}

function addressOf(place: Pick<Address, "of" | "path">, spec: JsonObject): Address {
  return {
    ...place,
    host: textOf(spec["advertisedHost"]) ?? textOf(spec["host"]),
    balancer: balancerOf(spec, spec["annotations"]),
  };
}
