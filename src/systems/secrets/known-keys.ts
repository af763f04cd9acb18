import { isJsonObject, type Json, type KubernetesObject, splitApiVersion } from "../../vocabulary/index.ts";
import type { Declared } from "../evidence.ts";
import { STRIMZI } from "../kafka-kinds.ts";
import { fieldOf } from "../system.ts";
import { objectsIn, textOf } from "../workload/index.ts";

interface Source {
  readonly group: string;
  readonly kind: string;
  /** The keys that the object brings to the Secret of that name; null where git does not say, undefined for another Secret. */
  keys(object: KubernetesObject, secret: string): readonly string[] | null | undefined;
}

/** Whatever brings Secrets, and the keys that each brings. Sources of operators' keys: their documentation. */
const SOURCES: readonly Source[] = [
  {
    group: "",
    kind: "Secret",
    keys: named((object) => orUnknown([...keysAt(object, "data"), ...keysAt(object, "stringData")])),
  },
  { group: "ricoberger.de", kind: "VaultSecret", keys: named(keysOfVault) },
  { group: "bitnami.com", kind: "SealedSecret", keys: named(() => null) },
  { group: "external-secrets.io", kind: "ExternalSecret", keys: keysOfExternal },
  { group: "cert-manager.io", kind: "Certificate", keys: keysOfCertificate },
  { group: STRIMZI, kind: "KafkaUser", keys: keysOfUser },
  { group: STRIMZI, kind: "Kafka", keys: keysOfKafka },
  {
    group: "roundtable.lsst.codes",
    kind: "StrimziSchemaRegistry",
    keys: ({ metadata: { name } }, secret) =>
      secret === `${name}-jks`
        ? ["keystore.jks", "truststore.jks", "keystore_password", "truststore_password"]
        : undefined,
  },
];

/**
 * The keys that a Secret gets from what git declares; null where git does not say all of them, or declares nothing that
 * would bring the Secret.
 */
export function knownKeys(secret: string, namespace: string, declared: Declared): ReadonlySet<string> | null {
  const brought = declared.objects.flatMap(({ object }) => {
    if (object.metadata.namespace !== namespace) return [];
    const { group } = splitApiVersion(object.apiVersion);
    const source = SOURCES.find((candidate) => candidate.group === group && candidate.kind === object.kind);
    const keys = source?.keys(object, secret);
    return keys === undefined ? [] : [keys];
  });
  const known = brought.filter((keys) => keys !== null);
  return brought.length === 0 || known.length < brought.length ? null : new Set(known.flat());
}

/** For kinds that bring a Secret of their own name. */
function named(keys: (object: KubernetesObject) => readonly string[] | null): Source["keys"] {
  return (object, secret) => (object.metadata.name === secret ? keys(object) : undefined);
}

/** Without a list of keys, the operator takes whatever is in Vault. */
function keysOfVault(object: KubernetesObject): readonly string[] | null {
  const listed = fieldOf(object, "spec", "keys");
  const keys = Array.isArray(listed) ? listed.flatMap((key: Json) => textOf(key) ?? []) : [];
  return keys.length === 0 ? null : [...keys, ...keysAt(object, "spec", "templates")];
}

function keysOfExternal(object: KubernetesObject, secret: string): readonly string[] | null | undefined {
  const name = textOf(fieldOf(object, "spec", "target", "name")) ?? object.metadata.name;
  if (name !== secret) return undefined;
  const isOpen =
    fieldOf(object, "spec", "dataFrom") !== undefined || fieldOf(object, "spec", "target", "template") !== undefined;
  return isOpen
    ? null
    : orUnknown(objectsIn(fieldOf(object, "spec", "data")).flatMap(({ secretKey }) => textOf(secretKey) ?? []));
}

function keysOfCertificate(object: KubernetesObject, secret: string): readonly string[] | null | undefined {
  if (fieldOf(object, "spec", "secretName") !== secret) return undefined;
  const hasMore = ["keystores", "additionalOutputFormats"].some(
    (field) => fieldOf(object, "spec", field) !== undefined,
  );
  return hasMore ? null : ["tls.crt", "tls.key", "ca.crt"];
}

/** Strimzi: by certificate or by password. A prefix for the names of users' Secrets leaves open which is meant. */
function keysOfUser(user: KubernetesObject, secret: string): readonly string[] | null | undefined {
  if (!secret.endsWith(user.metadata.name)) return undefined;
  if (secret !== user.metadata.name) return null;
  const type = fieldOf(user, "spec", "authentication", "type");
  if (type === "tls") return ["ca.crt", "user.crt", "user.key", "user.p12", "user.password"];
  return type === "scram-sha-512" ? ["password", "sasl.jaas.config"] : null;
}

/** Strimzi's certificate authorities, unless somebody brings their own. */
function keysOfKafka(kafka: KubernetesObject, secret: string): readonly string[] | null | undefined {
  const { name } = kafka.metadata;
  const isCa = secret === `${name}-cluster-ca-cert` || secret === `${name}-clients-ca-cert`;
  if (!isCa) return undefined;
  const authority = secret === `${name}-cluster-ca-cert` ? "clusterCa" : "clientsCa";
  const isOwn = fieldOf(kafka, "spec", authority, "generateCertificateAuthority") === false;
  return isOwn ? null : ["ca.crt", "ca.p12", "ca.password"];
}

/** Keys of data that another controller fills in are not in git. */
function orUnknown(keys: readonly string[]): readonly string[] | null {
  return keys.length === 0 ? null : keys;
}

function keysAt(object: KubernetesObject, ...path: readonly string[]): readonly string[] {
  const value = fieldOf(object, ...path);
  return isJsonObject(value) ? Object.keys(value) : [];
}
