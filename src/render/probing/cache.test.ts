import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { KubernetesResource } from "../../vocabulary/index.ts";
import { openTraceCache } from "./cache.ts";
import type { LeafTrace } from "./trace.ts";

const KEY = "a".repeat(64);

const WEB: KubernetesResource = {
  type: "kubernetes",
  group: "apps",
  version: "v1",
  kind: "Deployment",
  namespace: null,
  name: "web",
};

function trace(changes: Partial<LeafTrace> = {}): LeafTrace {
  return {
    leaf: ["image", { index: 0, key: null }, "tag"],
    of: "value",
    links: [
      {
        resource: WEB,
        path: ["spec", { index: 1, key: { name: "web" } }, "image"],
        transformation: "formatted",
        present: true,
      },
      { resource: { ...WEB, version: "v2" }, path: [], transformation: "condition", present: false },
    ],
    outcome: "moves",
    switchedBy: null,
    mentioned: true,
    ...changes,
  };
}

describe("render/probing/cache", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "holdfast-traces-"));
  });

  afterEach(() => rm(folder, { recursive: true }));

  it("gives back what was written, and nothing else", async () => {
    const leaves = [
      trace(),
      trace({ leaf: ["a"], outcome: "dormant", switchedBy: ["b", { index: 2, key: null }], links: [] }),
    ];
    const cache = openTraceCache(folder);
    await cache.write(KEY, leaves);
    expect(await openTraceCache(folder).read(KEY)).toEqual(leaves);
    expect(await cache.read("b".repeat(64))).toBeNull();
    await cache.write(KEY, []);
    expect(await cache.read(KEY)).toEqual([]);
  });

  it("can be read by its owner only", async () => {
    await openTraceCache(join(folder, "below")).write(KEY, [trace()]);
    const [name = ""] = await readdir(join(folder, "below"));
    expect((await stat(join(folder, "below"))).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, "below", name))).mode & 0o777).toBe(0o600);
  });

  it.each([
    ["half a file", (text: string) => text.slice(0, text.length / 2)],
    ["nothing", () => ""],
    ["null", () => "null"],
    ["another version", (text: string) => text.replace('"version":1', '"version":2')],
    ["another key", (text: string) => text.replace(KEY, "b".repeat(64))],
    ["an unknown outcome", (text: string) => text.replace('"moves"', '"stays"')],
    ["a resource that is not there", (text: string) => text.replace("[[0,", "[[7,")],
    ["a field too many", (text: string) => text.replace('"of":', '"value":1,"of":')],
  ])("takes %s for absent", async (_, damage) => {
    const cache = openTraceCache(folder);
    await cache.write(KEY, [trace()]);
    const [name = ""] = await readdir(folder);
    const text = await readFile(join(folder, name), "utf8");
    await writeFile(join(folder, name), damage(text));
    expect(damage(text)).not.toBe(text);
    expect(await cache.read(KEY)).toBeNull();
    await cache.write(KEY, [trace()]);
    expect(await cache.read(KEY)).toEqual([trace()]);
  });

  it.each([
    ["files", { files: 2, bytes: 1_000_000 }],
    ["bytes", { files: 100, bytes: 1300 }],
  ])("removes what was used longest ago when there are too many %s, and nothing foreign", async (_, most) => {
    await writeFile(join(folder, "notes.txt"), "x".repeat(5000));
    const cache = openTraceCache(folder, { most });
    const [first, second, third] = ["1", "2", "3"].map((digit) => digit.repeat(64));
    for (const [index, key] of [first, second].entries()) {
      await cache.write(key ?? "", [trace()]);
      await utimes(join(folder, `${key}.trace`), index + 1, index + 1);
    }
    await cache.read(first ?? "");
    await cache.write(third ?? "", [trace()]);
    expect((await readdir(folder)).sort()).toEqual([`${first}.trace`, `${third}.trace`, "notes.txt"]);
  });

  it("removes drafts of runs that were cut off", async () => {
    const [old, fresh] = [`${KEY}.trace.old.tmp`, `${KEY}.trace.new.tmp`];
    for (const name of [old, fresh]) await writeFile(join(folder, name), "{");
    await utimes(join(folder, old), 1, 1);
    await openTraceCache(folder).write(KEY, []);
    expect((await readdir(folder)).sort()).toEqual([`${KEY}.trace`, fresh].sort());
  });

  it("costs nothing but time when the folder cannot be used", async () => {
    const file = join(folder, "file");
    await writeFile(file, "");
    const cache = openTraceCache(join(file, "below"));
    await cache.write(KEY, []);
    expect(await cache.read(KEY)).toBeNull();
  });

  it.each(["../../etc/passwd", "", "a/b"])("takes no key that leads elsewhere: %j", async (key) => {
    await openTraceCache(folder).write(key, []);
    expect(await readdir(folder)).toEqual([]);
  });

  it("survives processes that write the same traces at once, and never shows half of them", async () => {
    const leaves = Array.from({ length: 2000 }, (_, index) => trace({ leaf: [`leaf-${index}`] }));
    const writers = await Promise.all([writeInProcess(folder, 2000), writeInProcess(folder, 2000)]);
    const cache = openTraceCache(folder);
    let reads = 0;
    while (writers.some((writer) => writer.exitCode === null)) {
      const read = await cache.read(KEY);
      if (read === null) continue;
      expect(read).toHaveLength(leaves.length);
      reads++;
    }
    expect(writers.map((writer) => writer.exitCode)).toEqual([0, 0]);
    expect(reads).toBeGreaterThan(0);
    expect(await cache.read(KEY)).toEqual(leaves);
    expect(await readdir(folder)).toEqual([`${KEY}.trace`]);
  }, 30_000);
});

/** Writes 20 times in another process. */
async function writeInProcess(folder: string, leaves: number) {
  const module = JSON.stringify(join(import.meta.dirname, "cache.ts"));
  const script = `
    import { openTraceCache } from ${module};
    const leaves = Array.from({ length: ${leaves} }, (_, index) => ({ ...${JSON.stringify(trace())}, leaf: ["leaf-" + index] }));
    const cache = openTraceCache(${JSON.stringify(folder)});
    for (let i = 0; i < 20; i++) await cache.write(${JSON.stringify(KEY)}, leaves);`;
  const child = spawn(process.execPath, ["--input-type=module-typescript", "--eval", script], { stdio: "inherit" });
  await once(child, "spawn");
  return child;
}
