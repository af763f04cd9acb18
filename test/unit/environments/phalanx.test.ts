import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { parseConfig, proposeConfig } from "../../../src/config/index.ts";
import { type Application, readEnvironment } from "../../../src/environments/index.ts";
import { createRenderer, type Helm, locateHelm, type Renderer } from "../../../src/render/index.ts";

const run = promisify(execFile);
const archive = join(import.meta.dirname, "../../../../shared/phalanx.tar.gz");

/** The fields of an Application as Phalanx writes them; anything else fails the test. */
const rendered = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z.strictObject({
    destination: z.strictObject({ namespace: z.string(), server: z.literal("https://kubernetes.default.svc") }),
    project: z.string(),
    syncPolicy: z.unknown().optional(),
    ignoreDifferences: z.array(z.looseObject({ kind: z.string() })).optional(),
    source: z.strictObject({
      path: z.string(),
      repoURL: z.literal("https://github.com/lsst-sqre/phalanx.git"),
      targetRevision: z.string(),
      helm: z
        .strictObject({
          valueFiles: z.array(z.string()).optional(),
          parameters: z
            .array(z.strictObject({ name: z.string(), value: z.string(), forceString: z.boolean().optional() }))
            .optional(),
          valuesObject: z.record(z.string(), z.unknown()).optional(),
        })
        .optional(),
    }),
  }),
});

type Rendered = z.output<typeof rendered>;

/** What plain `helm template` and a plain YAML parser say, without any code of Holdfast. */
async function oracle(helm: Helm, root: string, environment: string): Promise<readonly Rendered[]> {
  const chart = join(root, "environments");
  const values = join(chart, `values-${environment}.yaml`);
  const { stdout } = await run(helm.binary, ["template", "x", chart, "--values", values], { maxBuffer: 1e8 });
  const objects = z
    .array(z.looseObject({ kind: z.string() }))
    .parse(parseAllDocuments(stdout).map((document) => document.toJS()));
  return objects.filter(({ kind }) => kind === "Application").map((object) => rendered.parse(object));
}

function expected({ metadata, spec }: Rendered): object {
  const { path, targetRevision, helm } = spec.source;
  return {
    name: metadata.name,
    release: metadata.name,
    namespace: spec.destination.namespace,
    chart: path,
    valueFiles: (helm?.valueFiles ?? []).map((file) => `${path}/${file}`),
    valuesObject: helm?.valuesObject ?? null,
    parameters: (helm?.parameters ?? []).map((parameter) => ({ forceString: false, ...parameter })),
    targetRevision: targetRevision === "main" ? null : targetRevision,
    ignoreDifferences: (spec.ignoreDifferences ?? []).map((entry) => ({
      group: "",
      name: null,
      namespace: null,
      jsonPointers: [],
      jqPathExpressions: [],
      managedFieldsManagers: [],
      ...entry,
    })),
    ignoreMissingValueFiles: false,
    // Looked at apart.
    declaredIn: null,
    argoCd: true,
  };
}

const present = existsSync(archive);

describe("environments/phalanx", () => {
  it.each([present ? "has the Phalanx archive" : "did not run: the Phalanx archive is not here"])("%s", () => {
    expect(existsSync(archive)).toBe(present);
  });
});

describe.runIf(present)("environments/phalanx", () => {
  let folder: string;
  let root: string;
  let renderer: Renderer;
  let helm: Helm;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "holdfast-phalanx-"));
    await run("tar", ["-xzf", archive, "-C", folder]);
    root = existsSync(join(folder, "phalanx")) ? join(folder, "phalanx") : folder;
    helm = await locateHelm({ env: process.env, pinned: null });
    const cacheDir = join(folder, ".cache");
    renderer = createRenderer({ helm, cacheDir, concurrency: 2, kubeVersion: null, apiVersions: [], env: process.env });
  }, 60_000);

  afterAll(async () => {
    await renderer.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  it("reads all 24 environments with every field as the rendered Application has it", {
    timeout: 120_000,
  }, async () => {
    const config = parseConfig({ text: await proposeConfig(root), file: join(root, "holdfast.yaml") });
    expect(config.layout).toEqual({ kind: "app-of-apps", chart: "environments", values: "values-{environment}.yaml" });
    const applications: Application[] = [];
    for (const environment of config.environments) {
      const reading = await readEnvironment({ config, environment, tree: { root, revision: null }, renderer });
      if (!reading.ok) throw new Error(`${environment.name}: ${reading.failure.why}`);
      const [parent, ...children] = reading.value.applications;
      expect(parent).toMatchObject({ chart: "environments", namespace: "argocd" });
      expect(children.map((child) => ({ ...child, declaredIn: null }))).toEqual(
        (await oracle(helm, root, environment.name)).map(expected),
      );
      for (const { name, declaredIn } of children) {
        expect(declaredIn).toMatch(/^environments\/templates\/applications\/.+\.yaml$/);
        expect(await readFile(join(root, declaredIn ?? ""), "utf8")).toContain(`name: "${name}"`);
      }
      expect(reading.value.unsupported).toEqual([]);
      applications.push(...children);
    }
    expect(config.environments).toHaveLength(24);
    expect(applications).toHaveLength(525);
    expect(applications.flatMap(({ targetRevision }) => targetRevision ?? [])).toEqual([
      "strimzi-0.47.0",
      "strimzi-0.47.0",
      "strimzi-0.49.0",
    ]);
  });
});
