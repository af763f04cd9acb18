import type { Json, JsonObject, KubernetesObject } from "../../../src/vocabulary/index.ts";

/** An object that both judges look at. */
export interface Case {
  readonly name: string;
  readonly object: KubernetesObject;
}

/** Objects of one kind, each a base with other fields in its spec, by what is special about them. */
export interface CaseTable {
  readonly apiVersion: string;
  readonly kind: string;
  readonly base: JsonObject;
  /** Replaces fields of the base's spec; undefined removes one. */
  readonly specs: Readonly<Record<string, JsonObject>>;
  /** The metadata besides the name, where it matters. */
  readonly labels?: { readonly [key: string]: string };
}

export function casesOf({ apiVersion, kind, base, specs, labels }: CaseTable): readonly Case[] {
  return Object.entries(specs).map(([name, spec]) => ({
    name: `${kind} ${apiVersion.split("/")[1]}: ${name}`,
    object: {
      apiVersion,
      kind,
      metadata: { name: "sample", ...(labels === undefined ? {} : { labels: { ...labels } }) },
      spec: { ...base, ...spec },
    },
  }));
}

/** A copy with another value at a path of names and indices. */
export function changed(value: Json, path: readonly (string | number)[], to: Json | undefined): Json {
  const [step, ...rest] = path;
  if (step === undefined) return to ?? null;
  if (Array.isArray(value)) return value.map((item, index) => (index === step ? changed(item, rest, to) : item));
  const object = typeof value === "object" && value !== null ? value : {};
  const child = rest.length === 0 ? to : changed(object[step] ?? {}, rest, to);
  return { ...object, [step]: child };
}
