import type { KubernetesResource } from "../../vocabulary/index.ts";
import type { Declared, DeclaredObject } from "../evidence.ts";
import { found } from "../found.ts";
import { coupling } from "../intent/index.ts";
import { STRIMZI } from "../kafka-kinds.ts";
import { type DeclaredIntent, fieldOf, type SystemDifference } from "../system.ts";
import { textOf } from "../workload/index.ts";
import { knownKeys } from "./known-keys.ts";
import { type Reference, referencesIn } from "./references.ts";

const PASSWORD_KEY = ["spec", "authentication", "password", "valueFrom", "secretKeyRef", "key"];
const SUFFIX = "-password";

/** Keys that git refers to are in the Secrets that git declares. Only names are looked at, never a value. */
export function coupleSecrets({ declared }: DeclaredIntent): readonly SystemDifference[] {
  const foreign = declared.of(STRIMZI, "KafkaUser").flatMap((user) => judgePassword(user, declared));
  return [...referencesIn(declared).flatMap((reference) => judgeKey(reference, declared)), ...foreign];
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

/** Each user has a password of its own, under its own name; one of another user's name was copied. */
function judgePassword(user: DeclaredObject, declared: Declared): readonly SystemDifference[] {
  const { name, namespace } = user.object.metadata;
  const key = textOf(fieldOf(user.object, ...PASSWORD_KEY)) ?? "";
  const owner = key.endsWith(SUFFIX) ? key.slice(0, -SUFFIX.length) : null;
  const isAnothers = declared
    .of(STRIMZI, "KafkaUser")
    .some(({ object: { metadata } }) => metadata.namespace === namespace && metadata.name === owner);
  if (owner === null || owner === name || !isAnothers) return [];
  const statement = `KafkaUser ${name} has the password of KafkaUser ${owner}, key ${key}, so either may log in as the other; use ${name}${SUFFIX}`;
  return [
    coupling({ reason: "foreign-password", one: user, path: PASSWORD_KEY, statement, desired: `${name}${SUFFIX}` }),
  ];
}

function titleOf({ kind, name }: KubernetesResource): string {
  return `${kind} ${name}`;
}
