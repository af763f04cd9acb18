import type { ProcessGroup } from "../kube/plane/process-group.ts";
import { send } from "./send.ts";

export interface SchemaFixture {
  /** An explicit id is taken in mode IMPORT only. */
  readonly id?: number;
  readonly version?: number;
  readonly schemaType?: "AVRO" | "JSON" | "PROTOBUF";
  readonly schema: string;
  readonly references?: readonly { readonly name: string; readonly subject: string; readonly version: number }[];
}

/** How a registry is talked to. */
export interface RegistryAccess {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** PEM of the authority of a registry that serves HTTPS. */
  readonly ca?: string | undefined;
}

/** A running schema registry that keeps everything in memory. */
export class RegistryServer implements AsyncDisposable {
  readonly #access: RegistryAccess;
  readonly #processes: ProcessGroup;

  constructor(access: RegistryAccess, processes: ProcessGroup) {
    this.#access = access;
    this.#processes = processes;
  }

  get url(): string {
    return this.#access.url;
  }

  /** Sends one request and gives the JSON of its answer. @throws Error for any status that is not 2xx. */
  async request(method: string, path: string, body?: unknown): Promise<unknown> {
    const { url, headers, ca } = this.#access;
    const { status, text } = await send(`${url}${path}`, {
      method,
      headers: { "content-type": "application/vnd.schemaregistry.v1+json", ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ca,
    });
    if (status < 200 || status > 299) throw new Error(`${method} ${path}: ${status} ${text}`);
    return text === "" ? null : JSON.parse(text);
  }

  /** Registers a schema; an explicit id wants the subject in mode IMPORT, which `importSchema` sees to. */
  async register(subject: string, schema: SchemaFixture): Promise<number> {
    const answer = await this.request("POST", `/subjects/${encodeURIComponent(subject)}/versions`, schema);
    if (typeof answer === "object" && answer !== null && "id" in answer && typeof answer.id === "number") {
      return answer.id;
    }
    throw new Error(`${subject} was registered without an id: ${JSON.stringify(answer)}`);
  }

  /** Registers a schema under the id it must have. */
  async importSchema(subject: string, schema: SchemaFixture & { readonly id: number }): Promise<void> {
    await this.setMode(subject, "IMPORT", true);
    await this.register(subject, schema);
    await this.setMode(subject, null);
  }

  /** Of a subject, or with null of the whole registry; a null level inherits again. */
  setCompatibility(subject: string | null, level: string | null): Promise<unknown> {
    const path = subject === null ? "/config" : `/config/${encodeURIComponent(subject)}`;
    return level === null ? this.request("DELETE", path) : this.request("PUT", path, { compatibility: level });
  }

  /** Of a subject, or with null of the whole registry; a null mode inherits again. */
  setMode(subject: string | null, mode: string | null, force = false): Promise<unknown> {
    const path = subject === null ? "/mode" : `/mode/${encodeURIComponent(subject)}`;
    return mode === null
      ? this.request("DELETE", path)
      : this.request("PUT", `${path}${force ? "?force=true" : ""}`, { mode });
  }

  /** Deletes a subject softly, or for good. */
  async deleteSubject(subject: string, permanent = false): Promise<void> {
    const path = `/subjects/${encodeURIComponent(subject)}`;
    await this.request("DELETE", path);
    if (permanent) await this.request("DELETE", `${path}?permanent=true`);
  }

  stop(): Promise<void> {
    return this.#processes.stop();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }
}
