import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Engine, KubernetesObject } from "../../../src/vocabulary/index.ts";
import { createNamespace } from "../kube/index.ts";
import { sharedPlane } from "../shared-plane.ts";
import { isOfThisTable } from "./arrows.ts";
import { runCheck } from "./checks.ts";
import { Cluster, discover } from "./cluster.ts";
import { deploy } from "./deploy.ts";
import { renderEverything } from "./rendered.ts";
import { writeChart, writeRepository } from "./repository.ts";
import { respell } from "./respell.ts";
import { WAYS } from "./rows/index.ts";
import { inShort } from "./score.ts";

describe.each(WAYS)("a clean environment created by %s stays clean", (way) => {
  const application = `respelled-${way.replaceAll(" ", "-")}`;
  let folder: string;
  let objects: KubernetesObject[];

  beforeAll(async () => {
    const plane = sharedPlane();
    folder = await mkdtemp(join(tmpdir(), "holdfast-respelling-"));
    const namespace = await createNamespace(plane);
    await writeRepository(folder, [{ name: application, namespace }], plane.kubeconfig);
    const rendered = await renderEverything(join(folder, ".cache"));
    const distinct = [...new Map(rendered.map(({ object }) => [JSON.stringify(object), object])).values()];
    objects = distinct.map((object, i) => ({
      ...object,
      metadata: {
        ...object.metadata,
        name: `${object.metadata.name.slice(0, 40)}-${way.at(-1) ?? ""}${namespace.slice(-4)}${i}`,
      },
    }));
    using cluster = new Cluster(plane, namespace, await discover(plane, folder));
    await deploy(cluster, { way, application, objects, folder });
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each<[Engine, number]>([
    ["local", 8],
    ["server", 2],
  ])("when git spells everything otherwise (%s engine, %i times)", { timeout: 300_000 }, async (engine, numRuns) => {
    const property = fc.asyncProperty(fc.gen(), async (choose) => {
      const other = objects.map((object) => respell(object, choose));
      await writeChart(join(folder, "charts", application), other);
      const { environments } = await runCheck(folder, engine);
      const [report] = environments;
      const found = report?.findings
        .filter(isOfThisTable)
        .map((finding) => `${JSON.stringify(finding.resource)} ${inShort(finding)} ${finding.message}`);
      expect(found).toEqual([]);
      expect(report?.verdict).not.toBe("unknown");
    });
    await fc.assert(property, { numRuns, seed: 20261124, endOnFailure: true });
  });
});
