import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { waitFor } from "../kube/client/wait-for.ts";
import { freePorts } from "../kube/plane/ports.ts";
import { ProcessGroup } from "../kube/plane/process-group.ts";
import { motoPython } from "./program.ts";

const UNSIGNED = "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request";

interface Outgoing {
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A running S3 server (moto). It takes every key pair. */
export class S3Server implements AsyncDisposable {
  readonly endpoint: string;
  readonly #processes: ProcessGroup;

  constructor(endpoint: string, processes: ProcessGroup) {
    this.endpoint = endpoint;
    this.#processes = processes;
  }

  /** Sends one request unsigned, which this server takes. `path` begins with the bucket. */
  request(method: string, path: string, body?: string): Promise<Response> {
    return this.#send(path, { method, ...(body !== undefined && { body }) });
  }

  async createBucket(name: string): Promise<void> {
    await this.request("PUT", name);
  }

  async deleteBucket(name: string): Promise<void> {
    await this.request("DELETE", name);
  }

  /** Deletes objects of the bucket after so many days; null takes the rule away. */
  async setLifecycle(bucket: string, expireDays: number | null): Promise<void> {
    if (expireDays === null) {
      await this.request("DELETE", `${bucket}?lifecycle`);
      return;
    }
    const rule = `<Rule><ID>purge</ID><Status>Enabled</Status><Filter><Prefix></Prefix></Filter><Expiration><Days>${expireDays}</Days></Expiration></Rule>`;
    await this.request("PUT", `${bucket}?lifecycle`, `<LifecycleConfiguration>${rule}</LifecycleConfiguration>`);
  }

  /** Lets anybody read the bucket, or nobody. */
  async setPublic(bucket: string, isPublic: boolean): Promise<void> {
    if (!isPublic) {
      await this.request("DELETE", `${bucket}?policy`);
      return;
    }
    const statement = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: `arn:aws:s3:::${bucket}/*` };
    await this.request("PUT", `${bucket}?policy`, JSON.stringify({ Version: "2012-10-17", Statement: [statement] }));
  }

  /** A canned ACL: `public-read`. */
  async setAcl(bucket: string, acl: string): Promise<void> {
    await this.#send(`${bucket}?acl`, { method: "PUT", headers: { "x-amz-acl": acl } });
  }

  async putObject(bucket: string, key: string, content = "x"): Promise<void> {
    await this.request("PUT", `${bucket}/${key}`, content);
  }

  /** Forgets every bucket. */
  async reset(): Promise<void> {
    await this.request("POST", "moto-api/reset");
  }

  stop(): Promise<void> {
    return this.#processes.stop();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  async #send(path: string, { headers = {}, ...rest }: Outgoing): Promise<Response> {
    const response = await fetch(`${this.endpoint}/${path}`, {
      ...rest,
      headers: { authorization: UNSIGNED, ...headers },
    });
    if (response.status < 400) return response;
    throw new Error(`${rest.method} ${path}: ${response.status} ${await response.text()}`);
  }
}

/**
 * Starts an S3 server of its own on a free loopback port.
 * @throws Error when it cannot be had from PyPI or does not get ready.
 */
export async function startS3(): Promise<S3Server> {
  const python = await motoPython(process.env, (line) => process.stderr.write(`${line}\n`));
  const folder = await mkdtemp(join(tmpdir(), "holdfast-s3-"));
  const processes = new ProcessGroup(folder);
  const [port = 0] = await freePorts(1);
  const endpoint = `http://127.0.0.1:${port}`;
  try {
    const args = ["-m", "moto.server", "-H", "127.0.0.1", "-p", String(port)];
    processes.start({ name: "s3", program: python, args });
    await waitFor(
      async () => {
        await processes.assertRunning();
        return (await fetch(`${endpoint}/moto-api/data.json`).catch(() => null))?.ok;
      },
      { what: "the S3 server to answer", timeoutMs: 30_000 },
    );
    return new S3Server(endpoint, processes);
  } catch (error) {
    await processes.stop();
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}
