import { sameScalar } from "../../compare/values/index.ts";
import type { Json, JsonObject, KubernetesObject } from "../../vocabulary/index.ts";
import { resourceOf } from "../../vocabulary/index.ts";
import type { Evidence } from "../evidence.ts";
import { found } from "../found.ts";
import { STRIMZI } from "../kafka-kinds.ts";
import { fieldOf, type SystemDifference } from "../system.ts";
import { type Container, containersOf, objectsIn, textOf, variableOf } from "../workload/index.ts";
import { clusterOf, type Registry } from "./parts.ts";

/** What the registry operator made of a StrimziSchemaRegistry. */
export interface Derived {
  readonly deployment: KubernetesObject;
  /** Null where there is none or Services could not be read. */
  readonly service: KubernetesObject | null;
  /** The port of the listener that the resource names; null where Kafka's status does not tell. */
  readonly listenerPort: string | null;
}

type Value = string | number | null;

interface Field {
  readonly name: string;
  /** What the derived objects have; undefined where they cannot tell. */
  of(derived: Derived, server: Container): Value | undefined;
  /** What the resource asks for, when that is not the field itself. */
  wanted?(registry: KubernetesObject, derived: Derived): Value | undefined;
  readonly spelling?: "quantity" | "any-case";
}

/** The fields of the resource that the operator's create handler puts into Deployment and Service. */
const FIELDS: readonly Field[] = [
  { name: "registryImage", of: (_, { image }) => image?.slice(0, image.lastIndexOf(":")) },
  { name: "registryImageTag", of: (_, { image }) => image?.slice(image.lastIndexOf(":") + 1) },
  { name: "replicas", of: ({ deployment }) => numberOf(fieldOf(deployment, "spec", "replicas")) ?? 1 },
  {
    name: "compatibilityLevel",
    of: (_, server) => variableOf(server, "SCHEMA_REGISTRY_SCHEMA_COMPATIBILITY_LEVEL")?.value,
    spelling: "any-case",
  },
  { name: "registryTopic", of: (_, server) => variableOf(server, "SCHEMA_REGISTRY_KAFKASTORE_TOPIC")?.value },
  {
    name: "securityProtocol",
    of: (_, server) => variableOf(server, "SCHEMA_REGISTRY_KAFKASTORE_SECURITY_PROTOCOL")?.value,
  },
  {
    name: "listener",
    wanted: (_, { listenerPort }) => listenerPort ?? undefined,
    of: (_, server) => portOf(variableOf(server, "SCHEMA_REGISTRY_KAFKASTORE_BOOTSTRAP_SERVERS")?.value),
  },
  {
    name: "serviceType",
    of: ({ service }) => (service === null ? undefined : textOf(fieldOf(service, "spec", "type"))),
  },
  resource("cpuLimit", "limits", "cpu"),
  resource("cpuRequest", "requests", "cpu"),
  resource("memoryLimit", "limits", "memory"),
  resource("memoryRequest", "requests", "memory"),
];

/** The derived objects of a registry; null where its Deployment is missing or unread. */
export function derivedOf(registry: Registry, evidence: Evidence): Derived | null {
  const { name, namespace } = registry;
  const deployment = named(name, evidence, { group: "apps", kind: "Deployment", namespace });
  if (deployment === null) return null;
  const service = named(name, evidence, { group: "", kind: "Service", namespace });
  return { deployment, service, listenerPort: listenerPort(registry, evidence) };
}

/**
 * The operator acts on creation only: what the resource asks for since then has not reached what was derived from it.
 * All such fields are one finding, since one act mends them.
 */
export function judgeDerived(registry: Registry, derived: Derived): readonly SystemDifference[] {
  const server = containersOf(derived.deployment)[0];
  if (server === undefined) return [];
  const fields = FIELDS.flatMap((field) => differing(field, { registry, derived, server }));
  const [first] = fields;
  if (first === undefined) return [];
  const names = fields.map(({ name }) => name).join(", ");
  const { name } = registry;
  const single = fields.length === 1;
  return [
    found(registry.application, {
      kind: "changed",
      layer: "operator",
      resource: resourceOf(registry.live),
      path: single ? ["spec", first.name] : ["spec"],
      desired: single ? first.wanted : sideOf(fields, "wanted"),
      live: single ? first.has : sideOf(fields, "has"),
      reason: "create-only",
      statement: `Deployment and Service ${name} do not follow ${names} of StrimziSchemaRegistry ${name}, because its operator acts on creation only: delete the resource and let it be made again`,
      cause: { resource: resourceOf(registry.live), path: single ? ["spec", first.name] : ["spec"] },
    }),
  ];
}

interface Differing {
  readonly name: string;
  readonly wanted: Value;
  readonly has: Value;
}

function differing(
  field: Field,
  { registry, derived, server }: { registry: Registry; derived: Derived; server: Container },
): readonly Differing[] {
  const { name } = field;
  const wanted = field.wanted === undefined ? specOf(registry.live, name) : field.wanted(registry.live, derived);
  const has = field.of(derived, server);
  if (wanted === undefined || has === undefined) return [];
  return isSame(wanted, has, field.spelling) ? [] : [{ name, wanted, has }];
}

function isSame(wanted: Value, has: Value, spelling: Field["spelling"]): boolean {
  if (wanted === has || String(wanted) === String(has)) return true;
  if (wanted === null || has === null) return false;
  if (spelling === "quantity") return sameScalar(wanted, has, { form: "quantity", kafkaConfig: false });
  return spelling === "any-case" && String(wanted).toLowerCase() === String(has).toLowerCase();
}

/** Undefined for a field that the resource leaves to the operator, whose defaults differ between its versions. */
function specOf(registry: KubernetesObject, name: string): Value | undefined {
  const value = fieldOf(registry, "spec", name);
  return typeof value === "number" ? value : (textOf(value) ?? undefined);
}

/** A limit or request; an empty one in the resource sets none. */
function resource(name: string, group: "limits" | "requests", key: string): Field {
  return {
    name,
    spelling: "quantity",
    wanted: (registry) => textOf(fieldOf(registry, "spec", name)) || null,
    of: (_, { spec }) => {
      const resources = spec["resources"] as JsonObject | undefined;
      return textOf((resources?.[group] as JsonObject | undefined)?.[key]);
    },
  };
}

function listenerPort({ live, name, namespace }: Registry, evidence: Evidence): string | null {
  const cluster = clusterOf({ name, namespace }, evidence);
  const kafka = cluster === null ? null : named(cluster, evidence, { group: STRIMZI, kind: "Kafka", namespace });
  if (kafka === null) return null;
  const wanted = textOf(fieldOf(live, "spec", "listener"));
  const listeners = objectsIn(fieldOf(kafka, "status", "listeners"));
  const listener = listeners.find((one) => one["name"] === wanted);
  return portOf(textOf(listener?.["bootstrapServers"]) ?? undefined) ?? null;
}

function portOf(address: string | undefined): string | undefined {
  return address?.match(/:(\d+)$/)?.[1];
}

function numberOf(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}

function sideOf(fields: readonly Differing[], side: "wanted" | "has"): Json {
  return Object.fromEntries(fields.map((field) => [field.name, field[side]]));
}

function named(
  name: string,
  { live }: Evidence,
  kind: { readonly group: string; readonly kind: string; readonly namespace: string },
): KubernetesObject | null {
  const reading = live.of(kind);
  return reading.ok ? (reading.value.find(({ metadata }) => metadata.name === name) ?? null) : null;
}
