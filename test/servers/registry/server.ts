import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { waitFor } from "../kube/client/wait-for.ts";
import { freePorts } from "../kube/plane/ports.ts";
import { ProcessGroup } from "../kube/plane/process-group.ts";
import { registryProgram } from "./program.ts";

export interface RegistryOptions {
  /** Lets only this account in. */
  readonly basic?: { readonly username: string; readonly password: string };
  /** PEM files; serves HTTPS. */
  readonly tls?: { readonly certificate: string; readonly key: string };
}

export interface SchemaFixture {
  /** An explicit id is taken in mode IMPORT only. */
  readonly id?: number;
  readonly version?: number;
  readonly schemaType?: "AVRO" | "JSON" | "PROTOBUF";
  readonly schema: string;
  readonly references?: readonly { readonly name: string; readonly subject: string; readonly version: number }[];
}

/** A running schema registry that keeps everything in memory. */
export class RegistryServer implements AsyncDisposable {
  readonly url: string;
  readonly #processes: ProcessGroup;
  readonly #headers: Record<string, string>;

  constructor(url: string, processes: ProcessGroup, headers: Record<string, string>) {
    this.url = url;
    this.#processes = processes;
    this.#headers = headers;
  }

  /** Sends one request and gives the JSON of its answer. @throws Error for any status that is not 2xx. */
  async request(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: { "content-type": "application/vnd.schemaregistry.v1+json", ...this.#headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === "" ? null : JSON.parse(text);
  }

  /** Registers a schema; an explicit id wants the subject in mode IMPORT, which `importSchema` sees to. */
  async register(subject: string, schema: SchemaFixture): Promise<number> {
    const answer = await this.request("POST", `/subjects/${encodeURIComponent(subject)}/versions`, schema);
    return (answer as { id: number }).id;
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

/**
 * Starts a schema registry of its own (AxonOps v0.2.1) on a free loopback port; new schemas must be BACKWARD compatible.
 * @throws Error when it cannot be had or does not get ready.
 */
export async function startRegistry({ basic, tls }: RegistryOptions = {}): Promise<RegistryServer> {
  const program = await registryProgram(process.env, (line) => process.stderr.write(`${line}\n`));
  const folder = await mkdtemp(join(tmpdir(), "holdfast-registry-"));
  const processes = new ProcessGroup(folder);
  const [port = 0] = await freePorts(1);
  try {
    const config = {
      server: { host: "127.0.0.1", port },
      storage: { type: "memory" },
      compatibility: { default_level: "BACKWARD" },
      security: {
        ...(tls && { tls: { enabled: true, cert_file: tls.certificate, key_file: tls.key } }),
        ...(basic && {
          auth: {
            enabled: true,
            methods: ["basic"],
            bootstrap: { enabled: true, ...basic, email: "test@example.org" },
          },
        }),
      },
    };
    const file = join(folder, "registry.json");
    await writeFile(file, JSON.stringify(config));
    processes.start({ name: "registry", program, args: ["-config", file] });
    const url = `${tls ? "https" : "http"}://127.0.0.1:${port}`;
    const headers = basic
      ? { authorization: `Basic ${Buffer.from(`${basic.username}:${basic.password}`).toString("base64")}` }
      : {};
    await waitFor(
      async () => {
        await processes.assertRunning();
        return tls ? true : (await fetch(`${url}/subjects`, { headers }).catch(() => null))?.ok;
      },
      { what: "the schema registry to answer" },
    );
    return new RegistryServer(url, processes, headers);
  } catch (error) {
    await processes.stop();
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}
