import { isJsonObject, type JsonObject, type Path, type Resource, resourceOf } from "../../vocabulary/index.ts";
import type { DeclaredObject, Evidence } from "../evidence.ts";
import { found } from "../found.ts";
import { fieldOf, type Judgement, type SystemDifference } from "../system.ts";
import { objectsIn, textOf } from "../workload/index.ts";

/** Longer than any sync of an alert system takes. */
const LONGEST_SYNC_MS = 30 * 60_000;
const LONGEST_MESSAGE = 300;

/**
 * Whether Argo CD can deploy, and what it says of what it deployed. That an Application is out of sync is no finding of
 * its own: the comparison with the cluster says where and why.
 */
export function judgeApplications({ argoApplications = [], now }: Evidence): Judgement {
  const differences = argoApplications.flatMap((one) => [
    ...judgeOperation(one, now),
    ...judgeComparison(one),
    ...judgeHealth(one),
  ]);
  return { differences, failures: [], notes: [] };
}

function judgeOperation(one: DeclaredObject, now: Date): readonly SystemDifference[] {
  const operation = objectAt(one, "operationState");
  const phase = textOf(operation["phase"]) ?? "";
  const { name } = one.object.metadata;
  const at = { one, path: ["status", "operationState", "phase"], live: phase };
  if (phase === "Failed" || phase === "Error")
    return [
      broken({
        ...at,
        reason: "not-ready",
        statement: `The last sync of Application ${name} failed${said(operation)}`,
      }),
    ];
  const startedAt = Date.parse(textOf(operation["startedAt"]) ?? "");
  if (phase !== "Running" || !(now.getTime() - startedAt > LONGEST_SYNC_MS)) return [];
  const statement = `A sync of Application ${name} has been running for more than half an hour${said(operation)}`;
  return [broken({ ...at, reason: "operator-stuck", statement })];
}

/** Conditions whose type ends so say that Argo CD cannot compare or deploy. */
function judgeComparison(one: DeclaredObject): readonly SystemDifference[] {
  const conditions = objectsIn(fieldOf(one.object, "status", "conditions"));
  const error = conditions.find(({ type }) => textOf(type)?.endsWith("Error") === true);
  if (error === undefined) return [];
  const { name } = one.object.metadata;
  const type = textOf(error["type"]) ?? "";
  const statement = `Argo CD cannot work on Application ${name}: ${type}${said(error)}`;
  return [broken({ one, path: ["status", "conditions"], live: type, reason: "not-ready", statement })];
}

function judgeHealth(one: DeclaredObject): readonly SystemDifference[] {
  const health = textOf(objectAt(one, "health")["status"]) ?? "";
  if (health !== "Degraded" && health !== "Missing") return [];
  const [resource] = objectsIn(fieldOf(one.object, "status", "resources"))
    .filter((candidate) => isJsonObject(candidate["health"]) && candidate["health"]["status"] === health)
    .map(resourceAt);
  const { name } = one.object.metadata;
  const what = resource?.type === "kubernetes" ? `, because of ${resource.kind} ${resource.name}` : "";
  const statement = `Argo CD finds Application ${name} ${health}${what}`;
  const difference = broken({
    one,
    path: ["status", "health", "status"],
    live: health,
    reason: "not-ready",
    statement,
  });
  if (resource === undefined) return [difference];
  return [{ ...difference, difference: { ...difference.difference, cause: { resource, path: null } } }];
}

interface Broken {
  readonly one: DeclaredObject;
  readonly path: Path;
  readonly live: string;
  readonly reason: "not-ready" | "operator-stuck";
  readonly statement: string;
}

function broken({ one, path, live, reason, statement }: Broken): SystemDifference {
  const resource = resourceOf(one.object);
  return found(one.application, { kind: "changed", layer: "operator", resource, path, live, reason, statement });
}

/** Argo CD's own words, as the end of a sentence. */
function said({ message }: JsonObject): string {
  const words = (textOf(message) ?? "").replaceAll(/\s+/g, " ").trim().replace(/\.$/, "");
  return words === "" ? "" : `: ${words.slice(0, LONGEST_MESSAGE)}`;
}

function objectAt({ object }: DeclaredObject, field: string): JsonObject {
  const value = fieldOf(object, "status", field);
  return isJsonObject(value) ? value : {};
}

function resourceAt(entry: JsonObject): Resource {
  return {
    type: "kubernetes",
    group: textOf(entry["group"]) ?? "",
    version: textOf(entry["version"]) ?? "",
    kind: textOf(entry["kind"]) ?? "",
    namespace: textOf(entry["namespace"]),
    name: textOf(entry["name"]) ?? "",
  };
}
