import { type Path, type Reason, resourceOf } from "../../vocabulary/index.ts";
import type { DeclaredObject } from "../evidence.ts";
import { found } from "../found.ts";
import type { SystemDifference } from "../system.ts";

export interface Risky {
  readonly reason: Reason;
  /** The object as it is after the change; as it was before where it is gone. */
  readonly one: DeclaredObject;
  readonly path: Path;
  readonly statement: string;
}

/** Something in a change that does not end well. */
export function risk({ reason, one: { application, object }, path, statement }: Risky): SystemDifference {
  return found(application, { kind: "risk", layer: "intent", resource: resourceOf(object), path, reason, statement });
}
