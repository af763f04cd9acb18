import { isJsonObject, type Json, type PathSegment } from "../../../vocabulary/index.ts";
import type { ObjectChange } from "../../system.ts";
import type { Update } from "../sides.ts";

type Field = ObjectChange["fields"][number];

/** What Kubernetes puts in place of nothing: to say the same changes no Pod. */
const DEFAULTS: Readonly<Record<string, Json>> = {
  dnsPolicy: "ClusterFirst",
  failureThreshold: 3,
  periodSeconds: 10,
  protocol: "TCP",
  restartPolicy: "Always",
  schedulerName: "default-scheduler",
  successThreshold: 1,
  terminationGracePeriodSeconds: 30,
  terminationMessagePath: "/dev/termination-log",
  terminationMessagePolicy: "File",
  timeoutSeconds: 1,
};

/** Fields in which an empty map is none; elsewhere (`emptyDir`, `affinity`) it says something. */
const EMPTY_MAPS = new Set(["annotations", "labels", "nodeSelector", "resources", "limits", "requests"]);

/** What differs in the Pods that a workload makes, besides what says the same as before in other words. */
export function templateFields({ fields, before, after }: Update): readonly Field[] {
  return fields.flatMap((field) => {
    const [first, second] = field.path;
    // A template that comes or goes as a whole stands in a field around it.
    const isAround = field.path.length < 2 && (first === "spec" || first === undefined);
    if (isAround) return before["spec"] === after["spec"] ? [] : [field];
    return first === "spec" && second === "template" && !isDefault(field) ? [field] : [];
  });
}

function isDefault({ path, before, after }: Field): boolean {
  if (before !== undefined && after !== undefined) return false;
  const value = before ?? after;
  const name = path.at(-1);
  if (Array.isArray(value)) return value.length === 0;
  if (isJsonObject(value)) return Object.keys(value).length === 0 && isNamed(name, EMPTY_MAPS);
  return typeof name === "string" && value !== undefined && DEFAULTS[name] === value;
}

function isNamed(name: PathSegment | undefined, names: ReadonlySet<string>): boolean {
  return typeof name === "string" && names.has(name);
}
