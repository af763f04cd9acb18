import type { KubernetesDryRun, ServedKind } from "../../observe/kubernetes/port.ts";
import { type Difference, type KubernetesObject, type Reading, resourceOf } from "../../vocabulary/index.ts";
import type { FieldManager } from "../deployer.ts";
import { type CompareInput, compareObjects, openComparison } from "../local/index.ts";
import { storedForm } from "../rules/stored-form.ts";
import { declaredPart } from "./declared-part.ts";
import { throwAway } from "./throw-away.ts";

export interface ServerCompareInput extends CompareInput {
  readonly kind: ServedKind;
  readonly dryRun: KubernetesDryRun;
}

/** What the server engine found for one object, and in one clause each where it had to fall back on the local rules. */
export interface ServerComparison {
  readonly differences: Difference[];
  readonly notes: readonly string[];
}

const FALLBACK_MANAGER = "holdfast";

/**
 * Compares with the API server's own answers: an apply dry run for what git mentions, a create dry run under a throw-away
 * name for what it does not. A refused manifest falls back on the local rules and leaves a note; a dry run that failed
 * otherwise is a difference of kind `unreadable`, beside what the local rules see.
 */
export async function compareOnServer(input: ServerCompareInput): Promise<ServerComparison> {
  const [applied, fresh] = await Promise.all([applyDryRun(input), createDryRun(input)]);
  const comparison = openComparison(input, {
    applied: applied.ok ? storedForm(applied.value) : null,
    fresh: fresh.object === null ? null : storedForm(fresh.object),
  });
  const found = compareObjects(comparison);
  const notes = fresh.note === null ? [] : [fresh.note];
  if (applied.ok) return { differences: found, notes };
  const { reason, why } = applied.failure;
  if (reason === "invalid-manifest")
    return { differences: found, notes: [...notes, `the apply dry run was refused: ${why}`] };
  return { differences: [...found, unreadable(input.desired, { reason, why })], notes };
}

function applyDryRun({
  desired,
  schema,
  kind,
  dryRun,
  ...input
}: ServerCompareInput): Promise<Reading<KubernetesObject>> {
  const manager = applyingManager(input.live, input.deployers);
  return dryRun.apply(kind, declaredPart(desired, schema), manager);
}

/** The deployer that applies to this object already; applying as another one would only co-own its fields. */
function applyingManager(live: KubernetesObject, deployers: readonly FieldManager[]): string {
  const entries = live.metadata["managedFields"];
  const written = Array.isArray(entries) ? JSON.stringify(entries) : "";
  const found = deployers.find(
    ({ manager, operation }) => operation === "Apply" && written.includes(`"manager":${JSON.stringify(manager)}`),
  );
  return found?.manager ?? FALLBACK_MANAGER;
}

interface Fresh {
  readonly object: KubernetesObject | null;
  readonly note: string | null;
}

async function createDryRun({ desired, schema, kind, dryRun }: ServerCompareInput): Promise<Fresh> {
  const planned = throwAway(declaredPart(desired, schema));
  if (planned.object === null) return { object: null, note: noteOf(planned.refusal) };
  const created = await dryRun.create(kind, planned.object);
  return created.ok ? { object: created.value, note: null } : { object: null, note: noteOf(created.failure.why) };
}

function noteOf(why: string): string {
  return `no fresh object to compare with, ownership and known defaults decide: ${why}`;
}

function unreadable(
  desired: KubernetesObject,
  { reason, why }: { reason: Difference["reason"]; why: string },
): Difference {
  return {
    kind: "unreadable",
    layer: "cluster",
    resource: resourceOf(desired),
    path: [],
    attribution: null,
    reason,
    detail: `the apply dry run failed: ${why}`,
  };
}
