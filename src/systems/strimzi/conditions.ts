import { isJsonObject, type KubernetesObject } from "../../vocabulary/index.ts";
import { fieldOf } from "../system.ts";

/** One of a resource's `status.conditions`. */
export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason: string | null;
  readonly message: string | null;
  readonly index: number;
}

/** The conditions of a resource in their order, none where no operator wrote any. */
export function conditionsOf(object: KubernetesObject): readonly Condition[] {
  const conditions = fieldOf(object, "status", "conditions");
  if (!Array.isArray(conditions)) return [];
  return conditions.flatMap((condition: unknown, index) => {
    if (!isJsonObject(condition)) return [];
    const { type, status, reason, message } = condition;
    return [
      {
        type: textOf(type) ?? "",
        status: textOf(status) ?? "",
        reason: textOf(reason),
        message: textOf(message),
        index,
      },
    ];
  });
}

export function findCondition(object: KubernetesObject, type: string, status: string): Condition | null {
  return conditionsOf(object).find((condition) => condition.type === type && condition.status === status) ?? null;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
