import type { Operation } from "fast-json-patch";
import type { FindingKind, JsonObject, KubernetesObject, Layer } from "../../../../src/vocabulary/index.ts";

/** How the objects were created; every row counts once for each. */
export const WAYS = ["client-side apply", "server-side apply", "helm 3", "helm 4"] as const;
export type Way = (typeof WAYS)[number];

/** Who wrote, as managedFields name it. */
export interface Writer {
  readonly manager: string;
  readonly operation: "Apply" | "Update";
}

/** A finding that must be reported. */
export interface Expected {
  readonly kind: FindingKind;
  readonly layer: Layer;
  /** The keyed path; empty for the whole object. */
  readonly path: string;
  /** Null where managedFields cannot tell who did it. */
  readonly by: Writer | null;
}

/** The object that a mutation is done to, and how it came into being. */
export interface At {
  readonly object: KubernetesObject;
  readonly way: Way;
  /** The application that declares it, whose name is also the tracking label's value. */
  readonly application: string;
}

/** One way of changing live objects; `targets` of a kubectl call are `kind/name` words. */
export type How =
  /** `kubectl edit`, all rows in one call. */
  | { readonly tool: "edit"; readonly patch: readonly Operation[] }
  /** Any other call of kubectl, one for all objects of the row. */
  | { readonly tool: "kubectl"; readonly args: (targets: readonly string[]) => readonly string[] }
  /** `kubectl apply --server-side --force-conflicts` as that manager. */
  | { readonly tool: "apply"; readonly manager: string; readonly fields: JsonObject }
  /** `kubectl apply`, `kubectl replace` or `kubectl create` of the declared manifest with these changes. */
  | { readonly tool: "client-apply" | "replace" | "create"; readonly patch: readonly Operation[] }
  /** A request as a controller or another program sends it: a list is a JSON patch, an object a merge patch. */
  | {
      readonly tool: "request";
      readonly manager: string;
      readonly patch: readonly Operation[] | JsonObject;
      readonly subresource?: "status" | "scale";
    }
  /** A POST of the manifest, by another program. */
  | { readonly tool: "post"; readonly manager: string; readonly patch: readonly Operation[] }
  /** Waits until the real controller has written: `path` has a value that is not `was`. */
  | { readonly tool: "wait"; readonly path: string; readonly was: unknown };

/** One line of the truth table. */
export interface Row {
  readonly what: string;
  /**
   * Which rendered objects, one mutation for each: `*` is one of every kind, `Kind` one of that kind, `Kind/name` that
   * one, with `idfdev:` before it the one of that environment. Where several fit, the seed decides.
   */
  readonly of: string | readonly string[];
  /** Changes to the manifest before it is deployed. */
  readonly born?: readonly Operation[] | ((at: At) => readonly Operation[]);
  /** Objects that are deployed with it; what names the row's object in them names the mutated one. */
  readonly beside?: readonly { readonly of: string; readonly born?: readonly Operation[] }[];
  /** What git says otherwise than what was deployed. */
  readonly git?: readonly Operation[];
  /** `git only` is not deployed, `live only` is not declared, `forgotten` was deployed and is declared no more. */
  readonly where?: "git only" | "live only" | "forgotten" | "hook";
  /** Makes the live object belong to the first of `beside`. */
  readonly owned?: true;
  readonly live?: readonly How[];
  readonly expect: readonly Expected[] | ((at: At) => readonly Expected[]);
}

/** The rows that say nothing, and must say nothing. */
export const NOTHING: readonly Expected[] = [];
