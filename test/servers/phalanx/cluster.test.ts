import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ENGINES, type EnvironmentReport, type Finding, resourceKey } from "../../../src/vocabulary/index.ts";
import { kubectl } from "../kube/index.ts";
import { ENVIRONMENT, PhalanxCluster } from "./lab/cluster.ts";
import { HAND_EDITS } from "./lab/hand-edits.ts";
import { Session } from "./lab/session.ts";
import { ARCHIVE, HAS_PHALANX } from "./lab/tree.ts";

const UNREADABLE = ["argocd", "gafaelfawr", "keda", "prompt-redis", "strimzi", "strimzi-registry-operator"];
const DUPLICATE_KEY = "lost-intent Kafka sasquatch /spec/kafka/config/min.insync.replicas";

function inShort({ kind, resource, keyedPath, attribution }: Finding): string {
  const what = resource.type === "kubernetes" ? `${resource.kind} ${resource.name}` : resourceKey(resource);
  const by = attribution === null ? [] : [`by ${attribution.manager}`];
  return [kind, what, ...(keyedPath === null ? [] : [keyedPath]), ...by].join(" ");
}

/** Every finding but those of what cannot be rendered. */
function found({ findings }: EnvironmentReport): string[] {
  return findings
    .filter(({ kind }) => kind !== "unreadable")
    .map(inShort)
    .sort();
}

describe("phalanx: cluster", () => {
  it.each([HAS_PHALANX ? "has the Phalanx archive" : "did not run: the Phalanx archive is not here"])("%s", () => {
    expect(existsSync(ARCHIVE)).toBe(HAS_PHALANX);
  });
});

