import { type Json, type KubernetesObject, type Path, type Reason, resourceOf } from "../../vocabulary/index.ts";
import type { DeclaredObject } from "../evidence.ts";
import { found } from "../found.ts";
import type { SystemDifference } from "../system.ts";

/** What a coupling that does not hold always states. */
export interface Coupled {
  readonly reason: Reason;
  /** The object to mend. */
  readonly one: { readonly application: DeclaredObject["application"]; readonly object: KubernetesObject };
  /** The field to change. */
  readonly path: Path;
  readonly statement: string;
  readonly desired?: Json;
}

/** Two things that git declares, and that do not fit. */
export function coupling({
  reason,
  one: { application, object },
  path,
  statement,
  desired,
}: Coupled): SystemDifference {
  return found(application, {
    kind: "coupling",
    layer: "intent",
    resource: resourceOf(object),
    path,
    reason,
    statement,
    ...(desired !== undefined && { desired }),
  });
}
