import { type Effect, isJsonObject } from "../../../vocabulary/index.ts";
import { listed } from "../../intent/index.ts";
import { isLess } from "../../quantities.ts";
import { fieldOf } from "../../system.ts";
import { objectsIn, textOf } from "../../workload/index.ts";
import { effect } from "../said.ts";
import { differs, isOf, moved, titled, touches, type Update } from "../sides.ts";
import { fixedFields } from "./fixed-fields.ts";
import { templateFields } from "./pod-template.ts";

/** A change that the API server will not take, so that nothing of it is deployed until the object is deleted. */
export function foretellRefusal(update: Update): readonly Effect[] {
  if (isReplaced(update)) return [];
  const fields = [...fixedFields(update), ...otherRefusals(update)];
  if (fields.length === 0) return [];
  const statement = `The API server refuses the new ${listed(fields)} of ${titled(update.after)}, so the change fails until the object is deleted and made again`;
  return [effect("refused", statement)];
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
