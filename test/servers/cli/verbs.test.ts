import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, vi } from "vitest";
import type { CheckReport, EnvironmentReport } from "../../../src/vocabulary/index.ts";
import { applyServerSide, createNamespace, kubectl, startFaultProxy } from "../kube/index.ts";
import { sharedPlane } from "../shared-plane.ts";
import type { Ran } from "./command-line.ts";
import { configOf, documentsOf, MANIFESTS, repositoryOf } from "./repository.ts";
import { Workplace } from "./workplace.ts";

const plane = sharedPlane();
// Each test runs the program several times, and the machine may be busy.
vi.setConfig({ testTimeout: 180_000 });

async function deployed(): Promise<string> {
  const namespace = await createNamespace(plane);
  await applyServerSide(plane, { yaml: documentsOf(MANIFESTS), namespace, fieldManager: "argocd-controller" });
  return namespace;
}

async function setMode(namespace: string, mode: string): Promise<void> {
  const patch = JSON.stringify({ data: { mode } });
  await kubectl(plane, ["patch", "configmap", "settings", "--namespace", namespace, "--patch", patch]);
}

function reported({ stdout }: Ran): EnvironmentReport {
  const [environment] = (JSON.parse(stdout) as CheckReport).environments;
  if (environment === undefined) throw new Error(`no environment in ${stdout}`);
  return environment;
}

function kindsOf({ findings }: EnvironmentReport): string[] {
  return findings.map(({ kind, resource, path }) => [kind, "kind" in resource ? resource.kind : "", path].join(" "));
}

