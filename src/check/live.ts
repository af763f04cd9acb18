import { unservedObject } from "../compare/index.ts";
import { activeExclusions, isExcluded } from "../findings/index.ts";
import type { Scrubber } from "../masking/index.ts";
import type { Discovery } from "../observe/kubernetes/port.ts";
import { resourceKey, resourceOf } from "../vocabulary/index.ts";
import { listBesides, lookBehind } from "./behind.ts";
import { anyOf } from "./cluster.ts";
import { compareTarget } from "./comparison.ts";
import type { ScopedDifference, ScopedFailure } from "./desired.ts";
import { duringSync } from "./during-sync.ts";
import { type LiveEvidence, NOTHING } from "./evidence.ts";
import { type ExtraSearch, extraSearches } from "./extra-kinds.ts";
import { type ExtraContext, extrasAmong, searchExtras } from "./extras.ts";
import type { Parts } from "./parts.ts";
import type { DryRunConnection } from "./ports.ts";
import type { CheckRequest } from "./request.ts";
import { type Rules, rulesOf } from "./rules.ts";
import { declaredOf, LiveLists, listsOf, type ServiceReadings } from "./services/index.ts";
import { planTargets, type Targets } from "./targets.ts";

export interface LiveOptions {
  readonly request: CheckRequest;
  readonly scrubber: Scrubber;
  /** Null is the local engine. */
  readonly dryRun: DryRunConnection | null;
  readonly services: ServiceReadings;
  /** The time at which live state was as it is read. */
  readonly now: Date;
}

/** Compares everything that git declares with the cluster, kind by kind, and looks for what git does not declare. */
export async function compareLive(parts: Parts, options: LiveOptions): Promise<LiveEvidence> {
  const { discovery } = parts.cluster;
  if (discovery === null) return gather([], parts);
  const { name } = parts.environment;
  const exclusions = activeExclusions(options.request.config.exclude, { environment: name, today: parts.today });
  const wanted = parts.intent.desired.filter(({ object }) => !isExcluded(resourceOf(object), exclusions));
  const plan = planTargets(wanted, discovery);
  const { rules, notes } = rulesOf(parts, { ...options, marksHold: marksHold(parts) });
  const context = extraContext(parts, rules);
  const declared = declaredOf(parts.intent);
  const lists = new LiveLists(listsOf(declared, discovery), {
    isExcluded: ({ kind, namespace }) => isExcluded({ ...kind, namespace, name: null }, exclusions),
    unknownGroups: new Set(discovery.failures.keys()),
  });
  const searches = searchesFor({ parts, plan, discovery, rules });
  const found = await Promise.all([
    ...plan.targets.map((target) => compareAndLookAround(target, { parts, rules, context, lists })),
    ...searches
      .filter(({ kind, namespace }) => !isExcluded({ ...kind, namespace, name: null }, exclusions))
      .map((search) => lookElsewhere(search, parts, context)),
    listBesides(plan.targets, { lists, cluster: parts.cluster, scrubber: options.scrubber }),
  ]);
  const behind = await lookBehind(parts, { ...options, declared, lists });
  return gather([...found, presence(plan), { ...NOTHING, notes }, behind], parts);
}

async function compareAndLookAround(
  target: Targets["targets"][number],
  { parts, rules, context, lists }: { parts: Parts; rules: Rules; context: ExtraContext; lists: LiveLists },
): Promise<LiveEvidence> {
  const { listed, ...compared } = await compareTarget(target, parts.cluster, rules);
  lists.offer(target, listed);
  const live = listed.ok ? listed.value : [];
  return { ...compared, differences: [...compared.differences, ...extrasAmong(live, context)] };
}

async function lookElsewhere(search: ExtraSearch, { cluster }: Parts, context: ExtraContext): Promise<LiveEvidence> {
  return { ...NOTHING, ...(await searchExtras(search, cluster, context)) };
}

/** What discovery alone tells: versions and kinds that are not served. */
function presence({ unserved, unreadable }: Targets): LiveEvidence {
  const differences = unserved.map(({ desired: { application, object }, versions }): ScopedDifference => {
    return { application: application.name, object, difference: unservedObject(object, versions) };
  });
  const failures = unreadable.flatMap(({ failure, desired }): ScopedFailure[] => {
    const byApplication = new Map(desired.map(({ application, object }) => [application.name, resourceOf(object)]));
    return [...byApplication].map(([application, resource]) => ({
      failure,
      application,
      resource: anyOf(resource, null),
    }));
  });
  return { ...NOTHING, differences, failures };
}

function searchesFor(given: { parts: Parts; plan: Targets; discovery: Discovery; rules: Rules }): ExtraSearch[] {
  const { parts, plan, discovery, rules } = given;
  const applications = parts.declaration.applications.map(({ application }) => application);
  return extraSearches({ applications, tracking: rules.tracking, targets: plan.targets, discovery });
}

function extraContext({ declaration, intent }: Parts, rules: Rules): ExtraContext {
  return {
    applications: declaration.applications.map(({ application }) => application),
    declared: new Set(intent.declared.map(({ object }) => resourceKey(resourceOf(object)))),
    before: intent.before,
    rules,
  };
}

/** A recording keeps no Secret value, only whether it was the one of its own revision. */
function marksHold({ cluster, declaration }: Parts): boolean {
  const { recordedAt, recordedRevision } = cluster.reader;
  return recordedAt === null || (recordedRevision !== null && recordedRevision === declaration.revision);
}

function gather(found: readonly LiveEvidence[], { cluster, intent }: Parts): LiveEvidence {
  const differences = [...intent.differences, ...found.flatMap((one) => one.differences)];
  const syncing = (application: string | null): boolean => cluster.argo.get(application ?? "")?.syncing ?? false;
  return {
    differences: differences.map((scoped) =>
      syncing(scoped.application) ? { ...scoped, difference: duringSync(scoped.difference) } : scoped,
    ),
    ignored: found.flatMap(({ ignored }) => ignored),
    failures: found.flatMap(({ failures }) => failures),
    notes: [...intent.notes, ...found.flatMap(({ notes }) => notes)],
  };
}
