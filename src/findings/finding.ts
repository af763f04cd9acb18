import { LAST_APPLIED, maskPair, recordedMark, type Sides } from "../masking/index.ts";
import {
  type Difference,
  type Finding,
  type Layer,
  type Path,
  type Provenance,
  type ReadFailure,
  type Reason,
  type Resource,
  toKeyedPath,
  toPointer,
} from "../vocabulary/index.ts";
import { type About, idOf } from "./about.ts";
import { failureMessage, messageOf } from "./message.ts";
import { remediesOf } from "./remedies.ts";
import { severityOf } from "./severity.ts";

/** Where a finding was made. */
export interface FindingContext {
  readonly environment: string;
  /** Null when it concerns no application, or all of them. */
  readonly application: string | null;
  readonly system: string;
  readonly provenance?: Provenance | null;
}

/** Failures before the cluster is asked; the others come from reading it. */
const RENDER_FAILURES: ReadonlySet<Reason> = new Set<Reason>([
  "render-failed",
  "unstable-render",
  "dependency-unavailable",
  "revision-unavailable",
  "unsupported-source",
  "invalid-manifest",
]);

/**
 * A difference made ready to be shown: with id, severity and remedies, and with every value of a Secret masked.
 * Secret values that hide in other kinds are the scrubber's; it takes them out of the whole report at the end.
 */
export function toFinding(difference: Difference, context: FindingContext): Finding {
  const { kind, layer, resource, path, attribution, reason } = difference;
  const about = { kind, layer, resource, path: toKeyedPath(path), reason };
  return {
    ...identify(about, context),
    path: path.length === 0 ? null : toPointer(path),
    keyedPath: path.length === 0 ? null : about.path,
    ...sidesOf(difference),
    attribution,
    provenance: context.provenance ?? null,
    reason,
    undoneBy: difference.undoneBy ?? null,
    consequences: [],
    ...remediesOf(about),
    message: messageOf(difference),
  };
}

/** Something that could not be read, as a finding. It makes the verdict unknown. */
export function unreadableFinding(
  failure: ReadFailure,
  context: FindingContext & { readonly resource: Resource },
): Finding {
  const { reason, what } = failure;
  const layer = unreadLayer(reason, context.resource);
  // Several things about one resource may be unreadable; what they are tells their ids apart.
  const about = { kind: "unreadable", layer, resource: context.resource, path: what, reason } as const;
  return {
    ...identify(about, context),
    path: null,
    keyedPath: null,
    attribution: null,
    provenance: context.provenance ?? null,
    reason,
    undoneBy: null,
    consequences: [],
    ...remediesOf(about),
    message: failureMessage(failure),
  };
}

function unreadLayer(reason: Reason, { type }: Resource): Layer {
  if (type !== "kubernetes" && type !== "values") return "service";
  return RENDER_FAILURES.has(reason) ? "render" : "cluster";
}

type Identification = Pick<Finding, "id" | "kind" | "layer" | "system" | "severity" | "application" | "resource">;

/** The first fields of every finding. */
export function identify(about: About, context: FindingContext): Identification {
  const { environment, application, system } = context;
  const { kind, layer, resource } = about;
  const severity = severityOf(about);
  return { id: idOf(about, { environment, application }), kind, layer, system, severity, application, resource };
}

/** A finding about a whole resource shows no manifest, and one about an unread field has nothing to show. */
function sidesOf({ kind, resource, path, desired, live }: Difference): Sides {
  if (path.length === 0 || kind === "unreadable") return {};
  const sides = { ...(desired !== undefined && { desired }), ...(live !== undefined && { live }) };
  if (recordedMark(live) !== null) return maskPair(sides);
  if (resource.type !== "kubernetes" || resource.kind !== "Secret" || resource.group !== "") return sides;
  return isHarmless(path) ? sides : maskPair(sides);
}

/** Parts of a Secret that hold no value of it. */
function isHarmless([first, second, third]: Path): boolean {
  if (first === "type" || first === "immutable") return true;
  if (first !== "metadata" || second === undefined) return false;
  return second !== "annotations" || (third !== undefined && third !== LAST_APPLIED);
}
