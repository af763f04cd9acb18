import { type Effect, isJsonObject, type Json, type Path, type PathSegment } from "../../../vocabulary/index.ts";
import { listed } from "../../intent/index.ts";
import { fieldOf, type ObjectChange } from "../../system.ts";
import { textOf } from "../../workload/index.ts";
import { effect } from "../said.ts";
import { isOf, titled, type Update } from "../sides.ts";
import { templateFields } from "./pod-template.ts";

export const LASTING = ["Deployment", "StatefulSet", "DaemonSet"];

/** Pods are made anew when their template changes. */
export function foretellPods(update: Update): readonly Effect[] {
  if (!isOf("apps", LASTING, update.after) || isHeld(update.after)) return [];
  const what = [...new Set(templateFields(update).map(inWords))];
  if (what.length === 0) return [];
  const why = `${titled(update.after)} changes ${listed(what)}`;
  return isDownBetween(update.after)
    ? [effect("down-between", `${why}, so its Pods stop before the new ones start`)]
    : [effect("pods-restart", `${why}, so its Pods restart`)];
}

/** Where no Pod is made anew at once: none is wanted, or somebody else decides when. */
function isHeld(workload: Update["after"]): boolean {
  const strategy = textOf(fieldOf(workload, "spec", "updateStrategy", "type"));
  const partition = fieldOf(workload, "spec", "updateStrategy", "rollingUpdate", "partition");
  return (
    fieldOf(workload, "spec", "replicas") === 0 ||
    fieldOf(workload, "spec", "paused") === true ||
    strategy === "OnDelete" ||
    (typeof partition === "number" && partition > 0)
  );
}

function isDownBetween(workload: Update["after"]): boolean {
  if (workload.kind === "Deployment") return fieldOf(workload, "spec", "strategy", "type") === "Recreate";
  // A StatefulSet never runs two Pods of one number.
  return workload.kind === "StatefulSet" && (fieldOf(workload, "spec", "replicas") ?? 1) === 1;
}

type Field = ObjectChange["fields"][number];

/** A field of the template as a sentence names it: `image of web from a:1 to a:2`, `LOG_LEVEL of web`. */
function inWords({ path, before, after }: Field): string {
  const inner = path.slice(2);
  const container = nameOf(inner[2]);
  const isContainer = inner[0] === "spec" && (inner[1] === "containers" || inner[1] === "initContainers");
  if (!isContainer || container === null) return besides(inner, before ?? after);
  const [field, item] = inner.slice(3);
  const [was, is] = [textOf(before), textOf(after)];
  if (field === "image" && was !== null && is !== null) return `image of ${container} from ${was} to ${is}`;
  if (typeof field !== "string") return `container ${container}`;
  const name = field === "env" ? nameOf(item) : null;
  return `${name ?? field} of ${container}`;
}

/** A field of the Pod itself. */
function besides([part, field, item]: Path, value: Json | undefined): string {
  if (typeof field !== "string") return "its template";
  // The first of its keys stands for a map that comes or goes as a whole.
  const [key] = item === undefined && isJsonObject(value) ? Object.keys(value) : [item];
  if (part === "metadata" && typeof key === "string") {
    return /checksum|hash/i.test(key) ? "a checksum of its configuration" : `${singular(field)} ${key}`;
  }
  const name = nameOf(item);
  return name === null ? field : `${singular(field)} ${name}`;
}

function singular(field: string): string {
  return field.replace(/s$/, "");
}

function nameOf(segment: PathSegment | undefined): string | null {
  return typeof segment === "object" ? textOf(segment.key?.["name"]) : null;
}
