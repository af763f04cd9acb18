import type { Path } from "../../vocabulary/index.ts";
import type { DeclaredObject } from "../evidence.ts";
import { coupling, isWholeIn } from "../intent/index.ts";
import { STRIMZI } from "../kafka-kinds.ts";
import { makersIn } from "../secrets/makers.ts";
import { clusterLabelOf } from "../strimzi/index.ts";
import { type DeclaredIntent, fieldOf, type SystemDifference } from "../system.ts";
import { type Container, flagOf, objectsIn, textOf } from "../workload/index.ts";
import { type KafkaClient, kafkaOf, titleOf } from "./client.ts";

const CERTIFICATE = "--tls-client-crt-location";

/** The KafkaUser whose certificate a program shows; null where git declares none. */
export function userOf(client: KafkaClient, { declared }: DeclaredIntent): DeclaredObject | null {
  const mounted = mountedCertificate(client);
  if (mounted === null) return null;
  const { namespace } = client.object.metadata;
  return (
    declared
      .of(STRIMZI, "KafkaUser")
      .find(({ object: { metadata } }) => metadata.namespace === namespace && metadata.name === mounted.secret) ?? null
  );
}

/** The Secret with the certificate comes from a KafkaUser with certificates, of the cluster that the program uses. */
export function judgeCredentials(client: KafkaClient, intent: DeclaredIntent): readonly SystemDifference[] {
  const mounted = mountedCertificate(client);
  if (mounted === null) return [];
  const user = userOf(client, intent);
  return user === null ? judgeAbsent(client, mounted, intent) : judgeUser(client, user, intent);
}

function judgeAbsent(
  client: KafkaClient,
  { secret, path }: Mounted,
  intent: DeclaredIntent,
): readonly SystemDifference[] {
  const { namespace } = client.object.metadata;
  if (!isWholeIn(namespace, intent) || !declaresUsers(namespace, intent) || isMade(secret, namespace, intent))
    return [];
  const statement = `${titleOf(client)} takes its certificate from Secret ${secret}, but git declares no KafkaUser ${secret} that would bring it; name the KafkaUser that it logs in as`;
  return [coupling({ reason: "kafka-client-user", one: client, path, statement })];
}

function judgeUser(client: KafkaClient, user: DeclaredObject, intent: DeclaredIntent): readonly SystemDifference[] {
  const { name } = user.object.metadata;
  const type = textOf(fieldOf(user.object, "spec", "authentication", "type"));
  if (type !== "tls") {
    const path = ["spec", "authentication", "type"];
    const statement = `${titleOf(client)} logs in with the certificate of KafkaUser ${name}, which gets none because its authentication is ${type ?? "not set"}; set it to tls`;
    return [coupling({ reason: "kafka-client-user", one: user, path, statement, desired: "tls" })];
  }
  const kafka = kafkaOf(client, intent);
  const cluster = clusterLabelOf(user.object);
  if (kafka === null || cluster === null || cluster === kafka.name) return [];
  const path = ["metadata", "labels", "strimzi.io/cluster"];
  const statement = `${titleOf(client)} uses Kafka ${kafka.name}, but its KafkaUser ${name} is one of Kafka ${cluster}; make both name the same cluster`;
  return [coupling({ reason: "kafka-client-user", one: user, path, statement, desired: kafka.name })];
}

function declaresUsers(namespace: string | undefined, { declared }: DeclaredIntent): boolean {
  return declared.of(STRIMZI, "KafkaUser").some(({ object }) => object.metadata.namespace === namespace);
}

/** Something else of git's may bring the Secret. */
function isMade(secret: string, namespace: string | undefined, { declared }: DeclaredIntent): boolean {
  const makers = makersIn(declared, namespace ?? "");
  return (
    makers.some(({ object, rule }) => rule.secrets(object).includes(secret)) ||
    declared.objects.some(
      ({ object: { kind, metadata } }) =>
        kind.endsWith("Secret") && metadata.namespace === namespace && metadata.name === secret,
    )
  );
}

export interface Mounted {
  readonly secret: string;
  readonly path: Path;
}

/** The Secret that is mounted where the program looks for its certificate; null where it cannot be told. */
export function mountedCertificate({ container, object }: KafkaClient): Mounted | null {
  const file = flagOf(container, CERTIFICATE);
  const volume = file === null ? null : volumeAt(file, container);
  const volumes = objectsIn(fieldOf(object, "spec", "template", "spec", "volumes"));
  const index = volumes.findIndex(({ name }) => volume !== null && name === volume);
  const secret = textOf(objectsIn([volumes[index]?.["secret"]])[0]?.["secretName"]);
  if (secret === null) return null;
  const item = { index, key: { name: volume } };
  return { secret, path: ["spec", "template", "spec", "volumes", item, "secret", "secretName"] };
}

function volumeAt(file: string, { spec }: Container): string | null {
  const mount = objectsIn(spec["volumeMounts"]).find(({ mountPath }) => file.startsWith(`${textOf(mountPath)}/`));
  return textOf(mount?.["name"]);
}
