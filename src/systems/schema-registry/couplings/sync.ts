import type { DeclaredObject } from "../../evidence.ts";
import { coupling, declaresKafka, flagPath, kafkasIn, serviceAt, surelyLacksTopic } from "../../intent/index.ts";
import type { DeclaredIntent, SystemDifference } from "../../system.ts";
import { type Container, containersOf, flagOf, runs } from "../../workload/index.ts";
import { ALERT_SUBJECT, SYNC } from "../parts.ts";
import type { DeclaredRegistry } from "./registry.ts";

const SUBJECT = "--subject";

/** The Job that registers all alert schemas anew with every sync. */
export interface SyncJob extends DeclaredObject {
  readonly container: Container;
  /** Null where the Job does not say, or names an address outside. */
  readonly service: { readonly name: string; readonly namespace: string | null; readonly port: number } | null;
}

export function syncJobsIn({ declared }: DeclaredIntent): readonly SyncJob[] {
  return declared.of("batch", "Job").flatMap((one) => {
    const container = containersOf(one.object).find((candidate) => runs(candidate, SYNC));
    if (container === undefined) return [];
    return [{ ...one, container, service: serviceAt(flagOf(container, "--schema-registry-url")) }];
  });
}

export function judgeSync(
  registries: readonly DeclaredRegistry[],
  intent: DeclaredIntent,
): readonly SystemDifference[] {
  const jobs = syncJobsIn(intent);
  return [
    ...registries.flatMap((registry) => judgeCompatibility(registry, jobs)),
    ...jobs.flatMap((job) => judgeSubject(job, intent)),
  ];
}

/** The Job registers old versions after new ones, which any compatibility check refuses. */
function judgeCompatibility(registry: DeclaredRegistry, jobs: readonly SyncJob[]): readonly SystemDifference[] {
  const { name, namespace, compatibility } = registry;
  const job = jobs.find(
    ({ service, object: { metadata } }) =>
      service?.name === name && (service.namespace ?? metadata.namespace) === namespace,
  );
  if (job === undefined || compatibility.toLowerCase() === "none") return [];
  const statement = `StrimziSchemaRegistry ${name} checks compatibility ${compatibility}, so Job ${job.object.metadata.name} cannot register every schema anew; set compatibilityLevel to none`;
  return [
    coupling({
      reason: "compatibility-blocks-sync",
      one: registry,
      path: ["spec", "compatibilityLevel"],
      statement,
      desired: "none",
    }),
  ];
}

/** Alerts have the subject `alert-packet`, or that of their topic (TopicNameStrategy). */
function judgeSubject(job: SyncJob, intent: DeclaredIntent): readonly SystemDifference[] {
  const subject = flagOf(job.container, SUBJECT) ?? ALERT_SUBJECT;
  const why = subject === ALERT_SUBJECT ? null : wrongSubject(subject, job, intent);
  if (why === null) return [];
  const statement = `Job ${job.object.metadata.name} registers the alert schemas as subject ${subject}, ${why}`;
  return [coupling({ reason: "sync-subject", one: job, path: flagPath(job.container, SUBJECT), statement })];
}

function wrongSubject(subject: string, { object }: SyncJob, intent: DeclaredIntent): string | null {
  const own = intent.services.registries.filter(({ namespace }) => namespace === object.metadata.namespace);
  const expected = own.flatMap(({ subjects }) => subjects.map(({ name }) => name));
  if (expected.includes(subject)) return null;
  const topic = /^(.+)-(?:value|key)$/.exec(subject)?.[1];
  if (topic === undefined)
    return `which is neither ${ALERT_SUBJECT} nor the name of a topic with -value; name one of these`;
  const kafkas = kafkasIn(intent.declared).filter(({ namespace }) => namespace === object.metadata.namespace);
  const isAbsent =
    declaresKafka(intent.declared) &&
    kafkas.length > 0 &&
    kafkas.every((kafka) => surelyLacksTopic(topic, kafka, intent));
  return isAbsent ? `but git declares no topic ${topic}; name a topic that is there, or ${ALERT_SUBJECT}` : null;
}
