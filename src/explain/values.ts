import type { RenderedApplication } from "../check/desired.ts";
import { readOffline } from "../check/index.ts";
import type { Config, EnvironmentConfig } from "../config/config.ts";
import { UserError } from "../errors/index.ts";
import { isCalledSecret, type LeafTrace } from "../render/index.ts";
import {
  type Path,
  type Transformation,
  toPointer,
  toValuesKey,
  type ValuesExplanation,
  type ValuesUse,
} from "../vocabulary/index.ts";
import type { ExplainPorts } from "./ports.ts";
import { parsePath } from "./query.ts";
import { resolvePath } from "./resolve.ts";

export interface ExplainValuesRequest {
  readonly config: Config;
  readonly environments: readonly EnvironmentConfig[];
  readonly revision: string | null;
  /** A key of values: `kafka.config["retention.ms"]`; a map or list stands for every leaf below it. */
  readonly key: string;
  /** Only these applications; null for all. */
  readonly applications: ReadonlySet<string> | null;
}

/**
 * What a values leaf moves, in every application of every environment that has it.
 * @throws UserError when none has such a key.
 */
export async function explainValues(request: ExplainValuesRequest, ports: ExplainPorts): Promise<ValuesExplanation> {
  const { config, environments, revision, applications, key } = request;
  const steps = parsePath(key);
  const found = await Promise.all(
    environments.map(async (environment) => {
      ports.progress(`${environment.name}: tracing ${key}`);
      const { declaration } = await readOffline({ config, environment, revision, applications }, ports);
      const uses = declaration.applications.map((rendered) =>
        usesIn(rendered, { environment: environment.name, steps }, ports),
      );
      const notes = declaration.failures.map(
        ({ failure }) => `${environment.name}: ${failure.what} could not be read: ${failure.why}`,
      );
      return { uses: (await Promise.all(uses)).flat(), notes, revision: declaration.revision };
    }),
  );
  const uses = found.flatMap((one) => one.uses);
  if (uses.length === 0) {
    const where = environments.map(({ name }) => name).join(", ");
    throw new UserError(
      `No application of ${where} has the values key ${key}. holdfast lint looks for keys that look misspelt.`,
    );
  }
  const explanation: ValuesExplanation = {
    schemaVersion: 1,
    key,
    revision: found[0]?.revision ?? null,
    uses,
    notes: found.flatMap((one) => one.notes),
  };
  return ports.scrubber.scrubJson(explanation);
}

interface Asked {
  readonly environment: string;
  readonly steps: ReturnType<typeof parsePath>;
}

async function usesIn(
  { application, tree }: RenderedApplication,
  { environment, steps }: Asked,
  { renderer, provenance }: ExplainPorts,
): Promise<readonly ValuesUse[]> {
  const values = await renderer.values(application, tree);
  const path = values.ok ? resolvePath(values.value.merged, steps) : null;
  if (!values.ok || path === null) return [];
  const alone = await renderer.trace(application, tree, { of: "leaves", paths: [withoutKeys(path)] });
  // What switches a value that moves nothing is another one, so all have to be looked at.
  const isQuiet = alone.ok && alone.value.leaves.some(({ outcome }) => outcome === "silent");
  const traced = isQuiet ? await renderer.trace(application, tree, { of: "everything" }) : alone;
  const leaves = values.value.leaves.filter((leaf) => isBelow(leaf.path, path));
  return Promise.all(
    leaves.map(async (leaf): Promise<ValuesUse> => {
      const own = traced.ok
        ? traced.value.leaves.filter((one) => toValuesKey(one.leaf) === toValuesKey(leaf.path))
        : [];
      const trace = own.find(({ of }) => of === "value");
      return {
        environment,
        application: application.name,
        provenance: await provenance.lineOf({ application, tree }, leaf.path),
        ...(traced.ok && isShown(leaf.path, own) ? { value: leaf.value } : {}),
        outcome: trace === undefined || trace.outcome === "not-probed" ? "unread" : trace.outcome,
        switchedBy: trace?.switchedBy ? toValuesKey(trace.switchedBy) : null,
        mentioned: own.some(({ mentioned }) => mentioned),
        fields: own.flatMap(({ links }) => links).map(fieldOf),
      };
    }),
  );
}

function fieldOf({ resource, path, transformation }: LeafTrace["links"][number]): {
  readonly resource: typeof resource;
  readonly path: string | null;
  readonly transformation: Transformation;
} {
  return { resource, path: path.length === 0 ? null : toPointer(path), transformation };
}

/** What makes a Secret, or is called like one and makes none yet, is told by its key alone. */
function isShown(path: Path, traces: readonly LeafTrace[]): boolean {
  return (
    !isCalledSecret(path) && traces.every(({ links }) => links.every(({ resource }) => resource.kind !== "Secret"))
  );
}

function withoutKeys(path: Path): Path {
  return path.map((segment) => (typeof segment === "string" ? segment : { index: segment.index, key: null }));
}

function isBelow(path: Path, top: Path): boolean {
  const key = toValuesKey(top);
  return toValuesKey(path.slice(0, top.length)) === key;
}
