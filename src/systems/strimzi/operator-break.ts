import {
  type Difference,
  type KubernetesObject,
  managedFields,
  type Path,
  type Reason,
  resourceOf,
} from "../../vocabulary/index.ts";
import { fieldOf } from "../system.ts";
import { conditionIn, conditionsOf } from "../workload/index.ts";
import { isPaused, isUnmanaged, MANAGED_PATH, PAUSE_PATH } from "./steering.ts";

/** Strimzi's operators pass every two minutes; what is younger may only not have been seen yet. */
const GRACE_MS = 120_000;

/** Why an operator did not act on a resource. */
export interface OperatorBreak {
  readonly reason: Reason;
  /** The field by which other differences name this as their cause. */
  readonly path: Path;
  readonly difference: Difference;
}

/** What decides whether an operator should have acted by now. */
export interface Reconciling {
  readonly now: Date;
  /** The operator's name in sentences: `Topic Operator`. */
  readonly operator: string;
  /** True where the operator surely works here, so that a resource without any status was not seen. */
  readonly alive: boolean;
}

/** Why the operator did not bring the service to what the live resource asks for; null where it did or still may. */
export function operatorBreak(object: KubernetesObject, reconciling: Reconciling): OperatorBreak | null {
  return (
    deleted(object, reconciling) ??
    paused(object, reconciling) ??
    unmanaged(object, reconciling) ??
    unseen(object, reconciling) ??
    behind(object, reconciling) ??
    failed(object, reconciling)
  );
}

/** Warnings of the operator, word for word. They change no verdict. */
export function warningsOf(object: KubernetesObject): Difference[] {
  const warnings = conditionsOf(object).filter(({ type, status }) => type === "Warning" && status === "True");
  return warnings.map(({ reason, message, index }) => ({
    kind: "risk",
    layer: "operator",
    resource: resourceOf(object),
    path: ["status", "conditions", { index, key: { reason: reason ?? "" } }],
    attribution: null,
    reason: "warning",
    detail: null,
    statement: `${nameOf(object)} carries the warning ${reason ?? "without a reason"}: ${sentence(message)}`,
  }));
}

/** Only its operator's finalizer still holds such a resource; a pause does not stop the deletion. */
function deleted(object: KubernetesObject, { operator }: Reconciling): OperatorBreak | null {
  if (object.metadata["deletionTimestamp"] === undefined) return null;
  return broken(object, {
    reason: "generation-behind",
    path: ["metadata", "deletionTimestamp"],
    statement: `${nameOf(object)} was deleted, and the ${operator} has not acted on that`,
  });
}

function paused(object: KubernetesObject, { operator }: Reconciling): OperatorBreak | null {
  if (!isPaused(object)) return null;
  return broken(object, {
    reason: "paused",
    path: ["status", "conditions"],
    cause: PAUSE_PATH,
    statement: `${nameOf(object)} is paused, so the ${operator} does not act on it`,
  });
}

function unmanaged(object: KubernetesObject, { operator }: Reconciling): OperatorBreak | null {
  if (!isUnmanaged(object)) return null;
  return broken(object, {
    reason: "unmanaged",
    path: ["status", "conditions"],
    cause: MANAGED_PATH,
    statement: `${nameOf(object)} is not managed, so the ${operator} leaves its topic alone`,
  });
}

function unseen(object: KubernetesObject, { operator, alive, now }: Reconciling): OperatorBreak | null {
  const isFresh = now.getTime() - timeOf(object.metadata["creationTimestamp"]) < GRACE_MS;
  if (object["status"] !== undefined || !alive || isFresh) return null;
  return broken(object, {
    reason: "generation-behind",
    path: ["status", "observedGeneration"],
    statement: `${nameOf(object)} was never seen by the ${operator}`,
  });
}

function behind(object: KubernetesObject, { operator, now }: Reconciling): OperatorBreak | null {
  const observed = fieldOf(object, "status", "observedGeneration");
  const generation = object.metadata["generation"];
  if (typeof observed !== "number" || typeof generation !== "number" || observed >= generation) return null;
  if (now.getTime() - lastWrite(object) < GRACE_MS) return null;
  return broken(object, {
    reason: "generation-behind",
    path: ["status", "observedGeneration"],
    statement: `The ${operator} has not acted on the last change of ${nameOf(object)}`,
    sides: { desired: generation, live: observed },
  });
}

/** The User Operator says `NotReady` is True where the others say that `Ready` is False. */
function failed(object: KubernetesObject, { operator }: Reconciling): OperatorBreak | null {
  const conditions = conditionsOf(object);
  const condition = conditionIn(conditions, "Ready", "False") ?? conditionIn(conditions, "NotReady", "True");
  if (condition === undefined) return null;
  const why = condition.message ?? condition.reason;
  return broken(object, {
    reason: "not-ready",
    path: ["status", "conditions"],
    statement: `The ${operator} could not do what ${nameOf(object)} asks for${why === null ? "" : `: ${sentence(why)}`}`,
  });
}

interface Breaking {
  readonly reason: Reason;
  readonly path: Path;
  readonly statement: string;
  /** The field of the same resource that leads to this. */
  readonly cause?: Path;
  readonly sides?: Pick<Difference, "desired" | "live">;
}

function broken(object: KubernetesObject, { reason, path, statement, cause, sides }: Breaking): OperatorBreak {
  const resource = resourceOf(object);
  const difference: Difference = {
    kind: "changed",
    layer: "operator",
    resource,
    path,
    ...sides,
    attribution: null,
    reason,
    detail: null,
    statement,
    ...(cause && { cause: { resource, path: cause } }),
  };
  return { reason, path, difference };
}

/** The last write that was not the operator's own to the status. */
function lastWrite(object: KubernetesObject): number {
  const times = managedFields(object).map(({ subresource, time }) => (subresource === undefined ? timeOf(time) : 0));
  return Math.max(timeOf(object.metadata["creationTimestamp"]), ...times);
}

function timeOf(time: unknown): number {
  return typeof time === "string" ? Date.parse(time) : 0;
}

function nameOf({ kind, metadata }: KubernetesObject): string {
  return `${kind} ${metadata.name}`;
}

/** An operator's message as the end of a sentence of ours. */
function sentence(message: string | null): string {
  return (message ?? "").replace(/\s+/g, " ").replace(/[.!]+$/, "");
}
