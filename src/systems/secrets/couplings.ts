import type { KubernetesResource } from "../../vocabulary/index.ts";
import type { Declared } from "../evidence.ts";
import { found } from "../found.ts";
import type { DeclaredIntent, SystemDifference } from "../system.ts";
import { knownKeys } from "./known-keys.ts";
import { type Reference, referencesIn } from "./references.ts";

/** Keys that git refers to are in the Secrets that git declares. Only names are looked at, never a value. */
export function coupleSecrets({ declared }: DeclaredIntent): readonly SystemDifference[] {
  return referencesIn(declared).flatMap((reference) => judgeKey(reference, declared));
}

function judgeKey(reference: Reference, declared: Declared): readonly SystemDifference[] {
  const { secret, key, namespace, by, application, path } = reference;
  if (key === null) return [];
  const keys = knownKeys(secret, namespace, declared);
  if (keys === null || keys.has(key)) return [];
  const statement = `${titleOf(by)} needs key ${key} of Secret ${secret}, which is to have ${[...keys].toSorted().join(", ")} only; declare the key, or name one that is there`;
  return [
    found(application, {
      kind: "coupling",
      layer: "intent",
      resource: by,
      path,
      reason: "missing-secret-key",
      statement,
    }),
  ];
}

function titleOf({ kind, name }: KubernetesResource): string {
  return `${kind} ${name}`;
}
