import type { Json, JsonObject, Path } from "../../vocabulary/index.ts";
import type { Owners } from "../ownership/index.ts";
import type { Schema } from "../schema/index.ts";

/** Where in an object the comparison stands, with what is known about that place. */
export interface Place {
  readonly path: Path;
  readonly schema: Schema;
  /** False for a field that the server prunes. */
  readonly declared: boolean;
  readonly owners: Owners;
  /** True inside a value that is owned as a whole. */
  readonly inAtomic: boolean;
  readonly kafkaConfig: boolean;
  /** The object that this field belongs to; null for a list item and for the root. */
  readonly parent: { readonly schema: Schema; readonly live: JsonObject; readonly field: string } | null;
}

export function rootPlace(schema: Schema, owners: Owners): Place {
  return { path: [], schema, declared: true, owners, inAtomic: false, kafkaConfig: false, parent: null };
}

/** The place of a field. `strimzi` says that the object is one of Strimzi's, whose `config` maps are Kafka's. */
export function fieldPlace(place: Place, field: string, around: { live: JsonObject; strimzi: boolean }): Place {
  const { schema } = place;
  const child = schema.field(field);
  return {
    path: [...place.path, field],
    schema: child,
    declared: schema.declares(field),
    owners: place.owners.field(field, schema.atomicMap),
    inAtomic: place.inAtomic || schema.atomicMap,
    kafkaConfig: place.kafkaConfig || (around.strimzi && field === "config" && child.freeMap),
    parent: { schema, live: around.live, field },
  };
}

/** The place of a list item, addressed by its merge keys or, without keys, by its index. */
export function itemPlace(place: Place, item: { index: number; key: Record<string, Json> | null; value: Json }): Place {
  const atomic = place.schema.list.type === "atomic";
  return {
    path: [...place.path, { index: item.index, key: item.key }],
    schema: place.schema.items(),
    declared: true,
    owners: place.owners.item(item.value, item.key, atomic),
    inAtomic: place.inAtomic || atomic,
    kafkaConfig: place.kafkaConfig,
    parent: null,
  };
}

/** Labels and annotations are told apart one by one: each has its own writer and its own meaning. */
export function isMetadataMap({ parent, path }: Place): boolean {
  const field = path.at(-1);
  return parent?.schema.definition === "ObjectMeta" && (field === "labels" || field === "annotations");
}
