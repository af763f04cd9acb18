import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { stringify } from "yaml";
import type { JsonManifest } from "./mix.ts";

/** The environment and application that holdfast.yaml names. */
export const ENVIRONMENT = "bench";

/** A git repository with holdfast.yaml, one chart and the values of one environment. */
export interface Repository {
  readonly folder: string;
  readonly chart: string;
  readonly values: string;
  readonly release: string;
  readonly namespace: string;
}

export interface Wanted {
  readonly folder: string;
  readonly mix: readonly JsonManifest[];
  /** How many objects the chart renders. */
  readonly objects: number;
}

/** Writes the repository and commits it, so that a check has the git work of a real clone to do. */
export async function writeRepository({ folder, mix, objects }: Wanted): Promise<Repository> {
  const name = `bench-${objects}`;
  const chart = join(folder, "charts", name);
  const values = join(folder, "environments", ENVIRONMENT, `${name}.yaml`);
  await mkdir(join(chart, "templates"), { recursive: true });
  await mkdir(join(folder, "environments", ENVIRONMENT), { recursive: true });
  await writeFile(join(chart, "Chart.yaml"), stringify({ apiVersion: "v2", name, version: "1.0.0" }));
  await writeFile(
    join(chart, "templates", "objects.yaml"),
    mix.map((one, at) => template(one, at, mix.length)).join(""),
  );
  await writeFile(values, stringify({ objects }));
  await writeFile(join(folder, "holdfast.yaml"), stringify(configuration(name)));
  await commit(folder);
  return { folder, chart, values, release: name, namespace: name };
}

/** Copies of one manifest; over all manifests there are as many as the values ask for. */
function template(manifest: JsonManifest, at: number, all: number): string {
  const { name } = manifest.metadata;
  const copy = { ...manifest, metadata: { ...manifest.metadata, name: "COPY" } };
  const text = stringify(copy, { lineWidth: 0 }).replaceAll(
    /\{\{|\}\}/g,
    (braces) => `{{ ${JSON.stringify(braces)} }}`,
  );
  const body = text.replace("name: COPY", `name: {{ $.Release.Name }}-${name}-{{ $copy }}`);
  return `{{- range $copy := until (int (div (add .Values.objects ${all - 1 - at}) ${all})) }}\n---\n${body}{{- end }}\n`;
}

function configuration(name: string): object {
  return {
    schemaVersion: 1,
    layout: {
      plain: {
        values: "environments/{environment}/{application}.yaml",
        applications: [{ name, chart: `charts/${name}`, namespace: name }],
      },
    },
    environments: [{ name: ENVIRONMENT, cluster: { context: "admin" } }],
  };
}

async function commit(folder: string): Promise<void> {
  const git = promisify(execFile);
  const author = ["-c", "user.name=bench", "-c", "user.email=bench@example.org"];
  await git("git", ["init", "--quiet", folder]);
  await git("git", ["-C", folder, "add", "--all"]);
  await git("git", ["-C", folder, ...author, "commit", "--quiet", "--message", "Declare the bench"]);
}
