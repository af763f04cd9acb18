import { fillPlaceholders, type PlainApplication, type PlainLayout } from "../config/index.ts";
import type { Tree } from "../git/index.ts";
import type { Application, Environment } from "./application.ts";
import { type NamedFile, requireFiles, whereIn } from "./files.ts";
import type { EnvironmentRequest } from "./request.ts";

/**
 * The applications that holdfast.yaml names for an environment.
 * @throws UserErrors for each chart and values file that the tree lacks.
 */
export async function readPlain(layout: PlainLayout, request: EnvironmentRequest): Promise<Environment> {
  const { environment, tree } = request;
  const runs = layout.applications.filter(({ name }) => environment.applications?.includes(name) ?? true);
  const applications = runs.map((declared) => ({
    ...fixedFields(declared),
    argoCd: environment.argoCd !== null,
    valueFiles: [fillPlaceholders(layout.values, { environment: environment.name, application: declared.name })],
  }));
  await requireFiles(
    tree,
    applications.flatMap((application) => namedFiles(application, environment.name, tree)),
  );
  return { name: environment.name, applications, unsupported: [] };
}

function fixedFields({
  name,
  release,
  namespace,
  chart,
}: PlainApplication): Omit<Application, "argoCd" | "valueFiles"> {
  return {
    name,
    release,
    namespace,
    chart,
    ignoreMissingValueFiles: false,
    valuesObject: null,
    parameters: [],
    targetRevision: null,
    ignoreDifferences: [],
    declaredIn: null,
  };
}

function namedFiles({ name, chart, valueFiles }: Application, environment: string, tree: Tree): readonly NamedFile[] {
  return [
    {
      path: `${chart}/Chart.yaml`,
      missing: `holdfast.yaml names the chart ${chart} for ${name}, but ${chart}/Chart.yaml ${whereIn(tree)}. Correct the path, or add the chart.`,
    },
    ...valueFiles.map((path) => ({
      path,
      missing: `holdfast.yaml says that ${environment} runs ${name}, but ${path} ${whereIn(tree)}. Add the file, or leave ${name} out of the environment's applications.`,
    })),
  ];
}
