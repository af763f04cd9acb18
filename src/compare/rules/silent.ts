import { isJsonObject, type Json, type JsonObject, resourceKey } from "../../vocabulary/index.ts";
import type { Comparison } from "../local/comparison.ts";
import type { Place } from "../local/place.ts";
import { valueAt } from "../local/value-at.ts";
import { fieldAt, isCore, isMetadata, isPath, samePath, startsWithOne } from "./paths.ts";
import { DEPLOYER_ANNOTATIONS, JOB_LABELS, SYSTEM_ANNOTATIONS, SYSTEM_METADATA, TYPE_BRINGS } from "./system-names.ts";

/** One kind of difference that is nobody's drift, and why. */
interface SilentRule {
  readonly why: string;
  /** `any` also hides what git mentions; `unmentioned` only what git never mentions. */
  readonly hides: "any" | "unmentioned";
  readonly matches: (place: Place, comparison: Comparison) => boolean;
}

/** Rule 4 of the rules of comparing: what others own by right. */
export const SILENT_RULES: readonly SilentRule[] = [
  {
    why: "the object's identity",
    hides: "any",
    matches: ({ path }) => path.length === 1 && ["apiVersion", "kind"].includes(fieldAt(path, 0)),
  },
  {
    why: "a status is written by its operator",
    hides: "any",
    matches: ({ path }) => path.length === 1 && path[0] === "status",
  },
  {
    why: "metadata that the server writes",
    hides: "any",
    matches: ({ path }) => path.length === 2 && path[0] === "metadata" && SYSTEM_METADATA.has(fieldAt(path, 1)),
  },
  {
    why: "annotations that Kubernetes and kubectl keep for themselves",
    hides: "unmentioned",
    matches: ({ path }) => isMetadata(path, "annotations") && startsWithOne(fieldAt(path, 2), SYSTEM_ANNOTATIONS),
  },
  {
    why: "labels and annotations by which the deployer finds its objects",
    hides: "unmentioned",
    matches: (place, comparison) => isDeployerMark(place, comparison) && !heldByHuman(place),
  },
  {
    why: "an autoscaler sets the replicas",
    hides: "any",
    matches: (place, { scaled, resource }) =>
      isPath(place.path, ["spec", "replicas"]) && (scaled.has(resourceKey(resource)) || scaledByController(place)),
  },
  {
    why: "the namespace controller writes a label and a finalizer",
    hides: "unmentioned",
    matches: ({ path }, { resource }) =>
      isCore(resource, "Namespace") &&
      (isPath(path, ["metadata", "labels", "kubernetes.io/metadata.name"]) || isPath(path, ["spec", "finalizers"])),
  },
  {
    why: "the server allocates a Service's addresses",
    hides: "unmentioned",
    matches: ({ path }, { resource }) =>
      isCore(resource, "Service") && path.length === 2 && ["clusterIP", "clusterIPs"].includes(fieldAt(path, 1)),
  },
  {
    why: "a Service's new type brings them along",
    hides: "unmentioned",
    matches: ({ path }, comparison) =>
      isCore(comparison.resource, "Service") && TYPE_BRINGS.has(fieldAt(path, -1)) && serviceTypeDiffers(comparison),
  },
  {
    why: "one field under its old and its new name",
    hides: "unmentioned",
    matches: ({ parent }) =>
      parent !== null &&
      (parent.field === "serviceAccount" || parent.field === "serviceAccountName") &&
      parent.live["serviceAccount"] === parent.live["serviceAccountName"],
  },
  {
    why: "on the host's network every container port is a host port",
    hides: "unmentioned",
    matches: ({ parent }, { live }) =>
      parent?.field === "hostPort" && parent.live["hostPort"] === parent.live["containerPort"] && onHostNetwork(live),
  },
  {
    why: "the Job controller labels and selects its pods",
    hides: "unmentioned",
    matches: ({ path }, { resource }) =>
      resource.group === "batch" &&
      (isPath(path, ["spec", "selector"]) || (path.at(-2) === "labels" && JOB_LABELS.has(fieldAt(path, -1)))),
  },
  {
    why: "a Job without labels takes those of its pods",
    hides: "unmentioned",
    matches: ({ path }, { resource, live }) =>
      resource.kind === "Job" && isMetadata(path, "labels") && podLabels(live)[fieldAt(path, 2)] !== undefined,
  },
  {
    why: "the volume that a claim is bound to",
    hides: "unmentioned",
    matches: ({ path }, { resource }) =>
      (isCore(resource, "PersistentVolumeClaim") && isPath(path, ["spec", "volumeName"])) ||
      (isCore(resource, "PersistentVolume") && isPath(path, ["spec", "claimRef"])),
  },
  {
    why: "Kubernetes fills in the rules of an aggregated role",
    hides: "any",
    matches: ({ path }, { resource, desired }) =>
      resource.kind === "ClusterRole" && isPath(path, ["rules"]) && isJsonObject(desired["aggregationRule"]),
  },
  {
    why: "a CA bundle that a controller injects",
    hides: "any",
    matches: (place) => place.path.at(-1) === "caBundle" && heldByController(place),
  },
  {
    why: "token and pull secrets that a controller adds to a service account",
    hides: "any",
    matches: (place, { resource }) =>
      isCore(resource, "ServiceAccount") &&
      place.path.length === 1 &&
      ["secrets", "imagePullSecrets"].includes(fieldAt(place.path, 0)) &&
      heldByController(place),
  },
];

