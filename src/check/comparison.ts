import {
  type CompareInput,
  compareObject,
  compareOnServer,
  ignoredByArgo,
  missingObject,
  type Schema,
  schemaFor,
} from "../compare/index.ts";
import type { ServedKind } from "../observe/kubernetes/port.ts";
import type { Difference, KubernetesObject, ReadFailure, Reading } from "../vocabulary/index.ts";
import { anyOf, type Cluster } from "./cluster.ts";
import type { DesiredObject, ScopedDifference, ScopedFailure } from "./desired.ts";
import type { Rules } from "./rules.ts";
import type { Target } from "./targets.ts";

/** What one LIST came to. `listed` is looked through for extra objects, and then let go. */
export interface Compared {
  readonly differences: readonly ScopedDifference[];
  /** What an Argo CD Application's ignoreDifferences hides. */
  readonly ignored: readonly ScopedDifference[];
  readonly failures: readonly ScopedFailure[];
  readonly notes: readonly string[];
  readonly listed: Reading<readonly KubernetesObject[]>;
}

/** Reads one kind in one namespace and compares every declared object of it. */
export async function compareTarget(target: Target, cluster: Cluster, rules: Rules): Promise<Compared> {
  const { kind, namespace, desired } = target;
  const [listed, documents] = await Promise.all([
    cluster.limit(() => cluster.reader.list({ kind, namespace })),
    cluster.reader.schemas(kind.group, kind.version),
  ]);
  if (!listed.ok) {
    return { differences: [], ignored: [], failures: costOf(target, listed.failure), notes: [], listed };
  }
  for (const object of listed.value) rules.scrubber.learn(object);
  const byName = new Map(listed.value.map((object) => [object.metadata.name, object]));
  // Without schemas no field can be judged, but what is not there is missing all the same.
  const compared = documents.ok ? desired : desired.filter(({ object }) => !byName.has(object.metadata.name));
  const schema = documents.ok ? schemaFor(documents.value, kind) : null;
  const around = { kind, schema, cluster, rules };
  const outcomes = await Promise.all(
    compared.map((one) => compareOne(one, byName.get(one.object.metadata.name), around)),
  );
  return {
    differences: outcomes.flatMap(({ differences }) => differences),
    ignored: outcomes.flatMap(({ ignored }) => ignored),
    failures: documents.ok ? [] : costOf(target, documents.failure),
    notes: outcomes.flatMap(({ notes }) => notes),
    listed,
  };
}

interface Around {
  readonly kind: ServedKind;
  readonly schema: Schema | null;
  readonly cluster: Cluster;
  readonly rules: Rules;
}

type Outcome = Pick<Compared, "differences" | "ignored" | "notes">;

async function compareOne(
  desired: DesiredObject,
  live: KubernetesObject | undefined,
  around: Around,
): Promise<Outcome> {
  const { application, object, base } = desired;
  if (live === undefined) {
    const difference = missingObject(object, base);
    return { differences: [{ application: application.name, object, difference }], ignored: [], notes: [] };
  }
  const { differences, notes } = await differencesOf(desired, live, around);
  const ignores = around.rules.argoIgnores.get(application.name) ?? [];
  const parted = Object.groupBy(differences, (difference) =>
    ignoredByArgo(difference, { desired: object, live }, ignores) ? "ignored" : "counted",
  );
  const scoped = (found: readonly Difference[] = []): ScopedDifference[] =>
    found.map((difference) => ({ application: application.name, object, difference }));
  return { differences: scoped(parted.counted), ignored: scoped(parted.ignored), notes };
}

async function differencesOf(
  { object, base, unstable }: DesiredObject,
  live: KubernetesObject,
  { kind, schema, cluster, rules }: Around,
): Promise<{ differences: readonly Difference[]; notes: readonly string[] }> {
  const input: CompareInput = { ...rules, desired: object, live, base, schema, unstable };
  const { dryRun } = rules;
  if (dryRun === null) return { differences: compareObject(input), notes: [] };
  const { differences, notes } = await cluster.limit(() => compareOnServer({ ...input, kind, dryRun }));
  return { differences, notes: notes.map((note) => `${object.kind} ${object.metadata.name}: ${note}`) };
}

/** One LIST that failed costs each application that has an object in it. */
function costOf({ desired, kind, namespace }: Target, failure: ReadFailure): ScopedFailure[] {
  const applications = new Set(desired.map(({ application }) => application.name));
  return [...applications].map((application) => ({ failure, application, resource: anyOf(kind, namespace) }));
}
