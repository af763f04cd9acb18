import { type KubernetesObject, type Resource, resourceOf } from "../../vocabulary/index.ts";
import type { Declared, DeclaredObject, LiveObjects } from "../evidence.ts";
import { liveOf } from "../found.ts";
import { STRIMZI } from "../kafka-kinds.ts";
import { fieldOf } from "../system.ts";
import { textOf } from "../workload/index.ts";

/** What makes a Secret. */
export interface Maker {
  readonly resource: Resource;
  /** False while its operator has said nothing of it yet: then the operator's own finding tells enough. */
  readonly acted: boolean;
}

interface Rule {
  readonly group: string;
  readonly kind: string;
  /** The names of the Secrets that the operator makes of such a resource. */
  secrets(object: KubernetesObject): readonly (string | null)[];
}

const RULES: readonly Rule[] = [
  { group: "ricoberger.de", kind: "VaultSecret", secrets: ({ metadata }) => [metadata.name] },
  {
    group: "cert-manager.io",
    kind: "Certificate",
    secrets: (object) => [textOf(fieldOf(object, "spec", "secretName"))],
  },
  { group: STRIMZI, kind: "KafkaUser", secrets: ({ metadata }) => [metadata.name] },
  {
    group: STRIMZI,
    kind: "Kafka",
    secrets: ({ metadata: { name } }) => [`${name}-cluster-ca-cert`, `${name}-clients-ca-cert`],
  },
  {
    group: "roundtable.lsst.codes",
    kind: "StrimziSchemaRegistry",
    secrets: ({ metadata }) => [`${metadata.name}-jks`],
  },
];

/** The kinds whose objects make Secrets in a namespace, as far as git declares any. */
export function makersIn(declared: Declared, namespace: string): readonly (DeclaredObject & { readonly rule: Rule })[] {
  return RULES.flatMap((rule) =>
    declared
      .of(rule.group, rule.kind)
      .filter(({ object }) => object.metadata.namespace === namespace)
      .map((one) => ({ ...one, rule })),
  );
}

/** What should make the Secret of that name; null where nothing in git does. */
export function makerOf(
  { namespace, secret }: { readonly namespace: string; readonly secret: string },
  declared: Declared,
  live: LiveObjects,
): Maker | null {
  const maker = makersIn(declared, namespace).find(({ object, rule }) => rule.secrets(object).includes(secret));
  if (maker === undefined) return null;
  return { resource: resourceOf(maker.object), acted: hasActed(maker, live) };
}

/** The registry operator writes no status: whether it acted is said of the Deployment that it makes. */
function hasActed({ object, rule }: DeclaredObject & { readonly rule: Rule }, live: LiveObjects): boolean {
  if (rule.kind === "StrimziSchemaRegistry") return false;
  const found = liveOf(object, live);
  return found === null || fieldOf(found, "status") !== undefined;
}
