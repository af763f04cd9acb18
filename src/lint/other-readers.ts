import { readdir, readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { type Config, fillPlaceholders } from "../config/index.ts";
import type { Application } from "../environments/application.ts";
import type { TracedApplication } from "./traced.ts";

/** An environment in which values are looked at: everything that it declares, and what of that is traced. */
export interface Surveyed {
  readonly environment: { readonly name: string };
  readonly declaration: {
    readonly root: string;
    readonly applications: readonly { readonly application: Application }[];
  };
  readonly applications: readonly TracedApplication[];
}

/** An application that is not traced in this run, but may read a values file that is linted. */
export interface OtherReader {
  readonly chart: string;
  /** Its values files, relative to the tree's root. */
  readonly files: readonly string[];
}

/**
 * The readers of values files besides the traced applications: those that the scope leaves out, and those of
 * environments that are not linted. Nothing is rendered for it: the plain layout names them, and a chart of
 * Applications keeps each environment's values beside the chart's own.
 */
export async function otherReaders(
  read: readonly Surveyed[],
  { config, root }: { readonly config: Config; readonly root: string },
): Promise<readonly OtherReader[]> {
  const { layout } = config;
  if (layout.kind === "plain") return plainReaders(read, { config, layout });
  const left = read.flatMap(({ declaration, applications }) => {
    const traced = new Set(applications.map(({ application }) => application.name));
    return declaration.applications.filter(({ application }) => !traced.has(application.name));
  });
  const charts = new Map(read.flatMap(({ applications }) => applications).map((one) => [one.application.chart, one]));
  const siblings = [...charts.keys()].map(async (chart) => {
    const names = await readdir(join(root, chart)).catch(() => []);
    const files = names.filter((name) => /\.ya?ml$/.test(name)).map((name) => posix.join(chart, name));
    return { chart, files };
  });
  return [
    ...left.map(({ application: { chart, valueFiles } }) => ({ chart, files: valueFiles })),
    ...(await Promise.all(siblings)),
  ];
}

function plainReaders(
  read: readonly Surveyed[],
  { config, layout }: { readonly config: Config; readonly layout: Extract<Config["layout"], { kind: "plain" }> },
): readonly OtherReader[] {
  const traced = new Set(
    read.flatMap(({ environment, applications }) =>
      applications.map(({ application }) => `${environment.name}/${application.name}`),
    ),
  );
  return config.environments.flatMap((environment) =>
    layout.applications
      .filter(({ name }) => environment.applications?.includes(name) ?? true)
      .filter(({ name }) => !traced.has(`${environment.name}/${name}`))
      .map(({ name, chart }) => ({
        chart,
        files: [fillPlaceholders(layout.values, { environment: environment.name, application: name })],
      })),
  );
}

/** The texts of a reader's values files that hold templates, which a template of the chart may run. */
export async function templatesOf({ files }: OtherReader, root: string): Promise<readonly string[]> {
  const texts = await Promise.all(files.map((file) => readFile(join(root, file), "utf8").catch(() => "")));
  return texts.flatMap((text) => text.split("\n")).filter((line) => line.includes("{{"));
}
