import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadConfig, parseConfig } from "../../../src/config/index.ts";
import { type Environment, environmentNames, readEnvironment } from "../../../src/environments/index.ts";
import { UserErrors } from "../../../src/errors/index.ts";
import { createRenderer, locateHelm, type Renderer } from "../../../src/render/index.ts";
import type { Reading } from "../../../src/vocabulary/index.ts";

let root: string;
let renderer: Renderer;

const APPLICATION = `{{- range $name, $on := .Values.applications }}{{ if $on }}
apiVersion: v1
kind: Namespace
metadata: { name: {{ $name }} }
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: {{ $name }}, namespace: argocd }
spec:
  destination: { namespace: {{ $name }}, server: https://kubernetes.default.svc }
  source:
    path: applications/{{ $name }}
    repoURL: https://github.com/example/site.git
    targetRevision: {{ $.Values.revision | default "main" }}
    helm: { valueFiles: [values.yaml, values-{{ $.Values.name }}.yaml] }
---
{{- end }}{{ end }}
`;

const FILES = {
  "environments/Chart.yaml": "apiVersion: v2\nname: site\nversion: 1.0.0\n",
  "environments/values.yaml": "appOfAppsName: apps\napplications: { broker: true, simulator: false }\n",
  "environments/values-int.yaml":
    "name: int\nappOfAppsName: int-apps\napplications: { simulator: true }\nrevision: next\n",
  "environments/values-prod.yaml": "name: prod\n",
  "environments/values-broken.yaml": "name: [\n",
  "environments/templates/applications.yaml": APPLICATION,
  "applications/broker/Chart.yaml": "apiVersion: v2\nname: broker\nversion: 1.0.0\n",
  "plain/int/broker.yaml": "",
};

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "holdfast-layouts-"));
  for (const [file, text] of Object.entries(FILES)) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
  const helm = await locateHelm({ env: process.env, pinned: null });
  const cacheDir = join(root, ".cache");
  renderer = createRenderer({ helm, cacheDir, concurrency: 2, kubeVersion: null, apiVersions: [], env: process.env });
}, 60_000);

afterAll(async () => {
  await renderer.dispose();
  await rm(root, { recursive: true, force: true });
});

const APP_OF_APPS = "appOfApps: { chart: environments, values: 'values-{environment}.yaml' }";
const PLAIN = `plain:
    values: plain/{environment}/{application}.yaml
    applications:
      - { name: broker, chart: applications/broker, namespace: kafka }
      - { name: simulator, chart: applications/simulator, namespace: kafka }`;

async function readOne(layout: string, environment: string): Promise<Reading<Environment>> {
  const text = `schemaVersion: 1\nlayout:\n  ${layout}\nenvironments:\n  - ${environment}\n`;
  const config = parseConfig({ text, file: join(root, "holdfast.yaml") });
  const [first] = config.environments;
  if (first === undefined) throw new Error("holdfast.yaml names no environment");
  return readEnvironment({ config, environment: first, tree: { root, revision: null }, renderer });
}

function mistakesIn(reading: Promise<Reading<Environment>>): Promise<readonly string[]> {
  return reading.then(
    () => [],
    (error: unknown) => {
      if (error instanceof UserErrors) return error.messages;
      throw error;
    },
  );
}

describe("environments/app-of-apps", () => {
  it("takes each application from its Application, and the chart of Applications itself", async () => {
    const reading = await readOne(APP_OF_APPS, "name: int");
    if (!reading.ok) throw new Error(reading.failure.why);
    expect(reading.value.unsupported).toEqual([]);
    expect(
      reading.value.applications.map(({ name, namespace, chart, valueFiles, targetRevision }) => [
        name,
        namespace,
        chart,
        valueFiles,
        targetRevision,
      ]),
    ).toEqual([
      ["int-apps", "argocd", "environments", ["environments/values-int.yaml"], null],
      [
        "broker",
        "broker",
        "applications/broker",
        ["applications/broker/values.yaml", "applications/broker/values-int.yaml"],
        "next",
      ],
      [
        "simulator",
        "simulator",
        "applications/simulator",
        ["applications/simulator/values.yaml", "applications/simulator/values-int.yaml"],
        "next",
      ],
    ]);
  });

  it("knows the template that each Application is rendered from", async () => {
    const reading = await readOne(APP_OF_APPS, "name: int");
    expect(reading.ok && reading.value.applications.map(({ declaredIn }) => declaredIn)).toEqual([
      null,
      "environments/templates/applications.yaml",
      "environments/templates/applications.yaml",
    ]);
  });

  it("names the parent by the chart's values where the environment does not, and puts it where Argo CD is", async () => {
    const reading = await readOne(APP_OF_APPS, "{ name: prod, argoCd: { namespace: argo } }");
    expect(reading).toMatchObject({
      ok: true,
      value: { applications: [{ name: "apps", namespace: "argo" }, { name: "broker" }] },
    });
  });

  it("is a failed reading when the chart does not render", async () => {
    expect(await readOne(APP_OF_APPS, "name: broken")).toMatchObject({
      ok: false,
      failure: { reason: "render-failed" },
    });
  });

  it.each([
    [
      APP_OF_APPS,
      "holdfast.yaml names the environment none, but environments/values-none.yaml is not there. Add the file, or correct the name.",
    ],
    [
      APP_OF_APPS.replace("environments", "elsewhere"),
      "holdfast.yaml names the chart elsewhere, but elsewhere/Chart.yaml is not there. Correct layout.appOfApps.chart.",
    ],
  ])("says which file is missing for %s", async (layout, message) => {
    expect(await mistakesIn(readOne(layout, "name: none"))).toContain(message);
  });
});

describe("environments/plain", () => {
  it("reads what holdfast.yaml names", async () => {
    expect(await readOne(PLAIN, "{ name: int, applications: [broker] }")).toEqual({
      ok: true,
      value: {
        name: "int",
        unsupported: [],
        applications: [
          {
            name: "broker",
            release: "broker",
            namespace: "kafka",
            chart: "applications/broker",
            valueFiles: ["plain/int/broker.yaml"],
            ignoreMissingValueFiles: false,
            valuesObject: null,
            parameters: [],
            targetRevision: null,
            ignoreDifferences: [],
            declaredIn: null,
            argoCd: false,
          },
        ],
      },
    });
  });

  it("tells every missing file at once", async () => {
    expect(await mistakesIn(readOne(PLAIN, "name: prod"))).toEqual([
      "holdfast.yaml says that prod runs broker, but plain/prod/broker.yaml is not there. Add the file, or leave broker out of the environment's applications.",
      "holdfast.yaml names the chart applications/simulator for simulator, but applications/simulator/Chart.yaml is not there. Correct the path, or add the chart.",
      "holdfast.yaml says that prod runs simulator, but plain/prod/simulator.yaml is not there. Add the file, or leave simulator out of the environment's applications.",
    ]);
  });
});

describe("environments/own", () => {
  it("reads the environments that this repository ships", async () => {
    const file = join(import.meta.dirname, "../../../holdfast.yaml");
    const config = await loadConfig(file);
    const tree = { root: config.root, revision: null };
    expect(environmentNames(config)).toEqual(["idfint", "idfdev", "idfprod"]);
    for (const environment of config.environments) {
      const reading = await readEnvironment({ config, environment, tree, renderer });
      expect(reading).toMatchObject({ ok: true, value: { unsupported: [] } });
    }
  });
});
