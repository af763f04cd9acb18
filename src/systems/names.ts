import { isKind, type Part } from "./system.ts";

/**
 * Names by which charts, releases and objects of a part go. A name that goes on after a dash still counts, the longest
 * one decides: `strimzi-registry-operator` is no `strimzi`.
 */
const NAMES = {
  "strimzi-operator": ["strimzi", "strimzi-operator", "strimzi-kafka-operator", "strimzi-cluster-operator"],
  "kafka-cluster": ["alert-stream-broker", "alert-broker"],
  "registry-operator": ["strimzi-registry-operator", "registry-operator"],
  "schema-registry": ["schema-registry", "alert-stream-schema-registry", "alert-schema-registry", "registry-schemas"],
  simulator: ["alert-stream-simulator", "alert-simulator"],
  "alert-database": ["alert-database", "alertdb"],
} as const;

export type NamedSystem = keyof typeof NAMES;

const BY_NAME = Object.entries(NAMES)
  .flatMap(([system, names]) => names.map((name) => ({ name, system: system as NamedSystem })))
  .sort((a, b) => b.name.length - a.name.length);

/** Labels that say which part an object belongs to, the most telling first. */
const NAME_LABELS = ["app.kubernetes.io/name", "helm.sh/chart", "app"];

/** Kinds that tell by themselves whose they are; no name overrules them. */
const SECRET_KINDS: readonly (readonly [string, readonly string[]])[] = [
  ["", ["Secret"]],
  ["ricoberger.de", ["VaultSecret"]],
];

/**
 * The system that a resource names, for kinds that several systems use: by its own name, else its labels, else the
 * application that deploys it. Null when none of these is known, or when the kind alone decides.
 */
export function namedSystem(part: Part): NamedSystem | null {
  if (isSecretKind(part) || isKind(part, "argoproj.io", ["Application", "AppProject"])) return null;
  const { resource } = part;
  const own = resource.type === "values" ? resource.application : "name" in resource ? resource.name : null;
  for (const name of [own, ...NAME_LABELS.map((label) => part.labels[label]), part.application]) {
    const match = BY_NAME.find((known) => name === known.name || name?.startsWith(`${known.name}-`));
    if (match !== undefined) return match.system;
  }
  return null;
}

/** True for what holds or declares Secret values. */
export function isSecretKind(part: Part): boolean {
  return SECRET_KINDS.some(([group, kinds]) => isKind(part, group, kinds));
}
