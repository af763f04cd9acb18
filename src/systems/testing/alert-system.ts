import type { BucketState } from "../../observe/objectstore/port.ts";
import type { TerraformState } from "../../observe/terraform/port.ts";
import { isJsonObject, type Json, type KubernetesObject, read } from "../../vocabulary/index.ts";
import type { DeclaredObject, Evidence, KafkaEvidence, RegistryEvidence } from "../evidence.ts";
import { declaredObjects, derivedObjects, hooks } from "./alert-objects.ts";
import {
  bucket,
  ends,
  group,
  newest,
  PURGE,
  registry,
  registryState,
  TOPICS,
  terraformState,
  topicConfigs,
} from "./alert-services.ts";
import { evidenceOf, kafkaState, NOW } from "./evidence.ts";

/** Everything around Kafka, as it is when all is well; rows of tests change single parts. */
export interface World {
  readonly live: readonly KubernetesObject[];
  readonly declared: readonly KubernetesObject[];
  readonly kafka: Partial<KafkaEvidence>;
  readonly registries: readonly RegistryEvidence[];
  readonly buckets: readonly BucketState[] | null;
  readonly terraform: TerraformState | null;
  readonly alertDatabaseHealth: number | null;
  readonly argoApplications: readonly DeclaredObject[];
  readonly now: Date;
}

/** What differs from a world where all is well. */
export type Change = (world: World) => Partial<World>;

export function evidenceAfter(change: Change): Evidence {
  const world = wholeWorld();
  const { live, declared, kafka, now, ...services } = { ...world, ...change(world) };
  return { ...evidenceOf({ live, declared, kafka, now }), ...services };
}

/** Sets a field of the live object of that kind and name, `Secret store`; undefined takes it away. */
export function edit(title: string, path: readonly string[], value: Json | undefined): Change {
  return ({ live }) => ({
    live: live.map((one) =>
      `${one.kind} ${one.metadata.name}` === title ? (withField(one, path, value) as KubernetesObject) : one,
    ),
  });
}

/** Takes the live object away. */
export function lose(kind: string, name: string): Change {
  return ({ live }) => ({ live: live.filter((object) => object.kind !== kind || object.metadata.name !== name) });
}

/** Git does not declare the object either. */
export function forget(kind: string, name: string): Change {
  return (world) => ({
    ...lose(kind, name)(world),
    declared: world.declared.filter((object) => object.kind !== kind || object.metadata.name !== name),
  });
}

export function all(...changes: readonly Change[]): Change {
  return (world) => {
    let after = world;
    for (const change of changes) after = { ...after, ...change(after) };
    return after;
  };
}

function withField(
  value: Json | undefined,
  [name, ...rest]: readonly string[],
  to: Json | undefined,
): Json | undefined {
  if (name === undefined) return to;
  if (Array.isArray(value))
    return value.map((item, index) => (String(index) === name ? (withField(item, rest, to) ?? null) : item));
  const object = isJsonObject(value) ? value : {};
  return { ...object, [name]: withField(object[name], rest, to) };
}

function wholeWorld(): World {
  const declared = declaredObjects();
  return {
    declared: [...declared, ...hooks()],
    live: [...declared, ...derivedObjects()],
    kafka: {
      state: kafkaState({ topics: read(TOPICS), topicConfigs: topicConfigs() }),
      groups: [group(1, 3)],
      lastMessages: [
        { name: "static", reading: ends([9000, 1000]) },
        { name: "replayed", reading: ends([20, 1000], [30, 1000]) },
      ],
    },
    registries: [registry(registryState())],
    buckets: [bucket("alerts", { lifecycle: read([PURGE]), newest: newest(40) }), bucket("schemas")],
    terraform: terraformState(),
    alertDatabaseHealth: 200,
    argoApplications: [],
    now: NOW,
  };
}
