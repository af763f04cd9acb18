import { type Effect, isJsonObject, type JsonObject, type KubernetesObject } from "../../../vocabulary/index.ts";
import { listed } from "../../intent/index.ts";
import { fieldOf, type ObjectChange } from "../../system.ts";
import { objectsIn, textOf } from "../../workload/index.ts";
import { effect } from "../said.ts";
import { createdBy, isOf, removedBy, titled, touches, type Update, updateOf } from "../sides.ts";

const SNIPPET = "nginx.ingress.kubernetes.io/configuration-snippet";

/** What a change of an Ingress does to addresses that people and programs use. */
export function foretellIngress(change: ObjectChange): readonly Effect[] {
  if (!isIngress(change.after ?? change.before)) return [];
  const [removed, created, update] = [removedBy(change), createdBy(change), updateOf(change)];
  if (update !== null) return [...addressChanges(update), ...methodChanges(update)];
  const [gone, come] = [removed, created].map((one) => [...(one === null ? [] : addressesOf(one).keys())]);
  return [
    ...goneAddresses(
      (gone ?? []).filter((one) => !come?.includes(one)),
      removed,
    ),
    ...newAddresses(
      (come ?? []).filter((one) => !gone?.includes(one)),
      created,
    ),
  ];
}

function addressChanges(update: Update): readonly Effect[] {
  const { before, after } = update;
  if (!touches(update, "spec") && !touches(update, "template", "spec")) return [];
  const [was, is] = [addressesOf(before), addressesOf(after)];
  const elsewhere = [...is].flatMap(([address, to]) => {
    const from = was.get(address);
    return from === undefined || from === to ? [] : [`${address} to ${to} in place of ${from}`];
  });
  return [
    ...goneAddresses(
      [...was.keys()].filter((one) => !is.has(one)),
      after,
    ),
    ...newAddresses(
      [...is.keys()].filter((one) => !was.has(one)),
      after,
    ),
    ...(elsewhere.length === 0 ? [] : [effect("address-retargeted", `${titled(after)} leads ${listed(elsewhere)}`)]),
  ];
}

function goneAddresses(addresses: readonly string[], ingress: KubernetesObject | null): readonly Effect[] {
  if (ingress === null || addresses.length === 0) return [];
  return [effect("address-removed", `${titled(ingress)} no longer serves ${listed(addresses)}`)];
}

function newAddresses(addresses: readonly string[], ingress: KubernetesObject | null): readonly Effect[] {
  if (ingress === null || addresses.length === 0) return [];
  return [effect("address-added", `${titled(ingress)} serves ${listed(addresses)}`)];
}

/** The methods that nginx lets in, where a snippet limits them. */
function methodChanges(update: Update): readonly Effect[] {
  const { before, after } = update;
  if (!touches(update, "metadata", "annotations") && !touches(update, "template", "metadata")) return [];
  const [was, is] = [methodsOf(before), methodsOf(after)];
  if (was === is || (was === null && is === null)) return [];
  const lets = is === null ? "every HTTP method" : `only ${is}`;
  const statement = `${titled(after)} lets in ${lets} in place of ${was === null ? "every one" : `only ${was}`}`;
  return [effect("methods-changed", statement)];
}

/** Null where nothing limits them. */
function methodsOf(ingress: KubernetesObject): string | null {
  const annotations =
    ingress.kind === "Ingress" ? ingress.metadata.annotations : fieldOf(ingress, "template", "metadata", "annotations");
  const snippet = isJsonObject(annotations) ? (textOf(annotations[SNIPPET]) ?? "") : "";
  const [, methods] = /limit_except\s+([A-Z\s]+?)\s*\{[^}]*deny\s+all\s*;/.exec(snippet) ?? [];
  return methods?.split(/\s+/).sort().join(", ") ?? null;
}

/** Host and path, with the Service that they lead to. */
function addressesOf(ingress: KubernetesObject): ReadonlyMap<string, string> {
  const spec = ingress.kind === "Ingress" ? fieldOf(ingress, "spec") : fieldOf(ingress, "template", "spec");
  const rules = isJsonObject(spec) ? objectsIn(spec["rules"]) : [];
  return new Map(
    rules.flatMap((rule) => {
      const host = textOf(rule["host"]) ?? "";
      const { http } = rule;
      const paths = isJsonObject(http) ? objectsIn(http["paths"]) : [];
      return paths.map((one) => [`${host}${textOf(one["path"]) ?? "/"}`, serviceOf(one)] as const);
    }),
  );
}

function serviceOf({ backend }: JsonObject): string {
  const service = isJsonObject(backend) ? backend["service"] : undefined;
  if (!isJsonObject(service)) return "nowhere known";
  const port = isJsonObject(service["port"]) ? service["port"] : {};
  const name = textOf(port["number"]) ?? textOf(port["name"]);
  return `Service ${textOf(service["name"])}${name === null ? "" : `:${name}`}`;
}

function isIngress(object: KubernetesObject | null): boolean {
  return isOf("networking.k8s.io", ["Ingress"], object) || isOf("gafaelfawr.lsst.io", ["GafaelfawrIngress"], object);
}
