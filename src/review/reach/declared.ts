import type { Config, EnvironmentConfig } from "../../config/index.ts";
import { type ApplicationRenderer, type Environment, readEnvironment } from "../../environments/index.ts";
import { UserError } from "../../errors/index.ts";
import type { Tree } from "../../git/port.ts";
import { type Reading, read } from "../../vocabulary/index.ts";

/** One side of an environment, as a tree and its configuration declare it. */
export interface SideRequest {
  /** The side's own: of an environment that it does not have, nothing is declared. */
  readonly config: Config;
  readonly environment: string;
  readonly tree: Tree;
  readonly renderer: ApplicationRenderer;
}

/** What one side declares, and what it names but does not hold. */
export interface DeclaredSide {
  readonly environment: Reading<Environment>;
  /** What the configuration names and the tree lacks, one sentence each; of an application where it concerns one. */
  readonly missing: readonly { readonly application: string | null; readonly why: string }[];
}

/**
 * The applications of an environment on one side. What the tree lacks is not declared there: the environment or the
 * application may be newer, or gone.
 */
export async function readSide(request: SideRequest): Promise<DeclaredSide> {
  const environment = request.config.environments.find(({ name }) => name === request.environment);
  if (environment === undefined) return { environment: read(nothing(request.environment)), missing: [] };
  const { layout } = request.config;
  if (layout.kind !== "plain") return readPart(request, { environment, application: null });
  const wanted = environment.applications ?? layout.applications.map(({ name }) => name);
  const parts = await Promise.all(
    wanted.map((application) =>
      readPart(request, { environment: { ...environment, applications: [application] }, application }),
    ),
  );
  const applications = parts.flatMap((part) => (part.environment.ok ? part.environment.value.applications : []));
  return {
    environment: read({ ...nothing(environment.name), applications }),
    missing: parts.flatMap(({ missing }) => missing),
  };
}

interface Part {
  readonly environment: EnvironmentConfig;
  readonly application: string | null;
}

async function readPart(
  { config, tree, renderer }: SideRequest,
  { environment, application }: Part,
): Promise<DeclaredSide> {
  try {
    return { environment: await readEnvironment({ config, environment, tree, renderer }), missing: [] };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { environment: read(nothing(environment.name)), missing: [{ application, why: error.message }] };
  }
}

function nothing(name: string): Environment {
  return { name, applications: [], unsupported: [] };
}
