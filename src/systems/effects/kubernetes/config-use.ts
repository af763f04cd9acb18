import type { Effect, KubernetesObject } from "../../../vocabulary/index.ts";
import { isJsonObject, resourceKey, resourceOf } from "../../../vocabulary/index.ts";
import { listed } from "../../intent/index.ts";
import { type DeclaredIntent, fieldOf } from "../../system.ts";
import { objectsIn, textOf } from "../../workload/index.ts";
import { effect } from "../said.ts";
import { isOf, titled, type Update } from "../sides.ts";
import { LASTING } from "./pods.ts";

const VALUES = ["data", "stringData", "binaryData"];

/** Controllers that restart Pods for a changed ConfigMap or Secret are told so in annotations of these. */
const RELOADERS = /reloader|reload/i;

/**
 * Pods read variables at their start only, and most programs their files too. Without a checksum in the template nobody
 * restarts them when a ConfigMap or Secret changes.
 */
export function foretellConfigUse({ after, fields, change }: Update): readonly Effect[] {
  const isValue = fields.some(({ path: [first] }) => typeof first === "string" && VALUES.includes(first));
  if (!isOf("", ["ConfigMap", "Secret"], after) || !isValue) return [];
  const users = LASTING.flatMap((kind) => change.after.declared.of("apps", kind)).filter(
    ({ object }) =>
      object.metadata.namespace === after.metadata.namespace &&
      uses(object, after) &&
      !isReloaded(object) &&
      isTemplateKept(object, change.before),
  );
  if (users.length === 0) return [];
  const who = listed(users.map(({ object }) => titled(object)));
  const statement = `${titled(after)} changes, but the Pods of ${who} do not restart with it, so what they read at their start stays as it was until they do`;
  return [effect("pods-keep-config", statement)];
}

function uses(workload: KubernetesObject, source: KubernetesObject): boolean {
  const spec = fieldOf(workload, "spec", "template", "spec");
  if (!isJsonObject(spec)) return false;
  const names = source.kind === "Secret" ? SECRET_REFERENCES : CONFIG_REFERENCES;
  return isReferred(spec, source.metadata.name, names);
}

/** Where a Pod names a source: `envFrom`, a variable, a volume, a projected volume. */
const CONFIG_REFERENCES: Readonly<Record<string, string>> = {
  configMapRef: "name",
  configMapKeyRef: "name",
  configMap: "name",
};
const SECRET_REFERENCES: Readonly<Record<string, string>> = {
  secretRef: "name",
  secretKeyRef: "name",
  secret: "secretName",
};

function isReferred(value: unknown, wanted: string, names: Readonly<Record<string, string>>): boolean {
  if (Array.isArray(value)) return value.some((item) => isReferred(item, wanted, names));
  if (!isJsonObject(value)) return false;
  return Object.entries(value).some(([field, inner]) => {
    const name = names[field];
    // A projected volume names its Secrets by `name`.
    const isHere = name !== undefined && [name, "name"].some((key) => textOf(objectsIn([inner])[0]?.[key]) === wanted);
    return isHere || isReferred(inner, wanted, names);
  });
}

function isReloaded({ metadata, ...rest }: KubernetesObject): boolean {
  const template = fieldOf(rest, "spec", "template", "metadata", "annotations");
  const names = [...Object.keys(metadata.annotations ?? {}), ...Object.keys(isJsonObject(template) ? template : {})];
  return names.some((name) => RELOADERS.test(name));
}

/** False where its Pods are made anew for another reason, or it is new itself. */
function isTemplateKept(workload: KubernetesObject, before: DeclaredIntent): boolean {
  const key = resourceKey(resourceOf(workload));
  const was = before.declared.objects.find(({ object }) => resourceKey(resourceOf(object)) === key);
  if (was === undefined) return false;
  const [old, now] = [was.object, workload].map((object) => JSON.stringify(fieldOf(object, "spec", "template")));
  return old === now;
}
