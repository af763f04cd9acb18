import type { ServicesConfig } from "../config/services.ts";
import type {
  Difference,
  Effect,
  Json,
  JsonObject,
  KubernetesObject,
  Path,
  ReadFailure,
  Resource,
} from "../vocabulary/index.ts";
import type { Declared, Evidence, LiveKind } from "./evidence.ts";

/** One part of an alert system. */
export interface System {
  /** The word that reports, scopes and comments use. */
  readonly name: string;
  /** True when the resource is part of this system. No resource is part of two. */
  owns(part: Part): boolean;
  /** The live objects that it judges; they are listed even where git declares none of that kind. */
  lists?(declared: Declared): readonly LiveKind[];
  /** What it wants to know of services beyond their state as a whole. */
  asks?(declared: Declared): Asks;
  /** What is wrong behind the cluster: on the arrows to the operator and from there to the service. */
  judge?(evidence: Evidence): Judgement;
  /** Which couplings do not hold in what git declares, seen without any cluster. */
  couple?(intent: DeclaredIntent): readonly SystemDifference[];
  /** What is risky in a change of what git declares. */
  weigh?(change: Change): readonly SystemDifference[];
  /** What a change of one of its objects does to what runs, in plain words; nothing that `weigh` says. */
  foretell?(change: ObjectChange): readonly Effect[];
}

/** One object before and after a change; null where it is not there. Both null never happens. */
export interface ObjectChange {
  readonly before: KubernetesObject | null;
  readonly after: KubernetesObject | null;
  /** What differs, for an object that is on both sides; their names may differ. */
  readonly fields: readonly { readonly path: Path; readonly before?: Json; readonly after?: Json }[];
  /** The whole environment, for what depends on other objects. */
  readonly change: Change;
}

/** What git alone says about an environment. */
export interface DeclaredIntent {
  readonly environment: string;
  readonly declared: Declared;
  /** What they would declare is unknown, so nothing may be called absent that one of them might declare. */
  readonly unrendered: readonly Unrendered[];
  /** What holdfast.yaml says about services. */
  readonly services: ServicesConfig;
}

/** An application that could not be rendered. */
export interface Unrendered {
  readonly name: string;
  /** Where it deploys; null where that is not known. */
  readonly namespace: string | null;
}

/** An environment before and after a change. */
export interface Change {
  readonly before: DeclaredIntent;
  readonly after: DeclaredIntent;
}

/** What a system wants to know of services; everything that is left out is not asked. */
export interface Asks {
  readonly groups?: readonly KafkaAsk[];
  /** Topics whose last messages are looked at. */
  readonly lastMessages?: readonly KafkaAsk[];
  readonly buckets?: readonly { readonly name: string; readonly prefixes: readonly string[] }[];
}

/** Something of a Kafka cluster by its name; the cluster is that of the Kafka resource. */
export interface KafkaAsk {
  readonly cluster: string;
  readonly name: string;
}

/** What a system found. */
export interface Judgement {
  readonly differences: readonly SystemDifference[];
  /** What could not be judged, besides what the evidence itself lacks. */
  readonly failures: readonly SystemFailure[];
  /** What whoever reads the verdict should know besides, one clause each without a full stop. */
  readonly notes: readonly string[];
}

export const NOTHING_FOUND: Judgement = { differences: [], failures: [], notes: [] };

export interface SystemDifference {
  /** The application that declares what this is about; null where none does. */
  readonly application: string | null;
  readonly difference: Difference;
}

export interface SystemFailure {
  readonly application: string | null;
  readonly resource: Resource;
  readonly failure: ReadFailure;
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

/** The value at a path of field names; undefined where there is none. */
export function fieldOf(object: JsonObject, ...path: readonly string[]): unknown {
  let value: unknown = object;
  for (const name of path) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}
