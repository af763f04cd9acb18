import { fieldOf } from "../../../src/systems/system.ts";
import type { Json, JsonObject, KubernetesObject } from "../../../src/vocabulary/index.ts";

/** One condition without its time, which `withTimes` adds. */
export interface NewCondition {
  readonly type: string;
  readonly status: "True" | "False";
  readonly reason?: string;
  readonly message?: string;
}

/** The condition lists are equal but for their times: Strimzi then leaves the status as it is. */
export function hasConditions(object: KubernetesObject, conditions: readonly NewCondition[]): boolean {
  const old = fieldOf(object, "status", "conditions");
  if (!Array.isArray(old)) return false;
  return JSON.stringify(old.map(withoutTime)) === JSON.stringify(conditions.map(withoutTime));
}

/** As Strimzi writes them: `2026-11-24T04:33:48.107879674Z`. */
export function withTimes(conditions: readonly NewCondition[], now: Date): JsonObject[] {
  const lastTransitionTime = now.toISOString().replace("Z", "000000Z");
  return conditions.map((condition) => ({ lastTransitionTime, ...condition }));
}

function withoutTime({ type, status, reason, message }: NewCondition): readonly (Json | undefined)[] {
  return [type, status, reason, message];
}
