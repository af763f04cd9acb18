import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UserError } from "../../../errors/index.ts";
import { loadKubeConfig } from "./kubeconfig.ts";

function kubeconfig(context: string, server: string): string {
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": context,
    clusters: [{ name: context, cluster: { server } }],
    users: [{ name: context, user: { token: "hunter2hunter2" } }],
    contexts: [{ name: context, context: { cluster: context, user: context } }],
  });
}

describe("observe/kubernetes/live/kubeconfig", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "holdfast-kubeconfig-"));
    await writeFile(join(folder, "a"), kubeconfig("idfint", "https://a.example"));
    await writeFile(join(folder, "b"), kubeconfig("idfdev", "https://b.example"));
    await writeFile(join(folder, "again"), kubeconfig("idfint", "https://again.example"));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  function server(
    context: string,
    kubeconfigFile: string | null,
    env: Record<string, string> = {},
  ): string | undefined {
    const config = loadKubeConfig({ kind: "context", context, kubeconfig: kubeconfigFile }, env);
    return config.getCurrentCluster()?.server;
  }

  it("takes the context that is asked for from the file that is named", () => {
    expect(server("idfint", join(folder, "a"), { KUBECONFIG: join(folder, "b") })).toBe("https://a.example");
  });

  it("merges the files of KUBECONFIG as kubectl does: the first wins, one that is absent is skipped", () => {
    const env = { KUBECONFIG: ["a", "absent", "b", "again"].map((name) => join(folder, name)).join(delimiter) };
    expect(server("idfint", null, env)).toBe("https://a.example");
    expect(server("idfdev", null, env)).toBe("https://b.example");
  });

  it("falls back to the file in the home folder", async () => {
    await mkdir(join(folder, ".kube"));
    await writeFile(join(folder, ".kube", "config"), kubeconfig("home", "https://home.example"));
    expect(server("home", null, { HOME: folder })).toBe("https://home.example");
  });

  it("names the contexts that exist when the wanted one does not", () => {
    const env = { KUBECONFIG: ["a", "b"].map((name) => join(folder, name)).join(delimiter) };
    expect(() => server("prod", null, env)).toThrow(
      new UserError("There is no context prod in the kubeconfig; it has idfint, idfdev."),
    );
  });

  it("refuses a file that does not exist", () => {
    expect(() => server("idfint", join(folder, "absent"))).toThrow(/absent does not exist; name another/);
    expect(() => server("idfint", null, { KUBECONFIG: join(folder, "absent") })).toThrow(/KUBECONFIG names .*absent/);
    expect(() => server("idfint", null, { HOME: folder })).toThrow(/config does not exist/);
  });

  it("refuses a context whose cluster is missing", async () => {
    const file = join(folder, "c");
    await writeFile(file, JSON.stringify({ contexts: [{ name: "x", context: { cluster: "gone", user: "u" } }] }));
    expect(() => server("x", file)).toThrow("Context x names cluster gone, which its kubeconfig does not hold.");
  });

  it("refuses to send credentials in the clear", async () => {
    const file = join(folder, "plain");
    await writeFile(file, kubeconfig("x", "http://x.example"));
    expect(() => server("x", file)).toThrow(/Cluster x has the address http:\/\/x.example.*use https/);
  });

  it.each([
    ["broken YAML", "users: [{name: a, user: {token: hunter2hunter2]"],
    ["another document", "- hunter2hunter2"],
    ["an entry without a name", "clusters: [{cluster: {server: hunter2hunter2}}]"],
  ])("refuses %s without quoting it", async (_, text) => {
    const file = join(folder, "broken");
    await writeFile(file, text);
    expect(() => server("idfint", file)).toThrow(UserError);
    expect(() => server("idfint", file)).not.toThrow(/hunter2/);
  });

  it("uses the service account of a pod", async () => {
    await writeFile(join(folder, "token"), "t");
    const env = { KUBERNETES_SERVICE_HOST: "fd00::1", KUBERNETES_SERVICE_PORT: "6443" };
    const config = loadKubeConfig({ kind: "in-cluster" }, env, folder);
    expect(config.getCurrentCluster()).toMatchObject({
      server: "https://[fd00::1]:6443",
      caFile: join(folder, "ca.crt"),
    });
  });

  it("refuses in-cluster outside of a pod", () => {
    expect(() => loadKubeConfig({ kind: "in-cluster" }, {}, folder)).toThrow(/does not run in a pod/);
  });
});
