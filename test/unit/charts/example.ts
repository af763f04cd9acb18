import type { JsonObject } from "../../../src/vocabulary/index.ts";
import { type ExampleEnvironment, objectsIn, renderEnvironment } from "./helm.ts";
import { list, number, ofKind, only, pick, text } from "./pick.ts";

/** What git declares for an example environment. */
export interface Example {
  readonly objects: readonly JsonObject[];
  /** Objects by application. */
  readonly of: ReadonlyMap<string, readonly JsonObject[]>;
  readonly kafka: JsonObject;
}

export function part(example: Example, application: string): readonly JsonObject[] {
  return example.of.get(application) ?? [];
}

export async function renderExample(environment: ExampleEnvironment): Promise<Example> {
  const texts = await renderEnvironment("helm-4", environment);
  const of = new Map([...texts].map(([application, rendered]) => [application, objectsIn(rendered)]));
  const objects = [...of.values()].flat();
  return { objects, of, kafka: only(objects, "Kafka") };
}

export function listener(kafka: JsonObject, name: string): JsonObject | undefined {
  return list(kafka, "spec", "kafka", "listeners").find((item): item is JsonObject => pick(item, "name") === name);
}

/** Node ids that a pool's annotation names: `[0-2, 5]` is 0, 1, 2, 5. */
export function nodeIds(pool: JsonObject): number[] {
  const ranges = text(pool, "metadata", "annotations", "strimzi.io/next-node-ids").replaceAll(/[[\]\s]/g, "");
  return ranges.split(",").flatMap((range) => {
    const [first = Number.NaN, last = first] = range.split("-").map(Number);
    return Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
  });
}

export function pools(example: Example, role: "broker" | "controller"): JsonObject[] {
  return ofKind(example.objects, "KafkaNodePool").filter((pool) => list(pool, "spec", "roles").includes(role));
}

export function brokerCount(example: Example): number {
  return pools(example, "broker").reduce((sum, pool) => sum + number(pool, "spec", "replicas"), 0);
}

/** Names that the rules of a user give for a type of resource. */
export function aclNames(user: JsonObject, type: "topic" | "group"): string[] {
  const resources = list(user, "spec", "authorization", "acls").map((rule) => pick(rule, "resource"));
  return resources.filter((resource) => pick(resource, "type") === type).map((resource) => text(resource, "name"));
}

/** Operations that the rules of a user allow on a topic by its literal name. */
export function operationsOn(user: JsonObject, topic: string): unknown[] {
  return list(user, "spec", "authorization", "acls")
    .filter((rule) => pick(rule, "resource", "name") === topic && pick(rule, "resource", "patternType") === "literal")
    .flatMap((rule) => list(rule, "operations"));
}

/** Names of Kafka's topics that KafkaTopic resources declare. */
export function topicNames(example: Example): string[] {
  return ofKind(example.objects, "KafkaTopic").map((topic) =>
    String(pick(topic, "spec", "topicName") ?? pick(topic, "metadata", "name")),
  );
}

/** The value of `--flag=value` in the first container's command, undefined where it has none. */
export function flag(workload: JsonObject, name: string): string | undefined {
  const command = list(workload, "spec", "template", "spec", "containers", 0, "command").map(String);
  return command.find((word) => word.startsWith(`--${name}=`))?.slice(`--${name}=`.length);
}

/** The environment variables of the first container that have a literal value. */
export function variables(workload: JsonObject): Record<string, string> {
  const entries = list(workload, "spec", "template", "spec", "containers", 0, "env");
  const literal = entries.filter((entry) => pick(entry, "valueFrom") === undefined);
  return Object.fromEntries(literal.map((entry) => [text(entry, "name"), text(entry, "value")]));
}
