import type { Scope } from "../findings/index.ts";
import { SERVICE_TYPES } from "../vocabulary/index.ts";
import type { Intent } from "./intent.ts";

/** Names in a scope that fit no declared object: a misspelt one must not pass for a part that is in sync. */
export function scopeNotes({ kinds, namespaces }: Scope, { declared }: Intent): string[] {
  const known = {
    kind: new Set<string>([...declared.map(({ object }) => object.kind), ...SERVICE_TYPES]),
    namespace: new Set(declared.map(({ object }) => object.metadata.namespace)),
  };
  const unknownKinds = [...(kinds ?? [])].filter((kind) => !known.kind.has(kind));
  const unknownNamespaces = [...(namespaces ?? [])].filter((namespace) => !known.namespace.has(namespace));
  return [
    ...unknownKinds.map((kind) => `git declares no object of kind ${kind}`),
    ...unknownNamespaces.map((namespace) => `git declares no object in namespace ${namespace}`),
  ];
}