/** Below this depth only rules about these fields apply; an object has hundreds of places there. */
const DEEPEST_RULE = 3;
const DEEP_FIELDS: ReadonlySet<string> = new Set([
  ...TYPE_BRINGS,
  ...JOB_LABELS,
  "serviceAccount",
  "serviceAccountName",
  "hostPort",
  "caBundle",
]);

/** True when a difference at this place, or below it, is nobody's drift. */
export function isSilent(place: Place, comparison: Comparison, mentioned: boolean): boolean {
  if (comparison.unstable.some((path) => path.length === place.depth && samePath(path, place.path))) return true;
  if (place.depth > DEEPEST_RULE && !DEEP_FIELDS.has(place.parent?.field ?? "")) return false;
  return SILENT_RULES.some((rule) => (!mentioned || rule.hides === "any") && rule.matches(place, comparison));
}

function isDeployerMark({ path, parent }: Place, { tracking }: Comparison): boolean {
  const name = fieldAt(path, 2);
  if (isMetadata(path, "annotations") && startsWithOne(name, DEPLOYER_ANNOTATIONS)) return true;
  if (isMetadata(path, "labels") && name === "app.kubernetes.io/managed-by") return parent?.live[name] === "Helm";
  return tracking !== null && isMetadata(path, `${tracking.by}s`) && name === tracking.name;
}

// Only the autoscaler writes replicas through the scale subresource as the controller manager.
function scaledByController({ owners }: Place): boolean {
  return owners.holders().some(({ role, subresource }) => role === "controller" && subresource === "scale");
}

function heldByHuman({ owners }: Place): boolean {
  return owners.holders().some(({ role }) => role === "human");
}

function heldByController({ owners }: Place): boolean {
  const roles = owners.within().map(({ role }) => role);
  return roles.includes("controller") && !roles.includes("human");
}

function podLabels(job: JsonObject): JsonObject {
  const labels = valueAt(job, ["spec", "template", "metadata", "labels"]);
  return isJsonObject(labels) ? labels : {};
}

function serviceTypeDiffers({ desired, live }: Comparison): boolean {
  return typeOf(desired) !== typeOf(live);
}

function typeOf(service: JsonObject): Json {
  return (isJsonObject(service["spec"]) ? service["spec"]["type"] : null) ?? "ClusterIP";
}

function onHostNetwork(live: JsonObject): boolean {
  return JSON.stringify(live["spec"] ?? {}).includes('"hostNetwork":true');
}
