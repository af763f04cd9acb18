import type { KubernetesResource } from "../../vocabulary/index.ts";

/** A resource as a sentence names it. */
export function titleOf({ kind, name }: KubernetesResource): string {
  return `${kind} ${name}`;
}
