import type { Resource } from "../vocabulary/index.ts";

/** One part of an alert system. */
export interface System {
  /** The word that reports, scopes and comments use. */
  readonly name: string;
  /** True when the resource is part of this system. No resource is part of two. */
  owns(part: Part): boolean;
}

/** What is known of a resource when its system is asked for. */
export interface Part {
  readonly resource: Resource;
  readonly labels: Readonly<Record<string, string>>;
  /** The application that deploys it; null when none does. */
  readonly application: string | null;
}

/** True for a Kubernetes resource of one of these kinds of the group. */
export function isKind({ resource }: Part, group: string, kinds: readonly string[]): boolean {
  return resource.type === "kubernetes" && resource.group === group && kinds.includes(resource.kind);
}
