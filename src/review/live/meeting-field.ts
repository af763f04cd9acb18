import { declaredField } from "../../systems/declared-field.ts";
import type { Declared } from "../../systems/evidence.ts";
import {
  type Finding,
  type KubernetesResource,
  type Path,
  type Reason,
  type ReviewedResource,
  toKeyedPath,
} from "../../vocabulary/index.ts";

/** The field by which a change can meet a finding. */
export interface MeetingField {
  readonly resource: KubernetesResource;
  readonly keyedPath: string;
  /** True where no operator acts on the resource, so that any change of it has no effect. */
  readonly isHalted: boolean;
}

/** Why an operator leaves a resource alone, whatever it says. */
const HALTED: ReadonlySet<Reason | null> = new Set<Reason>([
  "paused",
  "unmanaged",
  "wrong-cluster-label",
  "namespace-not-watched",
  "no-operator",
  "operator-stuck",
  "generation-behind",
]);

/** The annotations by which somebody halts an operator in the cluster. */
const HALTS = ["strimzi.io/pause-reconciliation", "strimzi.io/managed"].map((name) =>
  toKeyedPath(["metadata", "annotations", name]),
);

/** Where git declares what the finding is about; null for what a change of manifests cannot meet. */
export function meetingField(finding: Finding, declared: Declared): MeetingField | null {
  const { resource, layer, reason, keyedPath } = finding;
  if (resource.type === "kubernetes") {
    const isHalted = layer === "operator" ? HALTED.has(reason) : isHalt(finding);
    return layer === "operator" && !isHalted ? null : { resource, keyedPath: keyedPath ?? "", isHalted };
  }
  const asking = declaredField(resource, segmentsOf(finding.path), declared) ?? ownerOf(finding, declared);
  return asking === null ? null : { resource: asking.resource, keyedPath: toKeyedPath(asking.path), isHalted: false };
}

function isHalt({ kind, keyedPath }: Finding): boolean {
  return kind !== "removed" && HALTS.includes(keyedPath ?? "");
}

/** A right that nobody asks for belongs to the rights of its user as a whole. */
function ownerOf({ resource }: Finding, declared: Declared): { resource: KubernetesResource; path: Path } | null {
  if (resource.type !== "acl") return null;
  const { cluster, principal } = resource;
  const name = principal.replace(/^User:(CN=)?/, "");
  const user = declaredField({ type: "user", cluster, name }, [], declared);
  return user === null ? null : { resource: user.resource, path: ["spec", "authorization", "acls"] };
}

function segmentsOf(pointer: string | null): readonly string[] {
  return (pointer ?? "")
    .split("/")
    .slice(1)
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** How a change meets a finding. */
export interface Encounter {
  readonly reviewed: Pick<ReviewedResource, "resource" | "change">;
  /** True where the change sets the very field. */
  readonly isExact: boolean;
  readonly isHalted: boolean;
}

/** What follows, for a finding that lies behind the cluster or keeps an operator from acting. */
export function behindMessage(finding: Finding, encounter: Encounter): string {
  const sentence = finding.message.replace(/\.$/, "");
  const further = finding.consequences.map((consequence) => ` ${consequence}`).join("");
  return `${sentence}${endOf(encounter)}.${further}`;
}

function endOf({ reviewed: { resource, change }, isExact, isHalted }: Encounter): string {
  if (change === "removed") return ", and goes with its resource";
  if (change === "renamed") return ", and the resource under its new name will not have it";
  if (isHalted) return ": until that ends, nothing of this change takes effect there";
  return isExact ? ", and this change sets it too" : `, and this change edits ${resource.kind} ${resource.name} too`;
}
