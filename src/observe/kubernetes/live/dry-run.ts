import {
  isJsonObject,
  type Json,
  type KubernetesObject,
  type Reading,
  read,
  unread,
} from "../../../vocabulary/index.ts";
import type { KubernetesDryRun, RequestCounts, ServedKind } from "../port.ts";
import { dryRunRefusal } from "./dry-run-failure.ts";
import type { Exchange } from "./exchange.ts";
import { collectionPath } from "./paths.ts";
import type { DryRunTransport } from "./transport.ts";

/** Asks a running API server what a write would do. */
export class DryRunner implements KubernetesDryRun {
  readonly #transport: DryRunTransport;

  constructor(transport: DryRunTransport) {
    this.#transport = transport;
  }

  async apply(kind: ServedKind, object: KubernetesObject, fieldManager: string): Promise<Reading<KubernetesObject>> {
    const exchange = await this.#transport.send({
      method: "PATCH",
      path: `${pathOf(kind, object)}/${encodeURIComponent(object.metadata.name)}`,
      query: { dryRun: "All", fieldManager, force: "true" },
      contentType: "application/apply-patch+yaml",
      body: JSON.stringify(object),
    });
    return resultOf(exchange, object);
  }

  async create(kind: ServedKind, object: KubernetesObject): Promise<Reading<KubernetesObject>> {
    const exchange = await this.#transport.send({
      method: "POST",
      path: pathOf(kind, object),
      query: { dryRun: "All" },
      contentType: "application/json",
      body: JSON.stringify(object),
    });
    return resultOf(exchange, object);
  }

  requests(): RequestCounts {
    return this.#transport.requests();
  }

  async close(): Promise<void> {
    this.#transport.close();
  }
}

function pathOf(kind: ServedKind, object: KubernetesObject): string {
  return collectionPath(kind, kind.namespaced ? (object.metadata.namespace ?? "default") : null);
}

function resultOf(exchange: Exchange, object: KubernetesObject): Reading<KubernetesObject> {
  const succeeded = exchange.kind === "answer" && (exchange.status === 200 || exchange.status === 201);
  if (!succeeded) return dryRunRefusal(exchange, object);
  if (isObject(exchange.body)) return read(exchange.body);
  return unread("server-error", `dry run of ${object.kind} ${object.metadata.name}`, "the answer is not an object");
}

function isObject(body: Json): body is KubernetesObject {
  return isJsonObject(body) && typeof body["kind"] === "string" && isJsonObject(body["metadata"]);
}
