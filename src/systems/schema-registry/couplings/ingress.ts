import { isJsonObject, type JsonObject, type KubernetesObject, type Path } from "../../../vocabulary/index.ts";
import type { DeclaredObject } from "../../evidence.ts";
import { coupling } from "../../intent/index.ts";
import { type DeclaredIntent, fieldOf, type SystemDifference } from "../../system.ts";
import { objectsIn, textOf } from "../../workload/index.ts";
import type { DeclaredRegistry } from "./registry.ts";

const NGINX = "nginx.ingress.kubernetes.io/";
const SNIPPET = `${NGINX}configuration-snippet`;
const SERVER_SNIPPET = `${NGINX}server-snippet`;
/** Classes by whose name only those inside get there. */
const INSIDE = /internal|private/;
/** Annotations by which nginx lets in only some. */
const GUARDS = ["auth-url", "auth-type", "auth-tls-secret", "whitelist-source-range", "allowlist-source-range"].map(
  (name) => `${NGINX}${name}`,
);

/** The registry knows no users: whoever may send it more than GET may delete schemas. Only nginx is judged. */
export function judgeIngresses(registry: DeclaredRegistry, { declared }: DeclaredIntent): readonly SystemDifference[] {
  const { namespace, name } = registry;
  const ingresses = [
    ...declared.of("networking.k8s.io", "Ingress").map((one) => ({ one, door: ingressDoor(one.object) })),
    ...declared.of("gafaelfawr.lsst.io", "GafaelfawrIngress").map((one) => ({ one, door: gafaelfawrDoor(one.object) })),
  ];
  return ingresses.flatMap(({ one, door }) => {
    if (one.object.metadata.namespace !== namespace || door === null || !door.services.includes(name)) return [];
    return isReadOnly(door.annotations) ? [] : [openDoor(one, door)];
  });
}

function openDoor(one: DeclaredObject, { annotations, path }: Door): SystemDifference {
  const snippet =
    annotations[SNIPPET] === undefined ? "no snippet limits it to GET" : "its snippet does not limit it to GET";
  const { kind, metadata } = one.object;
  const statement = `${kind} ${metadata.name} lets anybody change and delete schemas, because ${snippet}; add limit_except GET { deny all; } to ${SNIPPET}`;
  return coupling({ reason: "open-registry-ingress", one, path: [...path, SNIPPET], statement });
}

/** A way in from outside by nginx that asks nobody who they are. */
interface Door {
  readonly services: readonly string[];
  readonly annotations: JsonObject;
  /** Where the annotations stand. */
  readonly path: Path;
}

function ingressDoor(ingress: KubernetesObject): Door | null {
  const path = ["metadata", "annotations"];
  const annotations = objectAt(ingress, path);
  const className =
    textOf(fieldOf(ingress, "spec", "ingressClassName")) ?? textOf(annotations["kubernetes.io/ingress.class"]);
  const isNginx =
    className === null
      ? Object.keys(annotations).some((name) => name.startsWith(NGINX))
      : className.includes("nginx") && !INSIDE.test(className);
  const isGuarded = GUARDS.some((name) => annotations[name] !== undefined);
  return isNginx && !isGuarded ? { services: servicesOf(fieldOf(ingress, "spec")), annotations, path } : null;
}

/** Gafaelfawr asks for a login unless the scope is anonymous, and always runs behind nginx. */
function gafaelfawrDoor(ingress: KubernetesObject): Door | null {
  if (fieldOf(ingress, "config", "scopes", "anonymous") !== true) return null;
  const path = ["template", "metadata", "annotations"];
  return { services: servicesOf(fieldOf(ingress, "template", "spec")), annotations: objectAt(ingress, path), path };
}

function servicesOf(spec: unknown): readonly string[] {
  const rules = isJsonObject(spec) ? objectsIn(spec["rules"]) : [];
  const paths = rules.flatMap(({ http }) => (isJsonObject(http) ? objectsIn(http["paths"]) : []));
  const backends = [...paths.map(({ backend }) => backend), isJsonObject(spec) ? spec["defaultBackend"] : undefined];
  return backends.flatMap((backend) => {
    const service = isJsonObject(backend) ? backend["service"] : undefined;
    return isJsonObject(service) ? (textOf(service["name"]) ?? []) : [];
  });
}

/** `limit_except` that denies everybody all but reading; a snippet that looks at the method by itself is trusted. */
function isReadOnly(annotations: JsonObject): boolean {
  const snippet = [SNIPPET, SERVER_SNIPPET].map((name) => textOf(annotations[name]) ?? "").join("\n");
  if (snippet.includes("$request_method")) return true;
  const [, methods] = /^\s*limit_except\s+([A-Z\s]+?)\s*\{[^}]*deny\s+all\s*;/m.exec(snippet) ?? [];
  return methods?.split(/\s+/).every((method) => ["GET", "HEAD", "OPTIONS"].includes(method)) ?? false;
}

function objectAt(object: KubernetesObject, path: readonly string[]): JsonObject {
  const value = fieldOf(object, ...path);
  return isJsonObject(value) ? value : {};
}
