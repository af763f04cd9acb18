import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { OpenApiDocument } from "../port.ts";
import { SchemaCache } from "./schema-cache.ts";

function document(text: string): OpenApiDocument {
  return { components: { schemas: { Kind: { default: text } } } };
}

describe("observe/kubernetes/live/schema-cache", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "holdfast-cache-"));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it("gives back what was put, and nothing else", async () => {
    const cache = new SchemaCache(folder);
    await cache.put("/openapi/v3/apis/apps/v1?hash=A", document("a"));
    expect(await cache.get("/openapi/v3/apis/apps/v1?hash=A")).toEqual(document("a"));
    expect(await cache.get("/openapi/v3/apis/apps/v1?hash=B")).toBeNull();
  });

  it.each([
    ["half a file", '{"components":{"sch'],
    ["another document", '{"paths":{}}'],
    ["null", "null"],
  ])("takes %s for absent", async (_, text) => {
    const cache = new SchemaCache(folder);
    await cache.put("key", document("a"));
    for (const name of await readdir(folder)) await writeFile(join(folder, name), text);
    expect(await cache.get("key")).toBeNull();
  });

  it("survives runs that write the same document at once", async () => {
    const caches = Array.from({ length: 20 }, () => new SchemaCache(folder));
    await Promise.all(caches.map((cache) => cache.put("key", document("a".repeat(100_000)))));
    const names = await readdir(folder);
    expect(names).toHaveLength(1);
    expect(JSON.parse(await readFile(join(folder, names[0] ?? ""), "utf8"))).toEqual(document("a".repeat(100_000)));
  });

  it("removes what was used longest ago when it grows too large", async () => {
    const cache = new SchemaCache(folder, 2500);
    for (const key of ["first", "second"]) await cache.put(key, document(key.padEnd(1000)));
    for (const name of await readdir(folder)) await utimes(join(folder, name), 1, 1);
    await cache.get("first");
    await cache.put("third", document("third".padEnd(1000)));
    expect(await cache.get("second")).toBeNull();
    expect(await cache.get("first")).not.toBeNull();
    expect(await cache.get("third")).not.toBeNull();
  });

  it("costs nothing but time when the folder cannot be used", async () => {
    const file = join(folder, "file");
    await writeFile(file, "");
    const cache = new SchemaCache(join(file, "below"));
    await cache.put("key", document("a"));
    expect(await cache.get("key")).toBeNull();
  });
});
