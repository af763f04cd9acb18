import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { check } from "../../../src/check/index.ts";
import { type GitRepository, openRepository } from "../../../src/git/index.ts";
import { createProvenanceFinder } from "../../../src/provenance/index.ts";
import type { Renderer } from "../../../src/render/index.ts";
import type { EnvironmentReport, KubernetesObject } from "../../../src/vocabulary/index.ts";
import { chartYaml, newRenderer } from "../render/chart-tree.ts";
import { configMap, portsOf, requestOf } from "./fixture.ts";

const VALUES = "values/idfint/broker.yaml";

const TEMPLATE = `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Values.name }}
data:
  {{- toYaml .Values.settings | nindent 2 }}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: fixed
data:
  title: {{ printf "%s of %s" .Values.title .Release.Name | quote }}
  hard: coded
{{- if .Values.extra }}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: sometimes
{{- end }}
`;

const CHART = {
  "charts/broker/Chart.yaml": chartYaml("broker"),
  "charts/broker/values.yaml": 'name: broker\nextra: true\ntitle: Settings\nsettings:\n  colour: "red"\n',
  "charts/broker/templates/all.yaml": TEMPLATE,
};

let root: string;
let first: string;
let renderer: Renderer;
let repository: GitRepository;

function git(...args: string[]): string {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
  const who = ["-c", "user.name=Nobody", "-c", "user.email=test@example.org"];
  return execFileSync("git", [...who, ...args], { cwd: root, env, encoding: "utf8" }).trim();
}

async function commit(author: string, files: Record<string, string>): Promise<string> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
  git("add", "-A");
  git("commit", "-qm", "change", `--author=${author} <${author}@example.org>`);
  return git("rev-parse", "HEAD");
}

beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), "holdfast-check-")));
  git("init", "-q", "-b", "main");
  first = await commit("Ada", { ...CHART, ".gitignore": "cache\n", [VALUES]: "settings:\n  size: small\n" });
  await commit("Bo", { [VALUES]: "# Larger since the move.\n\nsettings:\n  size: large\n" });
  renderer = await newRenderer(join(root, "cache"));
  repository = await openRepository(root);
});

afterAll(async () => {
  await Promise.all([renderer.dispose(), repository.dispose()]);
  await rm(root, { recursive: true, force: true });
});

const FIXED = { title: "Settings of broker", hard: "coded" };

function live(settings: Record<string, string>, fixed: Record<string, string> = FIXED): KubernetesObject[] {
  return [configMap("broker", settings), configMap("fixed", fixed), configMap("sometimes", {})];
}

async function run(objects: readonly KubernetesObject[], revision: string | null = null): Promise<EnvironmentReport> {
  const world = { renderings: {}, live: objects };
  const provenance = createProvenanceFinder({ repository, renderer });
  const ports = { ...portsOf(world), repository, renderer, provenance };
  const [environment] = (await check({ ...requestOf(world), revision }, ports)).environments;
  if (environment === undefined) throw new Error("the report has no environment");
  return environment;
}

async function origins(objects: readonly KubernetesObject[], revision?: string): Promise<string[]> {
  const { findings } = await run(objects, revision);
  return findings.map(({ kind, path, provenance }) => {
    const from = provenance === null ? "-" : `${provenance.file}:${provenance.line} ${provenance.author}`;
    return [kind, path ?? "", from].join(" ");
  });
}

describe("check with values lines", { timeout: 60_000 }, () => {
  it("renders nothing for them where nothing is found", async () => {
    const { verdict, stats } = await run(live({ size: "large", colour: "red" }));
    expect([verdict, stats.renders]).toEqual(["in-sync", 1]);
  });

  it("names file, line, key, commit and author of what drifted", async () => {
    const { findings, stats, notes } = await run(live({ size: "huge", colour: "red" }));
    expect(findings.map(({ provenance }) => provenance)).toEqual([
      {
        file: VALUES,
        line: 4,
        column: 9,
        key: "settings.size",
        transformation: "same",
        commit: git("rev-parse", "HEAD"),
        author: "Bo",
        time: expect.stringMatching(/^\d{4}-.*Z$/),
      },
    ]);
    expect(stats.renders).toBeGreaterThan(1);
    expect(notes).toEqual([]);
  });

  it("finds the line in the file that won, in that of the chart, and of what is made of it", async () => {
    const found = await origins(live({ size: "huge", colour: "blue" }, { title: "Other", hard: "boiled" }));
    expect(found.toSorted()).toEqual([
      "changed /data/colour charts/broker/values.yaml:5 Ada",
      "changed /data/hard -",
      "changed /data/size values/idfint/broker.yaml:4 Bo",
      "changed /data/title charts/broker/values.yaml:3 Ada",
    ]);
  });

  it("names the map that an added key would be written to, where all of it comes from one", async () => {
    const by = {
      manager: "kubectl-edit",
      operation: "Update",
      apiVersion: "v1",
      fieldsV1: { "f:data": { "f:new": {} } },
    };
    const objects = live({ size: "large", colour: "red", new: "1" }, { ...FIXED, new: "1" });
    const edited = objects.map((one) => ({ ...one, metadata: { ...one.metadata, managedFields: [by] } }));
    expect(await origins(edited)).toEqual(["added /data/new values/idfint/broker.yaml:3 Ada", "added /data/new -"]);
  });

  it("finds what names a missing object, and the switch of one that has a name of its own", async () => {
    expect((await origins([])).toSorted()).toEqual([
      "missing  -",
      "missing  charts/broker/values.yaml:1 Ada",
      "missing  charts/broker/values.yaml:2 Ada",
    ]);
  });

  it("traces and blames the revision that is compared", async () => {
    const found = await origins(live({ size: "huge", colour: "red" }), first);
    expect(found).toEqual(["changed /data/size values/idfint/broker.yaml:2 Ada"]);
  });
});
