import { describe, expect, it, vi } from "vitest";
import type { ReviewedEnvironment, ReviewReport } from "../../../src/vocabulary/index.ts";
import { documentsOf, type Manifest, repositoryOf, templateOf } from "../cli/repository.ts";
import { Workplace } from "../cli/workplace.ts";
import { applyServerSide, createNamespace, kubectl, startFaultProxy } from "../kube/index.ts";
import { sharedPlane } from "../shared-plane.ts";

const plane = sharedPlane();
// Each test runs the program, and the machine may be busy.
vi.setConfig({ testTimeout: 120_000 });

const TEMPLATE = {
  metadata: { labels: { app: "ingest" } },
  spec: { containers: [{ name: "ingest", image: "ingest:1.0.0" }] },
};
const DEPLOYMENT = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "ingest" },
  spec: { replicas: 1, selector: { matchLabels: { app: "ingest" } }, template: TEMPLATE },
};
const SETTINGS = {
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: "settings" },
  data: { mode: "calm", a: "b" },
};
const SECRET = {
  apiVersion: "v1",
  kind: "Secret",
  metadata: { name: "login" },
  stringData: { password: "canary-live" },
};
const BEFORE: readonly Manifest[] = [DEPLOYMENT, SETTINGS, SECRET];

/** Deploys `BEFORE`, lets somebody do something by hand, changes git to `after` and reviews that. */
async function reviewed(after: readonly Manifest[], byHand: readonly (readonly string[])[]): Promise<Reviewed> {
  const namespace = await createNamespace(plane);
  await applyServerSide(plane, { yaml: documentsOf(BEFORE), namespace, fieldManager: "argocd-controller" });
  for (const args of byHand) await kubectl(plane, [...args, "--namespace", namespace]);
  await using proxy = await startFaultProxy({ target: plane });
  await using place = await Workplace.open(repositoryOf(BEFORE, { plane: proxy.plane, namespace }));
  const base = await place.commit();
  await place.write({ "charts/broker/templates/all.yaml": templateOf(after) });
  await place.commit();
  const ran = await place.holdfast(["review", "--base", base, "--cluster", "--output", "json"]);
  expect(ran).toMatchObject({ code: 0, stderr: "" });
  expect(new Set(proxy.requests().map(({ method }) => method))).toEqual(new Set(["GET"]));
  const [environment] = (JSON.parse(ran.stdout) as ReviewReport).environments;
  if (environment === undefined) throw new Error(`no environment in ${ran.stdout}`);
  return { environment, text: ran.stdout };
}

interface Reviewed {
  readonly environment: ReviewedEnvironment;
  readonly text: string;
}

function collisionsOf({ environment }: Reviewed): string[] {
  return (environment.live?.collisions ?? []).map(
    ({ reason, resource, keyedPath, manager }) => `${reason} ${resource.kind} ${keyedPath} ${manager}`,
  );
}

const patch = (data: object): string[] => ["patch", "configmap", "settings", "--patch", JSON.stringify({ data })];

describe("review: what the change meets in a cluster", () => {
  it("nothing, where nobody did anything by hand", async () => {
    const ran = await reviewed([{ ...SETTINGS, data: { mode: "wild", a: "b" } }, DEPLOYMENT, SECRET], []);
    expect(ran.environment.live).toEqual({ collisions: [], pending: [] });
  });

  it("a field that somebody changed, and not another one that somebody changed", async () => {
    const after = [{ ...SETTINGS, data: { mode: "wild", a: "b" } }, DEPLOYMENT, SECRET];
    const ran = await reviewed(after, [patch({ mode: "storm" }), patch({ a: "z" })]);
    expect(collisionsOf(ran)).toEqual(["live-drift ConfigMap /data/mode kubectl-patch"]);
    expect(ran.environment.live?.collisions[0]).toMatchObject({ after: "wild", live: "storm" });
  });

  it("a field that another manager owns, though its value is what git says", async () => {
    const after = [{ ...DEPLOYMENT, spec: { ...DEPLOYMENT.spec, replicas: 3 } }, SETTINGS, SECRET];
    const ran = await reviewed(after, [
      ["scale", "deployment", "ingest", "--replicas", "2"],
      ["scale", "deployment", "ingest", "--replicas", "1"],
    ]);
    expect(collisionsOf(ran)).toEqual(["other-manager Deployment /spec/replicas kubectl"]);
  });

  it("what was added by hand to an object that goes", async () => {
    const ran = await reviewed([DEPLOYMENT, SECRET], [["label", "configmap", "settings", "keep=me"]]);
    expect(collisionsOf(ran)).toEqual(["live-drift ConfigMap /metadata/labels/keep kubectl-label"]);
  });

  it("a Secret, without its values", async () => {
    const after = [DEPLOYMENT, SETTINGS, { ...SECRET, stringData: { password: "canary-new" } }];
    const ran = await reviewed(after, [
      ["patch", "secret", "login", "--patch", JSON.stringify({ stringData: { password: "canary-hand" } })],
    ]);
    expect(collisionsOf(ran)).toEqual([expect.stringMatching(/^live-drift Secret .* kubectl-patch$/)]);
    expect(ran.text).not.toMatch(/canary|Y2FuYXJ5/);
  });
});
