import { KNOWN_DEPLOYERS, schemaFor, UNTYPED_OBJECT, writerAt } from "../compare/index.ts";
import type { EnvironmentConfig } from "../config/config.ts";
import type { KubernetesReader, ServedKind } from "../observe/kubernetes/port.ts";
import type { Attribution, KubernetesObject, KubernetesResource, Path, Reading } from "../vocabulary/index.ts";
import { read, unread } from "../vocabulary/index.ts";
import type { ResourceQuery } from "./query.ts";

/** The live object, null where there is none, with the kind that the cluster serves. */
export interface LiveObject {
  readonly object: KubernetesObject | null;
  readonly kind: ServedKind;
}

/** Reads the one live object that a query means. `declared` tells the group and the namespace where git has it. */
export async function readLive(
  reader: KubernetesReader,
  query: ResourceQuery,
  declared: KubernetesResource | null,
): Promise<Reading<LiveObject>> {
  const discovered = await reader.discover();
  if (!discovered.ok) return discovered;
  const kind = discovered.value.kinds.find((served) => isKind(served, query, declared));
  if (kind === undefined)
    return unread("not-served", `${query.kind} ${query.name}`, "the cluster does not serve its kind");
  const namespace = declared === null ? query.namespace : declared.namespace;
  const listed = await reader.list({ kind, namespace, fieldSelector: `metadata.name=${query.name}` });
  if (!listed.ok) return listed;
  const object = listed.value.find(({ metadata }) => metadata.name === query.name) ?? null;
  return read({ object, kind });
}

function isKind(served: ServedKind, { kind }: ResourceQuery, declared: KubernetesResource | null): boolean {
  if (declared !== null) return served.group === declared.group && served.kind === declared.kind;
  const wanted = kind.toLowerCase();
  return served.kind.toLowerCase() === wanted || served.plural === wanted;
}

/** Who wrote the field last. */
export async function attributionAt(
  { object, kind }: LiveObject,
  path: Path,
  { reader, environment }: { readonly reader: KubernetesReader; readonly environment: EnvironmentConfig },
): Promise<Attribution | null> {
  if (object === null) return null;
  const documents = await reader.schemas(kind.group, kind.version);
  const schema = documents.ok ? schemaFor(documents.value, kind) : null;
  const deployers = [...environment.deployers, ...KNOWN_DEPLOYERS];
  return writerAt(object, path, { schema: schema ?? UNTYPED_OBJECT, deployers });
}
