import { readOffline } from "../check/index.ts";
import type { Config, EnvironmentConfig } from "../config/config.ts";
import { UserError } from "../errors/index.ts";
import type { KubernetesReader } from "../observe/kubernetes/port.ts";
import {
  type Explanation,
  type KubernetesObject,
  type Path,
  type Reading,
  resourceOf,
  toKeyedPath,
  toPointer,
  unread,
} from "../vocabulary/index.ts";
import { explainCauses } from "./causes.ts";
import { liveLayer, operatorLayer, renderedLayer } from "./layers.ts";
import { attributionAt, type LiveObject, readLive } from "./live.ts";
import type { ExplainPorts } from "./ports.ts";
import { parsePath, parseResource, type ResourceQuery, type Step } from "./query.ts";
import { resolvePath } from "./resolve.ts";
import { explainService } from "./service.ts";
import { findSubject, type Subject } from "./subject.ts";

export interface ExplainRequest {
  readonly config: Config;
  readonly environment: EnvironmentConfig;
  /** Null is the working tree. */
  readonly revision: string | null;
  /** `Kind/name` or `Kind/namespace/name`. */
  readonly resource: string;
  /** In any form that reports write; null for the whole resource. */
  readonly path: string | null;
}

/**
 * Follows one field along the chain: values line, rendering, live object, operator, service. A layer that cannot be read
 * says why, and the others are still told.
 * @throws UserError when neither git nor the cluster has such a resource or field.
 */
export async function explainField(request: ExplainRequest, ports: ExplainPorts): Promise<Explanation> {
  const { config, environment, revision } = request;
  const query = parseResource(request.resource);
  const steps = parsePath(request.path ?? "");
  ports.progress(`${environment.name}: rendering`);
  const [offline, reader] = await Promise.all([
    readOffline({ config, environment, revision, applications: null }, ports),
    connected(environment, ports),
  ]);
  try {
    const subject = findSubject(query, offline);
    ports.progress(`${environment.name}: reading ${query.kind} ${query.name}`);
    const live = reader.ok ? await readLive(reader.value, query, subject && resourceOf(subject.object)) : reader;
    const found = locate({ query, steps, subject, live, request });
    const explained = await layersOf(found, { subject, live, reader, environment }, ports);
    const { failures, revision: read } = offline.declaration;
    const notes = failures.map(({ failure }) => `${failure.what} could not be read: ${failure.why}`);
    return ports.scrubber.scrubJson({ ...explained, revision: read, notes });
  } finally {
    if (reader.ok) await reader.value.close();
  }
}

/** A cluster that is not named or not reached costs its layers only. */
async function connected(environment: EnvironmentConfig, ports: ExplainPorts): Promise<Reading<KubernetesReader>> {
  try {
    return { ok: true, value: await ports.connect(environment) };
  } catch (error) {
    if (error instanceof UserError) return unread("unreachable", "the cluster", error.message.replace(/\.$/, ""));
    throw error;
  }
}

interface Sought {
  readonly query: ResourceQuery;
  readonly steps: readonly Step[];
  readonly subject: Subject | null;
  readonly live: Reading<LiveObject>;
  readonly request: ExplainRequest;
}

interface Found {
  readonly object: KubernetesObject;
  readonly path: Path;
}

/** The object, as git has it or else the cluster, and the field in it. */
function locate({ query, steps, subject, live, request }: Sought): Found {
  const { kind, name } = query;
  const environment = request.environment.name;
  const inCluster = live.ok ? live.value.object : null;
  const object = subject?.object ?? inCluster;
  if (object === null) {
    const cluster = live.ok ? "and the cluster has none" : `and the cluster could not be asked: ${live.failure.why}`;
    throw new UserError(
      `Git declares no ${kind} ${name} in ${environment}, ${cluster}. holdfast render ${environment} lists what git declares.`,
    );
  }
  const path = resolvePath(object, steps) ?? resolvePath(inCluster, steps);
  if (path !== null) return { object, path };
  throw new UserError(
    `${object.kind} ${name} has no field ${request.path}, neither in git nor in the cluster. holdfast render ${environment} shows its fields.`,
  );
}

interface Sources {
  readonly subject: Subject | null;
  readonly live: Reading<LiveObject>;
  readonly reader: Reading<KubernetesReader>;
  readonly environment: EnvironmentConfig;
}

async function layersOf(
  { object, path }: Found,
  { subject, live, reader, environment }: Sources,
  ports: ExplainPorts,
): Promise<Omit<Explanation, "revision" | "notes">> {
  const inCluster = live.ok ? live.value.object : null;
  if (inCluster !== null) ports.scrubber.learn(inCluster);
  const [values, attribution, service] = await Promise.all([
    subject === null ? [] : explainCauses(subject, path, ports),
    live.ok && reader.ok ? attributionAt(live.value, path, { reader: reader.value, environment }) : null,
    reader.ok ? explainService({ environment, reader: reader.value, object: inCluster ?? object, path }, ports) : null,
  ]);
  const recordedAt = reader.ok ? reader.value.recordedAt : null;
  const now = recordedAt === null ? ports.now() : new Date(recordedAt);
  return {
    schemaVersion: 1,
    environment: environment.name,
    application: subject?.application.name ?? null,
    resource: resourceOf(object),
    path: path.length === 0 ? null : toPointer(path),
    keyedPath: path.length === 0 ? null : toKeyedPath(path),
    recordedAt,
    values,
    rendered: renderedLayer(subject, path, ports.scrubber),
    live: { ...liveLayer(live, path, ports.scrubber), attribution },
    operator: inCluster === null ? null : operatorLayer(inCluster, now),
    service,
  };
}
