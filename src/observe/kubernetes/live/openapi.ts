import { isJsonObject, type Json, type Reading, read, unread } from "../../../vocabulary/index.ts";
import type { OpenApiDocument } from "../port.ts";
import { answered } from "./failure.ts";
import { groupVersionPath } from "./paths.ts";
import type { SchemaCache } from "./schema-cache.ts";
import type { Getter } from "./transport.ts";
import { trimDocument } from "./trim-schema.ts";

/**
 * The schemas that an API server publishes (OpenAPI v3, Kubernetes 1.24 and later). The index is asked for once a run; it names
 * each document with its hash, so a document that was read before costs no request.
 */
export class OpenApi {
  readonly #getter: Getter;
  readonly #cache: SchemaCache;
  readonly #documents = new Map<string, Promise<Reading<OpenApiDocument>>>();
  #index: Promise<Reading<ReadonlyMap<string, string>>> | null = null;

  constructor(getter: Getter, cache: SchemaCache) {
    this.#getter = getter;
    this.#cache = cache;
  }

  document(group: string, version: string): Promise<Reading<OpenApiDocument>> {
    const path = groupVersionPath(group, version).slice(1);
    const known = this.#documents.get(path) ?? this.#read(path);
    this.#documents.set(path, known);
    return known;
  }

  async #read(path: string): Promise<Reading<OpenApiDocument>> {
    this.#index ??= this.#readIndex();
    const index = await this.#index;
    if (!index.ok) return index;
    const url = index.value.get(path);
    const what = `the schemas of ${path.replace(/^apis?\//, "")}`;
    if (url === undefined) return unread("not-served", what, "the cluster publishes no schema for it");
    return (await this.#cached(url)) ?? this.#fetch(url, what);
  }

  async #cached(url: string): Promise<Reading<OpenApiDocument> | null> {
    const document = isHashed(url) ? await this.#cache.get(url) : null;
    return document === null ? null : read(document);
  }

  async #fetch(url: string, what: string): Promise<Reading<OpenApiDocument>> {
    const exchange = await this.#getter.get(url);
    // The document changed since the index was read: the server points to the new one, which the bare path gives as well.
    const moved = exchange.kind === "answer" && exchange.status === 301;
    const answer = answered(moved ? await this.#getter.get(url.replace(/\?.*$/, "")) : exchange, what);
    if (!answer.ok) return answer;
    const document = trimDocument(answer.value);
    if (!moved && isHashed(url)) await this.#cache.put(url, document);
    return read(document);
  }

  async #readIndex(): Promise<Reading<ReadonlyMap<string, string>>> {
    const answer = answered(await this.#getter.get("/openapi/v3"), "the schemas of the cluster");
    if (!answer.ok) return answer;
    const paths = answer.value["paths"];
    return read(new Map(Object.entries(isJsonObject(paths) ? paths : {}).flatMap(entryOf)));
  }
}

function entryOf([path, entry]: [string, Json | undefined]): [string, string][] {
  const url = isJsonObject(entry) ? entry["serverRelativeURL"] : undefined;
  // Anything but a path of this server is not followed.
  return typeof url === "string" && /^\/(?!\/)/.test(url) ? [[path, url]] : [];
}

function isHashed(url: string): boolean {
  return /[?&]hash=[0-9A-Za-z]+/.test(url);
}
