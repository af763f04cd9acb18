import type { Discovery, KubernetesReader } from "../observe/kubernetes/port.ts";
import {
  isJsonObject,
  type Json,
  type JsonObject,
  type KubernetesObject,
  type Reading,
  read,
  unread,
} from "../vocabulary/index.ts";

const GROUP = "argoproj.io";
const KIND = "Application";

/** A running sync is waited for this long; an older one no longer makes differences pending. */
const LONGEST_SYNC_MS = 30 * 60_000;

/** What Argo CD says of one Application. */
export interface ArgoState {
  /** The revision of the last sync that succeeded; null when it was never synced. */
  readonly syncedRevision: string | null;
  /** True while a sync runs that is younger than half an hour. */
  readonly syncing: boolean;
  /** The Application resource itself. */
  readonly object: KubernetesObject;
}

/** The state of every Application resource in Argo CD's namespace, by name. */
export async function readArgoStates(
  reader: KubernetesReader,
  discovery: Discovery,
  options: { namespace: string; now: Date },
): Promise<Reading<ReadonlyMap<string, ArgoState>>> {
  const kind = discovery.kinds.find((candidate) => candidate.group === GROUP && candidate.kind === KIND);
  if (kind === undefined) {
    return unread(
      "not-served",
      `${KIND}.${GROUP}`,
      "holdfast.yaml names an Argo CD namespace, but the cluster does not serve this kind",
    );
  }
  const listed = await reader.list({ kind, namespace: options.namespace });
  if (!listed.ok) return listed;
  return read(new Map(listed.value.map((object) => [object.metadata.name, stateOf(object, options.now)])));
}

function stateOf(application: KubernetesObject, now: Date): ArgoState {
  const status = objectAt(application["status"]);
  const operation = objectAt(status["operationState"]);
  const startedAt = timeOf(operation["startedAt"]);
  return {
    object: application,
    syncedRevision: lastInHistory(status) ?? lastOperation(operation),
    syncing: operation["phase"] === "Running" && startedAt !== null && now.getTime() - startedAt < LONGEST_SYNC_MS,
  };
}

// `status.sync.revision` is what Argo CD compared with, not what it applied; only the history tells that.
function lastInHistory(status: JsonObject): string | null {
  const history = status["history"];
  if (!Array.isArray(history)) return null;
  return revisionIn(objectAt(history.at(-1)));
}

function lastOperation(operation: JsonObject): string | null {
  return operation["phase"] === "Succeeded" ? revisionIn(objectAt(operation["syncResult"])) : null;
}

function revisionIn(entry: JsonObject): string | null {
  const { revision, revisions } = entry;
  if (typeof revision === "string" && revision !== "") return revision;
  const first = Array.isArray(revisions) ? revisions[0] : undefined;
  return typeof first === "string" ? first : null;
}

function objectAt(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function timeOf(value: Json | undefined): number | null {
  return typeof value === "string" ? Date.parse(value) : null;
}
