import type { KubernetesObject } from "../../vocabulary/index.ts";
import type { ListTarget } from "../kubernetes/port.ts";
import type { ListFile } from "./schema.ts";

export type RecordedTarget = ListFile["target"];

/** `app.kubernetes.io/instance in (a,b)`, the one form of label selector that a check sends. */
const LABEL_IN = /^(\S+) in \(([^)]*)\)$/;
/** `metadata.namespace!=a,metadata.namespace!=b`, the one form of field selector that leaves things out. */
const NAMESPACE_NOT = /^metadata\.namespace!=([^,]+)$/;
/** `metadata.name=a` alone, by which one object is asked for. */
const NAMED = /^metadata\.name=([^,]+)$/;

/** True where a recorded LIST surely holds everything that the wanted one selects: a check of one application asks for less. */
export function covers(recorded: RecordedTarget, wanted: ListTarget): boolean {
  const { kind, namespace, labelSelector, fieldSelector } = wanted;
  if (recorded.group !== kind.group || recorded.version !== kind.version || recorded.kind !== kind.kind) return false;
  if (recorded.namespace !== null && recorded.namespace !== namespace) return false;
  return (
    coversLabels(recorded.labelSelector, labelSelector ?? null) &&
    coversFields(recorded.fieldSelector, { namespace, fieldSelector: fieldSelector ?? null })
  );
}

/** True for an object that the wanted LIST would hold. */
export function selects(
  { namespace, labelSelector, fieldSelector }: ListTarget,
  { metadata }: KubernetesObject,
): boolean {
  if (namespace !== null && metadata.namespace !== namespace) return false;
  if (excludedBy(fieldSelector ?? null)?.includes(metadata.namespace ?? "") === true) return false;
  const [, name = metadata.name] = NAMED.exec(fieldSelector ?? "") ?? [];
  if (metadata.name !== name) return false;
  if (labelSelector === undefined) return true;
  const wanted = labelsOf(labelSelector);
  return wanted?.values.includes(metadata.labels?.[wanted.label] ?? "") === true;
}

function coversLabels(recorded: string | null, wanted: string | null): boolean {
  if (recorded === null) return wanted === null || labelsOf(wanted) !== null;
  if (recorded === wanted) return true;
  const [wide, narrow] = [labelsOf(recorded), wanted === null ? null : labelsOf(wanted)];
  if (wide === null || narrow === null || wide.label !== narrow.label) return false;
  return narrow.values.every((value) => wide.values.includes(value));
}

function coversFields(
  recorded: string | null,
  { namespace, fieldSelector }: { readonly namespace: string | null; readonly fieldSelector: string | null },
): boolean {
  const isNamed = fieldSelector !== null && NAMED.test(fieldSelector);
  const [leftOut, mayLack] = [excludedBy(recorded), isNamed ? [] : excludedBy(fieldSelector)];
  if (leftOut === null || mayLack === null) return recorded === fieldSelector;
  return leftOut.every((name) => mayLack.includes(name) || (namespace !== null && namespace !== name));
}

/** The namespaces that a field selector leaves out; null for any other selector. */
function excludedBy(fieldSelector: string | null): readonly string[] | null {
  if (fieldSelector === null) return [];
  const names = fieldSelector.split(",").map((part) => NAMESPACE_NOT.exec(part)?.[1]);
  return names.every((name) => name !== undefined) ? names : null;
}

function labelsOf(selector: string): { readonly label: string; readonly values: readonly string[] } | null {
  const [, label, values] = LABEL_IN.exec(selector) ?? [];
  return label === undefined || values === undefined ? null : { label, values: values.split(",") };
}
