import type { EnvironmentConfig } from "../config/config.ts";
import { activeExclusions } from "../findings/index.ts";
import type { KubernetesReader } from "../observe/kubernetes/port.ts";
import type { EnvironmentReport } from "../vocabulary/index.ts";
import { type Bases, renderBases } from "./bases.ts";
import { surveyCluster } from "./cluster.ts";
import { type Conclusion, conclude } from "./conclusion.ts";
import { type Declaration, readDeclaration } from "./declaration.ts";
import { type Intent, intentOf } from "./intent.ts";
import { compareLive } from "./live.ts";
import type { Parts } from "./parts.ts";
import { placing } from "./placing.ts";
import type { CheckPorts, DryRunConnection } from "./ports.ts";
import { traceFindings } from "./provenance/index.ts";
import type { CheckRequest } from "./request.ts";
import { beginServices, lookedAt, type ServiceReadings, serviceRequests } from "./services/index.ts";

/** An environment's report, with what the report of the whole run says once. */
export interface CheckedEnvironment {
  readonly report: EnvironmentReport;
  readonly revision: string | null;
  readonly recordedAt: string | null;
}

/** Checks one environment: declare and survey, render what was synced, compare, conclude, find the values lines. */
export async function checkEnvironment(
  environment: EnvironmentConfig,
  request: CheckRequest,
  ports: CheckPorts,
): Promise<CheckedEnvironment> {
  const started = ports.now();
  const { config, revision, scope } = request;
  ports.progress(`${environment.name}: rendering`);
  const today = started.toISOString().slice(0, 10);
  const connecting = connectAll(environment, request, { ports, today });
  try {
    const [declaration, cluster] = await both(
      readDeclaration({ config, environment, revision, applications: scope.applications }, ports),
      connecting.then(({ reader }) => surveyCluster(reader, environment, started)),
    );
    const { reader, dryRun, services } = await connecting;
    const bases = await renderBases(declaration, cluster.argo, ports);
    const intent = learned(intentOf(declaration, bases, placing(cluster.discovery)), ports);
    ports.progress(`${environment.name}: comparing ${intent.desired.length} objects`);
    const parts = { environment, declaration, cluster, bases, intent, today };
    const evidence = await compareLive(parts, {
      request,
      dryRun,
      services,
      scrubber: ports.scrubber,
      now: timeOf(reader, started),
    });
    const { report, renders } = await withProvenance(conclude({ parts, live: evidence }, request), parts, ports);
    const requests =
      requestsOf(reader) + (dryRun === null ? 0 : requestsOf(dryRun)) + serviceRequests(services.services);
    const seconds = (ports.now().getTime() - started.getTime()) / 1000;
    const stats = {
      objects: intent.desired.length,
      requests,
      renders: rendersOf(declaration, bases) + renders,
      seconds,
    };
    return { report: { ...report, stats }, revision: declaration.revision, recordedAt: reader.recordedAt };
  } finally {
    const connections = await connecting.catch(() => null);
    await connections?.services.services.close();
    await Promise.all([connections?.reader.close(), connections?.dryRun?.close()]);
  }
}

/** The report with the values line of each finding, and what Helm rendered to find them. */
async function withProvenance(
  { report, origins }: Conclusion,
  parts: Parts,
  ports: CheckPorts,
): Promise<Pick<Conclusion, "report"> & { readonly renders: number }> {
  const { provenance, renders, notes } = await traceFindings(origins, parts, ports);
  const findings = report.findings.map((finding) => ({
    ...finding,
    provenance: provenance.get(finding.id) ?? finding.provenance,
  }));
  return { report: { ...report, findings, notes: [...report.notes, ...notes] }, renders };
}

interface Connections {
  readonly reader: KubernetesReader;
  readonly dryRun: DryRunConnection | null;
  readonly services: ServiceReadings;
}

async function connectAll(
  environment: EnvironmentConfig,
  request: CheckRequest,
  { ports, today }: { readonly ports: CheckPorts; readonly today: string },
): Promise<Connections> {
  const reader = await ports.connect(environment);
  const dryRun = request.engine === "server" ? await ports.connectDryRun(environment) : null;
  const exclusions = activeExclusions(request.config.exclude, { environment: environment.name, today });
  const services = lookedAt(ports.connectServices(environment, reader), exclusions);
  return { reader, dryRun, services: beginServices(services) };
}

/** What a recording holds is as old as the recording. */
function timeOf({ recordedAt }: KubernetesReader, now: Date): Date {
  return recordedAt === null ? now : new Date(recordedAt);
}

/** Both results; a failure is thrown once both have ended, so that nothing runs on behind it. */
async function both<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([first, second]);
  return await Promise.all([first, second]);
}

/** Secret values of git are known before anything is said about any object. */
function learned(intent: Intent, { scrubber }: CheckPorts): Intent {
  for (const { object } of intent.declared) scrubber.learn(object);
  for (const { base } of intent.desired) if (base) scrubber.learn(base);
  return intent;
}

function requestsOf(connection: Pick<KubernetesReader, "requests">): number {
  const { lists, others } = connection.requests();
  return lists + others;
}

function rendersOf({ applications }: Declaration, bases: Bases): number {
  const current = new Set(applications.map(({ rendering }) => rendering));
  const before = [...bases.renderings.values()].filter(
    (rendering) => !current.has(rendering) && rendering.objects.length > 0,
  );
  return current.size + before.length;
}
