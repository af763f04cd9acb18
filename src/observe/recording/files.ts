import type { JsonObject, KubernetesObject, ReadFailure, Reading } from "../../vocabulary/index.ts";
import type { Discovery, ListTarget, OpenApiDocument } from "../kubernetes/port.ts";
import { INFO_FILE } from "./layout.ts";
import type { DiscoveryFile, ListFile, RecordingInfo, SchemasFile } from "./schema.ts";
import { type GroupVersionKind, schemasOf } from "./schema-closure.ts";
import { type RecordingScrubber, scrubDefaults, scrubObject } from "./scrub-object.ts";
import { stableJson, stableJsonByLine } from "./stable-json.ts";

/** What keeps Secrets, and what is nobody's business, out of a recording. */
export interface Censor {
  /** A copy of an object without the values of its secret fields. */
  readonly mask: (object: KubernetesObject) => KubernetesObject;
  readonly scrubber: RecordingScrubber;
  /**
   * False for an object that the check had no use for: a list of a cluster-scoped kind holds everybody's.
   * It is left out and reads as absent. All are kept by default.
   */
  readonly keep?: (object: KubernetesObject) => boolean;
}

export function infoText(info: Omit<RecordingInfo, "schemaVersion">): [string, string] {
  return [INFO_FILE, stableJson({ schemaVersion: 1, ...info } satisfies RecordingInfo)];
}

export function discoveryText(reading: Reading<Discovery>, { scrubber }: Censor): string {
  if (!reading.ok) return stableJson({ failure: { ...scrubbed(reading.failure, scrubber) } } satisfies DiscoveryFile);
  const kinds = reading.value.kinds.map((kind) => ({ ...kind, verbs: kind.verbs.join(" ") }));
  const failures = [...reading.value.failures].map(([group, why]) => [group, scrubber.scrub(why)]);
  return stableJson({ kinds, failures: Object.fromEntries(failures) } satisfies DiscoveryFile);
}

export function listText(target: ListTarget, reading: Reading<readonly KubernetesObject[]>, censor: Censor): string {
  const { group, version, kind } = target.kind;
  const { namespace, labelSelector = null, fieldSelector = null } = target;
  const header = { group, version, kind, namespace, labelSelector, fieldSelector };
  if (!reading.ok) {
    return stableJson({ target: header, failure: scrubbed(reading.failure, censor.scrubber) } satisfies ListFile &
      JsonObject);
  }
  const kept = censor.keep === undefined ? reading.value : reading.value.filter(censor.keep);
  const objects = kept.toSorted(byName).map((object) => scrubObject(censor.mask(object), censor.scrubber));
  return stableJson({ target: header, objects } satisfies ListFile & JsonObject);
}

export interface ReadSchemas {
  readonly group: string;
  readonly version: string;
  readonly reading: Reading<OpenApiDocument>;
}

/** Only the schemas of kinds that were `listed`: what was not looked at need not be compared. */
export function schemasText(entry: ReadSchemas, listed: readonly GroupVersionKind[], { scrubber }: Censor): string {
  const { group, version, reading } = entry;
  if (!reading.ok)
    return stableJson({ group, version, failure: scrubbed(reading.failure, scrubber) } satisfies SchemasFile &
      JsonObject);
  const schemas = Object.entries(schemasOf(reading.value, listed)).map(([name, schema]) => [
    name,
    scrubDefaults(schema, scrubber),
  ]);
  return stableJsonByLine({ group, version, schemas: Object.fromEntries(schemas) } satisfies SchemasFile, "schemas");
}

function scrubbed(
  { reason, what, why }: ReadFailure,
  scrubber: RecordingScrubber,
): { reason: ReadFailure["reason"]; what: string; why: string } {
  return { reason, what: scrubber.scrub(what), why: scrubber.scrub(why) };
}

/** The order in which the API server lists: by namespace, then by name. */
function byName(a: KubernetesObject, b: KubernetesObject): number {
  const [left, right] = [a, b].map(({ metadata }) => `${metadata.namespace ?? ""}\0${metadata.name}`);
  return (left ?? "") < (right ?? "") ? -1 : 1;
}