describe.runIf(HAS_PHALANX)("phalanx: cluster", () => {
  let cluster: PhalanxCluster;
  let session: Session;
  let first: string;

  beforeAll(async () => {
    cluster = await PhalanxCluster.load();
    first = await cluster.tree.git("rev-parse", "HEAD");
    await cluster.recordSync(first);
    session = await Session.open(cluster.tree, "helm-4");
  }, 240_000);

  afterAll(async () => {
    await session[Symbol.asyncDispose]();
    await cluster[Symbol.asyncDispose]();
  });

  it.each(ENGINES)("what was loaded is in sync, and what cannot be rendered says why: %s", async (engine) => {
    const report = await session.check(ENVIRONMENT, engine);
    expect(found(report)).toEqual([DUPLICATE_KEY]);
    expect(report.verdict).toBe("unknown");
    const verdicts = Map.groupBy(report.applications, ({ verdict }) => verdict);
    expect(verdicts.get("unknown")?.map(({ name }) => name)).toEqual(UNREADABLE);
    expect(verdicts.get("in-sync")).toHaveLength(9);
    expect(verdicts.get("drifted")).toBeUndefined();
    expect(report.unreadable.map(({ what }) => what)).toEqual(
      UNREADABLE.map(() => expect.stringMatching(/^dependency \S+ (of \S+ )?from https:/)),
    );
    process.stdout.write(`${engine}: ${report.stats.requests} requests, ${report.stats.seconds} s\n`);
  });

  it("nulls of the manifest declare nothing: the API server keeps none of them", async () => {
    const stored = [
      await cluster.stored("kafka", "prompt-kafka", "prompt-kafka"),
      await cluster.stored("kafka", "sasquatch", "sasquatch"),
      await cluster.stored("kafkanodepool", "prompt-kafka", "controller"),
    ];
    const specs = stored.map((object) => JSON.stringify(Reflect.get(Object(object), "spec")));
    const { intent } = await session.offline(ENVIRONMENT);
    const wanted = intent.declared.filter(({ object: { kind } }) => kind === "Kafka" || kind === "KafkaNodePool");
    expect(JSON.stringify(wanted)).toContain('"advertisedHost":null');
    expect(JSON.stringify(wanted)).toContain('"allocateLoadBalancerNodePorts":null');
    expect(specs.filter((spec) => spec.includes("null"))).toEqual([]);
  });

  it("after ten hand edits exactly those ten are reported, by both engines", { timeout: 240_000 }, async () => {
    vi.stubEnv("KUBE_EDITOR", "sed -i s/terminationGracePeriodSeconds:.30/terminationGracePeriodSeconds:\\ 45/");
    for (const { args, stdin } of HAND_EDITS) await kubectl(cluster.plane, args, stdin === undefined ? {} : { stdin });
    vi.unstubAllEnvs();
    const expected = [...HAND_EDITS.map(({ finding }) => finding), DUPLICATE_KEY].sort();
    for (const engine of ENGINES) {
      const report = await session.check(ENVIRONMENT, engine);
      expect({ engine, found: found(report) }).toEqual({ engine, found: expected });
      for (const { resource, attribution } of report.findings) {
        if (attribution === null || resource.type !== "kubernetes") continue;
        const times = await cluster.timesOf(resource, attribution.manager);
        expect(times).toContain(attribution.time);
      }
    }
  });

  it("a snapshot replays to the same findings", { timeout: 240_000 }, async () => {
    const recording = cluster.tree.beside("recording");
    await cluster.tree.holdfast(".", "snapshot", ENVIRONMENT, recording);
    const args = ["check", ENVIRONMENT, "--live", recording];
    const { stdout } = await cluster.tree.holdfast(".", ...args, "--output", "json");
    const [replayed] = JSON.parse(stdout).environments;
    const live = await session.check(ENVIRONMENT, "local");
    expect(found(replayed)).toEqual(found(live));
    expect(replayed.verdict).toBe("unknown");
    expect(replayed.unreadable).toHaveLength(UNREADABLE.length);
    const text = (await cluster.tree.holdfast(".", ...args)).stdout;
    expect(text).toMatch(/^usdfprod-prompt-processing is unknown: 6 unreadable, 4 high, 5 medium, 2 low\n/);
  });

  it("what git moved on to is pending, what people did is not", { timeout: 240_000 }, async () => {
    await cluster.tree.edit("applications/next-visit-fan-out/values.yaml", "replicaCount: 1", "replicaCount: 7");
    await cluster.tree.commit("Fan out more");
    const moved = "pending Deployment next-visit-fan-out /spec/replicas by argocd-controller";
    const expected = [...HAND_EDITS.map(({ finding }) => finding), DUPLICATE_KEY, moved].sort();
    for (const engine of ENGINES) {
      const report = await session.check(ENVIRONMENT, engine);
      expect({ engine, found: found(report) }).toEqual({ engine, found: expected });
    }
    expect(found(await session.check(ENVIRONMENT, "local", first))).not.toContain(moved);
  });

  it("an Application of another branch is rendered from that branch", { timeout: 240_000 }, async () => {
    const { tree } = cluster;
    await tree.git("checkout", "--quiet", "-b", "topic", first);
    await tree.edit("applications/repertoire/values.yaml", "replicaCount: 1", "replicaCount: 5");
    const topic = await tree.commit("Scale repertoire");
    await tree.git("checkout", "--quiet", "main");
    await tree.edit(
      `environments/values-${ENVIRONMENT}.yaml`,
      "applications:\n",
      "revisions:\n  repertoire: topic\n\napplications:\n",
    );
    const head = await tree.commit("Deploy repertoire from a branch");
    const report = await session.check(ENVIRONMENT, "local");
    const revisions = new Map(report.applications.map(({ name, revision }) => [name, revision]));
    expect([revisions.get("repertoire"), revisions.get("sasquatch")]).toEqual([topic, head]);
    expect(found(report)).toContain("pending Deployment repertoire /spec/replicas by argocd-controller");
    const source = report.findings.filter(({ keyedPath }) => keyedPath === "/spec/source/targetRevision");
    expect(source).toMatchObject([{ desired: "topic", live: "main", resource: { name: "repertoire" } }]);
  });
});
