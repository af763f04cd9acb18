import { isJsonObject, type JsonObject } from "../../vocabulary/index.ts";
import { ADDRESS_ANNOTATION } from "../changes/addresses.ts";
import { textOf } from "../workload/index.ts";

/** Annotations that say whether it stands inside the cloud's network or outside: another load balancer, at another address. */
const SIDE =
  /^(?:(?:networking\.gke\.io|cloud\.google\.com)\/load-balancer-type|service\.beta\.kubernetes\.io\/(?:aws-load-balancer-(?:internal|scheme)|azure-load-balancer-internal))$/;

/** What those annotations mean where they are absent. */
const ABSENT = /^(?:false|external)$/i;

/** What a Service, or a listener of Kafka, asks of its load balancer. */
export interface Balancer {
  readonly address: string | null;
  /** Where it stands, as annotations say; empty for where it stands by itself. */
  readonly side: string;
}

export function balancerOf(spec: JsonObject, annotations: unknown): Balancer {
  const known = Object.entries(isJsonObject(annotations) ? annotations : {});
  const sides = known.filter(([name, value]) => SIDE.test(name) && !ABSENT.test(textOf(value) ?? "false"));
  return {
    address: textOf(spec["loadBalancerIP"]) ?? textOf(known.find(([name]) => ADDRESS_ANNOTATION.test(name))?.[1]),
    side: sides
      .map(([name, value]) => `${name}: ${textOf(value)}`)
      .sort()
      .join(", "),
  };
}

/**
 * What follows of two balancers that differ, after the name of what they belong to; null where nothing moves. Who no longer
 * asks for an address may keep it, and who asks for one may have it already.
 */
export function balancerMove(was: Balancer, is: Balancer): { readonly isSure: boolean; readonly words: string } | null {
  if (was.address !== is.address && was.address !== null && is.address !== null) {
    return { isSure: true, words: `from ${was.address} to ${is.address}` };
  }
  if (was.side !== is.side) {
    return { isSure: true, words: `from ${was.side || "its default side"} to ${is.side || "its default side"}` };
  }
  if (was.address === is.address) return null;
  const words = is.address === null ? `from ${was.address} to any address` : `from any address to ${is.address}`;
  return { isSure: false, words };
}
