import { sameJson } from "../../../compare/values/index.ts";
import { type Effect, isJsonObject, type Json } from "../../../vocabulary/index.ts";
import { listed } from "../../intent/index.ts";
import { isLess } from "../../quantities.ts";
import { fieldOf } from "../../system.ts";
import { objectsIn, textOf } from "../../workload/index.ts";
import { effect } from "../said.ts";
import { differs, isOf, moved, titled, touches, type Update } from "../sides.ts";
import { templateFields } from "./pod-template.ts";

/** A field that the API server lets nobody change, and what it puts in place of nothing. */
interface Fixed {
  readonly path: readonly string[];
  /** Left out: where one side says nothing, what the server has there is not known. */
  readonly absent?: Json;
}

interface FixedKind {
  readonly group: string;
  readonly kinds: readonly string[];
  readonly fields: readonly Fixed[];
}

const fixed = (path: string, absent?: Json): Fixed => ({
  path: path.split("."),
  ...(absent !== undefined && { absent }),
});

/**
 * What the API server refuses to update (source: `Validate…Update` of Kubernetes; test/servers/review-effects puts every row
 * to a real API server). Only what it always refuses is here.
 */
const FIXED: readonly FixedKind[] = [
  { group: "apps", kinds: ["Deployment", "DaemonSet", "ReplicaSet"], fields: [fixed("spec.selector")] },
  {
    group: "apps",
    kinds: ["StatefulSet"],
    fields: [
      fixed("spec.selector"),
      fixed("spec.serviceName", ""),
      fixed("spec.podManagementPolicy", "OrderedReady"),
      fixed("spec.volumeClaimTemplates", []),
    ],
  },
  {
    group: "batch",
    kinds: ["Job"],
    fields: [
      fixed("spec.completionMode", "NonIndexed"),
      fixed("spec.podFailurePolicy", {}),
      fixed("spec.backoffLimitPerIndex"),
    ],
  },
  {
    group: "",
    kinds: ["PersistentVolumeClaim"],
    fields: [
      fixed("spec.accessModes"),
      fixed("spec.storageClassName"),
      fixed("spec.volumeName"),
      fixed("spec.volumeMode", "Filesystem"),
      fixed("spec.selector", {}),
      fixed("spec.dataSource", {}),
    ],
  },
  {
    group: "storage.k8s.io",
    kinds: ["StorageClass"],
    fields: [
      fixed("provisioner"),
      fixed("parameters", {}),
      fixed("reclaimPolicy", "Delete"),
      fixed("volumeBindingMode", "Immediate"),
    ],
  },
  { group: "", kinds: ["Secret"], fields: [fixed("type", "Opaque")] },
  { group: "rbac.authorization.k8s.io", kinds: ["RoleBinding", "ClusterRoleBinding"], fields: [fixed("roleRef")] },
  {
    group: "scheduling.k8s.io",
    kinds: ["PriorityClass"],
    fields: [fixed("value", 0), fixed("preemptionPolicy", "PreemptLowerPriority")],
  },
  { group: "networking.k8s.io", kinds: ["IngressClass"], fields: [fixed("spec.controller")] },
  { group: "apiextensions.k8s.io", kinds: ["CustomResourceDefinition"], fields: [fixed("spec.scope")] },
];

/** A change that the API server will not take, so that nothing of it is deployed until the object is deleted. */
export function foretellRefusal(update: Update): readonly Effect[] {
  if (isReplaced(update)) return [];
  const fields = [...fixedFields(update), ...otherRefusals(update)];
  if (fields.length === 0) return [];
  const statement = `The API server refuses the new ${listed(fields)} of ${titled(update.after)}, so the change fails until the object is deleted and made again`;
  return [effect("refused", statement)];
}

function fixedFields(update: Update): readonly string[] {
  const kind = FIXED.find(({ group, kinds }) => isOf(group, kinds, update.after));
  return (kind?.fields ?? []).flatMap((field) => (isOther(field, update) ? [field.path.join(".")] : []));
}

function isOther({ path, absent }: Fixed, update: Update): boolean {
  if (!differs(update, ...path)) return false;
  const [was, is] = [update.before, update.after].map((one) => (fieldOf(one, ...path) ?? absent) as Json | undefined);
  return was !== undefined && is !== undefined && !sameJson(was, is);
}

