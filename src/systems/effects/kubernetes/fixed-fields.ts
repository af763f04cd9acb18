import { sameJson } from "../../../compare/values/index.ts";
import type { Json } from "../../../vocabulary/index.ts";
import { fieldOf } from "../../system.ts";
import { differs, isOf, type Update } from "../sides.ts";

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

/** The fields of this kind that change although nobody may change them. */
export function fixedFields(update: Update): readonly string[] {
  const kind = FIXED.find(({ group, kinds }) => isOf(group, kinds, update.after));
  return (kind?.fields ?? []).flatMap((field) => (isOther(field, update) ? [field.path.join(".")] : []));
}

function isOther({ path, absent }: Fixed, update: Update): boolean {
  if (!differs(update, ...path)) return false;
  const [was, is] = [update.before, update.after].map((one) => (fieldOf(one, ...path) ?? absent) as Json | undefined);
  return was !== undefined && is !== undefined && !sameJson(was, is);
}
