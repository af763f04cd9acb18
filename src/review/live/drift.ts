import { isDrift } from "../../findings/index.ts";
import {
  type ChangedField,
  type Collision,
  type Finding,
  type KubernetesResource,
  type ReviewedResource,
  resourceKey,
} from "../../vocabulary/index.ts";
import type { EnvironmentEvidence } from "../sides.ts";

/**
 * Where somebody changed in the cluster what the change sets, too. An object that goes takes all of its drift with it.
 * @param findings of a check of the base.
 */
export function driftCollisions(
  findings: readonly Finding[],
  { resources }: Pick<EnvironmentEvidence, "resources">,
): readonly Collision[] {
  const byResource = Map.groupBy(
    findings.filter((finding) => finding.layer === "cluster" && isDrift(finding)),
    ({ resource }) => (resource.type === "kubernetes" ? resourceKey(resource) : ""),
  );
  return resources.flatMap((reviewed) => {
    const drift = byResource.get(resourceKey(reviewed.formerly ?? reviewed.resource)) ?? [];
    return drift.flatMap((finding) => {
      const field = reviewed.fields.find(({ keyedPath }) =>
        overlaps(asStored(keyedPath), asStored(finding.keyedPath ?? "")),
      );
      return field === undefined ? [] : [collisionOf(finding, field, reviewed)];
    });
  });
}

/** The API server keeps what a Secret's `stringData` says in its `data`. */
function asStored(keyedPath: string): string {
  return keyedPath.replace(/^\/stringData(?=\/|$)/, "/data");
}

/** One of both paths lies on the way to the other. */
function overlaps(a: string, b: string): boolean {
  return a === b || a === "" || b === "" || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);
}

function collisionOf(finding: Finding, field: ChangedField, reviewed: ReviewedResource): Collision {
  const { application, resource, change } = reviewed;
  const { attribution, kind } = finding;
  const keyedPath = finding.keyedPath ?? "";
  const isWhole = field.keyedPath !== keyedPath;
  return {
    reason: "live-drift",
    application,
    resource,
    keyedPath,
    ...(field.after !== undefined && !isWhole && { after: field.after }),
    ...(finding.live !== undefined && { live: finding.live }),
    manager: attribution?.manager ?? null,
    time: attribution?.time ?? null,
    message: `${titleOf(resource)}${keyedPath === "" ? "" : ` ${keyedPath}`} ${became(kind)}${by(attribution?.manager)}, ${end(change)}.`,
  };
}

function became(kind: Finding["kind"]): string {
  if (kind === "missing") return "is missing in the cluster";
  if (kind === "removed") return "was removed in the cluster";
  if (kind === "added" || kind === "extra") return "was added in the cluster";
  return "was changed in the cluster";
}

function by(manager: string | undefined): string {
  return manager === undefined ? "" : ` by ${manager}`;
}

function end(change: ReviewedResource["change"]): string {
  if (change === "removed") return "and goes with the object";
  if (change === "renamed") return "and the object under its new name will not have it";
  return "and this change sets it too: the next sync overwrites what is live";
}

function titleOf({ kind, name }: KubernetesResource): string {
  return `${kind} ${name}`;
}
