import { type KubernetesObject, type Path, splitApiVersion, toKeyedPath } from "../../vocabulary/index.ts";
import type { UnknownField } from "./unknown-fields.ts";

/** Sentences without their full stop, as `Difference.statement` has them. They name no value of the object. */

export function unknown(object: KubernetesObject, { path, near, above }: UnknownField): string {
  const said = `${fieldOf(object, path)} is not in the schema of its CRD, so the API server drops it`;
  if (above !== null) return `${said}; the schema has it at ${toKeyedPath(above)}, so look at the indentation`;
  return near === null ? said : `${said}; perhaps ${near} was meant`;
}

export function refused(object: KubernetesObject, path: Path, problems: readonly string[]): string {
  return `${fieldOf(object, path)} ${problems.join(", and ")}; as it is, the API server refuses the whole object`;
}

export function unserved(object: KubernetesObject, served: readonly string[]): string {
  const { group, version } = splitApiVersion(object.apiVersion);
  const known = served.map((name) => `${group}/${name}`).join(" or ");
  return `${nameOf(object)} is declared as ${group}/${version}, which its CRD does not serve; write ${known}`;
}

function fieldOf(object: KubernetesObject, path: Path): string {
  return path.length === 0 ? nameOf(object) : `${toKeyedPath(path)} of ${nameOf(object)}`;
}

function nameOf({ kind, metadata }: KubernetesObject): string {
  return `${kind} ${metadata.name}`;
}
