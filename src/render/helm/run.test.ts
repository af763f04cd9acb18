import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { createHelmRunner } from "./run.ts";

it("render/helm/run: gives Helm no token and no cluster, whatever the process holds", async () => {
  const folder = await mkdtemp(join(tmpdir(), "holdfast-helm-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const binary = join(folder, "helm");
  await writeFile(binary, "#!/bin/sh\nenv\n");
  await chmod(binary, 0o755);
  const env = {
    PATH: process.env["PATH"],
    https_proxy: "http://proxy:3128",
    HELM_REGISTRY_CONFIG: "/home/ada/registry.json",
    GITHUB_TOKEN: "canary-1",
    HOLDFAST_GITHUB_APP_PRIVATE_KEY: "canary-2",
    KAFKA_PASSWORD: "canary-3",
    KUBECONFIG: "/home/ada/.kube/config",
    HELM_NAMESPACE: "other",
  };
  const runner = createHelmRunner({ binary, version: "4.2.3" }, env, folder);
  const { stdout } = await runner.run({ args: ["version"], input: null, timeoutMs: 10_000 });
  expect(stdout).toContain("https_proxy=http://proxy:3128");
  expect(stdout).toContain("HELM_REGISTRY_CONFIG=/home/ada/registry.json");
  expect(stdout).not.toMatch(/canary|KUBECONFIG|HELM_NAMESPACE/);
});
