import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import { clientOf, startControlPlane, waitFor } from "../index.ts";

/** What a test run does, with nobody left to clean up after it. */
const SCRIPT = `
  import { startControlPlane } from ${JSON.stringify(new URL("../index.ts", import.meta.url).href)};
  const { pids, folder } = await startControlPlane({ crds: [] });
  console.log(JSON.stringify({ pids, folder }));
`;
/** Runs on until it is killed or this test process is gone. */
const HOLD = "process.stdin.resume();";

const GONE = { timeout: 20_000, interval: 100 };

interface Started {
  readonly runner: ChildProcess;
  readonly pids: Readonly<Record<string, number>>;
  readonly folder: string;
}

describe("test/servers/kube/plane", () => {
  it("leaves nothing behind when the run is killed with SIGKILL", async () => {
    const { runner, pids, folder } = await startRunner(SCRIPT + HOLD);
    expect(alive(pids).sort()).toEqual(["etcd", "kube-apiserver", "watchdog"]);
    runner.kill("SIGKILL");
    await expect.poll(() => alive(pids), GONE).toEqual([]);
    await expect.poll(() => existsSync(folder), GONE).toBe(false);
  });

  it("leaves nothing behind when a run forgets to stop it", async () => {
    const { pids, folder } = await startRunner(SCRIPT);
    await expect.poll(() => alive(pids), GONE).toEqual([]);
    await expect.poll(() => existsSync(folder), GONE).toBe(false);
  });

  it.skipIf(!existsSync("/usr/bin/setpriv"))("ends the servers when the watchdog itself is killed", async () => {
    const { runner, pids, folder } = await startRunner(SCRIPT + HOLD);
    process.kill(pids["watchdog"] ?? 0, "SIGKILL");
    await expect.poll(() => alive(pids), GONE).toEqual([]);
    runner.kill("SIGKILL");
    await rm(folder, { recursive: true });
  });

  it("stops with the scope, and runs kube-controller-manager when asked", async () => {
    const { pids, folder } = await useBriefly();
    expect(Object.keys(pids).sort()).toEqual(["etcd", "kube-apiserver", "kube-controller-manager", "watchdog"]);
    expect(alive(pids)).toEqual([]);
    expect(existsSync(folder)).toBe(false);
  });
});

function alive(pids: Readonly<Record<string, number>>): string[] {
  return Object.keys(pids).filter((name) => isAlive(pids[name] ?? 0));
}

async function useBriefly(): Promise<Omit<Started, "runner">> {
  await using plane = await startControlPlane({ crds: [], controllerManager: true });
  using client = clientOf(plane);
  const metadata = { name: "short-lived" };
  await client.mustRequest("POST", "/api/v1/namespaces", { metadata });
  await client.mustRequest("DELETE", "/api/v1/namespaces/short-lived");
  const isGone = async () => (await client.request("GET", "/api/v1/namespaces/short-lived")).status === 404;
  await waitFor(isGone, { what: "the namespace to be deleted", timeoutMs: 40_000 });
  return { pids: plane.pids, folder: plane.folder };
}

async function startRunner(script: string): Promise<Started> {
  const args = ["--input-type=module-typescript", "--eval", script];
  const runner = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
  for await (const line of createInterface({ input: runner.stdout })) return { runner, ...JSON.parse(line) };
  throw new Error("the run ended before its servers were ready");
}

/** Signal 0 only asks. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
