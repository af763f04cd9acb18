import type { Json, JsonObject, Path, PathSegment } from "../../vocabulary/index.ts";
import type { Owners } from "../ownership/index.ts";
import type { Schema } from "../schema/index.ts";

/** What is known of a place as soon as it is reached. */
interface Facts {
  readonly schema: Schema;
  /** False for a field that the server prunes. */
  readonly declared: boolean;
  /** True inside a value that is owned as a whole. */
  readonly inAtomic: boolean;
  readonly kafkaConfig: boolean;
  /** The object that this field belongs to; null for a list item and for the root. */
  readonly parent: { readonly schema: Schema; readonly live: JsonObject; readonly field: string } | null;
}

interface Origin {
  readonly up: Place;
  readonly segment: PathSegment;
  readonly owners: () => Owners;
}

/**
 * Where in an object the comparison stands. Most places turn out equal, so path and owners are worked out when a rule
 * asks for them, and then kept.
 */
export class Place implements Facts {
  readonly schema: Schema;
  readonly declared: boolean;
  readonly inAtomic: boolean;
  readonly kafkaConfig: boolean;
  readonly parent: Facts["parent"];
  /** The number of segments of the path. */
  readonly depth: number;
  readonly #origin: Origin | null;
  #path: Path | null = null;
  #owners: Owners | null;

  private constructor(facts: Facts, origin: Origin | null, owners: Owners | null) {
    this.schema = facts.schema;
    this.declared = facts.declared;
    this.inAtomic = facts.inAtomic;
    this.kafkaConfig = facts.kafkaConfig;
    this.parent = facts.parent;
    this.depth = origin === null ? 0 : origin.up.depth + 1;
    this.#origin = origin;
    this.#owners = owners;
  }

  static root(schema: Schema, owners: Owners): Place {
    return new Place({ schema, declared: true, inAtomic: false, kafkaConfig: false, parent: null }, null, owners);
  }

  get path(): Path {
    this.#path ??= this.#origin === null ? [] : [...this.#origin.up.path, this.#origin.segment];
    return this.#path;
  }

  get owners(): Owners {
    this.#owners ??= this.#origin?.owners() ?? null;
    if (this.#owners === null) throw new Error("a root place has owners from the start");
    return this.#owners;
  }

  /** The place of a field. `strimzi` says that the object is one of Strimzi's, whose `config` maps are Kafka's. */
  field(field: string, { live, strimzi }: { live: JsonObject; strimzi: boolean }): Place {
    const { schema } = this;
    const child = schema.field(field);
    const facts = {
      schema: child,
      declared: schema.declares(field),
      inAtomic: this.inAtomic || schema.atomicMap,
      kafkaConfig: this.kafkaConfig || (strimzi && field === "config" && child.freeMap),
      parent: { schema, live, field },
    };
    return new Place(
      facts,
      { up: this, segment: field, owners: () => this.owners.field(field, schema.atomicMap) },
      null,
    );
  }

  /** The place of a list item, addressed by its merge keys or, without keys, by its index. */
  item({ index, key, value }: { index: number; key: Record<string, Json> | null; value: Json }): Place {
    const atomic = this.schema.list.type === "atomic";
    const facts = {
      schema: this.schema.items(),
      declared: true,
      inAtomic: this.inAtomic || atomic,
      kafkaConfig: this.kafkaConfig,
      parent: null,
    };
    const owners = (): Owners => this.owners.item(value, key, atomic);
    return new Place(facts, { up: this, segment: { index, key }, owners }, null);
  }
}

/** The maps whose keys are told apart one by one: each label, annotation and entry has its own writer and meaning. */
export function isEntryMap({ parent }: Place): boolean {
  const definition = parent?.schema.definition ?? "";
  return parent !== null && ENTRY_MAPS[definition]?.includes(parent.field) === true;
}

const ENTRY_MAPS: Readonly<Record<string, readonly string[]>> = {
  ObjectMeta: ["labels", "annotations"],
  ConfigMap: ["data", "binaryData"],
  Secret: ["data"],
};
