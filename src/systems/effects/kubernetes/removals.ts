import { hookOf } from "../../../render/hooks.ts";
import type { Effect, KubernetesObject } from "../../../vocabulary/index.ts";
import { fieldOf, type ObjectChange } from "../../system.ts";
import { containersOf, objectsIn, runs, textOf } from "../../workload/index.ts";
import { effect } from "../said.ts";
import { createdBy, isOf, isSameObject, removedBy, titled, touches, updateOf } from "../sides.ts";
import { LASTING } from "./pods.ts";

/** What goes with an object that git declares no longer, and what becomes of one under another name. */
export function foretellRemovals(change: ObjectChange): readonly Effect[] {
  const removed = removedBy(change);
  if (removed === null || hookOf(removed) !== null) return [];
  const lost = lossOf(removed);
  const isRenamed = change.before !== null && change.after !== null && !isSameObject(change.before, change.after);
  return [...lost, ...(isRenamed ? renaming(removed, change.after) : removal(removed))];
}

/** Data that is deleted with the object. */
function lossOf(removed: KubernetesObject): readonly Effect[] {
  const gone = `${titled(removed)} is no longer declared; where it is pruned`;
  if (isOf("", ["PersistentVolumeClaim"], removed)) {
    const statement = `${gone}, its volume goes with all data, unless the storage class retains it`;
    return [effect("data-deleted", statement)];
  }
  if (isOf("", ["Namespace"], removed)) {
    return [effect("data-deleted", `${gone}, everything in namespace ${removed.metadata.name} is deleted`)];
  }
  if (isOf("apiextensions.k8s.io", ["CustomResourceDefinition"], removed)) {
    const kind = textOf(fieldOf(removed, "spec", "names", "kind")) ?? "its kind";
    return [effect("data-deleted", `${gone}, every ${kind} in the cluster is deleted`)];
  }
  return [];
}

function removal(removed: KubernetesObject): readonly Effect[] {
  const gone = `${titled(removed)} is no longer declared; where it is pruned`;
  if (isOf("apps", LASTING, removed)) {
    const volumes = hasVolumes(removed) ? ", and the volumes of its Pods stay behind" : "";
    return [effect("workload-removed", `${gone}, its Pods stop${volumes}`)];
  }
  if (isOf("batch", ["CronJob"], removed)) return [effect("workload-removed", `${gone}, its Jobs no longer run`)];
  if (isOf("", ["Service"], removed)) {
    return [effect("service-removed", `${gone}, its name no longer leads anywhere`)];
  }
  return [];
}

function renaming(was: KubernetesObject, is: KubernetesObject | null): readonly Effect[] {
  if (is === null || isIngester(is)) return [];
  const place = was.metadata.namespace === is.metadata.namespace ? "" : ` in namespace ${is.metadata.namespace}`;
  const statement = `${titled(was)} is deleted and created again as ${is.metadata.name}${place}`;
  if (!isOf("apps", LASTING, was)) {
    const lost = isOf("", ["Service"], was) ? ", so whoever uses the old name no longer finds it" : "";
    return [effect(lost === "" ? "renamed" : "service-removed", `${statement}${lost}`)];
  }
  const volumes = hasVolumes(was) ? ", and the new Pods start with empty volumes while the old ones stay behind" : "";
  return [effect("workload-renamed", `${statement}${volumes}`)];
}

/** Whose renaming is a risk of its own. */
function isIngester(workload: KubernetesObject): boolean {
  return containersOf(workload).some((container) => runs(container, "alertdb-ingester"));
}

function hasVolumes(workload: KubernetesObject): boolean {
  return (
    objectsIn(fieldOf(workload, "spec", "volumeClaimTemplates")).length > 0 &&
    fieldOf(workload, "spec", "persistentVolumeClaimRetentionPolicy", "whenDeleted") !== "Delete"
  );
}

/** A Job that comes runs at once; a hook runs with every deployment, so what it does from now on counts. */
export function foretellJobs(change: ObjectChange): readonly Effect[] {
  const { after } = change;
  if (after === null || !isOf("batch", ["Job"], after) || fieldOf(after, "spec", "suspend") === true) return [];
  const isHook = hookOf(after) !== null;
  if (createdBy(change) !== null) {
    const when = isHook ? "with this deployment, as a hook" : "as soon as it is there";
    return [effect("job-runs", `${titled(after)} is new, and runs ${when}`)];
  }
  if (!isHook || updateOf(change) === null) return [];
  return [effect("job-runs", `${titled(after)} is a hook, and runs as changed with this deployment`)];
}

/** A version of a kind that whoever still asks for it no longer gets. */
export function foretellVersions(change: ObjectChange): readonly Effect[] {
  const update = updateOf(change);
  if (update === null || !isOf("apiextensions.k8s.io", ["CustomResourceDefinition"], update.after)) return [];
  if (!touches(update, "spec", "versions")) return [];
  const [was, is] = [update.before, update.after].map((definition) =>
    objectsIn(fieldOf(definition, "spec", "versions")).flatMap(({ name, served }) =>
      served === true ? [textOf(name)] : [],
    ),
  );
  return (was ?? [])
    .filter((version) => is?.includes(version) === false)
    .map((version) => {
      const statement = `${titled(update.after)} no longer serves version ${version}, so whatever is declared or read in it is refused`;
      return effect("version-unserved", statement);
    });
}
