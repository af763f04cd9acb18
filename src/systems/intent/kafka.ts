import type { JsonObject } from "../../vocabulary/index.ts";
import { isJsonObject } from "../../vocabulary/index.ts";
import type { Declared, DeclaredObject } from "../evidence.ts";
import { STRIMZI } from "../kafka-kinds.ts";
import { fieldOf } from "../system.ts";
import { objectsIn, textOf } from "../workload/index.ts";

/** A Kafka resource as git declares it. */
export interface DeclaredKafka extends DeclaredObject {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly listeners: readonly Listener[];
  /** True where ACLs decide what a user may do. */
  readonly hasAcls: boolean;
  /** Names as Kafka's principals have them, without `User:`. */
  readonly superUsers: readonly string[];
  readonly config: JsonObject;
}

export interface Listener {
  readonly name: string;
  readonly port: number | null;
  readonly type: string | null;
  readonly tls: boolean;
  /** How clients log in; null for not at all. */
  readonly authentication: string | null;
}

export function kafkasIn(declared: Declared): readonly DeclaredKafka[] {
  return declared.of(STRIMZI, "Kafka").map(readKafka);
}

/** The Kafka of that name; null where git declares none. */
export function kafkaNamed(
  { cluster, namespace }: { readonly cluster: string; readonly namespace: string | undefined },
  declared: Declared,
): DeclaredKafka | null {
  return kafkasIn(declared).find((kafka) => kafka.name === cluster && kafka.namespace === namespace) ?? null;
}

/** True where git declares Kafka clusters at all; elsewhere they are another repository's. */
export function declaresKafka(declared: Declared): boolean {
  return declared.of(STRIMZI, "Kafka").length > 0;
}

function readKafka(one: DeclaredObject): DeclaredKafka {
  const { name, namespace } = one.object.metadata;
  const authorization = fieldOf(one.object, "spec", "kafka", "authorization");
  const config = objectOf(fieldOf(one.object, "spec", "kafka", "config"));
  const superUsers = objectOf(authorization)["superUsers"];
  return {
    ...one,
    name,
    namespace,
    listeners: objectsIn(fieldOf(one.object, "spec", "kafka", "listeners")).map(readListener),
    hasAcls:
      objectOf(authorization)["type"] === "simple" && textOf(config["allow.everyone.if.no.acl.found"]) !== "true",
    superUsers: Array.isArray(superUsers) ? superUsers.flatMap((user) => textOf(user) ?? []) : [],
    config,
  };
}

function readListener(listener: JsonObject): Listener {
  const port = Number(textOf(listener["port"]) ?? Number.NaN);
  return {
    name: textOf(listener["name"]) ?? "",
    port: Number.isNaN(port) ? null : port,
    type: textOf(listener["type"]),
    tls: listener["tls"] === true,
    authentication: textOf(objectOf(listener["authentication"])["type"]),
  };
}

function objectOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}
