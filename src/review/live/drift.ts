import { isDrift } from "../../findings/index.ts";
import {
  type ChangedField,
  type Collision,
  type Finding,
  type ReviewedResource,
  resourceKey,
} from "../../vocabulary/index.ts";
import type { EnvironmentEvidence, EnvironmentSides } from "../sides.ts";
import { behindMessage, type MeetingField, meetingField } from "./meeting-field.ts";
import { titleOf } from "./title.ts";

/**
 * Where somebody changed, in the cluster or in what operators keep behind it, what the change sets, too. An object that goes
 * takes all of its drift with it; one that no operator acts on is met by any change.
 * @param findings of a check of the base.
 */
export function driftCollisions(
  findings: readonly Finding[],
  { resources, sides }: Pick<EnvironmentEvidence, "resources"> & { readonly sides: Pick<EnvironmentSides, "before"> },
): readonly Collision[] {
  const met = findings.filter(isDrift).flatMap((finding) => {
    const field = meetingField(finding, sides.before.declared);
    return field === null ? [] : [{ finding, field }];
  });
  const byResource = Map.groupBy(met, ({ field }) => resourceKey(field.resource));
  return resources.flatMap((reviewed) => {
    const drift = byResource.get(resourceKey(reviewed.formerly ?? reviewed.resource)) ?? [];
    return drift.flatMap(({ finding, field }) => {
      const touched = reviewed.fields.find(({ keyedPath }) => overlaps(asStored(keyedPath), asStored(field.keyedPath)));
      if (touched === undefined && !field.isHalted) return [];
      return [collisionOf(finding, { field, touched, reviewed })];
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

interface Meeting {
  readonly field: MeetingField;
  /** The field of the change that meets it; none where the resource is halted as a whole. */
  readonly touched: ChangedField | undefined;
  readonly reviewed: ReviewedResource;
}

function collisionOf(finding: Finding, { field, touched, reviewed }: Meeting): Collision {
  const { application, resource } = reviewed;
  const { attribution } = finding;
  const { keyedPath } = field;
  const isWhole = touched?.keyedPath !== keyedPath;
  const isBehind = finding.layer !== "cluster" || touched === undefined;
  return {
    reason: "live-drift",
    application,
    resource,
    keyedPath,
    ...(touched?.after !== undefined && !isWhole && { after: touched.after }),
    ...(finding.live !== undefined && { live: finding.live }),
    manager: attribution?.manager ?? null,
    time: attribution?.time ?? null,
    message: isBehind
      ? behindMessage(finding, { reviewed, isExact: !isWhole, isHalted: field.isHalted })
      : clusterMessage(finding, reviewed),
  };
}

function clusterMessage({ kind, keyedPath, attribution }: Finding, { resource, change }: ReviewedResource): string {
  const path = keyedPath === null || keyedPath === "" ? "" : ` ${keyedPath}`;
  return `${titleOf(resource)}${path} ${became(kind)}${by(attribution?.manager)}, ${end(change)}.`;
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
