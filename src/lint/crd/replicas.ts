import { isJsonObject, type Json, type JsonObject } from "../../vocabulary/index.ts";
import type { Sink } from "./violation.ts";

const MOST = 2 ** 31 - 1;

/**
 * The replicas of a kind with the scale subresource, which the API server checks whatever the schema says.
 * Source: `apiextensions-apiserver/pkg/registry/customresource/validator.go`.
 */
export function checkReplicas(object: JsonObject, path: readonly string[], sink: Sink): void {
  let value: Json | undefined = path.length === 0 ? undefined : object;
  for (const name of path) value = isJsonObject(value) ? value[name] : undefined;
  if (value === undefined) return;
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= MOST) return;
  const problem = Number.isInteger(value) ? `must be between 0 and ${MOST}` : "must be a whole number";
  sink.violations.push({ path, problem, stopsRules: false });
}
