import type { Declared, DeclaredObject } from "../evidence.ts";
import { STRIMZI } from "../kafka-kinds.ts";
import { fieldOf } from "../system.ts";
import { type Container, clusterAt, containersOf, flagOf, objectsIn, runs, textOf } from "../workload/index.ts";

/** The group that the ingester has built in. */
export const BUILT_IN_GROUP = "alertdb-ingester";

/** A Deployment of the alert database. */
export interface Program extends DeclaredObject {
  readonly container: Container;
  /** Its Kubernetes service account. */
  readonly serviceAccount: string;
}

/** The Deployment that archives alerts. */
export interface Ingester extends Program {
  /** Null where it is told an address that is not one of Strimzi's Services. */
  readonly cluster: string | null;
  readonly topics: readonly string[];
  readonly group: string;
  /** The ScaledObject that sets its number of Pods; null where none does. */
  readonly scaler: DeclaredObject | null;
  /** The KafkaUser whose Secret it mounts; null where git declares none. */
  readonly user: DeclaredObject | null;
}

export function serversIn(declared: Declared): readonly Program[] {
  return programs(declared, "alertdb");
}

export function ingestersIn(declared: Declared): readonly Ingester[] {
  return programs(declared, "alertdb-ingester").map((program) => {
    const { container } = program;
    const topics = flagOf(container, "--kafka-topics") ?? flagOf(container, "--kafka-topic") ?? "";
    const scaler = scalerOf(program, declared);
    const user = userOf(program, declared);
    return {
      ...program,
      cluster: clusterAt(flagOf(container, "--kafka-host")),
      topics: topics.split(",").flatMap((topic) => topic.trim() || []),
      scaler,
      user,
      group: groupOf({ container, scaler, user }),
    };
  });
}

/** True where an autoscaler sets the number of Pods. */
export function isAutoscaled({ object }: DeclaredObject, declared: Declared): boolean {
  const scalers = [...declared.of("keda.sh", "ScaledObject"), ...declared.of("autoscaling", "HorizontalPodAutoscaler")];
  return scalers.some((scaler) => targets(scaler, object));
}

/** The consumer groups that a KafkaUser may use, by name and pattern. */
export function allowedGroups({ object }: Pick<DeclaredObject, "object">): readonly GroupRule[] {
  const rules = objectsIn(fieldOf(object, "spec", "authorization", "acls"));
  return rules.flatMap(({ resource }) => {
    const [of] = objectsIn([resource]);
    const name = textOf(of?.["name"]);
    if (of?.["type"] !== "group" || name === null) return [];
    return [{ name, prefix: of["patternType"] === "prefix" }];
  });
}

export interface GroupRule {
  readonly name: string;
  readonly prefix: boolean;
}

/** Kafka triggers of a ScaledObject. */
export function triggersOf({ object }: Pick<DeclaredObject, "object">): readonly Trigger[] {
  return objectsIn(fieldOf(object, "spec", "triggers")).flatMap(({ type, metadata }, index) => {
    const [told] = objectsIn([metadata]);
    const group = textOf(told?.["consumerGroup"]);
    const topic = textOf(told?.["topic"]);
    if (type !== "kafka" || told === undefined || group === null) return [];
    return [
      {
        index,
        group,
        topic: topic === "" ? null : topic,
        servers: textOf(told["bootstrapServers"]),
        lagThreshold: numberOf(told["lagThreshold"], 10),
        activation: numberOf(told["activationLagThreshold"], 0),
      },
    ];
  });
}

export interface Trigger {
  readonly index: number;
  readonly group: string;
  /** Null where every topic of the group counts. */
  readonly topic: string | null;
  readonly servers: string | null;
  /** Messages for each Pod (KEDA's default is 10). */
  readonly lagThreshold: number;
  /** Messages from which on the first Pod is started (KEDA's default is 0). */
  readonly activation: number;
}

function programs(declared: Declared, program: string): readonly Program[] {
  return declared.of("apps", "Deployment").flatMap((one) => {
    const container = containersOf(one.object).find((candidate) => runs(candidate, program));
    const account = textOf(fieldOf(one.object, "spec", "template", "spec", "serviceAccountName")) ?? "default";
    return container === undefined ? [] : [{ ...one, container, serviceAccount: account }];
  });
}

function scalerOf({ object }: DeclaredObject, declared: Declared): DeclaredObject | null {
  return declared.of("keda.sh", "ScaledObject").find((scaler) => targets(scaler, object)) ?? null;
}

function targets({ object: scaler }: DeclaredObject, deployment: DeclaredObject["object"]): boolean {
  return (
    scaler.metadata.namespace === deployment.metadata.namespace &&
    fieldOf(scaler, "spec", "scaleTargetRef", "name") === deployment.metadata.name
  );
}

/** Strimzi names a user's Secret as the user. */
function userOf({ object }: DeclaredObject, declared: Declared): DeclaredObject | null {
  const volumes = objectsIn(fieldOf(object, "spec", "template", "spec", "volumes"));
  const secrets = volumes.map(({ secret }) => textOf(objectsIn([secret])[0]?.["secretName"]));
  const { namespace } = object.metadata;
  return (
    declared
      .of(STRIMZI, "KafkaUser")
      .find(({ object: { metadata } }) => metadata.namespace === namespace && secrets.includes(metadata.name)) ?? null
  );
}

/** What the autoscaler watches, else what the program is told, else the only name that its user may use. */
function groupOf({ container, scaler, user }: Pick<Ingester, "container" | "scaler" | "user">): string {
  const watched = scaler === null ? undefined : triggersOf(scaler)[0]?.group;
  const told = watched ?? flagOf(container, "--kafka-group");
  if (told !== null) return told;
  const literal = (user === null ? [] : allowedGroups(user)).filter(({ name, prefix }) => !prefix && name !== "*");
  return (literal.length === 1 ? literal[0]?.name : undefined) ?? BUILT_IN_GROUP;
}

function numberOf(value: unknown, fallback: number): number {
  const number = Number(textOf(value) ?? fallback);
  return Number.isNaN(number) ? fallback : number;
}
