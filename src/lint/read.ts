import type { ScopedFailure } from "../check/desired.ts";
import { type Declaration, type Intent, readOffline } from "../check/index.ts";
import type { EnvironmentConfig } from "../config/config.ts";
import type { TraceWish } from "../render/index.ts";
import type { Rendering } from "../render/rendering.ts";
import { type Reading, read } from "../vocabulary/index.ts";
import type { LintPorts } from "./ports.ts";
import type { LintRequest } from "./request.ts";
import type { TracedApplication } from "./traced.ts";

/** An environment as git alone declares it, every leaf traced. */
export interface ReadEnvironment {
  readonly environment: EnvironmentConfig;
  readonly declaration: Declaration;
  readonly intent: Intent;
  readonly applications: readonly TracedApplication[];
  readonly failures: readonly ScopedFailure[];
}

/** Renders an environment whole, for couplings reach everywhere, and traces every leaf of the applications that are wanted. */
export async function readForLint(
  environment: EnvironmentConfig,
  request: LintRequest,
  ports: LintPorts,
): Promise<ReadEnvironment> {
  const { config, revision, scope } = request;
  ports.progress(`${environment.name}: rendering`);
  const { declaration, intent } = await readOffline({ config, environment, revision, applications: null }, ports);
  const placed = Map.groupBy(intent.declared, ({ application }) => application.name);
  ports.progress(`${environment.name}: tracing values`);
  const traced = await Promise.all(
    declaration.applications
      .filter(({ application }) => scope.applications?.has(application.name) ?? true)
      .map(async (rendered) => {
        const { application, tree, rendering } = rendered;
        const reading = await valuesAndTrace(rendered, ports);
        const objects = (placed.get(application.name) ?? []).map(({ object }) => object);
        return {
          application: application.name,
          reading: withParts(reading, { environment: environment.name, application, tree, rendering, placed: objects }),
        };
      }),
  );
  return {
    environment,
    declaration,
    intent,
    applications: traced.flatMap(({ reading }) => (reading.ok ? [reading.value] : [])),
    failures: [
      ...declaration.failures,
      ...traced.flatMap(({ application, reading }) =>
        reading.ok
          ? []
          : [{ failure: reading.failure, application, resource: { type: "values", application, file: null } as const }],
      ),
    ],
  };
}

type Found = Pick<TracedApplication, "values" | "trace">;

async function valuesAndTrace(
  { application, tree, rendering }: Pick<TracedApplication, "application" | "tree" | "rendering">,
  { renderer }: LintPorts,
): Promise<Reading<Found>> {
  const [values, trace] = await Promise.all([
    renderer.values(application, tree),
    renderer.trace(application, tree, wishFor(rendering)),
  ]);
  if (!values.ok) return values;
  return trace.ok ? read({ values: values.value, trace: trace.value }) : trace;
}

/** Go's own words in a manifest, which a null or an empty map leaves there: only then is every leaf worth its probes. */
const ARTEFACT = /<nil>|map\[/;

function wishFor({ objects }: Rendering): TraceWish {
  return { of: objects.some(({ object }) => ARTEFACT.test(JSON.stringify(object))) ? "everything" : "unread" };
}

function withParts(reading: Reading<Found>, parts: Omit<TracedApplication, keyof Found>): Reading<TracedApplication> {
  return reading.ok ? read({ ...parts, ...reading.value }) : reading;
}
