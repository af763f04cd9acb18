import { chmod, mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { KUBERNETES_VERSION } from "./build.ts";
import { cachedFolder } from "./cache.ts";
import { withLock } from "./lock.ts";
import { findProgram } from "./programs.ts";

const silent = () => undefined;

describe("test/servers/kube/assets", () => {
  let folder = "";

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "holdfast-assets-"));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  async function program(...path: string[]): Promise<string> {
    const file = join(folder, ...path);
    await mkdir(join(file, ".."), { recursive: true });
    await writeFile(file, "#!/bin/sh\n");
    await chmod(file, 0o755);
    return file;
  }

  it("prefers the variable, then KUBEBUILDER_ASSETS, then PATH", async () => {
    const named = await program("named", "api");
    const asset = await program("assets", "kube-apiserver");
    const onPath = await program("bin", "kube-apiserver");
    const env = {
      TEST_ASSET_KUBE_APISERVER: named,
      KUBEBUILDER_ASSETS: join(folder, "assets"),
      PATH: join(folder, "bin"),
    };
    const find = (from: NodeJS.ProcessEnv) => findProgram("kube-apiserver", { env: from, progress: silent });
    expect(await find(env)).toBe(named);
    expect(await find({ ...env, TEST_ASSET_KUBE_APISERVER: "" })).toBe(asset);
    expect(await find({ PATH: env.PATH })).toBe(onPath);
  });

  it("refuses a variable that names no program", async () => {
    const env = { TEST_ASSET_ETCD: join(folder, "absent") };
    await expect(findProgram("etcd", { env, progress: silent })).rejects.toThrow(
      /^TEST_ASSET_ETCD is .* not a program$/,
    );
  });

  it("says why when there is no server and no Go", async () => {
    const env = { PATH: folder, XDG_CACHE_HOME: folder };
    await expect(findProgram("etcd", { env, progress: silent })).rejects.toThrow(/Go is not on PATH to build one/);
  });

  it("knows which Kubernetes go.mod asks for", async () => {
    const goMod = await readFile(join(import.meta.dirname, "..", "control-plane", "go.mod"), "utf8");
    expect(goMod).toContain(`k8s.io/kubernetes v${KUBERNETES_VERSION}\n`);
  });

  it("makes a folder once for all that want it at the same time", async () => {
    let made = 0;
    const make = async (partial: string) => {
      made += 1;
      await writeFile(join(partial, "content"), "whole");
    };
    const wanted = { folder: join(folder, "cached"), progress: silent, make };
    await Promise.all([cachedFolder(wanted), cachedFolder(wanted), cachedFolder(wanted)]);
    expect(made).toBe(1);
    expect(await readFile(join(folder, "cached", "content"), "utf8")).toBe("whole");
  });

  it("leaves nothing when making fails, and tries again the next time", async () => {
    const wanted = { folder: join(folder, "cached"), progress: silent };
    const make = () => Promise.reject(new Error("no network"));
    await expect(cachedFolder({ ...wanted, make })).rejects.toThrow("no network");
    expect(await readdir(folder)).toEqual([]);
    await mkdir(join(folder, "cached.partial-of-a-crash"));
    await cachedFolder({ ...wanted, make: async () => undefined });
    expect(await readdir(folder)).toEqual(["cached"]);
  });

  it("takes over the lock of a crashed holder", async () => {
    const path = join(folder, "lock");
    await writeFile(path, "crashed");
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(path, longAgo, longAgo);
    expect(await withLock({ path, progress: silent }, async () => "done")).toBe("done");
    expect(await readdir(folder)).toEqual([]);
  });

  it("waits for a holder that is alive, however long it takes", async () => {
    const path = join(folder, "lock");
    const order: string[] = [];
    const lock = { path, progress: (line: string) => order.push(line.split(",")[1] ?? ""), staleAfterMs: 200 };
    const first = withLock(lock, async () => {
      await new Promise((resolve) => setTimeout(resolve, 600));
      order.push("first");
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    await withLock(lock, async () => order.push("second"));
    await first;
    expect(order).toEqual([" waiting for it.", "first", "second"]);
  });
});
