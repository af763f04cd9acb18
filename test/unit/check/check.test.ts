import { describe, expect, it } from "vitest";
import { check } from "../../../src/check/index.ts";
import { type KubernetesObject, read } from "../../../src/vocabulary/index.ts";
import { configMap, failure, HEAD, KINDS, kind, portsOf, rendering, requestOf, type World } from "./fixture.ts";

const OLD = "2222222222222222222222222222222222222222";
const tracked = { labels: { "app.kubernetes.io/instance": "broker" } };

async function run(world: World, more?: string) {
  const ports = portsOf(world);
  const report = await check(requestOf(world, more), ports);
  const [environment] = report.environments;
  if (environment === undefined) throw new Error("the report has no environment");
  return {
    report,
    environment,
    asked: ports.asked,
    kinds: environment.findings.map(({ kind, reason }) => [kind, reason]),
  };
}

function argoApplication(status: object): KubernetesObject {
  const metadata = { name: "broker", namespace: "argocd" };
  return { apiVersion: "argoproj.io/v1alpha1", kind: "Application", metadata, status: status as never };
}

describe("check", () => {
  it("says in sync when live is what git declares", async () => {
    const object = configMap("a", { key: "1" });
    const { report, environment } = await run({ renderings: { [HEAD]: read(rendering(object)) }, live: [object] });
    expect(report).toMatchObject({ schemaVersion: 1, verdict: "in-sync", revision: HEAD, recordedAt: null });
    expect(environment.applications).toEqual([
      { name: "broker", namespace: "kafka", revision: HEAD, helm: "4.2.3", verdict: "in-sync", resources: 1 },
    ]);
  });

  it("asks once for all declared objects of a kind, and looks for extra ones of the other kinds", async () => {
    const objects = [configMap("a", {}), configMap("b", {})];
    const { asked } = await run({ renderings: { [HEAD]: read(rendering(...objects)) }, live: objects });
    expect(asked).toEqual(["ConfigMap kafka", "KafkaTopic kafka app.kubernetes.io/instance in (broker)"]);
  });

  it("finds what is missing, changed and extra", async () => {
    const { environment, kinds } = await run({
      renderings: { [HEAD]: read(rendering(configMap("gone", {}), configMap("moved", { key: "1" }))) },
      live: [configMap("moved", { key: "2" }), configMap("forgotten", {}, tracked), configMap("foreign", {})],
    });
    expect(environment.verdict).toBe("drifted");
    expect(new Set(kinds.map(([kind]) => kind))).toEqual(new Set(["changed", "extra", "missing"]));
    expect(kinds).toHaveLength(3);
  });

  it.each([
    ["the cluster", { discovery: failure("unreachable", "context idfint", "connection refused") }],
    ["one kind", { lists: { ConfigMap: failure("no-permission", "configmaps in kafka", "forbidden") } }],
    ["a search for extra objects", { lists: { KafkaTopic: failure("server-error", "kafkatopics", "500") } }],
  ])("is unknown when %s cannot be read, with what and why", async (_what, broken) => {
    const object = configMap("a", { key: "1" });
    const { environment } = await run({ renderings: { [HEAD]: read(rendering(object)) }, live: [object], ...broken });
    expect(environment.verdict).toBe("unknown");
    expect(environment.unreadable).toHaveLength(1);
    expect(environment.unreadable[0]?.id).toBe(environment.findings[0]?.id);
  });

  it("is unknown when an application does not render, and does not call its objects extra", async () => {
    const { environment, kinds } = await run({
      renderings: { [HEAD]: failure("render-failed", "broker", "no such value") },
      live: [configMap("a", {}, tracked)],
    });
    expect(environment.verdict).toBe("unknown");
    expect(kinds).toEqual([["unreadable", "render-failed"]]);
    expect(environment.applications).toMatchObject([{ name: "broker", helm: null, verdict: "unknown" }]);
  });

  it("looks for extra objects in the application's namespace when all are declared in another", async () => {
    const elsewhere = configMap("a", {}, { namespace: "other" });
    const { asked, kinds } = await run({
      renderings: { [HEAD]: read(rendering(elsewhere)) },
      live: [elsewhere, configMap("forgotten", {}, tracked)],
    });
    expect(asked).toContain("ConfigMap kafka app.kubernetes.io/instance in (broker)");
    expect(kinds).toEqual([["extra", null]]);
  });

  it("tells a kind in another version from a kind that is not served", async () => {
    const topic = (apiVersion: string) => ({ ...configMap("t", {}), apiVersion, kind: "KafkaTopic" });
    const unserved = await run({ renderings: { [HEAD]: read(rendering(topic("kafka.strimzi.io/v1beta2"))) } });
    expect(unserved.kinds).toEqual([["missing", "unserved"]]);
    const discovery = read({ kinds: [kind("", "v1", "ConfigMap")], failures: new Map<string, string>() });
    const absent = await run({ renderings: { [HEAD]: read(rendering(topic("kafka.strimzi.io/v1"))) }, discovery });
    expect(absent.kinds).toEqual([["unreadable", "not-served"]]);
  });

  it("leaves hooks out, and does not call a live one extra", async () => {
    const hook = configMap("hook", {}, tracked);
    const { objects, ...rest } = rendering(hook);
    const hooked = {
      ...rest,
      objects: objects.map((one) => ({ ...one, hook: { by: "helm" as const, phases: ["test"] } })),
    };
    expect((await run({ renderings: { [HEAD]: read(hooked) } })).environment.verdict).toBe("in-sync");
    expect((await run({ renderings: { [HEAD]: read(hooked) }, live: [hook] })).environment.verdict).toBe("in-sync");
  });

  it("names what stands twice and what renders differently each time, cluster or not", async () => {
    const { objects, ...rest } = rendering(configMap("a", { key: "1" }));
    const odd = objects.map((one) => ({ ...one, duplicateKeys: [["data", "key"]], unstable: [["data", "key"]] }));
    const { environment } = await run({
      renderings: { [HEAD]: read({ ...rest, objects: odd }) },
      discovery: failure("unreachable", "context idfint", "connection refused"),
    });
    expect(environment.findings.map(({ reason }) => reason)).toEqual(["unreachable", "duplicate-key"]);
    expect(environment.notes).toEqual(["/data/key of ConfigMap a renders differently each time and is not compared"]);
  });

  it("does not call missing what the server names itself, and says so", async () => {
    const generated = configMap("job-", {}, { generateName: "job-" });
    const { environment } = await run({ renderings: { [HEAD]: read(rendering(generated)) } });
    expect(environment.verdict).toBe("in-sync");
    expect(environment.notes).toEqual(["ConfigMap job- gets its name from the server and is not compared"]);
  });

  it("compares an object that is rendered twice once, as the last one says", async () => {
    const { kinds } = await run({
      renderings: { [HEAD]: read(rendering(configMap("a", { key: "1" }), configMap("a", { key: "2" }))) },
      live: [configMap("a", { key: "2" })],
    });
    expect(kinds).toEqual([["lost-intent", "duplicate-object"]]);
  });

  it("does not call missing what is not rendered each time", async () => {
    const { objects, ...rest } = rendering(configMap("a", {}));
    const sometimes = { ...rest, objects: objects.map((one) => ({ ...one, unstable: [[]] })) };
    const { environment } = await run({ renderings: { [HEAD]: read(sometimes) } });
    expect(environment.verdict).toBe("in-sync");
    expect(environment.notes).toEqual(["ConfigMap a is not rendered each time and is not compared"]);
  });

  it("says of a scope that fits nothing that it fits nothing", async () => {
    const world = { renderings: { [HEAD]: read(rendering(configMap("a", {}))) }, live: [configMap("a", {})] };
    const request = requestOf(world);
    const scope = { ...request.scope, kinds: new Set(["ConfigMop"]), namespaces: new Set(["kafka", "kafak"]) };
    const { environments } = await check({ ...request, scope }, portsOf(world));
    expect(environments[0]?.notes).toEqual([
      "git declares no object of kind ConfigMop",
      "git declares no object in namespace kafak",
    ]);
  });

  it("does not look at what holdfast.yaml excludes, and says so", async () => {
    const world = { renderings: { [HEAD]: read(rendering(configMap("a", {}))) } };
    const { environment, asked } = await run(world, "exclude: [ { kind: ConfigMap, reason: not ours } ]");
    expect(environment.verdict).toBe("in-sync");
    expect(environment.notLookedAt).toEqual([{ what: "ConfigMap", why: "not ours", expires: null }]);
    expect(asked.some((request) => request.startsWith("ConfigMap"))).toBe(false);
  });

  it("moves what a rule ignores out of the findings", async () => {
    const world = { renderings: { [HEAD]: read(rendering(configMap("a", {}))) } };
    const { environment } = await run(world, "ignore: [ { kind: ConfigMap, name: a, reason: made later } ]");
    expect(environment.verdict).toBe("in-sync");
    expect(environment.ignored).toMatchObject([{ by: "rule", finding: { kind: "missing" } }]);
  });

  describe("with Argo CD", () => {
    const synced = argoApplication({ history: [{ revision: "0000" }, { revision: OLD }] });
    const before = configMap("a", { key: "1" });
    const after = configMap("a", { key: "2" });
    const renderings = {
      [HEAD]: read(rendering(after, configMap("new", {}))),
      [OLD]: read(rendering(before, configMap("old", {}))),
    };

    it("calls pending what was merged and not synced, and stays in sync", async () => {
      const { environment, kinds } = await run({
        renderings,
        live: [before, synced, configMap("old", {}, tracked)],
        argoCd: true,
      });
      expect(kinds.map(([kind]) => kind)).toEqual(["pending", "pending", "pending"]);
      expect(environment.verdict).toBe("in-sync");
    });

    it("calls pending what git dropped, where the chart leaves the namespace to the deployer", async () => {
      const { environment } = await run({
        renderings: {
          [HEAD]: read(rendering()),
          [OLD]: read(rendering({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "old" }, data: {} })),
        },
        live: [configMap("old", {}, tracked), synced],
        argoCd: true,
      });
      expect(environment.findings).toMatchObject([{ kind: "pending", reason: "dropped-from-git" }]);
    });

    it("calls changed what differs from both", async () => {
      const { environment } = await run({ renderings, live: [configMap("a", { key: "3" }), synced], argoCd: true });
      expect(environment.findings).toContainEqual(expect.objectContaining({ kind: "changed", path: "/data/key" }));
    });

    it("is unknown when this clone lacks the revision that was synced", async () => {
      const { environment } = await run({
        renderings: { [HEAD]: read(rendering(before)) },
        live: [before, synced],
        argoCd: true,
      });
      expect(environment.verdict).toBe("unknown");
      expect(environment.findings).toMatchObject([{ reason: "revision-unavailable" }]);
    });

    it.each([
      ["2026-11-24T05:50:00Z", "pending"],
      ["2026-11-24T05:10:00Z", "changed"],
    ])("while a sync that began at %s runs, a difference is %s", async (startedAt, expected) => {
      const running = argoApplication({
        operationState: { phase: "Running", startedAt },
        history: [{ revision: HEAD }],
      });
      const { environment } = await run({
        renderings: { [HEAD]: read(rendering(after)) },
        live: [before, running],
        argoCd: true,
      });
      // That a sync never ends is a finding of its own.
      const own = environment.findings.filter(({ system }) => system !== "argo-cd");
      expect(own.map(({ kind }) => kind)).toEqual([expected]);
    });
  });

  it("names a group that could not be asked", async () => {
    const discovery = read({
      kinds: KINDS.slice(0, 1),
      failures: new Map([["kafka.strimzi.io", "the API service is down"]]),
    });
    const topic = { ...configMap("t", {}), apiVersion: "kafka.strimzi.io/v1", kind: "KafkaTopic" };
    const { environment } = await run({ renderings: { [HEAD]: read(rendering(topic)) }, discovery });
    expect(environment.unreadable).toEqual([
      { id: environment.findings[0]?.id, what: "KafkaTopic.kafka.strimzi.io", why: "the API service is down" },
    ]);
  });
});
