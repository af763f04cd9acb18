import { sameScalar } from "../../compare/values/index.ts";
import type { Json, Path } from "../../vocabulary/index.ts";

/** Maps whose values Kubernetes reads as quantities: `1` and `"1"`, `1Gi` and `1024Mi` are the same there. */
const QUANTITIES = new Set(["limits", "requests"]);

/** True when two scalars mean the same at their place, however git spells them. */
export type SameAt = (before: Json, after: Json, path: Path) => boolean;

/** @param group of the object; Strimzi's `config` maps hold what Kafka reads as texts. */
export function spellingIn(group: string): SameAt {
  const isStrimzi = group === "kafka.strimzi.io";
  return (before, after, path) => {
    const parent = path.at(-2);
    const isQuantity = typeof parent === "string" && QUANTITIES.has(parent) && path.at(-3) === "resources";
    const kafkaConfig = isStrimzi && parent === "config";
    return sameScalar(before, after, { form: isQuantity ? "quantity" : null, kafkaConfig });
  };
}