describe("cli: verbs", () => {
  it.each([
    ["check"],
    ["check", "--strict"],
    ["wait", "dev", "--timeout", "0s"],
    ["doctor"],
    ["doctor", "--rbac"],
    ["snapshot", "dev", "recording"],
  ])("%s sends nothing but GET", async (...args) => {
    const namespace = await deployed();
    await using proxy = await startFaultProxy({ target: plane });
    await using place = await Workplace.open(repositoryOf(MANIFESTS, { plane: proxy.plane, namespace }));
    const ran = await place.holdfast(args);
    expect(ran.code).toBe(0);
    expect(proxy.count()).toBeGreaterThan(5);
    expect(new Set(proxy.requests().map(({ method }) => method))).toEqual(new Set(["GET"]));
  });

  it("the server engine sends dry runs besides, and no other write", async () => {
    const namespace = await deployed();
    await setMode(namespace, "wild");
    const allow = [{ method: "PATCH" }, { method: "POST" }];
    await using proxy = await startFaultProxy({ target: plane, allow });
    await using place = await Workplace.open(repositoryOf(MANIFESTS, { plane: proxy.plane, namespace }));
    const ran = await place.holdfast(["check", "--engine", "server", "--detailed-exitcode"]);
    expect(ran.code).toBe(2);
    const writes = proxy.requests().filter(({ method }) => method !== "GET");
    expect(writes.length).toBeGreaterThan(0);
    for (const { query } of writes) expect(new URLSearchParams(query).getAll("dryRun")).toEqual(["All"]);
  });

  it("wait ends once another process has repaired the drift", async () => {
    const namespace = await deployed();
    await setMode(namespace, "wild");
    await using place = await Workplace.open(repositoryOf(MANIFESTS, { plane, namespace }));
    const waiting = place.holdfast(["wait", "dev", "--timeout", "60s", "--interval", "1s"]);
    await sleep(3000);
    await setMode(namespace, "calm");
    const ran = await waiting;
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringMatching(/in sync/) });
    expect(ran.seconds).toBeLessThan(40);
  });

  it("wait gives up at its timeout", async () => {
    const namespace = await deployed();
    await setMode(namespace, "wild");
    await using place = await Workplace.open(repositoryOf(MANIFESTS, { plane, namespace }));
    const args = ["wait", "dev", "--timeout", "3s", "--interval", "1s"];
    const ran = await place.holdfast(args);
    expect(ran).toMatchObject({ code: 1, stdout: expect.stringMatching(/drifted/) });
    expect(ran.seconds).toBeLessThan(15);
    expect((await place.holdfast([...args, "--detailed-exitcode"])).code).toBe(2);
  });

  it("init writes a file that check runs with, and never over another", async () => {
    const namespace = await deployed();
    const { "holdfast.yaml": _, ...files } = repositoryOf(MANIFESTS, { plane, namespace });
    await using place = await Workplace.open(files);
    expect(await place.holdfast(["init"])).toMatchObject({ code: 0, stdout: "" });
    const first = await place.holdfast(["render", "dev"]);
    expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining("KafkaTopic") });
    const again = await place.holdfast(["init"]);
    expect(again).toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(/^holdfast\.yaml exists already/),
    });
  });

  it("doctor prints the very role that a check needs", async () => {
    const namespace = await deployed();
    await using place = await Workplace.open(repositoryOf(MANIFESTS, { plane, namespace }));
    await kubectl(plane, ["create", "serviceaccount", "holdfast", "--namespace", namespace]);
    const { stdout: token } = await kubectl(plane, ["create", "token", "holdfast", "--namespace", namespace]);
    await place.write({
      "kubeconfig.json": {
        apiVersion: "v1",
        kind: "Config",
        clusters: [
          {
            name: "c",
            cluster: { server: plane.url, "certificate-authority-data": Buffer.from(plane.ca).toString("base64") },
          },
        ],
        users: [{ name: "u", user: { token: token.trim() } }],
        contexts: [{ name: "admin", context: { cluster: "c", user: "u" } }],
      },
    });
    const role = await place.holdfast(["doctor", "--rbac"]);
    expect(role.code).toBe(0);
    await place.write({ "holdfast.yaml": configOf({ plane: { kubeconfig: "kubeconfig.json" }, namespace }) });
    const check = ["check", "--output", "json", "--detailed-exitcode"];
    expect((await place.holdfast(check)).code).toBe(3);

    const named = role.stdout.replace("name: holdfast-reader", `name: ${namespace}-reader`);
    await kubectl(plane, ["create", "--filename", "-"], { stdin: named });
    const subject = `--serviceaccount=${namespace}:holdfast`;
    await kubectl(plane, ["create", "clusterrolebinding", namespace, `--clusterrole=${namespace}-reader`, subject]);
    const checked = await place.holdfast(check);
    expect(reported(checked)).toMatchObject({ verdict: "in-sync", unreadable: [] });
    expect((await place.holdfast(["doctor"])).code).toBe(0);
  });

  it("a recording gives the findings that the cluster gave", async () => {
    const namespace = await deployed();
    await setMode(namespace, "wild");
    await kubectl(plane, ["delete", "service", "front", "--namespace", namespace]);
    await kubectl(plane, ["annotate", "kafkatopic", "alerts", "team=mine", "--namespace", namespace]);
    await using place = await Workplace.open(repositoryOf(MANIFESTS, { plane, namespace }));
    const dir = join(place.root, "..", "recording");
    expect((await place.holdfast(["snapshot", "dev", dir])).code).toBe(0);
    const live = reported(await place.holdfast(["check", "--output", "json"]));
    const replayed = reported(await place.holdfast(["check", "--output", "json", "--live", dir]));
    expect(live.findings.length).toBe(3);
    expect(replayed.findings).toEqual(live.findings);
  });

  it("Argo CD's history tells what waits for a sync from what was changed by hand", async () => {
    const namespace = await deployed();
    const argoCd = await createNamespace(plane);
    const files = repositoryOf(MANIFESTS, { plane, namespace, argoCd });
    await using place = await Workplace.open(files);
    const synced = await place.commit();
    const grown = MANIFESTS.map((manifest) =>
      manifest.kind === "KafkaTopic" ? { ...manifest, spec: { partitions: 6, replicas: 1 } } : manifest,
    );
    await place.write(repositoryOf(grown, { plane, namespace, argoCd }));
    await place.commit();
    await setMode(namespace, "wild");
    const tell = async (status: object): Promise<void> => {
      const spec = { project: "default", destination: { namespace }, source: { repoURL: "x", path: "y" } };
      const application = {
        apiVersion: "argoproj.io/v1alpha1",
        kind: "Application",
        metadata: { name: "broker" },
        spec,
      };
      await applyServerSide(plane, { yaml: JSON.stringify({ ...application, status }), namespace: argoCd });
    };
    const check = async () => reported(await place.holdfast(["check", "--output", "json"]));

    await tell({
      history: [
        { id: 1, revision: "0".repeat(40) },
        { id: 2, revision: synced },
      ],
    });
    const apart = await check();
    expect(kindsOf(apart).toSorted()).toEqual(["changed ConfigMap /data/mode", "pending KafkaTopic /spec/partitions"]);
    expect(apart.verdict).toBe("drifted");

    const operationState = { phase: "Running", startedAt: new Date().toISOString() };
    await tell({ history: [{ id: 2, revision: synced }], operationState });
    const during = await check();
    expect(new Set(during.findings.map(({ kind }) => kind))).toEqual(new Set(["pending"]));
    expect(during.verdict).toBe("in-sync");

    const old = { phase: "Running", startedAt: new Date(Date.now() - 3_600_000).toISOString() };
    await tell({ history: [{ id: 2, revision: synced }], operationState: old });
    expect((await check()).verdict).toBe("drifted");

    await tell({ history: [{ id: 3, revision: "f".repeat(40) }] });
    expect(await check()).toMatchObject({ verdict: "unknown" });
  });

  it("is unknown while Argo CD's namespace cannot be read, and compares the rest", async () => {
    const namespace = await deployed();
    await setMode(namespace, "wild");
    const argoCd = await createNamespace(plane);
    const rules = [{ fault: { kind: "answer", status: 403 } as const, match: { path: /\/applications$/ } }];
    await using proxy = await startFaultProxy({ target: plane, rules });
    await using place = await Workplace.open(repositoryOf(MANIFESTS, { plane: proxy.plane, namespace, argoCd }));
    const ran = await place.holdfast(["check", "--output", "json", "--detailed-exitcode"]);
    expect(ran.code).toBe(3);
    expect(kindsOf(reported(ran))).toContain("changed ConfigMap /data/mode");
    expect(reported(ran).unreadable).toMatchObject([{ what: expect.stringContaining("Application") }]);
  });
});
