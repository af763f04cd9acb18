import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isJsonObject, type JsonObject } from "../../../vocabulary/index.ts";
import type { OpenApiDocument } from "../port.ts";

/** Part of every name, so that a change in what is kept of a document leaves older files unused. */
const FORMAT = 1;

const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Trimmed OpenAPI documents on disk, each under the hash that the API server gave it: what has the same hash has the same content,
 * whichever cluster it came from. A cache that cannot be read or written only costs time, so its failures are not reported.
 */
export class SchemaCache {
  readonly #folder: string;
  readonly #maxBytes: number;

  /** `folder` is made when needed. */
  constructor(folder: string, maxBytes = MAX_BYTES) {
    this.#folder = folder;
    this.#maxBytes = maxBytes;
  }

  /** Null when it is not there, or not whole. */
  async get(key: string): Promise<OpenApiDocument | null> {
    const file = this.#file(key);
    try {
      const document: JsonObject = JSON.parse(await readFile(file, "utf8"));
      if (!isDocument(document)) return null;
      const now = new Date();
      await utimes(file, now, now);
      return document;
    } catch {
      return null;
    }
  }

  /** Written beside its place and moved there, so that a concurrent run sees all of it or nothing. */
  async put(key: string, document: OpenApiDocument): Promise<void> {
    const file = this.#file(key);
    const draft = `${file}.${randomUUID()}.tmp`;
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await writeFile(draft, JSON.stringify(document), { mode: 0o600 });
      await rename(draft, file);
      await this.#removeOldest();
    } catch {
      await rm(draft, { force: true }).catch(() => undefined);
    }
  }

  #file(key: string): string {
    return join(this.#folder, `${createHash("sha256").update(`${FORMAT} ${key}`).digest("hex")}.json`);
  }

  async #removeOldest(): Promise<void> {
    const files = await Promise.all((await readdir(this.#folder)).map((name) => this.#describe(name)));
    const present = files.filter((file) => file !== null).sort((a, b) => b.usedMs - a.usedMs);
    let bytes = 0;
    for (const file of present) {
      bytes += file.bytes;
      if (bytes > this.#maxBytes) await rm(file.path, { force: true });
    }
  }

  /** Null when another run removed it meanwhile. */
  async #describe(name: string): Promise<{ path: string; bytes: number; usedMs: number } | null> {
    const path = join(this.#folder, name);
    try {
      const { size, mtimeMs } = await stat(path);
      return { path, bytes: size, usedMs: mtimeMs };
    } catch {
      return null;
    }
  }
}

function isDocument(value: JsonObject): value is OpenApiDocument {
  return isJsonObject(value) && isJsonObject(value["components"]) && isJsonObject(value["components"]["schemas"]);
}
