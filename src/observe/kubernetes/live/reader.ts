import { join } from "node:path";
import { type KubernetesObject, type Reading, read, unread } from "../../../vocabulary/index.ts";
import type { Discovery, KubernetesReader, ListTarget, OpenApiDocument, RequestCounts } from "../port.ts";
import { discoverKinds } from "./discovery.ts";
import { answered } from "./failure.ts";
import { listAll } from "./list.ts";
import { OpenApi } from "./openapi.ts";
import { SchemaCache } from "./schema-cache.ts";
import type { GetTransport } from "./transport.ts";

export interface LiveReaderOptions {
  readonly transport: GetTransport;
  readonly description: string;
  readonly cacheDir: string;
  readonly pageSize: number;
}

/** Reads a running cluster through its API server. */
export class LiveReader implements KubernetesReader {
  readonly description: string;
  readonly recordedAt = null;
  readonly recordedRevision = null;
  readonly #options: LiveReaderOptions;
  readonly #openApi: OpenApi;

  constructor(options: LiveReaderOptions) {
    this.description = options.description;
    this.#options = options;
    this.#openApi = new OpenApi(options.transport, new SchemaCache(join(options.cacheDir, "openapi")));
  }

  discover(): Promise<Reading<Discovery>> {
    return discoverKinds(this.#options.transport);
  }

  list(target: ListTarget): Promise<Reading<readonly KubernetesObject[]>> {
    return listAll(this.#options.transport, target, this.#options.pageSize);
  }

  schemas(group: string, version: string): Promise<Reading<OpenApiDocument>> {
    return this.#openApi.document(group, version);
  }

  /** The API server's version as it states it, `v1.37.2`. One request. */
  async version(): Promise<Reading<string>> {
    const what = "the version of the cluster";
    const answer = answered(await this.#options.transport.get("/version"), what);
    if (!answer.ok) return answer;
    const version = answer.value["gitVersion"];
    return typeof version === "string" ? read(version) : unread("server-error", what, "the answer names no version");
  }

  requests(): RequestCounts {
    return this.#options.transport.requests();
  }

  async close(): Promise<void> {
    this.#options.transport.close();
  }
}
