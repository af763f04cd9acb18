import {
  type JsonObject,
  type KubernetesObject,
  type KubernetesResource,
  type Path,
  resourceOf,
} from "../../vocabulary/index.ts";
import type { FieldManager } from "../deployer.ts";
import { ownersOf } from "../ownership/index.ts";
import { storedForm } from "../rules/stored-form.ts";
import { type Schema, UNTYPED_OBJECT } from "../schema/index.ts";
import { lastApplied } from "./last-applied.ts";
import { Place } from "./place.ts";

/** How a live object tells which application it belongs to; the words of holdfast.yaml's `tracking`. */
export interface TrackingMark {
  readonly by: "label" | "annotation";
  readonly name: string;
}

/** One object that git declares, the live one, and what is known about them. */
export interface CompareInput {
  readonly desired: KubernetesObject;
  readonly live: KubernetesObject;
  /** As the last-synced revision renders it: undefined when that is not known, null when it was not there. */
  readonly base?: KubernetesObject | null | undefined;
  /** Null when the kind is served without one: then values are compared as they are spelled. */
  readonly schema: Schema | null;
  readonly deployers: readonly FieldManager[];
  /** Keys (`resourceKey`) of what an autoscaler scales; their replicas are nobody's drift. */
  readonly scaled?: ReadonlySet<string>;
  readonly tracking?: TrackingMark | null;
  /** Paths that change from one render to the next. */
  readonly unstable?: readonly Path[];
  /** False when the live object comes from a recording of another revision: its marks then prove nothing. */
  readonly marksHold?: boolean;
}

/** What the API server itself said in dry runs; it is asked before any table. */
export interface ServerAnswers {
  /** The live object after git would be applied; null when the server did not say. */
  readonly applied: KubernetesObject | null;
  /** What git's object would be if it were created now; null when the server did not say. */
  readonly fresh: KubernetesObject | null;
}

/** Everything that the rules look at while they walk through one object. */
export interface Comparison {
  readonly resource: KubernetesResource;
  readonly desired: KubernetesObject;
  readonly live: KubernetesObject;
  readonly base: KubernetesObject | null | undefined;
  /** What a client-side apply sent last; asked for once in a while, and long to parse. */
  readonly lastApplied: () => JsonObject | null;
  readonly scaled: ReadonlySet<string>;
  readonly tracking: TrackingMark | null;
  readonly unstable: readonly Path[];
  readonly marksHold: boolean;
  readonly server: ServerAnswers;
  /** True when the live object tells nothing about owners at all. */
  readonly ownerless: boolean;
  readonly root: Place;
}

const NO_ANSWERS: ServerAnswers = { applied: null, fresh: null };

/** Gathers what the rules need. Secrets are compared as the server stores them. */
export function openComparison(input: CompareInput, server: ServerAnswers = NO_ANSWERS): Comparison {
  const { live, base, schema, deployers } = input;
  const owners = ownersOf(live, deployers);
  return {
    resource: resourceOf(input.desired),
    desired: storedForm(input.desired),
    live: storedForm(live),
    base: base ? storedForm(base) : base,
    lastApplied: () => storedLastApplied(live),
    scaled: input.scaled ?? new Set(),
    tracking: input.tracking ?? null,
    unstable: input.unstable ?? [],
    marksHold: input.marksHold ?? true,
    server,
    ownerless: owners.within().length === 0,
    root: Place.root(schema ?? UNTYPED_OBJECT, owners),
  };
}

function storedLastApplied(live: KubernetesObject): JsonObject | null {
  const sent = lastApplied(live);
  return sent === null ? null : storedForm(sent);
}
