import { isJsonObject, type JsonObject, type Path } from "../../vocabulary/index.ts";
import type { DeclaredObject } from "../evidence.ts";
import { isLess } from "../quantities.ts";
import { fieldOf, type SystemDifference } from "../system.ts";
import { objectsIn, textOf } from "../workload/index.ts";
import type { Pair } from "./pairs.ts";
import { risk } from "./risk.ts";

/** Fields of a volume that Strimzi never changes: it then ignores every other change of storage there too. */
const FIXED = ["class", "type", "selector"] as const;

/** Volumes only grow. `path` leads to the storage of a KafkaNodePool or of Kafka. */
export function weighStorage({ before, after }: Pair, path: readonly string[]): readonly SystemDifference[] {
  const type = weighType({ before, after }, path);
  if (type.length > 0) return type;
  const now = volumesAt(after, path);
  return volumesAt(before, path).flatMap((was) => {
    const is = now.find(({ id }) => id === was.id);
    if (is !== undefined) return weighVolume({ was, is, after });
    return now.length === 0 ? [] : [gone(was, after, path)];
  });
}

/** Strimzi takes no step from one type of storage to another. */
function weighType({ before, after }: Pair, path: readonly string[]): readonly SystemDifference[] {
  const [was, is] = [before, after].map(({ object }) => textOf(fieldOf(object, ...path, "type")));
  if (was === undefined || is === undefined || was === null || is === null || was === is) return [];
  const { kind, metadata } = after.object;
  const statement = `${kind} ${metadata.name} goes from storage of type ${was} to ${is}, which Strimzi ignores together with every other change of its storage; keep ${was}, or make a new node pool`;
  return [risk({ reason: "storage-change-ignored", one: after, path: [...path, "type"], statement })];
}

interface Volume {
  readonly id: string;
  readonly spec: JsonObject;
  readonly path: Path;
}

function weighVolume({
  was,
  is,
  after,
}: {
  readonly was: Volume;
  readonly is: Volume;
  readonly after: DeclaredObject;
}): readonly SystemDifference[] {
  const { kind, metadata } = after.object;
  const [size, newSize] = [textOf(was.spec["size"]), textOf(is.spec["size"])];
  const fixed = FIXED.flatMap((field) => {
    const [old, value] = [was.spec[field], is.spec[field]];
    if (JSON.stringify(old ?? null) === JSON.stringify(value ?? null)) return [];
    const statement = `${kind} ${metadata.name} changes the ${field} of volume ${is.id}, which Strimzi ignores together with every other change of its storage; keep it, or make a new node pool`;
    return [risk({ reason: "storage-change-ignored", one: after, path: [...is.path, field], statement })];
  });
  if (size === null || newSize === null || !isLess(newSize, size)) return fixed;
  const statement = `${kind} ${metadata.name} shrinks volume ${is.id} from ${size} to ${newSize}, which Strimzi ignores together with every other change of its storage; volumes only grow, keep ${size}`;
  return [...fixed, risk({ reason: "storage-shrunk", one: after, path: [...is.path, "size"], statement })];
}

function gone({ id }: Volume, after: DeclaredObject, path: readonly string[]): SystemDifference {
  const { kind, metadata } = after.object;
  const statement = `${kind} ${metadata.name} loses volume ${id} with every partition on it; move the partitions away first`;
  return risk({ reason: "storage-shrunk", one: after, path: [...path, "volumes"], statement });
}

/** Strimzi: one volume, or several with ids of their own (`jbod`). Ephemeral ones hold nothing for long. */
function volumesAt({ object }: DeclaredObject, path: readonly string[]): readonly Volume[] {
  const storage = fieldOf(object, ...path);
  if (!isJsonObject(storage) || storage["type"] === "ephemeral") return [];
  if (storage["type"] !== "jbod") return [{ id: "0", spec: storage, path }];
  return objectsIn(storage["volumes"]).map((spec, index) => {
    const id = textOf(spec["id"]) ?? "0";
    return { id, spec, path: [...path, "volumes", { index, key: { id: Number(id) } }] };
  });
}
