import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Access } from "../../../src/observe/kubernetes/live/access.ts";
import { loadKubeConfig } from "../../../src/observe/kubernetes/live/kubeconfig.ts";
import { GetTransport } from "../../../src/observe/kubernetes/live/transport.ts";
import { createNamespace } from "../kube/index.ts";
import { sharedPlane } from "../shared-plane.ts";
import { startConnectProxy } from "./connect-proxy.ts";
import { Lab, RETRIES, TIMEOUTS } from "./lab.ts";
import { applyTopics, CONFIG_MAPS, TOPICS } from "./topics.ts";

const plane = sharedPlane();

describe("observe/kubernetes/access", () => {
  let lab: Lab;

  beforeAll(async () => {
    lab = await Lab.open();
  });

  afterAll(async () => {
    await lab[Symbol.asyncDispose]();
  });

  /** Writes a kubeconfig with one context, `admin`, of that cluster and user. */
  async function kubeconfig(cluster: object, user: object): Promise<{ kubeconfig: string }> {
    const ca = Buffer.from(plane.ca).toString("base64");
    const content = {
      clusters: [{ name: "c", cluster: { server: plane.url, "certificate-authority-data": ca, ...cluster } }],
      users: [{ name: "u", user }],
      contexts: [{ name: "admin", context: { cluster: "c", user: "u" } }],
    };
    const path = join(lab.cacheDir, `${Math.random()}.yaml`);
    await writeFile(path, JSON.stringify(content));
    return { kubeconfig: path };
  }

  /** A credential plugin, as cloud providers have them, that runs this script. */
  function plugin(script: string): object {
    const apiVersion = "client.authentication.k8s.io/v1";
    return { exec: { apiVersion, command: process.execPath, args: ["-e", script], interactiveMode: "Never" } };
  }

  async function list(at: { kubeconfig: string }) {
    const reader = await lab.connect(at);
    return reader.list({ kind: CONFIG_MAPS, namespace: "default" });
  }

  it("reads with the token of a credential plugin", async () => {
    const status = { token: plane.tokens.admin };
    const credential = JSON.stringify({
      apiVersion: "client.authentication.k8s.io/v1",
      kind: "ExecCredential",
      status,
    });
    const at = await kubeconfig({}, plugin(`console.log(${JSON.stringify(credential)})`));
    expect(await list(at)).toMatchObject({ ok: true });
  });

  it.each([
    ["fails", "console.error('canary'); process.exit(1)"],
    ["prints no credential", "console.log('canary')"],
  ])("says that the plugin failed when it %s, without repeating what it printed", async (_, script) => {
    expect(await list(await kubeconfig({}, plugin(script)))).toEqual({
      ok: false,
      failure: {
        reason: "unreachable",
        what: "ConfigMap in namespace default",
        why: "the credentials of context admin could not be had: the credential plugin failed",
      },
    });
  });

  it("names a plugin and a certificate that do not exist", async () => {
    const at = await kubeconfig({}, { exec: { command: "/there/is/none" } });
    expect(await list(at)).toMatchObject({
      failure: { why: expect.stringMatching(/\/there\/is\/none does not exist/) },
    });
    const file = { "certificate-authority-data": undefined, "certificate-authority": "/no/ca.crt" };
    expect(await list(await kubeconfig(file, {}))).toMatchObject({
      failure: { why: expect.stringMatching(/\/no\/ca.crt does not exist/) },
    });
  });

  it.each([
    [
      "a wrong token",
      {},
      { token: "wrong" },
      "no-permission",
      "the cluster does not accept the credentials (HTTP 401)",
    ],
    ["no server there", { server: "https://127.0.0.1:1" }, {}, "unreachable", "the connection was refused"],
    [
      "an unknown host",
      { server: "https://there-is-none.invalid" },
      {},
      "unreachable",
      expect.stringContaining("name"),
    ],
    [
      "an authority of its own",
      { "certificate-authority-data": undefined },
      {},
      "unreachable",
      expect.stringMatching(/certificate/),
    ],
    [
      "another name",
      { "tls-server-name": "other.example" },
      {},
      "unreachable",
      "the server's certificate is for another name",
    ],
  ])("returns %s as data", async (...[, cluster, user, reason, why]) => {
    const reading = await list(await kubeconfig(cluster, user));
    expect(reading).toEqual({ ok: false, failure: { reason, what: "ConfigMap in namespace default", why } });
  });

  it("reads over the proxy that the kubeconfig names, compressed and on one connection", async () => {
    const namespace = await createNamespace(plane);
    await applyTopics(plane, namespace, { prefix: "t", count: 300 });
    const direct = await (await lab.connect(plane)).list({ kind: TOPICS, namespace });
    await using proxy = await startConnectProxy(plane.ports.api);
    const server = "https://kubernetes.default.svc:443";
    const at = await kubeconfig({ server, "proxy-url": proxy.url }, { token: plane.tokens.admin });
    const reader = await lab.connect(at);
    expect(await reader.discover()).toMatchObject({ ok: true });
    const before = proxy.received();
    expect(await reader.list({ kind: TOPICS, namespace })).toEqual(direct);
    expect(proxy.received() - before).toBeLessThan(JSON.stringify(direct).length / 5);
    // Discovery asks twice at once.
    expect(proxy.asked).toEqual(["kubernetes.default.svc:443", "kubernetes.default.svc:443"]);
    await reader.close();
  });

  it("reads as the service account of the pod it runs in", async () => {
    await writeFile(join(lab.cacheDir, "token"), plane.tokens.admin);
    await writeFile(join(lab.cacheDir, "ca.crt"), plane.ca);
    const env = { KUBERNETES_SERVICE_HOST: "127.0.0.1", KUBERNETES_SERVICE_PORT: String(plane.ports.api) };
    const access = new Access(loadKubeConfig({ kind: "in-cluster" }, env, lab.cacheDir));
    const transport = new GetTransport({ access, timeouts: TIMEOUTS, retries: RETRIES });
    expect(await transport.get("/version")).toMatchObject({ kind: "answer", status: 200 });
    transport.close();
  });

  it("ends discovery as one failure when the cluster is out of reach, quickly", async () => {
    const reader = await lab.connect(await kubeconfig({ server: "https://127.0.0.1:1" }, {}));
    const begun = performance.now();
    expect(await reader.discover()).toMatchObject({ ok: false, failure: { reason: "unreachable" } });
    expect(performance.now() - begun).toBeLessThan(1000);
  });
});