/** What is refused only in one direction, or under a condition. */
function otherRefusals(update: Update): readonly string[] {
  return [
    ...otherJob(update),
    ...shrunkClaim(update),
    ...movedAddress(update),
    ...sealed(update),
    ...strayLabels(update),
    ...halfStrategy(update),
  ];
}

const STRATEGIES: Readonly<Record<string, { readonly field: string; readonly type: string }>> = {
  Deployment: { field: "strategy", type: "Recreate" },
  StatefulSet: { field: "updateStrategy", type: "OnDelete" },
};

/**
 * The server filled in `rollingUpdate`, and lets it stand beside no other strategy. Where git had it before, the deployer
 * takes it away; whether a null in git does so depends on the deployer.
 */
function halfStrategy(update: Update): readonly string[] {
  const strategy = isOf("apps", Object.keys(STRATEGIES), update.after) ? STRATEGIES[update.after.kind] : undefined;
  if (strategy === undefined || !touches(update, "spec", strategy.field)) return [];
  const at = (side: Update["after"], name: string): unknown => fieldOf(side, "spec", strategy.field, name);
  const isLeft =
    (at(update.before, "type") ?? "RollingUpdate") === "RollingUpdate" &&
    at(update.after, "type") === strategy.type &&
    [update.before, update.after].every((side) => at(side, "rollingUpdate") === undefined);
  return isLeft ? [`spec.${strategy.field}.type, since rollingUpdate stays beside it,`] : [];
}

/** One that deletes itself when it is done may be gone by then; a suspended one may still change where it runs. */
function otherJob(update: Update): readonly string[] {
  if (!isOf("batch", ["Job"], update.after) || fieldOf(update.before, "spec", "suspend") === true) return [];
  const isPassing = (fieldOf(update.before, "spec", "ttlSecondsAfterFinished") ?? null) !== null;
  return isPassing || templateFields(update).length === 0 ? [] : ["spec.template"];
}

const STORAGE = ["spec", "resources", "requests", "storage"];

function shrunkClaim(update: Update): readonly string[] {
  if (!isOf("", ["PersistentVolumeClaim"], update.after)) return [];
  const size = moved(update, ...STORAGE);
  return size !== null && isLess(size.is, size.was) ? [`size ${size.is} in place of ${size.was}`] : [];
}

/** A Service keeps the address that it once got, unless it becomes a mere name. */
function movedAddress(update: Update): readonly string[] {
  if (!isOf("", ["Service"], update.after)) return [];
  const isName = [update.before, update.after].some((one) => fieldOf(one, "spec", "type") === "ExternalName");
  const address = moved(update, "spec", "clusterIP");
  return isName || address === null || address.was === "" || address.is === "" ? [] : ["spec.clusterIP"];
}

/** A ConfigMap or Secret that says of itself that it never changes. */
function sealed(update: Update): readonly string[] {
  if (!isOf("", ["ConfigMap", "Secret"], update.after) || update.before["immutable"] !== true) return [];
  const names = ["data", "binaryData", "stringData", "immutable"];
  return names.filter((name) => differs(update, name));
}

/** A selector that no longer finds the Pods of its own template. */
function strayLabels(update: Update): readonly string[] {
  if (!isOf("apps", ["Deployment", "StatefulSet", "DaemonSet"], update.after)) return [];
  const path = ["spec", "template", "metadata", "labels"];
  if (!differs(update, ...path) || differs(update, "spec", "selector")) return [];
  const [wanted] = objectsIn([fieldOf(update.after, "spec", "selector", "matchLabels")]);
  const labels = fieldOf(update.after, ...path);
  const isStray = Object.entries(wanted ?? {}).some(
    ([name, value]) => !isJsonObject(labels) || textOf(labels[name]) !== textOf(value),
  );
  return isStray ? ["labels in spec.template, which spec.selector does not find,"] : [];
}

/** Argo CD can be told to delete and create in place of an update. */
function isReplaced({ after }: Update): boolean {
  const options = after.metadata.annotations?.["argocd.argoproj.io/sync-options"] ?? "";
  return options.split(",").some((option) => option.trim() === "Force=true");
}
