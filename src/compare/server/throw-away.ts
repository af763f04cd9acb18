import { createHash } from "node:crypto";
import { isJsonObject, type Json, type KubernetesObject } from "../../vocabulary/index.ts";

/** What to create to see a fresh object, or why it cannot be created. */
export type ThrowAway =
  | { readonly object: KubernetesObject; readonly refusal: null }
  | { readonly object: null; readonly refusal: string };

// A Service's name must be a DNS label of at most 63 characters; the shortest limit serves every kind.
const LONGEST_NAME = 63;

/**
 * The declared object under a name that nobody uses, for a create dry run. Kinds whose name means something, and fixed
 * addresses, which only one object may have, are refused.
 */
export function throwAway(desired: KubernetesObject): ThrowAway {
  const refusal = refusalOf(desired);
  if (refusal !== null) return { object: null, refusal };
  const { name } = desired.metadata;
  const suffix = `-hf${createHash("sha256").update(`${desired.kind}/${name}`).digest("hex").slice(0, 6)}`;
  const metadata = { ...desired.metadata, name: `${name.slice(0, LONGEST_NAME - suffix.length)}${suffix}` };
  return { object: { ...desired, metadata }, refusal: null };
}

const NAME_MEANS_SOMETHING: ReadonlySet<string> = new Set(["CustomResourceDefinition", "APIService"]);

function refusalOf(desired: KubernetesObject): string | null {
  if (NAME_MEANS_SOMETHING.has(desired.kind)) return `a ${desired.kind} cannot have another name`;
  const { spec } = desired;
  if (desired.kind !== "Service" || !isJsonObject(spec)) return null;
  if (isSet(spec["clusterIP"]) && spec["clusterIP"] !== "None") return "the Service has a fixed clusterIP";
  const ports = Array.isArray(spec["ports"]) ? spec["ports"] : [];
  const fixed =
    isSet(spec["healthCheckNodePort"]) || ports.some((port) => isJsonObject(port) && isSet(port["nodePort"]));
  return fixed ? "the Service has a fixed nodePort" : null;
}

function isSet(value: Json | undefined): boolean {
  return value !== undefined && value !== null && value !== "" && value !== 0;
}
