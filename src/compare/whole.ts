import { type Difference, type KubernetesObject, resourceOf } from "./../vocabulary/index.ts";

/**
 * A declared object that the cluster does not have. `base` is the object as the last-synced revision renders it: null says
 * that it was not there yet, so that the sync is what is missing.
 */
export function missingObject(desired: KubernetesObject, base?: KubernetesObject | null): Difference {
  const kind = base === null ? "pending" : "missing";
  return whole(desired, { kind, reason: kind === "missing" ? "no-owner" : null, detail: null });
}

/** A declared object whose kind is served, but not in the declared version. */
export function unservedObject(desired: KubernetesObject, versions: readonly string[]): Difference {
  return whole(desired, { kind: "missing", reason: "unserved", detail: `the cluster serves ${versions.join(", ")}` });
}

function whole(desired: KubernetesObject, found: Pick<Difference, "kind" | "reason" | "detail">): Difference {
  return { ...found, layer: "cluster", resource: resourceOf(desired), path: [], desired, attribution: null };
}
