import { isJsonObject, type Json, type JsonObject, type KubernetesObject, type Path } from "../../vocabulary/index.ts";
import { fieldOf } from "../system.ts";
import { objectsIn, textOf } from "../workload/index.ts";

/** A Secret that is needed, and where that is said. */
export interface Need {
  readonly secret: string;
  /** Null where the Secret as a whole is meant. */
  readonly key: string | null;
  /** Where the key is named; where the Secret is, if the whole of it is meant. */
  readonly path: Path;
}

const POD: Path = ["spec", "template", "spec"];
const SCHEDULED_POD: Path = ["spec", "jobTemplate", ...POD];

/** What the Pods of a workload need. */
export function podNeeds(workload: KubernetesObject): readonly Need[] {
  const plain = fieldOf(workload, "spec", "template", "spec");
  const [spec] = objectsIn([plain ?? fieldOf(workload, "spec", "jobTemplate", "spec", "template", "spec")]);
  if (spec === undefined) return [];
  const path = plain === undefined ? SCHEDULED_POD : POD;
  return [
    ...["initContainers", "containers"].flatMap((field) =>
      itemsOf(spec[field], [...path, field]).flatMap((container) => containerNeeds(container)),
    ),
    ...itemsOf(spec["volumes"], [...path, "volumes"]).flatMap((volume) => volumeNeeds(volume)),
    ...itemsOf(spec["imagePullSecrets"], [...path, "imagePullSecrets"]).flatMap(({ item, path: at }) =>
      whole(item["name"], [...at, "name"]),
    ),
  ];
}

/** An object of a list and its place. */
interface Item {
  readonly item: JsonObject;
  readonly path: Path;
}

/** The objects of a list with their places; they are merged by name. */
export function itemsOf(list: unknown, path: Path): readonly Item[] {
  return (Array.isArray(list) ? list : []).flatMap((item: Json, index) => {
    if (!isJsonObject(item)) return [];
    const name = textOf(item["name"]);
    return [{ item, path: [...path, { index, key: name === null ? null : { name } }] }];
  });
}

function containerNeeds({ item: container, path }: Item): readonly Need[] {
  const variables = itemsOf(container["env"], [...path, "env"]).flatMap(({ item: { valueFrom }, path: at }) =>
    keyIn(objectsIn([valueFrom])[0]?.["secretKeyRef"], [...at, "valueFrom", "secretKeyRef"]),
  );
  const sources = itemsOf(container["envFrom"], [...path, "envFrom"]).flatMap(({ item: { secretRef }, path: at }) =>
    required(secretRef).flatMap(({ name }) => whole(name, [...at, "secretRef", "name"])),
  );
  return [...variables, ...sources];
}

function volumeNeeds({ item: { secret, projected }, path }: Item): readonly Need[] {
  const own = required(secret).flatMap((source) =>
    filesOf({ name: source["secretName"], at: "secretName", items: source["items"], path: [...path, "secret"] }),
  );
  const sources = itemsOf(objectsIn([projected])[0]?.["sources"], [...path, "projected", "sources"]);
  const others = sources.flatMap(({ item, path: at }) =>
    required(item["secret"]).flatMap(({ name, items }) =>
      filesOf({ name, at: "name", items, path: [...at, "secret"] }),
    ),
  );
  return [...own, ...others];
}

interface Files {
  readonly name: unknown;
  /** The field that has the name. */
  readonly at: string;
  readonly items: unknown;
  readonly path: Path;
}

/** All keys, or only those that are listed. */
function filesOf({ name, at, items, path }: Files): readonly Need[] {
  const secret = textOf(name);
  if (secret === null) return [];
  const keys = itemsOf(items, [...path, "items"]).flatMap(({ item, path: place }) => {
    const key = textOf(item["key"]);
    return key === null ? [] : [{ secret, key, path: [...place, "key"] }];
  });
  return keys.length === 0 ? whole(name, [...path, at]) : keys;
}

/** The key that a reference names, unless it is optional. */
export function keyIn(reference: unknown, path: Path): readonly Need[] {
  return required(reference).flatMap(({ name, key }) => {
    const [secret, wanted] = [textOf(name), textOf(key)];
    return secret === null || wanted === null ? [] : [{ secret, key: wanted, path: [...path, "key"] }];
  });
}

function whole(name: unknown, path: Path): readonly Need[] {
  const secret = textOf(name);
  return secret === null ? [] : [{ secret, key: null, path }];
}

function required(reference: unknown): readonly JsonObject[] {
  return objectsIn([reference]).filter(({ optional }) => optional !== true);
}
