import type { KubernetesObject } from "../../vocabulary/index.ts";
import { fieldOf } from "../system.ts";
import { objectsIn, textOf } from "./containers.ts";

/** One entry of `status.conditions`. */
export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason: string | null;
  readonly message: string | null;
  /** Where it stands among the others. */
  readonly index: number;
  /** Milliseconds since 1970; null where the controller does not say. */
  readonly since: number | null;
}

/** The conditions that a controller wrote; none where no controller ever looked at the object. */
export function conditionsOf(object: KubernetesObject): readonly Condition[] {
  return objectsIn(fieldOf(object, "status", "conditions")).map((condition, index) => {
    const since = Date.parse(textOf(condition["lastTransitionTime"]) ?? "");
    return {
      type: textOf(condition["type"]) ?? "",
      status: textOf(condition["status"]) ?? "",
      reason: textOf(condition["reason"]),
      message: textOf(condition["message"]),
      index,
      since: Number.isNaN(since) ? null : since,
    };
  });
}

/** The condition of this type in this status; undefined where the object is in another. */
export function conditionIn(
  conditions: readonly Condition[],
  type: string,
  status: "True" | "False",
): Condition | undefined {
  return conditions.find((condition) => condition.type === type && condition.status === status);
}
