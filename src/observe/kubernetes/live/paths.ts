import type { ServedKind } from "../port.ts";

/** The URL path of a group and version: `/api/v1`, `/apis/apps/v1`. */
export function groupVersionPath(group: string, version: string): string {
  return group === "" ? `/api/${version}` : `/apis/${group}/${version}`;
}

/** The URL path of a kind's objects, in one namespace or everywhere. */
export function collectionPath(kind: ServedKind, namespace: string | null): string {
  const scope = namespace === null ? "" : `/namespaces/${encodeURIComponent(namespace)}`;
  return `${groupVersionPath(kind.group, kind.version)}${scope}/${kind.plural}`;
}
