import { type Effect, isJsonObject, type JsonObject, type KubernetesObject } from "../../../vocabulary/index.ts";
import { listed } from "../../intent/index.ts";
import { fieldOf, type ObjectChange } from "../../system.ts";
import { objectsIn, textOf } from "../../workload/index.ts";
import { effect } from "../said.ts";
import { createdBy, isOf, titled, touches, updateOf } from "../sides.ts";

const GROUP = "rbac.authorization.k8s.io";
const ALL = "*";

/** Who may do more in the cluster than before: rules that a role gains, and whom a binding gives one. */
export function foretellRights(change: ObjectChange): readonly Effect[] {
  const update = updateOf(change);
  if (update !== null && isOf(GROUP, ["Role", "ClusterRole"], update.after)) {
    const had = rightsOf(update.before);
    const gained = rightsOf(update.after).filter((right) => !had.some((one) => covers(one, right)));
    if (gained.length === 0 || !touches(update, "rules")) return [];
    const statement = `${titled(update.after)} may now ${listed(inWords(gained))}${reachOf(update.after)}`;
    return [effect("rights-widened", statement)];
  }
  return newSubjects(change);
}

function newSubjects(change: ObjectChange): readonly Effect[] {
  const { after } = change;
  if (after === null || !isOf(GROUP, ["RoleBinding", "ClusterRoleBinding"], after)) return [];
  const before = createdBy(change) === null ? change.before : null;
  const had = new Set(before === null ? [] : subjectsOf(before));
  const gained = subjectsOf(after).filter((subject) => !had.has(subject));
  if (gained.length === 0 || (before !== null && !touches(change, "subjects"))) return [];
  const role = `${textOf(fieldOf(after, "roleRef", "kind"))} ${textOf(fieldOf(after, "roleRef", "name"))}`;
  return [effect("rights-widened", `${titled(after)} gives ${role} to ${listed(gained)}${reachOf(after)}`)];
}

/** One verb on one resource, or on a path of the API server. */
interface Right {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  /** Null for every object of it. */
  readonly name: string | null;
}

function rightsOf(role: KubernetesObject): readonly Right[] {
  return objectsIn(fieldOf(role, "rules")).flatMap((rule) => {
    const names: readonly (string | null)[] = textsIn(rule, "resourceNames");
    const resources = textsIn(rule, "apiGroups").flatMap((group) =>
      textsIn(rule, "resources").map((resource) => ({ group, resource })),
    );
    const paths = textsIn(rule, "nonResourceURLs").map((resource) => ({ group: "", resource }));
    return textsIn(rule, "verbs").flatMap((verb) => [
      ...resources.flatMap((one) => (names.length === 0 ? [null] : names).map((name) => ({ verb, ...one, name }))),
      ...paths.map((one) => ({ verb, ...one, name: null })),
    ]);
  });
}

function covers(had: Right, wanted: Right): boolean {
  const isWithin = (all: string, one: string): boolean => all === ALL || all === one;
  return (
    isWithin(had.verb, wanted.verb) &&
    isWithin(had.group, wanted.group) &&
    isWithin(had.resource, wanted.resource) &&
    (had.name === null || had.name === wanted.name)
  );
}

/** `get and list pods`, by resource. */
function inWords(rights: readonly Right[]): readonly string[] {
  const byResource = Map.groupBy(rights, ({ resource, group, name }) => {
    const what = resource === ALL ? "everything" : resource;
    return `${what}${group === "" || group === ALL ? "" : `.${group}`}${name === null ? "" : ` ${name}`}`;
  });
  return [...byResource].map(([resource, of]) => {
    const verbs = [...new Set(of.map(({ verb }) => (verb === ALL ? "do anything with" : verb)))];
    return `${listed(verbs)} ${resource}`;
  });
}

function subjectsOf(binding: KubernetesObject): readonly string[] {
  return objectsIn(fieldOf(binding, "subjects")).map((subject) => {
    const namespace = textOf(subject["namespace"]);
    return `${textOf(subject["kind"])} ${textOf(subject["name"])}${namespace === null ? "" : ` of ${namespace}`}`;
  });
}

function reachOf({ kind }: KubernetesObject): string {
  return kind === "ClusterRoleBinding" ? " in every namespace" : "";
}

function textsIn(rule: JsonObject, field: string): readonly string[] {
  const value = isJsonObject(rule) ? rule[field] : undefined;
  return Array.isArray(value) ? value.flatMap((item) => textOf(item) ?? []) : [];
}
