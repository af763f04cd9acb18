import type { ListTarget } from "./port.ts";

/** How messages name a list: `KafkaTopic in namespace alerts`. */
export function describeTarget({ kind, namespace }: ListTarget): string {
  return namespace === null ? `${kind.kind} in the whole cluster` : `${kind.kind} in namespace ${namespace}`;
}
